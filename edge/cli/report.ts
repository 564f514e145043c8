// Findings and steps as tables for people: a shape with each colour, and under it what to do next.
import type { Terminal, Tone } from "./ports.ts";

export type State = "good" | "warn" | "bad";
export type Finding = {
  readonly id: string;
  readonly state: State;
  readonly what: string;
  readonly says: string;
  /** What somebody has to do, in plain words. */
  readonly next?: string | undefined;
};
export type Section = { readonly title: string; readonly findings: readonly Finding[] };

export const MARKS: Readonly<Record<State, string>> = { good: "●", warn: "▲", bad: "✕" };

export const good = (id: string, what: string, says: string): Finding => ({ id, state: "good", what, says });
export const warn = (id: string, what: string, says: string, next: string): Finding => ({ id, state: "warn", what, says, next });
export const bad = (id: string, what: string, says: string, next: string): Finding => ({ id, state: "bad", what, says, next });

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map((text) => text.length));

export const showSections = ({ paint }: Pick<Terminal, "paint">, sections: readonly Section[]): string => {
  const width = widest(sections.flatMap(({ findings }) => findings.map(({ what }) => what)));
  const lines = sections.flatMap(({ title, findings }) => [
    "",
    paint("strong", title),
    ...findings.flatMap(({ state, what, says, next }) => [
      `  ${paint(state, MARKS[state])} ${what.padEnd(width)}  ${says}`,
      ...(next === undefined ? [] : [`    ${" ".repeat(width)}  ${paint("quiet", `→ ${next}`)}`]),
    ]),
  ]);
  return lines.slice(1).join("\n");
};

export const counted = (sections: readonly Section[]): Record<State, number> => {
  const counts = { good: 0, warn: 0, bad: 0 };
  for (const { state } of sections.flatMap(({ findings }) => findings)) counts[state] += 1;
  return counts;
};

/** One line for all: how many of each. */
export const summaryOf = ({ paint }: Pick<Terminal, "paint">, counts: Record<State, number>): string =>
  (["good", "warn", "bad"] as const)
    .map((state) => paint(counts[state] === 0 ? "quiet" : state, `${MARKS[state]} ${counts[state]} ${{ good: "good", warn: "to look at", bad: "wrong" }[state]}`))
    .join("   ");

export type Row = readonly string[];

/** Columns side by side; `tones` colours a row's first cell. */
export const table = ({ paint }: Pick<Terminal, "paint">, head: Row, rows: readonly Row[], tones: readonly Tone[] = []): string => {
  const widths = head.map((title, column) => widest([title, ...rows.map((row) => row[column] ?? "")]));
  const line = (row: Row, tone?: Tone) =>
    row
      .map((cell, column) => {
        const padded = column === row.length - 1 ? cell : cell.padEnd(widths[column] ?? 0);
        return column === 0 && tone !== undefined ? paint(tone, padded) : padded;
      })
      .join("  ")
      .trimEnd();
  return [paint("quiet", line(head)), ...rows.map((row, index) => line(row, tones[index]))].map((each) => `  ${each}`).join("\n");
};
