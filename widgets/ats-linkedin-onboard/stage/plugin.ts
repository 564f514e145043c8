// LinkedIn's own plugin in the page's light DOM: one loader script a document, which reads one customer's key once, and a placeholder
// that LinkedIn's parse call turns into a frame. https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
import { node } from "../../shared/dom.ts";
import { policy } from "../../shared/trusted-types.ts";
import type { PluginSettings } from "../requested.ts";

interface Loader {
  apiKey: string;
  loaded: Promise<unknown>;
}

/** LinkedIn's `IN`. */
export interface Framework {
  parse(within: Element): void;
}

export type LoadFault = "second-key" | "script-blocked" | "plugin-blank";

const key = Symbol.for("ats-bridge.linkedin");
const page: typeof globalThis & { [key]?: Loader | undefined; IN?: Partial<Framework> } = globalThis;

const loadPatienceMs = 20_000;
const patienceMs = 8_000;

/** Loads LinkedIn's framework for this customer, unless the document has it; answers once it can draw. */
export async function loadFramework(settings: PluginSettings): Promise<Framework | LoadFault> {
  const { apiKey, loaded } = page[key] ?? pageLoader() ?? startLoader(settings);
  if (apiKey !== settings.apiKey) return "second-key";
  const late = new Promise((_, reject) => setTimeout(reject, loadPatienceMs));
  const came = await Promise.race([loaded, late]).then(
    () => true,
    () => false,
  );
  // The framework may come to life some time after its script has loaded.
  for (let waited = 0; came && waited < patienceMs; waited += 50) {
    const { IN } = page;
    if (IN?.parse) return { parse: (within) => IN.parse?.(within) };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return came ? "plugin-blank" : "script-blocked";
}

/** The page's own tag, where it has one: LinkedIn's script must not come twice. */
function pageLoader(): Loader | undefined {
  for (const { src, text } of document.scripts) {
    const [, apiKey] = /\/in\.js\s[^]*api_key:\s*(\S+)/.exec(`${src} ${text}`) ?? [];
    if (apiKey) return { apiKey, loaded: Promise.resolve() };
  }
  return;
}

function startLoader({ apiKey, scriptUrl, extensionUrl }: PluginSettings): Loader {
  const script = document.createElement("script");
  // LinkedIn reads these lines out of its own tag as soon as it runs.
  script.text = policy.createScript(`api_key: ${apiKey}\nextensions: ATSIntegrationWidget@${extensionUrl}`);
  script.src = policy.createScriptURL(scriptUrl);
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener("load", resolve);
    script.addEventListener("error", () => {
      page[key] = undefined;
      script.remove();
      reject(new Error(scriptUrl));
    });
  });
  document.head.append(script);
  return (page[key] = { apiKey, loaded });
}

export interface Placeholder {
  bundles: string;
  /** The name of a global function. */
  callback: string;
  width: string;
}

/** What LinkedIn turns into its frame, in a place of its own within the element. */
export function createPlace({ bundles, callback, width }: Placeholder): HTMLElement {
  const tag = node("script", { type: "IN/ATSIntegrationWidget", "data-supported-bundled-integration-types": bundles, "data-onintegrate": callback, "data-width": width });
  return node("div", { slot: "plugin" }, tag);
}

/** LinkedIn tells nobody whether its plugin came: only the frame does, which may come after `blank` too. Answers the function that ends the watch. */
export function watchPlace(place: HTMLElement, shown: () => void, blank: () => void): () => void {
  const observer = new MutationObserver(() => {
    if (!place.querySelector("span.IN-widget > iframe")) return;
    stop();
    shown();
  });
  const timer = setTimeout(blank, patienceMs);
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(place, { childList: true, subtree: true });
  return stop;
}
