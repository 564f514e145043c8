// `secrets init`: strong values for what every edge needs, as lines of a file or as commands for Workers.
import { WrongUsage } from "./ports.ts";
import type { Command } from "./ports.ts";

const utf8 = new TextEncoder();
export const randomBase64 = (bytes: number): string => btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(bytes))));
export const newMasterKey = (): string => randomBase64(32);
const newOperatorToken = (): string => `op_${randomBase64(32).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;

const asLines = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name}=${value}`)
    .join("\n");

/** The value goes in by standard input, so that no list of processes shows it. */
export const wranglerCommand = (name: string, value: string): string => `printf %s '${value}' | npx wrangler secret put ${name}`;

export const secrets: Command = {
  name: "secrets",
  summary: "Make OPERATOR_TOKEN and MASTER_KEY for a new edge",
  forms: ["init [--format env|wrangler] [--to FILE]"],
  options: {
    format: { type: "string", value: "env|wrangler", what: "lines for a file (the default), or commands for Cloudflare Workers" },
    to: { type: "string", value: "FILE", what: "write them there, for your eyes only, instead of showing them; an existing file is never touched" },
  },
  notes: ["Keep MASTER_KEY where you keep your backups' key: without it nobody can open what the database holds."],
  async run(terminal, given) {
    const format = given.text("format") ?? "env";
    const to = given.text("to");
    if (given.words.join(" ") !== "init") throw new WrongUsage("there is one form: secrets init");
    if (format !== "env" && format !== "wrangler") throw new WrongUsage(`"${format}" is no format: env or wrangler`);

    const values = { OPERATOR_TOKEN: newOperatorToken(), MASTER_KEY: newMasterKey() };
    const text =
      format === "env"
        ? asLines(values)
        : Object.entries(values)
            .map(([name, value]) => wranglerCommand(name, value))
            .join("\n");
    if (to === undefined) return { text, json: values };

    const file = await terminal.files.create(to, { secret: true });
    await file.write(utf8.encode(`${text}\n`));
    await file.close();
    return { text: `${terminal.paint("good", "●")} OPERATOR_TOKEN and MASTER_KEY are in ${to}`, json: { file: to, names: Object.keys(values) } };
  },
};
