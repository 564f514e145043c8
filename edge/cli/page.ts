// `page`: which policy a page with the elements needs, and what stands in their way on a given address.
import { chooseTenant, connect, operatorOptions } from "./operator.ts";
import { WrongUsage } from "./ports.ts";
import type { Command } from "./ports.ts";
import { MARKS } from "./report.ts";
import type { State } from "./report.ts";

type Policy = { readonly elements: readonly string[]; readonly policy: string; readonly snippet: string };
type Checked = {
  readonly url: string;
  readonly elements: readonly string[];
  readonly findings: readonly { readonly level: "blocked" | "warning" | "good"; readonly text: string; readonly fix: string | null }[];
  readonly policy: string;
};

const STATES: Readonly<Record<Checked["findings"][number]["level"], State>> = { blocked: "bad", warning: "warn", good: "good" };

const listed = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);

/** One directive a line, as people read and write them. */
const shown = (policy: string): string =>
  policy
    .split("; ")
    .map((line) => `    ${line};`)
    .join("\n");

export const page: Command = {
  name: "page",
  summary: "Print the policy that a page needs, or say what stands in the elements' way on an address",
  forms: ["--elements pitchyou-chat,interview-questions", "URL"],
  options: {
    ...operatorOptions,
    tenant: { type: "string", value: "ID", what: "whose page (may be left out where there is one tenant only)" },
    elements: { type: "string", value: "TAG,TAG", what: "which elements (all four); with URL: those that a script adds later" },
  },
  notes: ["Reads only addresses at the tenant's own origins. Exit code 1 when something is in the way."],
  async run(terminal, given) {
    const [url, ...rest] = given.words;
    if (rest.length > 0) throw new WrongUsage("name one address");
    const elements = listed(given.text("elements"));
    const operator = await connect(terminal, given);
    const call = operator.as(await chooseTenant(operator, given));
    if (url === undefined) {
      const wanted: Policy = await (await call("GET", "/v1/page-policy", { query: elements.length > 0 ? { elements: elements.join(",") } : {} })).json();
      return { text: `  ${terminal.paint("strong", "Content-Security-Policy")}\n${shown(wanted.policy)}\n\n  ${wanted.snippet}`, json: wanted };
    }
    const checked: Checked = await (await call("POST", "/v1/page-check", { body: { url, elements } })).json();
    const lines = checked.findings.map(({ level, text, fix }) => {
      const state = STATES[level];
      return `  ${terminal.paint(state, MARKS[state])} ${text}${fix === null ? "" : `\n      ${terminal.paint("quiet", `→ ${fix}`)}`}`;
    });
    const blocked = checked.findings.some(({ level }) => level === "blocked");
    const policy = blocked ? `\n\n  What the page needs:\n${shown(checked.policy)}` : "";
    return { text: `${terminal.paint("strong", checked.url)}\n${lines.join("\n")}${policy}`, json: checked, red: blocked };
  },
};
