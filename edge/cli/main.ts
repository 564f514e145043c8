// The door of the command line: what was typed becomes a command, its outcome becomes output and an exit code.
// 0: good. 1: something is red. 2: wrong usage.
import { parseArgs } from "node:util";
import { BridgeError } from "../kit/errors.ts";
import { doctor } from "./doctor.ts";
import { commandHelp, overview } from "./help.ts";
import { FileExists, Failure, WrongUsage } from "./ports.ts";
import type { Command, Given, Outcome } from "./ports.ts";
import { page } from "./page.ts";
import { replay } from "./replay.ts";
import { rotate } from "./rotate.ts";
import { secrets } from "./secrets.ts";
import { sendSample } from "./send-sample.ts";
import { nodeTerminal } from "./terminal.ts";
import { exportTenant } from "./export.ts";
import { importTenant } from "./import.ts";

const COMMANDS: readonly Command[] = [doctor, sendSample, page, replay, rotate, exportTenant, importTenant, secrets];
const ALWAYS = { help: { type: "boolean", short: "h" }, json: { type: "boolean" } } as const;

const parse = (command: Command, args: readonly string[]): Given & { readonly help: boolean } => {
  const own = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]));
  try {
    const { values, positionals } = parseArgs({ args: [...args], options: { ...own, ...ALWAYS }, allowPositionals: true });
    const given: Readonly<Record<string, unknown>> = values;
    return {
      words: positionals,
      text: (name) => (typeof given[name] === "string" ? given[name] : undefined),
      flag: (name) => given[name] === true,
      help: values.help === true,
    };
  } catch (cause) {
    throw new WrongUsage(cause instanceof Error ? cause.message : String(cause));
  }
};

type Told = { readonly outcome: Outcome; readonly code: number };

const explain = (cause: unknown, command: Command | undefined): Told => {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (cause instanceof WrongUsage) {
    const hint = `See: ats-bridge ${command ? `${command.name} ` : ""}--help`;
    return { outcome: { text: `${message}\n${hint}`, json: { error: { code: "wrong-usage", message } } }, code: 2 };
  }
  if (cause instanceof BridgeError) {
    const { code, status, requestId, errors } = cause;
    const fields = errors.map((each) => `\n  ${each.path}: ${each.message}`).join("");
    const found = [status === 0 ? "" : String(status), code, requestId ?? ""].filter(Boolean).join(" · ");
    return { outcome: { text: `${message}${fields}\n${found}`, json: { error: { code, message, status, requestId, errors } } }, code: 1 };
  }
  const code = cause instanceof Failure ? cause.code : cause instanceof FileExists ? "file-exists" : "failed";
  return { outcome: { text: message, json: { error: { code, message } } }, code: 1 };
};

const run = async (args: readonly string[]): Promise<number> => {
  const terminal = nodeTerminal();
  const [name, ...rest] = args;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    terminal.print(overview(COMMANDS));
    return name === undefined ? 2 : 0;
  }
  const command = COMMANDS.find((each) => each.name === name);
  const asJson = args.includes("--json");
  const show = ({ outcome, code }: Told, failed: boolean): number => {
    if (asJson) terminal.print(JSON.stringify(outcome.json, null, 2));
    else if (failed) terminal.say(`${terminal.paint("bad", "✕")} ${outcome.text}`);
    else terminal.print(outcome.text);
    return code;
  };
  try {
    if (!command) throw new WrongUsage(`"${name}" is no command`);
    const given = parse(command, rest);
    if (given.help) {
      terminal.print(commandHelp(command));
      return 0;
    }
    const outcome = await command.run(terminal, given);
    return show({ outcome, code: outcome.red === true ? 1 : 0 }, false);
  } catch (cause) {
    terminal.progress("", null, 0);
    return show(explain(cause, command), true);
  }
};

process.exitCode = await run(process.argv.slice(2));
