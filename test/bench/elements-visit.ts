// Opens a page of the site in Chromium and watches it: what moves, when the element is ready, what its policy reports, what it throws and asks for.
import { chromium, type Browser, type BrowserContextOptions, type CDPSession, type Page } from "playwright-core";
import { findChromium } from "../chromium.ts";
import type { Subject } from "./elements-site.ts";

export interface Visit {
  page: Page;
  cdp: CDPSession;
  /** Addresses, the page's own left out. */
  requests: string[];
  /** Milliseconds since the page began; undefined where the element is not ready within the time. */
  ready(withinMs?: number): Promise<number | undefined>;
  seen(): Promise<Seen>;
  close(): Promise<void>;
}

export interface Seen {
  shift: number;
  ready: number;
  firstPaint: number;
  violations: string[];
  /** Messages of what was thrown and not caught. */
  thrown: string[];
}

declare global {
  interface Window {
    elementSeen: Omit<Seen, "firstPaint">;
  }
}

/** Vendors' hosts fail at once here, on a machine with the internet as on one without. */
export async function startChromium(): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return chromium.launch({ executablePath, args: [...args, "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"] });
}

export async function visit(browser: Browser, address: string, { control }: Subject, slowdown = 1, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 }, ...options });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  if (slowdown > 1) await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  const requests: string[] = [];
  context.on("request", (request) => {
    const url = request.url();
    if (/^https?:/.test(url) && url !== address) requests.push(url);
  });
  await page.addInitScript(watch, control);
  await page.goto(address, { waitUntil: "load" });
  return {
    page,
    cdp,
    requests,
    ready: async (withinMs = 6_000) =>
      // What stands in a frame or file of the vendor's has nothing to wait for here.
      control === ""
        ? page.waitForTimeout(500).then(() => undefined)
        : page
            .waitForFunction(() => window.elementSeen.ready, undefined, { timeout: withinMs })
            .then((handle) => handle.jsonValue())
            .catch(() => undefined),
    seen: () => page.evaluate(() => ({ ...window.elementSeen, firstPaint: performance.getEntriesByName("first-paint")[0]?.startTime ?? Number.NaN })),
    close: () => context.close(),
  };
}

/** Runs in the page before all else; needs nothing from this file. */
export function watch(control: string): void {
  const seen: Omit<Seen, "firstPaint"> = (window.elementSeen = { shift: 0, ready: 0, violations: [], thrown: [] });
  document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) => seen.violations.push(`${effectiveDirective} ${blockedURI}`));
  addEventListener("error", ({ message }) => message && seen.thrown.push(message));
  addEventListener("unhandledrejection", ({ reason }) => seen.thrown.push(String(reason)));
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += Number(Reflect.get(entry, "value"));
  }).observe({ type: "layout-shift", buffered: true });
  if (!control) return;

  const roots: (Document | ShadowRoot)[] = [document];
  const look = (): void => {
    if (seen.ready) return;
    const shown = roots.some((root) => [...root.querySelectorAll(control)].some((each) => each.getBoundingClientRect().height > 0));
    if (shown) seen.ready = performance.now();
  };
  const changes = new MutationObserver(look);
  const all = { childList: true, subtree: true, attributes: true };
  changes.observe(document, all);

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    roots.push(root);
    changes.observe(root, all);
    return root;
  };
  const { define } = CustomElementRegistry.prototype;
  CustomElementRegistry.prototype.define = function (...definition) {
    define.apply(this, definition);
    queueMicrotask(look);
  };
}
