// <interview-questions>: the questions of the interview project that belongs to a job, and the way into the suite, where all else is done.
import type { PropertyValues } from "lit";
import type { Text } from "../shared/element.ts";
import { emit, type ElementError } from "../shared/events.ts";
import { PanelElement, panelStyles } from "../shared/panel-element.ts";
import { keepSession } from "../shared/session.ts";
import { momentStyles } from "../shared/moments.ts";
import { problemState, type Problem } from "../shared/state.ts";
import type { Details } from "./details/details.ts";
import type { DetailTexts } from "./details/texts.ts";
import type { ProblemWords } from "./problems/problems.ts";
import type { ProblemTexts } from "./problems/texts.ts";
import type { AnswerState } from "./questions.ts";
import { styles } from "./styles.ts";
import { loadTexts, type QuestionsTexts } from "./texts.ts";
import { createView, type View } from "./view.ts";
import { startVisit, type LiveVisit, type Visit } from "./visit.ts";

export interface QuestionsLoaded {
  jobId: string;
  state: AnswerState;
  /** Of questions. */
  count: number;
  /** ISO 8601: when the suite said so. */
  asOf: string;
}

export interface InterviewOpened {
  jobId: string;
  projectName?: string;
}

declare global {
  interface HTMLElementTagNameMap {
    "interview-questions": InterviewQuestions;
  }
  interface HTMLElementEventMap {
    "interview-questions-load": CustomEvent<QuestionsLoaded>;
    /** Cancelled, nothing is opened. */
    "interview-open": CustomEvent<InterviewOpened>;
    "interview-questions-error": CustomEvent<ElementError>;
  }
}

type Texts = QuestionsTexts & ProblemTexts & DetailTexts;

const missingJob: Problem = { code: "missing-job-id", message: "set attribute job-id", retryable: false };

export class InterviewQuestions extends PanelElement<Texts, QuestionsTexts, ProblemWords, Visit> {
  static override styles = [...panelStyles, momentStyles, styles];

  static override properties = {
    ...PanelElement.properties,
    jobId: { attribute: "job-id" },
    headingLevel: { type: Number, attribute: "heading-level" },
    showCriteria: { type: Boolean, attribute: "show-criteria" },
    showTimes: { type: Boolean, attribute: "show-times" },
    showCounts: { type: Boolean, attribute: "show-counts" },
  };
  declare jobId: Text;
  /** 1 to 6; default 3. */
  declare headingLevel: number | null;
  declare showCriteria: boolean;
  declare showTimes: boolean;
  declare showCounts: boolean;

  protected readonly errorEvent = "interview-questions-error";
  protected readonly files = {
    words: loadTexts,
    problems: () => import("./problems/problems.ts"),
    preview: () => import("./preview.ts"),
  };
  private view: View | undefined;
  private visit: LiveVisit | undefined;
  private details: Details | undefined;

  constructor() {
    super();
    this.showCriteria = this.showTimes = this.showCounts = false;
  }

  /** One of the states that `preview-state` can ask for. */
  get state(): string {
    if (this.previewState) return this.previewState;
    const { answer, problem } = this.shown;
    if (problem === missingJob) return "empty";
    if (problem) return problemState(problem);
    if (!answer) return "loading";
    return answer.state !== "linked" ? "empty" : answer.sandbox ? "test" : "ready";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.requestUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    const { previewState, job } = this;
    if (["jobId", "edge", "sessionUrl", "previewState"].some((name) => changed.has(name))) this.end();
    if (previewState || !this.isConnected) return;
    if (!job) {
      if (changed.has("jobId") || !this.hasUpdated) this.tell(missingJob);
    } else if (!this.visit) this.begin(job);
    else if (changed.has("session") || (changed.has("getSession") && this.visit.problem)) this.visit.act();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    if (changed.has("headingLevel")) this.forgetWords();
    const { words, language, texts, debug, shown, showCriteria: criteria, showTimes: times, showCounts: counts } = this;
    if (!words) return;
    this.view ??= createView(this.renderRoot, { ...words, ...texts }, this.headingLevel ?? 3);
    const { answer, problem, opening } = shown;
    if (criteria || times || counts) void this.loadDetails();
    if (problem || opening?.problem || opening?.blocked || (answer && answer.state !== "linked")) void this.loadProblems();
    this.view.show({
      ...shown,
      language: texts?.lang ?? language,
      debug,
      criteria,
      times,
      counts,
      details: this.details,
      words: this.problems ?? undefined,
      open: () => this.open(),
      linkUsed: (event) => this.useLink(event),
      retry: () => this.visit?.act(),
    });
  }

  private get job(): string {
    return this.jobId?.trim() ?? "";
  }

  private get shown(): Visit {
    if (this.previewState) return this.preview ?? {};
    return this.visit ?? (this.job ? {} : { problem: missingJob });
  }

  private begin(jobId: string): void {
    const session = keepSession(this);
    this.visit = startVisit(jobId, {
      access: () => ({ edge: this.edge, session, language: this.language }),
      changed: () => this.requestUpdate(),
      loaded: ({ state, questions, asOf }) => emit(this, "interview-questions-load", { jobId, state, count: questions.length, asOf }),
      failed: (problem) => this.tell(problem),
    });
  }

  protected end(): void {
    this.visit?.stop();
    this.visit = undefined;
  }

  /** Before any await: only here is it still the click, in which a browser opens tabs. */
  private open(): void {
    const { visit } = this;
    if (!visit || visit.opening?.busy || !this.announceOpening()) return;
    void visit.open(window.open("", "_blank"), this.texts?.opening ?? this.words?.opening ?? "");
  }

  private useLink(event: Event): void {
    const { visit } = this;
    if (!this.announceOpening()) return event.preventDefault();
    visit?.act();
    const { opening } = visit ?? {};
    // A link that signs in does so once; the browser follows it first.
    setTimeout(() => {
      if (visit) visit.opening = opening?.plain ? { ...opening, blocked: false } : undefined;
      this.requestUpdate();
    });
  }

  private announceOpening(): boolean {
    const projectName = this.shown.answer?.project?.name;
    return emit(this, "interview-open", { jobId: this.job, ...(projectName && { projectName }) }, true);
  }

  protected override forgetWords(): void {
    super.forgetWords();
    this.view = this.details = undefined;
  }

  protected override async loadProblems(): Promise<void> {
    await super.loadProblems();
    this.wear(this.problems?.styles);
  }

  /** Only some pages ask for them; dropped where the words have changed meanwhile. */
  private async loadDetails(): Promise<void> {
    if (this.details) return;
    const { language, texts, view } = this;
    // Without that file there are still the questions.
    const details = await import("./details/details.ts")
      .then((file) => file.loadDetails(language, texts))
      .catch((): Details => ({ ofQuestion: () => [], ofCandidates: () => false }));
    if (view !== this.view) return;
    this.details = details;
    this.wear(details.styles);
    this.requestUpdate();
  }
}
