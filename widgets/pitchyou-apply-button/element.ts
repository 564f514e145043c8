// <pitchyou-apply-button>: a real link to the WhatsApp interview, built in the browser without any request.
// Brand and accessibility rules: https://about.meta.com/brand/resources/whatsapp/whatsapp-brand (neutral icon, slot for the mark).
import type { PropertyValues } from "lit";
import { BridgeElement, commonStyles, type Text } from "../shared/element.ts";
import { emit, hint, type ElementError } from "../shared/events.ts";
import { languageOf } from "../shared/text.ts";
import { applyUrl, type ApplyFault, type ApplyLink, type ApplyUrl } from "./apply-url.ts";
import { completeFromPage } from "./from-page.ts";
import { styles } from "./styles.ts";
import { textsIn, type ApplyTexts, type ButtonTexts } from "./texts.ts";
import { closeQr, setExpanded, showButton, showFallback } from "./view.ts";

const faults: Record<ApplyFault, string> = {
  "missing-client-id": "attribute client-id is missing",
  "bad-client-id": "attribute client-id is no host name label",
  "missing-job-id": "attribute job-id is missing",
  "bad-job-id": "attribute job-id cannot stand in an address",
  "bad-apply-url": "attribute apply-url is neither https nor local",
};

/** Nothing personal: fit for analytics. */
export interface ApplyClick {
  href: string;
  jobId: string;
  templateKey: string | null;
  /** The notice that stood beside the button, if one did. */
  privacyHref?: string;
  /** Of that notice, as the page calls it. */
  privacyVersion?: string;
}

export interface ApplyError extends ElementError {
  code: ApplyFault;
}

declare global {
  interface HTMLElementTagNameMap {
    "pitchyou-apply-button": PitchyouApplyButton;
  }
  interface HTMLElementEventMap {
    "pitchyou-apply-click": CustomEvent<ApplyClick>;
    "pitchyou-apply-error": CustomEvent<ApplyError>;
  }
}

export class PitchyouApplyButton extends BridgeElement<ApplyTexts> {
  static override styles = [commonStyles, styles];

  static override shadowRootOptions: ShadowRootInit = { mode: "open", delegatesFocus: true };

  static override properties = {
    ...BridgeElement.properties,
    clientId: { attribute: "client-id" },
    jobId: { attribute: "job-id" },
    templateKey: { attribute: "template-key" },
    jobTitle: { attribute: "job-title" },
    utmSource: { attribute: "utm-source" },
    utmMedium: { attribute: "utm-medium" },
    utmCampaign: { attribute: "utm-campaign" },
    utmContent: { attribute: "utm-content" },
    utmFromPage: { attribute: "utm-from-page" },
    applyUrl: { attribute: "apply-url" },
    privacyHref: { attribute: "privacy-href" },
    privacyVersion: { attribute: "privacy-version" },
    label: {},
    variant: { reflect: true },
    size: { reflect: true },
    target: {},
    qr: { type: Boolean },
  };

  declare clientId: Text;
  declare jobId: Text | number;
  declare templateKey: Text;
  declare jobTitle: Text;
  declare utmSource: Text;
  declare utmMedium: Text;
  declare utmCampaign: Text;
  declare utmContent: Text;
  /** Present: the page's values fill what the attributes leave empty; `override`: the page's values win. */
  declare utmFromPage: Text | boolean;
  declare applyUrl: Text;
  declare privacyHref: Text;
  declare privacyVersion: Text;
  declare label: Text;
  /** `brand` (default), `dark` or `outline`. */
  declare variant: Text;
  /** `small`, `large`, or neither. */
  declare size: Text;
  declare target: Text;
  declare qr: boolean;

  /** What stands on the page, so that it is made anew only when it changes. */
  private shown = "";
  private link: ApplyLink | undefined;
  private result: ApplyUrl = { code: "missing-client-id" };
  private told: ApplyFault | undefined;

  constructor() {
    super();
    this.qr = false;
  }

  /** The link as it stands; undefined while an id is missing or wrong. */
  get href(): string | undefined {
    return "href" in this.result ? this.result.href : undefined;
  }

  /** `ready`, `test` (another host than PitchYou's) or `error`; or what `preview-state` asks for. */
  get state(): string {
    const { href } = this;
    return this.previewState || (href ? (/^https:..[^/]+\.pitchyou\.de\//.test(href) ? "ready" : "test") : "error");
  }

  protected override willUpdate(): void {
    const { clientId, jobId, templateKey, jobTitle: title, utmSource, utmMedium, utmCampaign, utmContent, applyUrl: base } = this;
    const own = { clientId, jobId, templateKey, title, utmSource, utmMedium, utmCampaign, utmContent, applyUrl: base };
    this.link = completeFromPage(own, this.utmFromPage);
    this.result = applyUrl(this.link);
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    const { shadowRoot, state, href, fault, noticeHref, qr } = this;
    if (!shadowRoot) return;

    const inert = /error|empty|loading/.test(state);
    const cause = this.debug || this.previewState ? `${this.localName}: ${fault ? faults[fault] : state}` : "";
    const content = { ...this.words, href, noticeHref, qr, target: this.target ?? "", label: this.label ?? "", test: state === "test" };
    const key = inert ? `inert ${cause}` : JSON.stringify(content);
    if (key === this.shown) return;
    this.shown = key;
    if (inert) showFallback(shadowRoot, cause);
    else showButton(shadowRoot, content, { click: (event) => this.onClick(event), qr: (event) => void this.onQr(event) });
  }

  protected override updated(): void {
    const { fault } = this;
    if (fault && fault !== this.told && !this.previewState) {
      const message = `shows no link: ${faults[fault]}`;
      hint(this, message);
      emit(this, "pitchyou-apply-error", { code: fault, message, retryable: false });
    }
    this.told = fault;
  }

  private get fault(): ApplyFault | undefined {
    return "code" in this.result ? this.result.code : undefined;
  }

  private get words(): { language: string; texts: ButtonTexts } {
    const { texts } = this;
    const language = languageOf(this, this.locale);
    return { language: texts?.lang ?? language, texts: { ...textsIn(language), ...texts } };
  }

  /** Only an address that a browser can show; anything else (`javascript:`) is left out. */
  private get noticeHref(): string | undefined {
    const { privacyHref } = this;
    if (!privacyHref || !URL.canParse(privacyHref, document.baseURI)) return;
    const { protocol, href } = new URL(privacyHref, document.baseURI);
    return protocol.startsWith("http") ? href : undefined;
  }

  private onClick(event: Event): void {
    const { href, link, noticeHref, privacyVersion } = this;
    if (!href) return;
    const detail = {
      href,
      jobId: String(link?.jobId).trim(),
      templateKey: this.templateKey?.trim() || null,
      ...(noticeHref && { privacyHref: noticeHref, ...(privacyVersion && { privacyVersion }) }),
    };
    if (!emit(this, "pitchyou-apply-click", detail, true)) event.preventDefault();
  }

  private async onQr(event: Event): Promise<void> {
    const { href, shadowRoot, locale, texts } = this;
    const isKey = event instanceof KeyboardEvent;
    if (!href || !shadowRoot || (isKey && event.key !== "Escape") || closeQr(shadowRoot) || isKey) return;
    const { openQr, styles } = await import("./qr.ts");
    if (href !== this.href) return;
    this.wear(styles);
    openQr(shadowRoot, href, locale, texts?.scan);
    setExpanded(shadowRoot, true);
  }
}
