// What `--help` says: every command in one screen, and each command with its forms and options.
import type { Command } from "./ports.ts";

const columns = (rows: readonly (readonly [string, string])[]): string[] => {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd());
};

const ALWAYS: readonly (readonly [string, string])[] = [
  ["--json", "one JSON document on standard output, nothing else"],
  ["--help", "this"],
];

export const overview = (commands: readonly Command[]): string =>
  [
    "ats-bridge: looks after an edge from the command line",
    "",
    ...columns(commands.flatMap(({ name, forms, summary }) => forms.map((form, index) => [`ats-bridge ${name} ${form}`.trimEnd(), index === 0 ? summary : ""] as const))),
    "",
    "Each takes --json and --help. Exit codes: 0 good, 1 something is red, 2 wrong usage.",
  ].join("\n");

export const commandHelp = ({ name, forms, summary, options, notes = [] }: Command): string =>
  [
    summary,
    "",
    ...forms.map((form) => `  ats-bridge ${name} ${form}`.trimEnd()),
    "",
    ...columns([...Object.entries(options).map(([option, { what, value }]) => [`--${option}${value === undefined ? "" : ` ${value}`}`, what] as const), ...ALWAYS]),
    ...(notes.length > 0 ? ["", ...notes] : []),
  ].join("\n");
