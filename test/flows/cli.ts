// The command line as somebody runs it: a process of its own, its output and its exit code.
import { execFile } from "node:child_process";
import { ROOT } from "../support/processes.ts";

export const OPERATOR_TOKEN = "sandbox-operator";

const exitCode = (cause: { readonly code?: unknown } | null): number => (cause === null ? 0 : typeof cause.code === "number" ? cause.code : -1);

/** Without a terminal: no colours, no bars, no questions. */
export const cli = async (args: readonly string[], env: Record<string, string> = {}) => {
  const { PATH = "", HOME = "" } = process.env;
  const options = { cwd: ROOT, env: { PATH, HOME, ...env }, timeout: 120_000, maxBuffer: 32 * 1024 * 1024 };
  const ran = await new Promise<{ code: number; out: string; err: string }>((resolve) => {
    execFile(process.execPath, ["edge/cli/main.ts", ...args], options, (cause, out, err) => resolve({ code: exitCode(cause), out, err }));
  });
  return { ...ran, json: () => JSON.parse(ran.out) };
};
