// <ats-linkedin-onboard>: a customer's admin connects LinkedIn Recruiter. LinkedIn's own plugin stands in the light DOM; what it says is
// saved, then sent to the edge, which alone talks to LinkedIn; what comes of it is shown step by step until LinkedIn has it enabled.
import type { PropertyValues } from "lit";
import { edgeOf } from "../shared/edge-client.ts";
import type { Text } from "../shared/element.ts";
import { emit, type ElementError } from "../shared/events.ts";
import { PanelElement, panelStyles } from "../shared/panel-element.ts";
import { keepSession } from "../shared/session.ts";
import type { GuideTexts } from "./guide/texts.ts";
import { newId } from "./outbox.ts";
import type { ProblemWords } from "./problems/problems.ts";
import type { ProblemTexts } from "./problems/texts.ts";
import type { Requested } from "./requested.ts";
import type { Heard } from "./stage/callback.ts";
import { setStage } from "./stage/stage.ts";
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

type Texts = OnboardTexts & StepTexts & ProblemTexts & GuideTexts;

const youngKeyRetryMs = 30_000;

export class AtsLinkedinOnboard extends PanelElement<Texts, OnboardTexts, ProblemWords, Partial<Content> | undefined> {
  static override styles = [...panelStyles, styles];

  static override properties = {
    ...PanelElement.properties,
    supported: {},
    width: {},
    hostedUrl: { attribute: "hosted-url" },
  };
  /** LinkedIn's bundles, with commas; default: the two of Recruiter System Connect, which are always among them. */
  declare supported: Text;
  /** The plugin's, in pixels, or `100%`; default 500, or what there is where that is less. */
  declare width: Text | number;
  /** A page of its own that does the same, for where this page cannot. */
  declare hostedUrl: Text;

  protected readonly errorEvent = "linkedin-error";
  protected readonly files = {
    words: loadTexts,
    problems: () => import("./problems/problems.ts"),
    preview: () => import("./preview.ts"),
  };
  private view: View | undefined;
  private visit: Visit | undefined;
  private steps: Steps | undefined;
  private pluginShown = false;
  private pluginProblem: Problem | undefined;
  /** LinkedIn calls this element by it. */
  private readonly callback = `atsBridgeLinkedIn${newId()}`;
  /** What the plugin is drawn for; undefined where it is not. */
  private drawn: string | undefined;
  private leaving: AbortController | undefined;

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

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { words, visit, debug, hostedUrl, language, texts, pluginProblem, pluginShown, previewState, preview } = this;
    if (!words) return;
    this.view ??= createView(this.renderRoot, { ...words, ...texts }, async () => (await import("./guide/guide.ts")).loadGuide(language, texts, edgeOf(this.edge)));
    const content: Content = {
      visit,
      debug,
      hostedUrl,
      language: texts?.lang ?? language,
      pluginProblem,
      pluginShown,
      steps: this.steps,
      words: this.problems ?? undefined,
      test: visit?.settings?.sandbox === true,
      retry: () => this.retry(),
      refresh: () => void this.refresh(),
      send: (id) => void visit?.send(id),
      discard: (id) => void visit?.outbox?.discard(id),
      ...(previewState && preview),
    };
    const { problem, items, outbox } = content.visit ?? {};
    if (problem || content.pluginProblem || outbox?.waiting.some(({ refused }) => refused)) void this.loadProblems();
    if (items?.[0]) this.loadSteps().catch(() => {});
    this.view.show(content);
  }

  protected override updated(changed: PropertyValues): void {
    if (this.previewState || changed.has("edge") || changed.has("sessionUrl")) this.end();
    if (this.previewState || !this.isConnected) return;
    if (!this.visit) this.begin();
    else if (changed.has("session") || (changed.has("getSession") && this.visit.problem)) this.visit.renew();
    this.draw();
  }

  protected override forgetWords(): void {
    super.forgetWords();
    this.view = this.steps = undefined;
  }

  /** What only some visits need is loaded by them, and dropped where the words have changed meanwhile. */
  private async loadSteps(): Promise<Steps> {
    if (this.steps) return this.steps;
    const { language, texts, view } = this;
    const { loadSteps } = await import("./steps/steps.ts");
    const steps = await loadSteps(language, texts);
    this.wear(steps.styles);
    if (view === this.view) this.steps ??= steps;
    this.requestUpdate();
    return steps;
  }

  private begin(): void {
    const session = keepSession(this);
    this.visit = startVisit({
      access: () => ({ edge: this.edge, session, language: this.language }),
      steps: () => this.loadSteps(),
      changed: () => this.requestUpdate(),
      failed: (problem) => this.tell(problem),
      moved: (changes) => this.onMoved(changes),
    });
  }

  protected end(): void {
    this.visit?.stop();
    this.visit = undefined;
    this.clearStage();
  }

  /** Brings the plugin where it is not yet, or not as asked. */
  private draw(): void {
    const { visit, supported, width, view, callback } = this;
    const settings = visit?.settings;
    const wanted = JSON.stringify([settings, supported, width]);
    if (!settings || visit.stale || !view || wanted === this.drawn) return;
    this.clearStage();
    this.drawn = wanted;
    const { signal } = (this.leaving = new AbortController());
    setStage(this, { settings, supported, width, callback, placePx: view.stage.clientWidth }, signal, {
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
}
