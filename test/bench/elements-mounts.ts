// What stays behind when an element is put into a page and taken out of it a thousand times: heap after garbage collection, listeners, nodes.
import type { Browser, CDPSession } from "playwright-core";
import type { Site, Subject } from "./elements-site.ts";
import { visit } from "./elements-visit.ts";

export interface Growth {
  heapKb: number;
  listeners: number;
  nodes: number;
}

/** What a browser keeps of code that has become warm is no growth. */
const warmUp = 300;
const mounts = 1_000;
const atMostMs = 60_000;

declare global {
  interface Window {
    mountPeer?: (place: HTMLElement) => () => void;
    unmountPeer?: () => void;
  }
}

/** Undefined where a thousand do not end within a minute. */
export async function measureMounts(browser: Browser, site: Site, subject: Subject): Promise<Growth | undefined> {
  // Watched as a page without a control: the watch holds every shadow root.
  const opened = await visit(browser, site.page(subject), { ...subject, control: "" });
  const { page, cdp } = opened;
  await page.waitForLoadState("networkidle");
  await cdp.send("Performance.enable");
  await page.evaluate(mountMany, { ...subject, count: warmUp });
  const before = await settled(cdp);
  const done = await Promise.race([page.evaluate(mountMany, { ...subject, count: mounts }).then(() => true), page.waitForTimeout(atMostMs).then(() => false)]);
  const after = done ? await settled(cdp) : undefined;
  await opened.close();
  return after && { heapKb: (after.heap - before.heap) / 1_000, listeners: after.listeners - before.listeners, nodes: after.nodes - before.nodes };
}

/** Runs in the page. */
async function mountMany({ html, called, count }: { html: string; called: boolean; count: number }): Promise<void> {
  const place = document.getElementById("place");
  if (!place) return;
  window.unmountPeer?.();
  delete window.unmountPeer;
  // A turn of the browser without the 4 ms that timers wait.
  const { port1, port2 } = new MessageChannel();
  const turn = (): Promise<void> =>
    new Promise((done) => {
      port1.addEventListener("message", () => done(), { once: true });
      port2.postMessage(0);
    });
  port1.start();
  for (let mount = 0; mount < count; mount++) {
    let unmount = (): void => place.replaceChildren();
    if (called) unmount = window.mountPeer?.(place) ?? unmount;
    else place.innerHTML = html;
    const { updateComplete }: { updateComplete?: Promise<unknown> } = Object(place.firstElementChild);
    await updateComplete;
    await turn();
    unmount();
    await turn();
  }
  port1.close();
}

async function settled(cdp: CDPSession): Promise<{ heap: number; listeners: number; nodes: number }> {
  // What was under way when the last one left may end first.
  await new Promise((later) => setTimeout(later, 500));
  for (let turn = 0; turn < 3; turn++) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  const of = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN;
  return { heap: of("JSHeapUsedSize"), listeners: of("JSEventListeners"), nodes: of("Nodes") };
}
