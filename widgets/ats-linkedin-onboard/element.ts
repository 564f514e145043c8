// <ats-linkedin-onboard>: a customer's admin connects LinkedIn Recruiter. LinkedIn's own plugin stands in the light DOM; what it says is
// saved, then sent to the edge, which alone talks to LinkedIn; what comes of it is shown step by step until LinkedIn has it enabled.
import type { PropertyValues } from "lit";
import { BridgeElement, commonProperties, commonStyles, type CommonProperties, type Text } from "../shared/element.ts";
import { emit, hint, type ElementError } from "../shared/events.ts";
import { keepSession, type SessionSource } from "../shared/session.ts";
import { languageOf, type Language } from "../shared/text.ts";
import { tokens } from "../shared/tokens.ts";
import { newId } from "./outbox.ts";
import type { ProblemWords } from "./problems/problems.ts";
import type { ProblemTexts } from "./problems/texts.ts";
import type { Requested } from "./requested.ts";
import type { Heard } from "./stage/callback.ts";
import { problemState, type Problem } from "../shared/state.ts";
import type { StatusChange } from "./steps/integrations.ts";
import type { Steps } from "./steps/steps.ts";
import type { StepTexts } from "./steps/texts.ts";
import { styles } from "./styles.ts";
import { loadTexts, type OnboardTexts } from "./texts.ts";
import { createView, type Content, type View } from "./view.ts";
import { startVisit, type Visit } from "./visit.ts";

export type { Requested } from "./requested.ts";
export type { Integration, IntegrationError, StatusChange } from "./steps/integrations.ts";

declare global {
  interface HTMLElementTagNameMap {
    "ats-linkedin-onboard": AtsLinkedinOnboard;
  }
  interface HTMLElementEventMap {
    /** What the plugin said. */
    "linkedin-integrations": CustomEvent<{ integrations: Requested[] }>;
    /** One for each change. */
    "linkedin-status": CustomEvent<StatusChange>;
    "linkedin-error": CustomEvent<ElementError>;
  }
}

type Texts = OnboardTexts & StepTexts & ProblemTexts;

const youngKeyRetryMs = 30_000;

export class AtsLinkedinOnboard extends BridgeElement<Texts> implements CommonProperties<Texts>, SessionSource {
  static override styles = [commonStyles, tokens, styles];

  static override properties = {
    ...commonProperties,
    edge: {},
    session: {},
    sessionUrl: { attribute: "session-url" },
    getSession: { attribute: false },
    supported: {},
    width: {},
    hostedUrl: { attribute: "hosted-url" },
  };
  declare locale: Text;
  declare theme: Text;
  declare debug: boolean;
  declare previewState: Text;
  /** Where the edge is; default: where the script came from. */
  declare edge: Text;
  declare session: Text;
  declare sessionUrl: Text;
  declare getSession: SessionSource["getSession"];
  /** LinkedIn's bundles, with commas; default: the two of Recruiter System Connect, which are always among them. */
  declare supported: Text;
  /** The plugin's, in pixels, or `100%`; default 500, or what there is where that is less. */
  declare width: Text | number;
  /** A page of its own that does the same, for where this page cannot. */
  declare hostedUrl: Text;

  private language: Language | undefined;
  private words: OnboardTexts | undefined;
  private view: View | undefined;
  private visit: Visit | undefined;
  private steps: Steps | undefined;
  private problemWords: ProblemWords | undefined;
  private preview: Partial<Content> | undefined;
  private pluginShown = false;
  private pluginProblem: Problem | undefined;
  /** LinkedIn calls this element by it. */
  private readonly callback = `atsBridgeLinkedIn${newId()}`;
  /** What the plugin is drawn for; undefined where it is not. */
  private drawn: string | undefined;
  private leaving: AbortController | undefined;

  constructor() {
    super();
    this.debug = false;
  }

  /** One of the states that `preview-state` can ask for. */
  get state(): string {
    const { previewState, visit, pluginProblem, pluginShown } = this;
    if (previewState) return previewState;
    const problem = visit?.problem ?? pluginProblem;
    if (problem) return problemState(problem);
    if (!visit?.items || !pluginShown) return "loading";
    if (visit.outbox?.waiting.some(({ refused }) => refused)) return "error";
    if (visit.settings?.sandbox) return "test";
    return visit.items.length > 0 ? "ready" : "empty";
  }

  /** Has the edge ask LinkedIn now. */
  async refresh(): Promise<void> {
    await this.visit?.refresh();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
  }

  /** With it, `moveBefore` keeps LinkedIn's frame alive. */
  connectedMoveCallback(): void {}

  protected override async scheduleUpdate(): Promise<void> {
    const language = languageOf(this, this.locale);
    if (language !== this.language) {
      this.words = await loadTexts(language).catch(() => this.words);
      this.language = language;
      this.forgetWords();
    }
    await this.translated;
    super.scheduleUpdate();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    if (changed.has("texts")) this.forgetWords();
    if (this.previewState && changed.has("previewState")) void this.loadPreview();
    const { words, visit, debug, hostedUrl, language = "en", texts, pluginProblem, pluginShown, previewState, preview } = this;
    if (!words) return;
    this.view ??= createView(this.renderRoot, { ...words, ...texts });
    const content: Content = {
      visit,
      debug,
      hostedUrl,
      language: texts?.lang ?? language,
      pluginProblem,
      pluginShown,
      steps: this.steps,
      words: this.problemWords,
      test: visit?.settings?.sandbox === true,
      retry: () => this.retry(),
      refresh: () => void this.refresh(),
      send: (id) => void visit?.send(id),
      discard: (id) => void visit?.outbox?.discard(id),
      ...(previewState && preview),
    };
    const { problem, items, outbox } = content.visit ?? {};
    if (problem || content.pluginProblem || outbox?.waiting.some(({ refused }) => refused)) this.loadProblems().catch(() => {});
    if (items?.[0]) this.loadSteps().catch(() => {});
    this.view.show(content);
  }

  protected override updated(changed: PropertyValues): void {
    if (this.previewState || changed.has("edge") || changed.has("sessionUrl")) this.end();
    if (this.previewState || !this.isConnected) return;
    if (!this.visit) this.begin();
    else if (changed.has("session") || (changed.has("getSession") && this.visit.problem)) this.visit.renew();
    void this.draw();
  }

  private forgetWords(): void {
    this.view = this.steps = this.problemWords = undefined;
  }

  /** What only some visits need is loaded by them, and dropped where the words have changed meanwhile. */
  private async loadSteps(): Promise<Steps> {
    if (this.steps) return this.steps;
    const { language = "en", texts, view } = this;
    const { loadSteps } = await import("./steps/steps.ts");
    const steps = await loadSteps(language, texts);
    const { styleSheet } = steps.styles;
    const { adoptedStyleSheets } = this.shadowRoot ?? document;
    if (styleSheet && !adoptedStyleSheets.includes(styleSheet)) adoptedStyleSheets.push(styleSheet);
    if (view === this.view) this.steps ??= steps;
    this.requestUpdate();
    return steps;
  }

  private async loadProblems(): Promise<void> {
    if (this.problemWords) return;
    const { language = "en", texts, view } = this;
    const { loadProblems } = await import("./problems/problems.ts");
    const words = await loadProblems(language, texts);
    if (view === this.view) this.problemWords ??= words;
    this.requestUpdate();
  }

  private async loadPreview(): Promise<void> {
    const { previewOf } = await import("./preview.ts");
    this.preview = previewOf(this.previewState ?? "");
    this.requestUpdate();
  }

  private begin(): void {
    const session = keepSession(this);
    this.visit = startVisit({
      access: () => ({ edge: this.edge, session, language: this.language ?? "en" }),
      steps: () => this.loadSteps(),
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
  private async draw(): Promise<void> {
    const { visit, supported, width, view, callback } = this;
    const settings = visit?.settings;
    const wanted = JSON.stringify([settings, supported, width]);
    if (!settings || !view || wanted === this.drawn) return;
    this.clearStage();
    this.drawn = wanted;
    const { signal } = (this.leaving = new AbortController());
    const file = await import("./stage/stage.ts").catch(() => undefined);
    if (signal.aborted) return;
    if (!file) return this.setPluginProblem({ code: "edge-unreachable", message: "a file of this element does not come", retryable: true });
    file.setStage(this, { settings, supported, width, callback, placePx: view.stage.clientWidth }, signal, {
      tell: (problem) => {
        this.pluginShown = !problem;
        this.setPluginProblem(problem);
        if (problem?.code === "key-too-young") setTimeout(() => signal.aborted || this.retry(), youngKeyRetryMs);
      },
      hear: (heard) => this.onHeard(heard),
    });
  }

  private clearStage(): void {
    this.leaving?.abort();
    this.drawn = this.pluginProblem = undefined;
    this.pluginShown = false;
  }

  private retry(): void {
    this.clearStage();
    this.requestUpdate();
    this.visit?.renew();
  }

  private setPluginProblem(problem: Problem | undefined): void {
    this.pluginProblem = problem;
    if (problem) this.tell(problem);
    this.requestUpdate();
  }

  private onHeard({ integrations, faults }: Heard): void {
    if (faults[0]) this.setPluginProblem({ code: "bad-callback", message: faults.join("; "), retryable: true });
    else if (this.pluginProblem?.code === "bad-callback") this.setPluginProblem(undefined);
    if (!integrations[0]) return;
    emit(this, "linkedin-integrations", { integrations });
    void this.visit?.take(integrations);
  }

  private onMoved(changes: StatusChange[]): void {
    for (const change of changes) emit(this, "linkedin-status", change);
    if (changes[0]) this.view?.say(changes.map((each) => this.steps?.say(each)).join(" "));
  }

  private tell({ code, message, retryable, requestId }: Problem): void {
    if (!retryable) hint(this, `${message} (${code})`);
    emit(this, "linkedin-error", { code, message, retryable, ...(requestId && { requestId }) });
    this.requestUpdate();
  }
}
