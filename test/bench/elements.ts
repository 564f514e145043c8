// The elements beside their peers, in the same pages and the same browsers, one run: a row for each promise, and a table with everybody.
import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import type { WidgetManifest } from "../../scripts/build.ts";
import { measureBehaviour, strictPolicy, trusted, weigh, type Behaviour } from "./elements-behaviour.ts";
import { findFirefox, startFirefox, type InFirefox } from "./elements-firefox.ts";
import { measureMounts, type Growth } from "./elements-mounts.ts";
import { measureReady, type Readiness } from "./elements-ready.ts";
import { ours, startElementsSite, subjectOf, type Site, type Subject } from "./elements-site.ts";
import { startChromium } from "./elements-visit.ts";
import { bundlePeers } from "./peers/bundle.ts";
import { installPeers } from "./peers/packages.ts";

export interface Measured {
  subject: Subject;
  behaviour: Behaviour;
  growth: Growth | undefined;
  /** Undefined where what would be ready is the vendor's to serve. */
  ready: Readiness | undefined;
  firefox: InFirefox | undefined;
}

export interface Elements {
  ours: Measured[];
  peers: Measured[];
  bareMs: number;
  /** In the language that weighs most. */
  bytes: Map<Subject, number>;
  bytesOfAll: number;
  firefox: string | undefined;
}

const languages = ["de", "en", "fi", "fr", "sv"];

/** Undefined where the peers are not there and cannot be had: figures of ours alone would say little. */
export async function benchElements(tell: (what: string) => void): Promise<Elements | undefined> {
  if (!(await installPeers())) return undefined;
  const { bare, built } = await bundlePeers();
  const lit = subjectOf(bare);
  const subjects = [...ours, ...built.map(subjectOf)];
  const browser = await startChromium();
  const site = await startElementsSite();
  try {
    tell("ready");
    const ready = await measureReady(browser, site, lit, subjects);
    tell("downloads");
    const { bytes, bytesOfAll } = await weighOurs(browser, site);
    tell("behaviour");
    const behaviours = await atOnce(3, subjects, (subject) => onSiteOfItsOwn((own) => measureBehaviour(browser, own, subject, lit)));
    tell("1,000 mounts");
    const growths = await atOnce(4, subjects, (subject) => measureMounts(browser, site, subject));
    tell("Firefox");
    const { version, looks } = await inFirefox(site, subjects);
    const measured = subjects.map((subject, index): Measured => {
      const behaviour = behaviours[index];
      if (!behaviour) throw new Error(`${subject.name} was not measured`);
      return { subject, behaviour, growth: growths[index], ready: ready.get(subject), firefox: looks[index] };
    });
    return {
      ours: measured.filter(({ subject }) => subject.ours),
      peers: measured.filter(({ subject }) => !subject.ours),
      bareMs: ready.get(lit)?.ms ?? Number.NaN,
      bytes,
      bytesOfAll,
      firefox: version,
    };
  } finally {
    await browser.close();
    site.close();
  }
}

async function weighOurs(browser: Browser, site: Site): Promise<{ bytes: Map<Subject, number>; bytesOfAll: number }> {
  const locale = await heaviestLanguage();
  const bytes = new Map<Subject, number>();
  for (const subject of ours) bytes.set(subject, await weigh(browser, site, subject, locale));
  const last = ours.at(-1);
  const others = ours.slice(0, -1).map(({ html }) => html);
  return { bytes, bytesOfAll: last ? await weigh(browser, site, last, locale, others.join("")) : Number.NaN };
}

async function heaviestLanguage(): Promise<string> {
  const { files, elements }: WidgetManifest = JSON.parse(await readFile(new URL("../../dist/widgets/manifest.json", import.meta.url), "utf8"));
  const weights = languages.map((language) => Object.values(elements).reduce((sum, each) => sum + (files[each.languages[language] ?? ""]?.brotli ?? 0), 0));
  return languages[weights.indexOf(Math.max(...weights))] ?? "en";
}

async function inFirefox(site: Site, subjects: Subject[]): Promise<{ version: string | undefined; looks: InFirefox[] }> {
  const path = findFirefox();
  if (!path) return { version: undefined, looks: [] };
  try {
    const firefox = await startFirefox(path);
    const looks: InFirefox[] = [];
    for (const subject of subjects) looks.push(await firefox.look(site.page(subject, { csp: subject.ours ? trusted("ats-bridge") : strictPolicy }), subject.control));
    await firefox.close();
    return { version: firefox.version, looks };
  } catch (error) {
    process.stderr.write(`Firefox is left out: ${String(error)}\n`);
    return { version: undefined, looks: [] };
  }
}

/** What was downloaded is counted by a site, so measurements at the same time have one each. */
async function onSiteOfItsOwn<Result>(work: (site: Site) => Promise<Result>): Promise<Result> {
  const site = await startElementsSite();
  return work(site).finally(() => site.close());
}

async function atOnce<Item, Result>(limit: number, items: Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = [];
  const queue = [...items.entries()];
  const lane = async (): Promise<void> => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: limit }, lane));
  return results;
}
