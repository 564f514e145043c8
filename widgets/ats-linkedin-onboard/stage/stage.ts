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
  /** What was told last: words that come late for something else are dropped. */
  let turn = 0;

  const describe = async (code: string, at: string, directive?: string): Promise<string> => {
    const file = await import("./faults.ts").catch(() => undefined);
    return file?.faultMessage(code, { settings, at, directive }) ?? code;
  };
  const remark = async (code: string, at = ""): Promise<void> => hint(host, await describe(code, at));
  const fail = async (code: string, at: string, { retryable = false, directive = "" } = {}): Promise<void> => {
    if (over) return;
    over = !retryable;
    const mine = ++turn;
    const message = await describe(code, at, directive);
    if (mine === turn && !signal.aborted) tell({ code, message, retryable, at: code === "origin-not-allowed" ? at : (at.split("//").at(-1) ?? at) });
  };
  if ("code" in bundles) return void fail(bundles.code, bundles.bundle);
  if (bundles.added) void remark("added-bundles");
  if (width && !parseWidth(width)) void remark("bad-width", String(width));
  if (allowedDomains?.includes(location.origin) === false) return void fail("origin-not-allowed", location.origin);

  const isTheirs = (address: string): boolean => {
    const { host: at } = URL.canParse(address) ? new URL(address) : { host: "" };
    return at === script.host || at === new URL(extensionUrl).host || at.endsWith(".linkedin.com");
  };
  const unwatch = watchViolations(({ disposition, effectiveDirective, blockedURI, sourceFile }) => {
    if (disposition === "report") return;
    const [directive] = /^(script|frame|child|connect)-src/.exec(effectiveDirective) ?? [];
    if (directive && isTheirs(blockedURI)) void fail("csp-blocked", new URL(blockedURI).origin, { directive });
    if (effectiveDirective.includes("trusted-types") && isTheirs(sourceFile)) void fail("trusted-types-blocked", script.origin);
  });
  signal.addEventListener("abort", unwatch);

  const give = (fault: LoadFault): void => {
    const young = fault === "plugin-blank" && Date.now() - keyAt < keyAgeMs;
    void fail(young ? "key-too-young" : fault, script.origin, { retryable: fault !== "second-key" });
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
      () => {
        if (over) return;
        turn++;
        tell();
      },
      () => give("plugin-blank"),
    );
    signal.addEventListener("abort", () => {
      stop();
      place.remove();
    });
    framework.parse(place);
  };
  start().catch(() => fail("trusted-types-blocked", script.origin));
}
