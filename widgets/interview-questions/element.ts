// <interview-questions>: the questions of the interview project that belongs to a job, and the way into the suite, where all else is done.
import type { CSSResult, PropertyValues } from "lit";
import { BridgeElement, commonProperties, commonStyles, type CommonProperties, type Text } from "../shared/element.ts";
import { emit, hint, type ElementError } from "../shared/events.ts";
import { keepSession, type SessionSource } from "../shared/session.ts";
import type * as Moments from "../shared/moments.ts";
import { problemState, type Problem } from "../shared/state.ts";
import { languageOf, type Language } from "../shared/text.ts";
import { tokens } from "../shared/tokens.ts";
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

export class InterviewQuestions extends BridgeElement<Texts> implements CommonProperties<Texts>, SessionSource {
  static override styles = [commonStyles, tokens, styles];

  static override properties = {
    ...commonProperties,
    edge: {},
    session: {},
    sessionUrl: { attribute: "session-url" },
    getSession: { attribute: false },
    jobId: { attribute: "job-id" },
    headingLevel: { type: Number, attribute: "heading-level" },
    showCriteria: { type: Boolean, attribute: "show-criteria" },
    showTimes: { type: Boolean, attribute: "show-times" },
    showCounts: { type: Boolean, attribute: "show-counts" },
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
  declare jobId: Text;
  /** 1 to 6; default 3. */
  declare headingLevel: number | null;
  declare showCriteria: boolean;
  declare showTimes: boolean;
  declare showCounts: boolean;

  private language: Language | undefined;
  private words: QuestionsTexts | undefined;
  private view: View | undefined;
  private visit: LiveVisit | undefined;
  private problemWords: ProblemWords | undefined;
  private moments: typeof Moments | undefined;
  private details: Details | undefined;
  private preview: Visit | undefined;

  constructor() {
    super();
    this.debug = this.showCriteria = this.showTimes = this.showCounts = false;
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

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
  }

  /** With it, `moveBefore` changes nothing here. */
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

  protected override willUpdate(changed: PropertyValues): void {
    const { previewState, job } = this;
    if (["jobId", "edge", "sessionUrl", "previewState"].some((name) => changed.has(name))) this.end();
    if (previewState && changed.has("previewState")) void this.loadPreview(previewState);
    if (previewState || !this.isConnected) return;
    if (!job) {
      if (changed.has("jobId") || !this.hasUpdated) this.tell(missingJob);
    } else if (!this.visit) this.begin(job);
    else if (changed.has("session") || (changed.has("getSession") && this.visit.problem)) this.visit.act();
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    if (changed.has("texts") || changed.has("headingLevel")) this.forgetWords();
    const { words, language = "en", texts, debug, shown, showCriteria: criteria, showTimes: times, showCounts: counts } = this;
    if (!words) return;
    this.view ??= createView(this.renderRoot, { ...words, ...texts }, this.headingLevel ?? 3);
    const { answer, problem, opening } = shown;
    void this.loadMore(language, {
      details: criteria || times || counts,
      problems: Boolean(problem || opening?.problem || opening?.blocked || (answer && answer.state !== "linked")),
    });
    if (answer) void this.loadMoments();
    this.view.show({
      ...shown,
      language: texts?.lang ?? language,
      debug,
      criteria,
      times,
      counts,
      moments: this.moments,
      details: this.details,
      words: this.problemWords,
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
      access: () => ({ edge: this.edge, session, language: this.language ?? "en" }),
      changed: () => this.requestUpdate(),
      loaded: ({ state, questions, asOf }) => emit(this, "interview-questions-load", { jobId, state, count: questions.length, asOf }),
      failed: (problem) => this.tell(problem),
    });
  }

  private end(): void {
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

  private forgetWords(): void {
    this.view = this.problemWords = this.details = undefined;
  }

  /** What only some pages and visits need is loaded by them, and dropped where the words have changed meanwhile. */
  private async loadMore(language: Language, asked: { details: boolean; problems: boolean }): Promise<void> {
    const { texts, view } = this;
    if (asked.details && !this.details) {
      // Without that file there are still the questions.
      const details = await import("./details/details.ts")
        .then((file) => file.loadDetails(language, texts))
        .catch((): Details => ({ ofQuestion: () => [], ofCandidates: () => false }));
      if (view !== this.view) return;
      this.wear((this.details = details).styles);
      this.requestUpdate();
    }
    if (asked.problems && !this.problemWords) {
      const words = await import("./problems/problems.ts").then((file) => file.loadProblems(language, texts)).catch(() => undefined);
      if (view === this.view) this.wear((this.problemWords = words)?.styles);
    }
  }

  private async loadMoments(): Promise<void> {
    if (this.moments) return;
    this.moments = await import("../shared/moments.ts").catch(() => undefined);
    this.wear(this.moments?.momentStyles);
  }

  private wear(styles: CSSResult | undefined): void {
    const { adoptedStyleSheets } = this.shadowRoot ?? document;
    const sheet = styles?.styleSheet;
    if (sheet && !adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
    if (sheet) this.requestUpdate();
  }

  private async loadPreview(state: string): Promise<void> {
    const { previewOf } = await import("./preview.ts");
    this.preview = previewOf(state);
    this.requestUpdate();
  }

  private tell({ code, message, retryable, requestId }: Problem): void {
    if (!retryable) hint(this, `${message} (${code})`);
    emit(this, "interview-questions-error", { code, message, retryable, ...(requestId && { requestId }) });
    this.requestUpdate();
  }
}
