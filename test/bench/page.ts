// How a page with the elements behaves while it loads: what moves, and how long its longest task is. Unthrottled, in real Chromium.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { chromium } from "playwright-core";
import { findChromium } from "../chromium.ts";

export interface PageBehaviour {
  /** Sum of layout shifts, with the fallback link inside the element; the script comes a second late, the style sheet in time. */
  layoutShift: number;
  /** With 200 buttons on the page, median of the runs; tasks under 50 ms are reported as 0 by browsers. */
  longestTaskMs: number;
  /** From the start of the script to the last of the 200 links. */
  readyMs: number;
}

const dist = resolve(import.meta.dirname, "../../dist");
const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Jobs</title><link rel="stylesheet" href="/widgets/ats-bridge.css"><link rel="icon" href="data:,">';
const script = '<script type="module" src="/widgets/ats-bridge.js"></script>';
const lines = "<p>A sentence about the job and the team that waits for it.</p>".repeat(20);

export async function measurePage(runs = 5): Promise<PageBehaviour> {
  const server = createServer(async ({ url = "" }, response) => {
    if (url === "/one") return response.setHeader("content-type", "text/html").end(`${head}<h1>Cook</h1>${button(1)}${lines}${script}`);
    if (url === "/many")
      return response.setHeader("content-type", "text/html").end(`${head}${Array.from({ length: 200 }, (_, index) => `<h2>Job ${index}</h2>${button(index)}`).join("")}${script}`);
    const file = await readFile(dist + url).catch(() => undefined);
    // So late that the page has been painted without the elements.
    if (url.endsWith("/ats-bridge.js")) await new Promise((done) => setTimeout(done, 1_000));
    return response.writeHead(file ? 200 : 404, { "content-type": url.endsWith(".css") ? "text/css" : "text/javascript" }).end(file);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const browser = await chromium.launch(await findChromium());
  try {
    const shifts: number[] = [];
    const tasks: number[] = [];
    const ready: number[] = [];
    for (let run = 0; run < runs; run++) {
      shifts.push((await load("/one")).shift);
      const many = await load("/many");
      tasks.push(many.task);
      ready.push(many.ready);
    }
    return { layoutShift: Math.max(...shifts), longestTaskMs: median(tasks), readyMs: median(ready) };
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }

  async function load(path: string): Promise<{ shift: number; task: number; ready: number }> {
    const page = await browser.newPage({ viewport: { width: 412, height: 823 } });
    await page.addInitScript(observe);
    await page.goto(origin + path, { waitUntil: "commit" });
    await page.waitForFunction(
      () => [...document.querySelectorAll("pitchyou-apply-button")].every((each) => each.matches(":defined") && each.href) && document.readyState === "complete",
    );
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 100))));
    const result = await page.evaluate(() => ({
      ...window.seen,
      ready: performance.now() - (performance.getEntriesByName(`${location.origin}/widgets/ats-bridge.js`)[0]?.toJSON().responseEnd ?? 0) - 100,
    }));
    await page.close();
    return result;
  }
}

declare global {
  interface Window {
    seen: { shift: number; task: number };
  }
}

function observe(): void {
  window.seen = { shift: 0, task: 0 };
  const watch = (type: string, take: (entry: PerformanceEntry & { value?: number }) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  watch("layout-shift", ({ value = 0 }) => (window.seen.shift += value));
  watch("longtask", ({ duration, startTime }) => {
    // What the page did before our script had arrived is not ours.
    if (startTime > 900) window.seen.task = Math.max(window.seen.task, duration);
  });
}

function button(index: number): string {
  return `<p><pitchyou-apply-button client-id="acme" job-id="${index}" job-title="Cook ${index}"><a href="https://acme.pitchyou.de/go/${index}">Apply with WhatsApp</a></pitchyou-apply-button></p>`;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
