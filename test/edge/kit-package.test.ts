// What npm delivers: packed, installed into an empty project, type-checked by its consumer, and run as plain JavaScript.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { buildPackages } from "../../scripts/build-packages.ts";
import { ROOT, freePort, spawnEdge } from "../support/processes.ts";

type Ran = { readonly code: number; readonly out: string; readonly err: string };
const run = (command: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(command, args, { cwd, env: { ...process.env, NO_COLOR: "1", ...env }, timeout: 120_000 }, (cause, out, err) =>
      resolve({ code: cause ? (typeof cause.code === "number" ? cause.code : 1) : 0, out, err }),
    );
  });

const CONSUMER = `import { BridgeError, WrongSignature, createBridge, verifyMessage, verifyReceipt } from "ats-bridge/server";
import type { Application, Bridge, Message } from "ats-bridge/server";
export const bridge: Bridge = createBridge({ edge: "https://bridge.example.com", apiKey: "ab_test_key" });
export async function read(cursor: string | undefined): Promise<string | undefined> {
  for await (const { items, next } of bridge.applications.changes(cursor === undefined ? {} : { after: cursor })) {
    for (const item of items) if (item.state !== "revoked") { const email: string | null = (item as Application).person.email; void email; }
    cursor = next;
  }
  return cursor;
}
export async function hear(request: Request): Promise<string> {
  try {
    const message: Message = await verifyMessage(request, ["whsec_a", "whsec_b"]);
    if (message.type === "linkedin.integration.changed") return message.data.previousStatus;
    if (message.type === "application.parked") return message.data.person.name ?? "";
    // @ts-expect-error a test message has no state
    if (message.type === "bridge.test") return message.data.state;
    return message.id;
  } catch (cause) {
    return cause instanceof WrongSignature ? cause.name : "";
  }
}
export async function erase(email: string): Promise<number | undefined> {
  try {
    const { receipt, signature } = await bridge.people.erase({ email });
    return (await verifyReceipt(receipt, signature, await bridge.receipts.keys())).counts["applications"];
  } catch (cause) {
    if (cause instanceof BridgeError) return cause.retryAfterSeconds;
    throw cause;
  }
}
// @ts-expect-error there is no such grant list
void bridge.sessions.create({ user: { id: "u", name: "U" }, grants: "pitchyou:chat", origin: "https://ats.example" });
`;

const strict = { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, skipLibCheck: false, noEmit: true, target: "ES2022" };
const CONSUMERS = {
  "Node's resolution, without the DOM": { ...strict, module: "NodeNext", moduleResolution: "NodeNext", lib: ["ES2023"], types: ["node"] },
  "a bundler's, with the DOM": { ...strict, module: "ESNext", moduleResolution: "Bundler", lib: ["ES2023", "DOM", "DOM.Iterable", "DOM.AsyncIterable"], types: [] },
};

describe("the npm package", () => {
  let folder = "";
  let project = "";
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ats-bridge-package-"));
    project = join(folder, "project");
    const staged = join(folder, "staged");
    await mkdir(project);
    await buildPackages(join(staged, "dist"));
    const { scripts: _, private: __, ...described } = JSON.parse(await readFile(join(ROOT, "package.json"), "utf8"));
    await writeFile(join(staged, "package.json"), JSON.stringify(described));
    const packed = await run("npm", ["pack", "--pack-destination", project], staged);
    assert.equal(packed.code, 0, packed.err);
    await writeFile(join(project, "package.json"), JSON.stringify({ name: "ats", private: true, type: "module" }));
    const tarball = (await readdir(project)).find((name) => name.endsWith(".tgz")) ?? "";
    // All of it lies in npm's cache since this project itself was installed.
    const installed = await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts", `./${tarball}`], project);
    assert.equal(installed.code, 0, installed.err);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("needs nothing but the runtime", async () => {
    const [kit, cli] = await Promise.all(["server.js", "cli.js"].map((name) => readFile(join(project, "node_modules/ats-bridge/dist", name), "utf8")));
    assert.doesNotMatch(kit ?? "", /^import\b|\bimport\(|\brequire\(/m);
    const imported = [...(cli ?? "").matchAll(/^import .* from "([^"]+)"/gm)].map(([, name]) => name ?? "");
    assert.ok(imported.length > 0);
    assert.deepEqual(
      imported.filter((name) => !name.startsWith("node:")),
      [],
    );
  });

  it("tells a consumer's compiler everything, and names no source of ours", async () => {
    const types = join(project, "node_modules/ats-bridge/dist");
    for (const name of (await readdir(types, { recursive: true })).filter((each) => each.endsWith(".d.ts")))
      assert.doesNotMatch(await readFile(join(types, name), "utf8"), /\.ts["']/, name);
    // Node's types as the consumer would have installed them.
    for (const name of ["@types/node", "undici-types"]) await cp(join(ROOT, "node_modules", name), join(project, "node_modules", name), { recursive: true });
    await writeFile(join(project, "consumer.ts"), CONSUMER);
    for (const [name, compilerOptions] of Object.entries(CONSUMERS)) {
      await writeFile(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
      const checked = await run(join(ROOT, "node_modules/.bin/tsc"), ["-p", project], project);
      assert.equal(checked.out, "", name);
    }
  });

  it("runs the kit: a refusal comes as its error", async () => {
    const script = `import { createBridge, BridgeError } from "ats-bridge/server";
      const fetch = async () => Response.json({ code: "unauthorized", detail: "the API key is not valid" }, { status: 401 });
      const problem = await createBridge({ edge: "https://bridge.example.com", apiKey: "k", fetch }).applications.list().catch((cause) => cause);
      console.log(problem instanceof BridgeError, problem.code, problem.status);`;
    await writeFile(join(project, "run.mjs"), script);
    assert.equal((await run(process.execPath, ["run.mjs"], project)).out, "true unauthorized 401\n");
  });

  it("brings the command line: its help, and a doctor that finds a running edge", async () => {
    const help = await run("npx", ["--no-install", "ats-bridge", "--help"], project);
    assert.match(help.out, /ats-bridge doctor URL/);
    assert.equal(help.code, 0);
    const edge = await spawnEdge(["edge/node.ts"], { PORT: String(await freePort()), DATABASE_PATH: ":memory:" });
    try {
      const looked = await run("npx", ["--no-install", "ats-bridge", "doctor", edge.url, "--json"], project, { OPERATOR_TOKEN: "sandbox-operator" });
      const { counts, sections } = JSON.parse(looked.out);
      assert.equal(sections[0].findings[0].id, "reach");
      assert.equal(counts.bad, 0, looked.out);
      assert.equal(looked.code, 0);
    } finally {
      await edge.kill("SIGTERM");
    }
  });
});
