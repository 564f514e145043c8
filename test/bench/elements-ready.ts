// How long after the page's first paint an element is ready, on a processor four times slower, in passes that visit every page in turn.
import type { Browser } from "playwright-core";
import type { Site, Subject } from "./elements-site.ts";
import { visit } from "./elements-visit.ts";

export interface Readiness {
  /** Median, from first paint. */
  ms: number;
  /** Median of the ratios to the bare Lit element of the same pass. */
  ratio: number;
}

const slowdown = 4;

/** Ours in every pass, theirs in each third: theirs differ by factors, ours by percents. */
export async function measureReady(browser: Browser, site: Site, bare: Subject, subjects: Subject[], passes = 15): Promise<Map<Subject, Readiness>> {
  const timed = [bare, ...subjects].filter(({ control }) => control);
  const pages = new Map(timed.map((subject) => [subject, site.page(subject, { script: "after-paint" })]));
  const seen = new Map(timed.map((subject) => [subject, { ms: [] as number[], ratios: [] as number[] }]));
  for (let pass = 0; pass < passes; pass++) {
    let bareMs = Number.NaN;
    for (const [subject, page] of pages) {
      if (subject !== bare && !subject.ours && pass % 3) continue;
      const ms = await readyAfterPaint(browser, page, subject);
      if (subject === bare) bareMs = ms;
      seen.get(subject)?.ms.push(ms);
      seen.get(subject)?.ratios.push(ms / bareMs);
    }
  }
  return new Map([...seen].map(([subject, { ms, ratios }]) => [subject, { ms: median(ms), ratio: median(ratios) }]));
}

async function readyAfterPaint(browser: Browser, page: string, subject: Subject): Promise<number> {
  const opened = await visit(browser, page, subject, slowdown);
  const ready = (await opened.ready(20_000)) ?? Number.NaN;
  const { firstPaint } = await opened.seen();
  await opened.close();
  return ready - firstPaint;
}

function median(values: number[]): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2;
}
