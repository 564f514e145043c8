// Brings LinkedIn's plugin onto the page, watches how that goes, and names each way in which it does not.
// Loaded once the edge has said for whom, and that there is anything to show.
import { watchViolations } from "../../shared/csp.ts";
import type { Text } from "../../shared/element.ts";
import { hint } from "../../shared/events.ts";
import type { PluginSettings } from "../requested.ts";
import type { Problem } from "../../shared/state.ts";
import { parseSupported, parseWidth, widthFor } from "./bundles.ts";
import { exposeCallback, type Heard } from "./callback.ts";
import { createPlace, loadFramework, watchPlace, type LoadFault } from "./plugin.ts";

export interface Drawing {
  settings: PluginSettings;
  supported: Text;
  width: Text | number;
  /** The name of a global function. */
  callback: string;
  /** How much there is for it. */
  placePx: number;
}

/** LinkedIn needs up to this long to know a new key. */
const keyAgeMs = 300_000;

export interface Audience {
  /** Each problem; without one the plugin is there. */
  tell: (problem?: Problem) => void;
  hear: (heard: Heard) => void;
}

/** The signal takes it away again. */
export function setStage(host: HTMLElement, drawing: Drawing, signal: AbortSignal, { tell, hear }: Audience): void {
  const { settings, supported, width, callback, placePx } = drawing;
  const { allowedDomains, scriptUrl, extensionUrl, keyAt } = settings;
  const script = new URL(scriptUrl);
  const bundles = parseSupported(supported);
  /** The first cause counts: what follows from it comes later. */
  let over = false;

  const fail = (code: string, message: string, at: string, last = true): void => {
    if (!over && !signal.aborted) tell({ code, message, retryable: !last, at });
    over ||= last;
  };
  if ("code" in bundles) return fail(bundles.code, bundles.message, "");
  if (bundles.added) hint(host, "supported lacks the two of Recruiter System Connect, which are mandatory: they were added");
  if (width && !parseWidth(width)) hint(host, `width "${width}" is neither pixels nor 100%: the default is taken`);
  if (allowedDomains?.includes(location.origin) === false) {
    return fail("origin-not-allowed", `LinkedIn does not have ${location.origin} among the key's JavaScript API domains`, location.origin);
  }

  const isTheirs = (address: string): boolean => {
    const { host: at } = URL.canParse(address) ? new URL(address) : { host: "" };
    return at === script.host || at === new URL(extensionUrl).host || at.endsWith(".linkedin.com");
  };
  const unwatch = watchViolations(({ disposition, effectiveDirective, blockedURI, sourceFile }) => {
    if (disposition === "report") return;
    const [directive] = /^(script|frame|child|connect)-src/.exec(effectiveDirective) ?? [];
    if (directive && isTheirs(blockedURI)) fail("csp-blocked", `${directive} of this page must allow ${new URL(blockedURI).origin}`, new URL(blockedURI).host);
    if (effectiveDirective.includes("trusted-types") && isTheirs(sourceFile)) fail("trusted-types-blocked", `${scriptUrl} does not work under Trusted Types`, script.host);
  });
  signal.addEventListener("abort", unwatch);

  const give = (fault: LoadFault): void => {
    const young = fault === "plugin-blank" && Date.now() - keyAt < keyAgeMs;
    fail(young ? "key-too-young" : fault, messages[fault](settings), script.host, fault === "second-key");
  };
  const start = async (): Promise<void> => {
    const framework = await loadFramework(settings);
    // The event that tells of a CSP comes a little later than the failure.
    if (typeof framework === "string") return void setTimeout(give, 100, framework);
    if (signal.aborted) return;
    exposeCallback(callback, signal, hear);
    const place = createPlace({ bundles: bundles.list, callback, width: widthFor(width, placePx) });
    host.append(place);
    const stop = watchPlace(
      place,
      () => over || tell(),
      () => give("plugin-blank"),
    );
    signal.addEventListener("abort", () => {
      stop();
      place.remove();
    });
    framework.parse(place);
  };
  start().catch((error: unknown) => fail("trusted-types-blocked", String(error), script.host));
}

const messages: Record<LoadFault, (settings: PluginSettings) => string> = {
  "second-key": ({ apiKey }) => `this document has loaded LinkedIn for another key than ${apiKey}, and LinkedIn reads it once`,
  "script-blocked": ({ scriptUrl }) => `${scriptUrl} could not be loaded`,
  "plugin-blank": ({ extensionUrl }) => `no frame came of ${extensionUrl}`,
};
