// The same pages in Firefox, where Debian's or another is on this machine, over WebDriver BiDi: ready or not under the strict policy, and what it reports.
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { watch } from "./elements-visit.ts";

export interface Firefox {
  version: string;
  look(address: string, control: string): Promise<InFirefox>;
  close(): Promise<void>;
}

export interface InFirefox {
  ready: boolean;
  /** Of the policy, and exceptions that nobody caught. */
  faults: string[];
}

type Fields = Record<string, unknown>;

const readyWithinMs = 5_000;
const settleMs = 300;

// Vendors' hosts fail at once here too: whatever is not on loopback goes to a port where nobody listens.
const preferences = ["http", "ssl"].flatMap((kind): [string, string | number][] => [
  [`network.proxy.${kind}`, "127.0.0.1"],
  [`network.proxy.${kind}_port`, 9],
]);

export function findFirefox(): string | undefined {
  const canRun = (path: string): boolean => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  };
  return [process.env["FIREFOX_PATH"] ?? "", "/usr/bin/firefox-esr", "/usr/bin/firefox"].find((path) => path && canRun(path));
}

export async function startFirefox(path: string): Promise<Firefox> {
  const profile = await mkdtemp(join(tmpdir(), "ats-bridge-firefox-"));
  const lines = [["network.proxy.type", 1], ...preferences].map((each) => `user_pref(${each.map((part) => JSON.stringify(part)).join(", ")});`);
  await writeFile(join(profile, "user.js"), lines.join("\n"));
  const browser = spawn(path, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0", "about:blank"], { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((done) => browser.once("exit", () => done()));
  const address = await new Promise<string>((found, fail) => {
    createInterface(browser.stderr).on("line", (line) => {
      const [, url] = /WebDriver BiDi listening on (ws:\S+)/.exec(line) ?? [];
      if (url) found(url);
    });
    browser.once("exit", () => fail(new Error("Firefox ended before it listened")));
  });
  const send = await connect(`${address}/session`);
  const session = await send("session.new", { capabilities: {} });

  return {
    version: String(Object(session["capabilities"]).browserVersion),
    async look(url, control) {
      const { context } = await send("browsingContext.create", { type: "tab" });
      await send("script.addPreloadScript", { functionDeclaration: `() => (${String(watch)})(${JSON.stringify(control)})`, contexts: [context] });
      await send("browsingContext.navigate", { context, url, wait: "complete" });
      const answer = await send("script.evaluate", { expression: `(${String(outcome)})(${readyWithinMs}, ${settleMs})`, target: { context }, awaitPromise: true });
      await send("browsingContext.close", { context });
      const { ready, faults }: Partial<InFirefox> = JSON.parse(String(Object(answer["result"]).value ?? "{}"));
      return { ready: ready === true, faults: faults ?? ["the page did not answer"] };
    },
    async close() {
      await send("browser.close", {}).catch(() => browser.kill());
      await ended;
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Runs in the page. */
async function outcome(withinMs: number, settleMs: number): Promise<string> {
  const end = performance.now() + withinMs;
  const pause = (ms: number): Promise<void> => new Promise((later) => setTimeout(later, ms));
  while (!window.elementSeen.ready && performance.now() < end) await pause(20);
  await pause(settleMs);
  const { ready, violations, thrown } = window.elementSeen;
  return JSON.stringify({ ready: ready > 0, faults: [...violations, ...thrown] });
}

async function connect(address: string): Promise<(method: string, params: Fields) => Promise<Fields>> {
  const socket = new WebSocket(address);
  await new Promise((open, fail) => {
    socket.addEventListener("open", open, { once: true });
    socket.addEventListener("error", fail, { once: true });
  });
  const waiting = new Map<number, { done(result: Fields): void; fail(error: Error): void }>();
  socket.addEventListener("message", ({ data }) => {
    const message: Fields = Object(JSON.parse(String(data)));
    const waited = waiting.get(Number(message["id"]));
    waiting.delete(Number(message["id"]));
    if (message["type"] === "success") waited?.done(Object(message["result"]));
    else waited?.fail(new Error(`${String(message["error"])}: ${String(message["message"])}`));
  });
  let id = 0;
  return (method, params) =>
    new Promise((done, fail) => {
      waiting.set(++id, { done, fail });
      socket.send(JSON.stringify({ id, method, params }));
    });
}
