// <ats-linkedin-onboard>: a customer's admin connects LinkedIn Recruiter. LinkedIn's own plugin stands in the light DOM; what it says is
// saved, then sent to the edge, which alone talks to LinkedIn; what comes of it is shown step by step until LinkedIn has it enabled.
import { ReactiveElement, type PropertyValues } from 'lit';
import { commonProperties, commonStyles, type CommonProperties, type Text } from '../shared/element.ts';
import { emit, hint, type ElementError } from '../shared/events.ts';
import { keepSession, type SessionSource } from '../shared/session.ts';
import { languageOf, type Language } from '../shared/text.ts';
import { tokens } from '../shared/tokens.ts';
import { parseSupported, parseWidth, widthFor } from './bundles.ts';
import { parseRequested, type Requested, type StatusChange } from './integrations.ts';
import { newId } from './outbox.ts';
import { exposeCallback } from './plugin.ts';
import { problemState, problemWords, type Problem } from './problems.ts';
import { setStage } from './stage.ts';
import { statusWords } from './steps.ts';
import { styles } from './styles.ts';
import { loadTexts, type OnboardTexts } from './texts.ts';
import { createView, showView, type Content, type View } from './view.ts';
import { startVisit, type Visit } from './visit.ts';

export type { Integration, IntegrationError, Requested, StatusChange } from './integrations.ts';

declare global {
  interface HTMLElementTagNameMap {
    'ats-linkedin-onboard': AtsLinkedinOnboard;
  }
  interface HTMLElementEventMap {
    /** What the plugin said. */
    'linkedin-integrations': CustomEvent<{ integrations: Requested[] }>;
    /** One for each change. */
    'linkedin-status': CustomEvent<StatusChange>;
    'linkedin-error': CustomEvent<ElementError>;
  }
}

/** LinkedIn does not know a new key for some minutes. */
const youngKeyMs = 30_000;

export class AtsLinkedinOnboard extends ReactiveElement implements CommonProperties<OnboardTexts>, SessionSource {
  static override styles = [commonStyles, tokens, styles];

  static override properties = {
    ...commonProperties,
    edge: {},
    session: {},
    sessionUrl: { attribute: 'session-url' },
    getSession: { attribute: false },
    supported: {},
    width: {},
    hostedUrl: { attribute: 'hosted-url' },
    pluginShown: { state: true },
    pluginProblem: { state: true },
    announcement: { state: true },
  };
  declare locale: Text;
  declare theme: Text;
  declare debug: boolean;
  declare previewState: Text;
  declare texts: Partial<OnboardTexts> | undefined;
  /** Where the edge is; default: where the script came from. */
  declare edge: Text;
  declare session: Text;
  declare sessionUrl: Text;
  declare getSession: SessionSource['getSession'];
  /** LinkedIn's bundles, with commas; default: the two of Recruiter System Connect, which are always among them. */
  declare supported: Text;
  /** The plugin's, in pixels, or `100%`; default 500, or what there is where that is less. */
  declare width: Text | number;
  /** A page of its own that does the same, for where this page cannot. */
  declare hostedUrl: Text;
  declare private pluginShown: boolean;
  declare private pluginProblem: Problem | undefined;
  declare private announcement: string;

  private keeper = keepSession(this);
  private language: Language | undefined;
  private words: OnboardTexts | undefined;
  private shownTexts: OnboardTexts | undefined;
  private preview: Partial<Content> | undefined;
  private view: View | undefined;
  private visit: Visit | undefined;
  /** LinkedIn calls this element by it. */
  private readonly callback = `atsBridgeLinkedIn${newId()}`;
  private hideCallback: (() => void) | undefined;
  /** What the plugin is drawn for; undefined where it is not. */
  private drawn: string | undefined;
  private leaveStage: (() => void) | undefined;

  constructor() {
    super();
    this.debug = this.pluginShown = false;
    this.announcement = '';
  }

  /** One of the states that `preview-state` can ask for. */
  get state(): string {
    const { previewState, visit, pluginProblem, pluginShown } = this;
    if (previewState) return previewState;
    const problem = visit?.problem ?? pluginProblem;
    if (problem) return problemState(problem);
    if (!visit?.settings || !visit.items || !pluginShown) return 'loading';
    if (visit.refused.length > 0) return 'error';
    if (this.isTest) return 'test';
    return visit.items.length > 0 ? 'ready' : 'empty';
  }

  /** Has the edge ask LinkedIn now. */
  async refresh(): Promise<void> {
    await this.visit?.refresh();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.hideCallback = exposeCallback(this.callback, (said) => this.onSaid(said));
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
    this.hideCallback?.();
  }

  /** With it, `moveBefore` keeps LinkedIn's frame alive. */
  connectedMoveCallback(): void {}

  protected override async scheduleUpdate(): Promise<void> {
    const language = languageOf(this, this.locale);
    if (language !== this.language) {
      this.words = await loadTexts(language).catch(() => this.words);
      this.language = language;
      this.shownTexts = undefined;
    }
    if (this.previewState) this.preview = await import('./preview.ts').then(({ previewOf }) => previewOf(this.previewState ?? ''), () => undefined);
    super.scheduleUpdate();
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.view = createView(root, {
      retry: () => this.visit?.renew(),
      redraw: () => this.redraw(),
      reload: () => location.reload(),
      refresh: () => void this.refresh(),
      send: (id) => void this.visit?.send(id),
      discard: (id) => void this.visit?.discard(id),
    });
    return root;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { view, words, visit, previewState, preview, language = 'en' } = this;
    if (!view || !words) return;
    if (changed.has('texts') || !this.shownTexts) this.shownTexts = { ...words, ...this.texts };
    showView(view, {
      texts: this.shownTexts,
      language,
      debug: this.debug,
      test: this.state === 'test' || this.isTest,
      problem: visit?.problem,
      pluginProblem: this.pluginProblem,
      pluginShown: this.pluginShown,
      items: visit?.items,
      sending: visit?.sending,
      refused: visit?.refused ?? [],
      warnings: visit?.warnings ?? [],
      checks: this.checks,
      hostedUrl: this.hostedAddress,
      announcement: this.announcement,
      ...previewState && preview,
    });
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.isConnected) return;
    if (this.previewState) return this.end();
    if (changed.has('edge') || changed.has('sessionUrl')) this.end();
    if (!this.visit) this.begin();
    else if (changed.has('session') || (changed.has('getSession') && this.visit.problem)) this.visit.renew();
    this.draw();
  }

  private begin(): void {
    this.keeper = keepSession(this);
    this.visit = startVisit(() => ({ edge: this.edge, session: this.keeper, language: this.language ?? 'en' }), {
      changed: () => this.requestUpdate(),
      failed: (problem) => this.tell(problem),
      moved: (changes) => this.onMoved(changes),
    });
  }

  private end(): void {
    this.visit?.stop();
    this.visit = undefined;
    this.clearStage();
  }

  /** Brings the plugin where it is not yet, or not as asked. */
  private draw(): void {
    const { settings } = this.visit ?? {};
    const { supported, width, view, callback } = this;
    const bundles = parseSupported(supported);
    const widthText = String(width ?? '');
    const wanted = settings && JSON.stringify([settings, bundles, parseWidth(widthText)]);
    if (wanted === this.drawn || !settings) return;
    this.clearStage();
    this.drawn = wanted;
    if ('code' in bundles) return this.failPlugin({ ...bundles, retryable: false });
    if (bundles.added) hint(this, 'supported lacks the two of Recruiter System Connect, which are mandatory: they were added');
    if (widthText && !parseWidth(widthText)) hint(this, `width "${widthText}" is neither pixels nor 100%: the default is taken`);

    const placeholder = { bundles: bundles.list, callback, width: widthFor(widthText, view?.words.clientWidth ?? 0) };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = setStage(this, settings, placeholder, {
      shown: () => {
        this.pluginShown = true;
        this.pluginProblem = undefined;
      },
      failed: (problem) => {
        this.failPlugin(problem);
        if (problem.code === 'key-too-young') timer = setTimeout(() => this.redraw(), youngKeyMs);
      },
    });
    this.leaveStage = () => {
      clearTimeout(timer);
      leave();
    };
  }

  private clearStage(): void {
    this.leaveStage?.();
    this.leaveStage = this.drawn = this.pluginProblem = undefined;
    this.pluginShown = false;
  }

  private redraw(): void {
    this.clearStage();
    this.visit?.renew();
  }

  private failPlugin(problem: Problem): void {
    this.pluginProblem = problem;
    this.tell(problem);
  }

  private onSaid(said: unknown): void {
    const { integrations, faults } = parseRequested(said);
    if (faults.length > 0) this.failPlugin({ code: 'bad-callback', message: `the plugin's answer was refused: ${faults.join('; ')}`, retryable: true });
    if (integrations.length === 0) return;
    if (faults.length === 0 && this.pluginProblem?.code === 'bad-callback') this.pluginProblem = undefined;
    emit(this, 'linkedin-integrations', { integrations });
    this.announcement = this.shownTexts?.saved ?? '';
    void this.visit?.take(integrations);
  }

  private onMoved(changes: StatusChange[]): void {
    const texts = this.shownTexts;
    if (texts && changes.length > 0) this.announcement = changes.map((each) => statusWords(each, texts)).join(' ');
    for (const change of changes) emit(this, 'linkedin-status', change);
  }

  private tell(problem: Problem): void {
    const { code, message, retryable, requestId } = problem;
    if (this.shownTexts) this.announcement = problemWords(problem, this.shownTexts).title;
    if (!retryable || problemState(problem) === 'blocked') hint(this, `${message} (${code})`);
    emit(this, 'linkedin-error', { code, message, retryable, ...requestId && { requestId } });
  }

  /** LinkedIn's script from elsewhere than LinkedIn. */
  private get isTest(): boolean {
    const { scriptUrl } = this.visit?.settings ?? {};
    return Boolean(scriptUrl && !/(^|\.)linkedin\.com$/.test(new URL(scriptUrl).hostname));
  }

  private get checks(): Content['checks'] {
    const { allowedDomains } = this.visit?.settings ?? {};
    return {
      cookies: navigator.cookieEnabled ? undefined : false,
      known: allowedDomains?.includes(location.origin),
      let: this.pluginShown || (this.pluginProblem?.code === 'csp-blocked' ? false : undefined),
    };
  }

  /** Only an address that a browser can show. */
  private get hostedAddress(): string | undefined {
    const { hostedUrl } = this;
    if (!hostedUrl || !URL.canParse(hostedUrl, document.baseURI)) return;
    const { protocol, href } = new URL(hostedUrl, document.baseURI);
    return protocol.startsWith('http') ? href : undefined;
  }
}
