// What `npm run bench` prints of the elements: a row for each promise, with the figure to reach, and everybody's own figures.
import type { Elements, Measured } from "./elements.ts";
import type { Kind } from "./peers/catalog.ts";
import { tableOf } from "./table.ts";

type Row = [what: string, ours: string, against: string, ratio: string, toReach: string];

const whole = (value: number): string => new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value);
/** Without what it is and how it is measured. */
const short = ({ subject }: Measured): string => subject.name.replace(/ (button|AI|Connect|\().*|,.*/, "");
const toReachInBytes: Record<Kind, number> = { button: 6_800, chat: 10_000, onboarding: 11_000, questions: 10_000 };
const toReachOfAll = 22_000;

export function rowsOf({ ours, peers, bareMs, bytes, bytesOfAll, firefox }: Elements): Row[] {
  const beside = (kind: Kind): Measured[] => peers.filter(({ subject }) => subject.kind === kind).sort((a, b) => a.behaviour.bytes - b.behaviour.bytes);
  /** A frame's or a flow's own app, which its package only opens, is not in its bytes. */
  const against: Record<Kind, string> = { button: "giscus", chat: "Cloudflare", onboarding: "Descope", questions: "Typeform" };
  const rows: Row[] = ours.map(({ subject }): Row => {
    const own = bytes.get(subject) ?? Number.NaN;
    const list = beside(subject.kind);
    const peer = list.find((each) => short(each) === against[subject.kind]);
    const words = list.map((each) => `${short(each)} ${whole(each.behaviour.bytes)}`).join(", ");
    return [`${subject.name}: all it downloads, bytes`, whole(own), words, (own / (peer?.behaviour.bytes ?? Number.NaN)).toFixed(2), `≤ ${whole(toReachInBytes[subject.kind])}`];
  });
  rows.push(["all four on one page, bytes", whole(bytesOfAll), "", (bytesOfAll / toReachOfAll).toFixed(2), `≤ ${whole(toReachOfAll)}`]);
  for (const { subject, ready } of ours)
    rows.push([
      `${subject.name}: first paint to ready, ms`,
      whole(ready?.ms ?? Number.NaN),
      `bare Lit element ${whole(bareMs)}`,
      (ready?.ratio ?? Number.NaN).toFixed(2),
      "≤ 1.15",
    ]);

  const count = (what: string, of: (each: Measured) => number, toReach: string, digits = 0): Row => {
    const marked = peers.filter((each) => of(each) > 0).map((each) => `${short(each)} ${of(each).toFixed(digits)}`);
    return [what, Math.max(...ours.map(of)).toFixed(digits), `${marked.join(", ") || "none"}`, "", toReach];
  };
  rows.push(
    count("layout shift, script 800 ms late", ({ behaviour }) => Number(behaviour.shiftLate.toFixed(3)), "0.000", 3),
    count("layout shift, script blocked", ({ behaviour }) => Number(behaviour.shiftBlocked.toFixed(3)), "0.000", 3),
    count("axe findings", ({ behaviour }) => behaviour.axe.length, "0"),
    count("reports of a strict policy", ({ behaviour }) => behaviour.violations.length, "0"),
    count("another picture under that policy", ({ behaviour }) => Number(!behaviour.samePicture), "0"),
    count("faults under Trusted Types, beside another Lit", ({ behaviour }) => behaviour.trustedTypes.length, "0"),
    count("requests before a click, button and chat", ({ subject, behaviour }) => (/button|chat/.test(subject.kind) ? behaviour.requests : 0), "0"),
    count("cookies", ({ behaviour }) => behaviour.cookies, "0"),
    count("left by 1,000 mounts: listeners", ({ growth }) => growth?.listeners ?? Number.NaN, "0"),
    count("left by 1,000 mounts: heap, bytes a mount", ({ growth }) => Math.round(growth?.heapKb ?? Number.NaN), "< 100"),
  );
  if (firefox) rows.push(count(`faults of a strict policy in Firefox ${firefox}`, (each) => (each.firefox?.faults.length ?? 0) + Number(!each.firefox?.ready), "0"));
  return rows;
}

export function tableOfElements({ ours, peers, bareMs }: Elements): string {
  const head = [
    "element",
    "bytes",
    "ready, ms",
    "to Lit",
    "shift late",
    "blocked",
    "axe",
    "policy",
    "picture",
    "Trusted Types",
    "asks",
    "of others",
    "kept",
    "heap kB",
    "listeners",
  ];
  const rows = [...ours, ...peers].map(({ subject, behaviour, growth, ready }) => [
    subject.name,
    whole(behaviour.bytes),
    ready ? whole(ready.ms) : "–",
    ready ? ready.ratio.toFixed(2) : "–",
    behaviour.shiftLate.toFixed(3),
    behaviour.shiftBlocked.toFixed(3),
    behaviour.axe.join(" ") || "0",
    String(behaviour.violations.length),
    behaviour.samePicture ? "same" : "other",
    behaviour.trustedTypes.length === 0 ? "fine" : behaviour.trustedTypes.includes("never ready") ? "never ready" : "throws",
    String(behaviour.requests),
    String(behaviour.foreign),
    String(behaviour.cookies + behaviour.stored),
    growth ? growth.heapKb.toFixed(0) : "over a minute",
    growth ? String(growth.listeners) : "–",
  ]);
  return [
    tableOf(head, rows, [1, 2, 3, 4, 5, 7, 10, 11, 12, 13, 14]),
    "",
    `Bytes: script and style sheets after brotli (quality 11), ours in English. Ready: from first paint, 4 times slower processor; the bare Lit element takes ${whole(bareMs)} ms.`,
    "What a vendor only hosts is not reached: a peer that opens a frame or loads a flow is measured up to there, and its app comes on top (lite-youtube, giscus, Nango, Kombo, Descope, Typeform).",
    "Policy: reports under `script-src 'self'; style-src 'self'`, vendors' hosts let in for frames, pictures, fonts and calls. Trusted Types: theirs may have policies of any name, ours the one named `ats-bridge`.",
    "Asks, kept: requests beside its own files, and cookies, storage entries and databases, before a click. Heap and listeners: what 1,000 mounts and unmounts leave.",
  ].join("\n");
}
