// The machine under the command line: Node's files, streams and colours.
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, readFile, readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { styleText } from "node:util";
import { FileExists } from "./ports.ts";
import type { Files, Terminal, Tone } from "./ports.ts";

type Style = Parameters<typeof styleText>[0];
const STYLES: Readonly<Record<Tone, Style>> = { good: "green", warn: "yellow", bad: "red", quiet: "dim", strong: "bold" };
const BAR = 24;

const isCode = (cause: unknown, code: string): boolean => cause instanceof Error && "code" in cause && cause.code === code;

const files: Files = {
  async kindOf(path) {
    const found = await stat(path).catch((cause: unknown) => {
      if (isCode(cause, "ENOENT")) return null;
      throw cause;
    });
    return found && (found.isDirectory() ? "folder" : "file");
  },
  readText: (path) => readFile(path, "utf8"),
  read: (path) => createReadStream(path),
  async create(path, { secret = false } = {}) {
    const handle = await open(path, "wx", secret ? 0o600 : 0o644).catch((cause: unknown) => {
      if (isCode(cause, "EEXIST")) throw new FileExists(`${path} is there already, and is not overwritten`);
      throw cause;
    });
    return {
      async write(bytes) {
        // A write may take only a part of what it is given.
        for (let from = 0; from < bytes.length;) from += (await handle.write(bytes, from)).bytesWritten;
      },
      close: () => handle.close(),
    };
  },
  makeFolder: async (path) => void (await mkdir(path, { recursive: true })),
  async list(path) {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join("/"));
  },
};

const readHidden = async (question: string): Promise<string | null> => {
  const { stdin, stderr } = process;
  if (!stdin.isTTY || !stderr.isTTY) return null;
  stderr.write(question);
  stdin.setRawMode(true).setEncoding("utf8");
  let typed = "";
  try {
    for await (const keys of stdin) {
      for (const key of String(keys)) {
        if (key === "\u0003") process.exit(130);
        if (key === "\r" || key === "\n") return typed;
        typed = key === "\u007f" || key === "\b" ? typed.slice(0, -1) : typed + key;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false).pause();
    stderr.write("\n");
  }
};

export const nodeTerminal = (): Terminal => {
  const { stdout, stderr, env } = process;
  const coloured = stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb";
  return {
    env,
    fetch: (input, init) => fetch(input, init),
    now: Date.now,
    sleep: (ms) => new Promise((later) => setTimeout(later, ms)),
    files,
    newDigest() {
      const hash = createHash("sha256");
      return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
    },
    paint: (tone, text) => (coloured ? styleText(STYLES[tone], text) : text),
    print: (text) => void stdout.write(`${text}\n`),
    say: (text) => void stderr.write(`${text}\n`),
    progress(label, done, of) {
      if (!stderr.isTTY) return;
      const share = of === 0 ? 1 : Math.min(1, (done ?? 0) / of);
      const bar = `${"━".repeat(Math.round(share * BAR))}${"─".repeat(BAR - Math.round(share * BAR))}`;
      stderr.write(done === null ? "\r\u001B[2K" : `\r\u001B[2K${bar} ${Math.round(share * 100)} %  ${label}`);
    },
    askSecret: readHidden,
  };
};
