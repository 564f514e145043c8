// The package as npm would publish it: packed once a test file, into a folder that goes with it.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { ROOT } from "../support/processes.ts";

export interface Ran {
  code: number;
  out: string;
}

/** What it says, both ways, in the order in which it came. */
export function run(command: string, args: readonly string[], cwd: string, patienceMs = 230_000): Promise<Ran> {
  const env = {
    ...process.env,
    PATH: `${ROOT}node_modules/.bin:${process.env["PATH"]}`,
    NO_COLOR: "1",
    FORCE_COLOR: "0",
    CI: "1",
    NEXT_TELEMETRY_DISABLED: "1",
    NG_CLI_ANALYTICS: "false",
  };
  return new Promise((resolve) => {
    let out = "";
    const child = execFile(command, args, { cwd, env, timeout: patienceMs, maxBuffer: 2 ** 24 });
    for (const pipe of [child.stdout, child.stderr]) pipe?.on("data", (text) => (out += String(text)));
    child.once("error", (cause) => resolve({ code: 1, out: String(cause) }));
    child.once("close", (code, signal) => resolve({ code: code ?? 1, out: signal ? `${out}\nended by ${signal}` : out }));
  });
}

export interface Packed {
  /** A folder of its own, which ends with the test file. */
  folder: string;
  tarball: string;
  files: string[];
  unpackedBytes: number;
}

export async function pack(): Promise<Packed> {
  const folder = await mkdtemp(join(tmpdir(), "ats-bridge-packed-"));
  after(() => rm(folder, { recursive: true, force: true }));
  const { code, out } = await run("npm", ["pack", "--json", "--silent", "--pack-destination", folder, "./dist"], ROOT);
  if (code !== 0) throw new Error(`npm pack failed:\n${out}`);
  const answer: unknown = JSON.parse(out.slice(out.search(/^[[{]/m)));
  const [described]: { filename: string; unpackedSize: number; files: { path: string }[] }[] = Array.isArray(answer) ? answer : Object.values(Object(answer));
  if (!described) throw new Error(`npm pack told nothing:\n${out}`);
  return { folder, tarball: join(folder, described.filename), files: described.files.map(({ path }) => path), unpackedBytes: described.unpackedSize };
}

/** Its content, as installing without dependencies would leave it. */
export async function unpack(tarball: string, into: string): Promise<void> {
  const { code, out } = await run("tar", ["-xzf", tarball, "--strip-components=1", "-C", into], ROOT);
  if (code !== 0) throw new Error(out);
}
