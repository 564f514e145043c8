// Edges as processes of their own, as an operator runs them, on ports that the system picks.
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => (typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port"))));
    });
  });

export type EdgeProcess = { readonly url: string; readonly child: ChildProcess; readonly output: () => string; readonly kill: (signal: NodeJS.Signals) => Promise<void> };

/** Starts `command` of the edge and answers when it is healthy; SIGKILL takes what it started along, as when a machine dies. */
export const spawnEdge = async (args: readonly string[], env: Record<string, string>, patienceMs = 60_000): Promise<EdgeProcess> => {
  const url = `http://127.0.0.1:${env["PORT"]}`;
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "", SANDBOX_FAST: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  const killAll = () => {
    try {
      process.kill(-(child.pid ?? 0), "SIGKILL");
    } catch {
      // All of them have ended.
    }
  };
  // A test that fails half-way must not leave an edge behind that keeps its runner waiting.
  process.once("exit", killAll);
  child.once("exit", () => process.off("exit", killAll));
  let output = "";
  child.stdout.on("data", (bytes) => (output += String(bytes)));
  child.stderr.on("data", (bytes) => (output += String(bytes)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.unref();
  for (const pipe of [child.stdout, child.stderr]) if ("unref" in pipe && typeof pipe.unref === "function") pipe.unref();
  const until = Date.now() + patienceMs;
  while (
    !(await fetch(`${url}/health`).then(
      (answer) => answer.ok,
      () => false,
    ))
  ) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`the edge did not start:\n${output}`);
    await new Promise((later) => setTimeout(later, 20));
  }
  return {
    url,
    child,
    output: () => output,
    async kill(signal) {
      if (signal === "SIGKILL") killAll();
      else child.kill(signal);
      await ended;
    },
  };
};

/** Asks again until the answer satisfies, within bounds. */
export const eventually = async <T>(what: string, ask: () => Promise<T | undefined>, patienceMs = 20_000): Promise<T> => {
  const until = Date.now() + patienceMs;
  for (;;) {
    const found = await ask().catch(() => undefined);
    if (found !== undefined) return found;
    if (Date.now() > until) throw new Error(`did not happen in ${patienceMs} ms: ${what}`);
    await new Promise((later) => setTimeout(later, 25));
  }
};
