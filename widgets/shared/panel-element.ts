// What the elements have in common that stand in the ATS and talk to the edge: where that is, whose session it is, and words that come in files.
import type { PropertyDeclarations, PropertyValues } from "lit";
import { BridgeElement, commonStyles, type OwnTexts, type Text } from "./element.ts";
import { emit, hint, type ElementError } from "./events.ts";
import type { SessionSource } from "./session.ts";
import { languageOf, type Language } from "./text.ts";
import { tokens } from "./tokens.ts";

type ErrorEvent = { [Type in keyof HTMLElementEventMap]: HTMLElementEventMap[Type] extends CustomEvent<ElementError> ? Type : never }[keyof HTMLElementEventMap];

export const panelStyles = [commonStyles, tokens];

/** What is loaded beside the element's own file, each when it is needed. */
export interface PanelFiles<Texts, Words, Problems, Preview> {
  /** For the first sight. */
  words: (language: Language) => Promise<Words>;
  /** What stands in the way, in words; `replaced` has single texts of the page's own. */
  problems: () => Promise<{ loadProblems(language: Language, replaced: OwnTexts<Texts> | undefined): Promise<Problems> }>;
  /** What is shown of a state for review. */
  preview: () => Promise<{ previewOf(state: string): Preview }>;
}

/** `Texts` are all that a page may replace. */
export abstract class PanelElement<Texts, Words, Problems, Preview> extends BridgeElement<Texts> implements SessionSource {
  static override properties: PropertyDeclarations = {
    ...BridgeElement.properties,
    edge: {},
    session: {},
    sessionUrl: { attribute: "session-url" },
    getSession: { attribute: false },
  };
  /** Where the edge is; default: where the script came from. */
  declare edge: Text;
  declare session: Text;
  declare sessionUrl: Text;
  declare getSession: SessionSource["getSession"];

  protected abstract readonly errorEvent: ErrorEvent;
  protected abstract readonly files: PanelFiles<Texts, Words, Problems, Preview>;
  protected words: Words | undefined;
  /** Of the words. */
  protected language: Language = "en";
  /** Null where the file did not come. */
  protected problems: Problems | null | undefined;
  protected preview: Preview | undefined;

  /** Ends what goes on; the element may come back. */
  protected abstract end(): void;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.end();
  }

  /** With it, `moveBefore` keeps alive what stands inside. */
  connectedMoveCallback(): void {}

  protected override async scheduleUpdate(): Promise<void> {
    const language = languageOf(this, this.locale);
    if (!this.words || language !== this.language) {
      const words = await this.files.words(language).catch(() => undefined);
      // A file that did not come is asked for again with the next change.
      if (words) {
        this.words = words;
        this.language = language;
        this.forgetWords();
      }
    }
    await this.translated;
    super.scheduleUpdate();
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { previewState } = this;
    if (changed.has("texts")) this.forgetWords();
    if (previewState && changed.has("previewState")) void this.loadPreview(previewState);
  }

  /** What was made of the words that were there before. */
  protected forgetWords(): void {
    this.problems = undefined;
  }

  /** Asks again where the file did not come the last time. */
  protected async loadProblems(): Promise<void> {
    const { problems, language, texts } = this;
    if (problems) return;
    const loaded = await this.files
      .problems()
      .then((file) => file.loadProblems(language, texts))
      .catch(() => null);
    const changed = language !== this.language || texts !== this.texts;
    if (!changed) this.problems = loaded;
    if (changed || this.problems !== problems) this.requestUpdate();
  }

  private async loadPreview(state: string): Promise<void> {
    this.preview = (await this.files.preview()).previewOf(state);
    this.requestUpdate();
  }

  protected tell({ code, message, retryable, requestId }: ElementError): void {
    if (!retryable) hint(this, `${message} (${code})`);
    emit(this, this.errorEvent, { code, message, retryable, ...(requestId && { requestId }) });
    this.requestUpdate();
  }
}
