// Renders <pitchyou-apply-button> on a server, as declarative shadow DOM: the very nodes that the element makes in the browser, so that
// nothing moves when it takes over, and a link that works without it. Needs no DOM and no inline style.
import type { Language } from "../shared/text.ts";
import { applyUrl } from "./apply-url.ts";
import { textsIn } from "./texts.ts";

/** As they are written in HTML; `qr` and other attributes without a value are true. */
export interface ApplyButtonAttributes {
  "client-id": string;
  "job-id": string | number;
  [attribute: string]: string | number | boolean | null | undefined;
}

export interface ApplyButtonPage {
  /** Address of `apply-button.css`: `https://EDGE/widgets/apply-button.css`, or where you serve the package's copy. */
  stylesheet: string;
  /** The page's language; default English. */
  lang?: string;
  /** The page's own address, where `privacy-href` is relative to it. */
  url?: string;
}

/** With an id that is missing or wrong there is nothing to click, as in the browser. */
export function renderApplyButton(attributes: ApplyButtonAttributes, page: ApplyButtonPage): string {
  const language = languageOf(String(attributes["locale"] || page.lang || "en"));
  const { newTab, qr, consent, privacy, label } = textsIn(language);
  const text = (name: string): string => String(attributes[name] ?? "");
  const result = applyUrl({
    clientId: text("client-id"),
    jobId: text("job-id"),
    templateKey: text("template-key"),
    title: text("job-title"),
    utmSource: text("utm-source"),
    utmMedium: text("utm-medium"),
    utmCampaign: text("utm-campaign"),
    utmContent: text("utm-content"),
    applyUrl: text("apply-url"),
  });
  const inside = (nodes: string, light = ""): string => {
    const sheet = tag("link", { rel: "stylesheet", href: page.stylesheet });
    return tag("pitchyou-apply-button", attributes, tag("template", { shadowrootmode: "open", shadowrootdelegatesfocus: true }, sheet, nodes), light);
  };
  if ("code" in result) return inside("<slot></slot>");

  const { href } = result;
  const target = text("target");
  const own = text("label");
  const notice = text("privacy-href") && noticeHref(text("privacy-href"), page.url);
  const nodes = [
    tag(
      "a",
      { part: "link", class: "button", href, target, rel: "noopener" },
      icon,
      tag("span", { part: "label", lang: own ? "" : language }, escape(own || label)),
      isPitchyou.test(href) ? "" : tag("strong", { part: "test" }, "TEST"),
      target === "_blank" ? tag("small", { lang: language }, escape(` (${newTab})`)) : "",
    ),
    isSet(attributes["qr"]) ? tag("button", { part: "qr", class: "button", type: "button", lang: language, "aria-expanded": "false" }, escape(qr)) : "",
    notice && tag("p", { part: "privacy", lang: language }, escape(`${consent} `), tag("a", { href: notice, target: "_blank", rel: "noopener" }, escape(privacy))),
  ];
  return inside(nodes.join(""), tag("a", { href }, escape(own || label)));
}

const languages: Language[] = ["de", "en", "fi", "fr", "sv"];
const isPitchyou = /^https:..[^/]+\.pitchyou\.de\//;

// Equal to the element's own; the test that compares their bytes holds them together.
const bubble = "M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM8 9h8M8 13h5";
const icon = `<span part="icon" aria-hidden="true"><slot name="icon"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="${bubble}"></path></svg></slot></span>`;

function languageOf(wanted: string): Language {
  return languages.find((language) => new RegExp(`^${language}\\b`, "i").test(wanted)) ?? "en";
}

/** Only an address that a browser can show; anything else (`javascript:`) is left out. */
function noticeHref(address: string, base: string | undefined): string {
  if (!URL.canParse(address, base)) return "";
  const { protocol, href } = new URL(address, base);
  return protocol.startsWith("http") ? href : "";
}

type Value = string | number | boolean | null | undefined;

function isSet(value: Value): boolean {
  return value !== undefined && value !== null && value !== false;
}

/** Values that are empty are left out, as the element leaves them out; the element itself keeps what its page wrote. */
function tag(name: string, attributes: Record<string, Value>, ...content: string[]): string {
  const written = Object.entries(attributes)
    .filter(([attribute, value]) => /^[\w-]+$/.test(attribute) && isSet(value) && (value !== "" || name === "pitchyou-apply-button"))
    .map(([attribute, value]) => (value === true || value === "" ? ` ${attribute}` : ` ${attribute}="${escape(String(value))}"`));
  return `<${name}${written.join("")}>${name === "link" ? "" : `${content.join("")}</${name}>`}`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
