// <pitchyou-chat>: the recruiter's chat with an applicant. Nothing is asked of the edge before it is opened; every opening takes
// a fresh token, and its address lives in this object only, until the chat is closed or leaves the page.
import type { PropertyValues } from "lit";
import type { Text } from "../shared/element.ts";
import { emit, type ElementError } from "../shared/events.ts";
import { PanelElement, panelStyles } from "../shared/panel-element.ts";
import { keepSession } from "../shared/session.ts";
import { choosePlace, requestChat, type Chat, type ChatMode, type ChatOpened, type ChatPlace, type Circumstances, type VendorWidget } from "./chats.ts";
import { placeFrame } from "./frame.ts";
import { createPanel, showPanel, type Panel, type Sight } from "./panel.ts";
import { chatState, isUnanswered, missingProfile, wordsFor, type ChatProblem } from "./problems.ts";
import type { ProblemSpeech } from "./problems/problems.ts";
import type { ProblemTexts } from "./problems/texts.ts";
import { styles } from "./styles.ts";
import { openTab, type Tab } from "../shared/tab.ts";
import { loadTexts, type ChatTexts } from "./texts.ts";

declare global {
  interface HTMLElementTagNameMap {
    "pitchyou-chat": PitchyouChat;
  }
  interface HTMLElementEventMap {
    "pitchyou-chat-open": CustomEvent<ChatOpened>;
    "pitchyou-chat-loaded": CustomEvent<ChatPlace>;
    "pitchyou-chat-close": CustomEvent<ChatPlace>;
    "pitchyou-chat-error": CustomEvent<ElementError>;
  }
}

type Texts = ChatTexts & ProblemTexts;

/** Nobody waits longer for better words than the general ones. */
const wordsPatienceMs = 2_000;

export class PitchyouChat extends PanelElement<Texts, ChatTexts, ProblemSpeech, ChatProblem | undefined> {
  static override styles = [...panelStyles, styles];

  static override properties = {
    ...PanelElement.properties,
    profileId: { attribute: "profile-id" },
    recruiterName: { attribute: "recruiter-name" },
    mode: {},
    autoOpen: { type: Boolean, attribute: "auto-open" },
    sight: { state: true },
    loaded: { state: true },
    slow: { state: true },
    problem: { state: true },
  };
  declare profileId: Text;
  /** Default: the session's user. */
  declare recruiterName: Text;
  /** `iframe`, `tab`, `widget`, or `auto` (default). */
  declare mode: Text;
  /** Opens by itself where no tab is needed: browsers open those in a click only. */
  declare autoOpen: boolean;
  declare private sight: Sight;
  declare private loaded: boolean;
  declare private slow: boolean;
  declare private problem: ChatProblem | undefined;

  protected readonly errorEvent = "pitchyou-chat-error";
  protected readonly files = {
    words: loadTexts,
    problems: () => import("./problems/problems.ts"),
    preview: () => import("./preview.ts"),
  };
  private readonly keeper = keepSession(this);
  private opening: AbortController | undefined;
  private openedFor: string | undefined;
  private place: ChatPlace | undefined;
  private reason = "";
  private panel: Panel | undefined;
  private byUser = false;
  private sandbox = false;
  private frameBlocked = false;
  /** What the edge said of places last time: with it, the next click opens its tab at once. */
  private lastAnswer: Pick<Chat, "mode" | "widget"> | undefined;
  /** Takes away what the present opening has set up. */
  private leave: (() => void) | undefined;

  constructor() {
    super();
    this.autoOpen = this.loaded = this.slow = false;
    this.sight = "ready";
  }

  /** One of the states that `preview-state` can ask for. */
  get state(): string {
    const { sight, problem } = this.shown;
    if (this.previewState) return this.previewState;
    if (problem) return chatState(problem);
    return sight === "loading" ? "loading" : this.sandbox ? "test" : "ready";
  }

  /** To be called within a click, so that a tab may open. */
  async open(): Promise<void> {
    await this.start(this.mode || "auto", true);
  }

  close(): void {
    this.end();
    void this.takeFocus(".primary");
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener("online", this.onOnline);
  }

  // A frame that is moved loads again, and its token is spent: what leaves the page is closed.
  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener("online", this.onOnline);
    this.openedFor = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.get("profileId")) this.end();
  }

  protected override updated(): void {
    const { profileId, mode } = this;
    if (!this.autoOpen || !profileId || this.openedFor === profileId || !this.isConnected) return;
    this.openedFor = profileId;
    if (this.expectedMode !== "tab") void this.start(mode || "auto", false);
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    this.panel = createPanel(root, {
      open: () => void this.open(),
      openTab: () => void this.start("tab", true),
      close: () => this.close(),
      linkUsed: () => setTimeout(() => this.settle("tab")),
    });
    return root;
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { panel, said, loaded, slow, debug, shown } = this;
    if (!panel || !said) return;
    const problemWords = shown.problem && wordsFor(shown.problem, said, this.problems);
    if (shown.problem && !problemWords) void this.loadProblems();
    const recruiterName = this.recruiterName?.trim() ?? "";
    const tabOnly = this.expectedMode === "tab";
    const language = this.texts?.lang ?? this.language;
    showPanel(panel, { ...shown, reason: this.reason, problemWords, texts: said, language, loaded, slow, debug, recruiterName, tabOnly, test: this.state === "test" });
  }

  private get said(): ChatTexts | undefined {
    return this.words && { ...this.words, ...this.texts };
  }

  /** What is on show: for review as asked, else as it is. */
  private get shown(): { sight: Sight; problem?: ChatProblem | undefined } {
    const { previewState, profileId } = this;
    const problem = previewState ? this.preview : profileId?.trim() ? this.problem : missingProfile;
    if (problem) return { sight: "problem", problem };
    return { sight: !previewState ? this.sight : previewState === "loading" ? "loading" : "ready" };
  }

  private get expectedMode(): ChatMode {
    return choosePlace(this.lastAnswer, this.circumstances(this.mode || "auto")).mode;
  }

  private circumstances(wanted: string): Circumstances {
    return { wanted, narrow: matchMedia("(width < 480px)").matches, frameBlocked: this.frameBlocked };
  }

  private async start(wanted: string, byUser: boolean): Promise<void> {
    const { panel } = this;
    const profileId = this.profileId?.trim();
    if (this.previewState || !panel) return;
    if (!profileId) return this.tell(missingProfile);

    // Before any await: only here is it still the click, in which a browser opens tabs.
    const circumstances = this.circumstances(wanted);
    const expected = choosePlace(this.lastAnswer, circumstances);
    const tab = expected.mode === "tab" ? this.blankTab() : undefined;
    this.byUser = byUser;
    this.end();
    const opening = (this.opening = new AbortController());
    this.sight = "loading";
    void this.takeFocus(".close");

    const access = { edge: this.edge, session: this.keeper, language: this.language };
    const chat = await requestChat(access, profileId, this.recruiterName?.trim(), opening.signal);
    if (opening.signal.aborted) return tab?.close();
    if ("problem" in chat) {
      tab?.close();
      return this.fail(chat.problem);
    }

    this.sandbox = chat.sandbox;
    this.lastAnswer = { mode: chat.mode, widget: chat.widget };
    const chosen = tab ? expected : choosePlace(chat, circumstances);
    const widget = chosen.mode === "widget" && chat.widget ? await this.placeWidget(chat.widget, chat.url) : undefined;
    if (opening.signal.aborted) return widget?.();
    const { mode, reason } = chosen.mode === "widget" && !widget ? { mode: "iframe" as const, reason: "vendor-widget-failed" } : chosen;

    this.place = { profileId, mode };
    this.reason = reason;
    emit(this, "pitchyou-chat-open", { profileId, mode, sandbox: chat.sandbox, reason });
    this.leave = widget;
    if (widget) this.settle("widget");
    else if (mode === "tab") this.showTab(panel, chat.url, tab ?? this.blankTab());
    else this.showFrame(panel, chat.url);
  }

  private showFrame({ stage }: Panel, url: string): void {
    this.sight = "frame";
    this.leave = placeFrame(stage, url, this.said?.frame ?? "", {
      onLoad: () => this.settle("frame"),
      onSlow: () => (this.slow = true),
      onBlocked: () => {
        this.frameBlocked = true;
        void this.fail({ code: "frame-blocked-by-csp", message: `frame-src of this page must allow ${new URL(url).origin}`, retryable: false });
      },
    });
  }

  private showTab(panel: Panel, url: string, tab: Tab | undefined): void {
    tab?.send(url);
    if (tab) return this.settle("tab");
    panel.url = url;
    this.sight = "link";
    void this.takeFocus(".primary");
  }

  private blankTab(): Tab | undefined {
    return openTab(this.said?.loading ?? "");
  }

  private async placeWidget(widget: VendorWidget, url: string): Promise<(() => void) | undefined> {
    const file = await import("./vendor-widget.ts").catch(() => undefined);
    return file?.placeVendorWidget(this, widget, url);
  }

  /** The chat stands where it was to be. */
  private settle(sight: Sight): void {
    if (!this.place || !this.panel || this.loaded) return;
    this.panel.url = undefined;
    this.sight = sight;
    this.loaded = true;
    emit(this, "pitchyou-chat-loaded", this.place);
    void this.takeFocus(sight === "frame" ? "iframe" : ".primary");
  }

  /** Focus follows what the user did, never against a focus that has moved elsewhere. */
  private async takeFocus(selector: string): Promise<void> {
    const free = document.activeElement === document.body || this.matches(":focus-within");
    if (!this.byUser || !free) return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
  }

  private async fail(problem: ChatProblem): Promise<void> {
    const { opening } = this;
    this.tell(problem);
    if (!isUnanswered(problem)) await Promise.race([this.loadProblems(), new Promise((resolve) => setTimeout(resolve, wordsPatienceMs))]);
    // Closed or opened anew meanwhile.
    if (opening !== this.opening) return;
    this.clear();
    this.problem = problem;
    this.problems ??= null;
    void this.takeFocus(".primary");
  }

  protected end(): void {
    const { place } = this;
    this.clear();
    if (place) emit(this, "pitchyou-chat-close", place);
  }

  private clear(): void {
    this.opening?.abort();
    this.leave?.();
    this.opening = this.leave = this.place = this.problem = undefined;
    if (this.panel) this.panel.url = undefined;
    this.loaded = this.slow = false;
    this.sight = "ready";
  }

  private readonly onOnline = (): void => {
    if (this.problem?.code === "offline") this.clear();
    this.requestUpdate();
  };
}
