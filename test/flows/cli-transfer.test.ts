// A tenant moves: from Node to Workers and back to another Node, with its rows, its files and its secrets, and nothing readable on the way.
import assert from "node:assert/strict";
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { startDemo } from "../../demo/start.ts";
import type { Demo } from "../../demo/start.ts";
import { startEdge } from "../../edge/node.ts";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";
import type { EdgeProcess } from "../support/processes.ts";
import { OPERATOR_TOKEN, cli } from "./cli.ts";

const KEY = "ab_test_acme_sandbox_key";
const OTHER_MASTER = Buffer.alloc(32, 9).toString("base64");
const quiet = { info() {}, warn() {}, error() {} };

describe("moving a tenant by the command line", () => {
  let folder = "";
  let demo: Demo;
  let workers: EdgeProcess;
  let node: Awaited<ReturnType<typeof startEdge>>;
  const at = (edge: string) => ({ EDGE_URL: edge, OPERATOR_TOKEN });
  const operate = async (edge: string, method: string, path: string) => {
    const answer = await fetch(`${edge}/v1/tenants${path}`, { method, headers: { authorization: `Bearer ${OPERATOR_TOKEN}` } });
    assert.ok(answer.ok, `${method} ${path}: ${answer.status}`);
    return answer.status === 204 ? null : answer.json();
  };
  /** What the ATS sees: every application with the bytes of its files. */
  const seen = async (edge: string) => {
    const headers = { authorization: `Bearer ${KEY}` };
    const { items } = await (await fetch(`${edge}/v1/applications?limit=200`, { headers })).json();
    const files = [];
    for (const { attachments = [] } of items)
      for (const { href } of attachments) files.push(Buffer.from(await (await fetch(edge + href, { headers })).arrayBuffer()).toString("base64"));
    return { items, files };
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "ats-bridge-move-"));
    demo = await startDemo({ ports: { edge: 0, vendors: 0, ats: 0 }, dataFolder: "memory", samples: true, env: { SANDBOX_FAST: "1" } });
    const vendors = demo.vendors.url.replace("localhost", "127.0.0.1");
    const addresses = { PITCHYOU_API_URL: `${vendors}/pitchyou`, LINKEDIN_API_URL: vendors, LINKEDIN_OAUTH_URL: vendors, SANDBOX_FAST: "1" };
    [workers, node] = await Promise.all([
      spawnEdge(["scripts/workers.ts"], { ...addresses, PORT: String(await freePort()), DATABASE_PATH: join(folder, "workers.db"), MASTER_KEY: OTHER_MASTER }, 120_000),
      startEdge({ env: { ...addresses, MODE: "sandbox", PORT: "0", DATABASE_PATH: ":memory:" }, log: quiet }),
    ]);
    await eventually("the samples are pulled", async () => ((await seen(demo.edge.url)).files.length > 0 ? true : undefined));
    for (const vendor of ["lt", "icims"]) assert.equal((await cli(["send-sample", vendor], at(demo.edge.url))).code, 0);
  });
  after(async () => {
    await workers?.kill("SIGTERM");
    await node?.close();
    await demo?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("wants the tenant suspended, and overwrites nothing", async () => {
    const refused = await cli(["export", "acme", "--to", join(folder, "early.tar"), "--json"], at(demo.edge.url));
    assert.deepEqual([refused.code, refused.json().error.code], [1, "tenant-not-suspended"]);
    assert.deepEqual(
      (await readdir(folder)).filter((name) => name.startsWith("early")),
      [],
    );
    const taken = join(folder, "taken.tar");
    await writeFile(taken, "mine");
    const stopped = await cli(["export", "acme", "--to", taken, "--suspend", "--json"], at(demo.edge.url));
    assert.deepEqual([stopped.code, stopped.json().error.code], [1, "file-exists"]);
    assert.equal(await readFile(taken, "utf8"), "mine");
    assert.equal((await operate(demo.edge.url, "GET", "/acme")).suspended, false);
  });

  it("goes from Node to Workers in one file and on to Node in a folder, and loses nothing", async () => {
    const before = await seen(demo.edge.url);
    assert.ok(before.items.length > 3 && before.files.length > 0);
    const tar = join(folder, "acme.tar");
    const exported = await cli(["export", "acme", "--to", tar, "--suspend", "--json"], at(demo.edge.url));
    assert.equal(exported.code, 0, exported.out);
    const { rows, files, keyFile } = exported.json();
    assert.ok(rows > 50);
    assert.equal(files, before.files.length);
    assert.equal((await stat(keyFile)).mode & 0o777, 0o600);
    const bytes = await readFile(tar);
    for (const plain of [KEY, "icims-demo-password", "Yrjölä", "aijo.yrjola@example.fi", (await readFile(keyFile, "utf8")).trim()]) assert.ok(!bytes.includes(plain), plain);

    const first = await cli(["import", tar, "--json", "--resume"], at(workers.url));
    assert.equal(first.code, 0, first.out);
    assert.deepEqual([first.json().rows, first.json().files, first.json().suspended], [rows, files, false]);
    assert.deepEqual(await seen(workers.url), before);
    assert.equal((await operate(workers.url, "GET", "/acme/connections/pitchyou")).state, "healthy");

    const moved = join(folder, "acme");
    const again = await cli(["export", "acme", "--to", moved, "--suspend", "--json"], at(workers.url));
    assert.equal(again.code, 0, again.out);
    const second = await cli(["import", moved, "--json"], at(node.url));
    assert.equal(second.code, 0, second.out);
    assert.deepEqual([second.json().files, second.json().suspended], [files, true]);
    assert.equal((await fetch(`${node.url}/v1/applications`, { headers: { authorization: `Bearer ${KEY}` } })).status, 403);
    await operate(node.url, "POST", "/acme/resume");
    assert.deepEqual(await seen(node.url), before);
    // Whoever sent to the old address with the old secret goes on at the new one.
    assert.equal((await cli(["send-sample", "lt"], at(node.url))).code, 0);
  });

  it("takes nothing from an archive that was changed, from a wrong key, or for a tenant that is there", async () => {
    const tar = join(folder, "acme.tar");
    const exists = await cli(["import", tar, "--json"], at(node.url));
    assert.deepEqual([exists.code, exists.json().error.code], [1, "tenant-exists"]);
    await operate(node.url, "DELETE", "/acme");

    const bytes = await readFile(tar);
    bytes.writeUInt8(bytes.readUInt8(1_500) ^ 1, 1_500);
    const changed = join(folder, "changed.tar");
    await writeFile(changed, bytes);
    const damaged = await cli(["import", changed, "--key-file", `${tar}.key`, "--json"], at(node.url));
    assert.deepEqual([damaged.code, damaged.json().error.code], [1, "archive-damaged"]);
    const wrongKey = await cli(["import", tar, "--json"], { ...at(node.url), TRANSFER_KEY: Buffer.alloc(32, 5).toString("base64") });
    assert.deepEqual([wrongKey.code, wrongKey.json().error.code], [1, "transfer-key-wrong"]);
    assert.deepEqual((await operate(node.url, "GET", "")).items, []);
  });

  it("can be begun again where it broke off", async () => {
    const moved = join(folder, "acme");
    // Sent up to a file, with an edge that goes away before the end.
    let calls = 0;
    const failing = createServer(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      if (request.method === "PUT" && ++calls > 1) return void response.writeHead(502).end();
      const headers = {
        authorization: request.headers.authorization ?? "",
        "transfer-key": String(request.headers["transfer-key"] ?? ""),
        "content-type": request.headers["content-type"] ?? "",
      };
      const answer = await fetch(`${node.url}${request.url}`, { method: request.method ?? "GET", headers, body: Buffer.concat(chunks) });
      response.writeHead(answer.status, { "content-type": answer.headers.get("content-type") ?? "" }).end(Buffer.from(await answer.arrayBuffer()));
    });
    await new Promise<void>((ready) => failing.listen(0, "127.0.0.1", ready));
    const address = failing.address();
    const broken = await cli(["import", moved, "--json"], at(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`));
    failing.close();
    assert.deepEqual([broken.code, broken.json().error.status], [1, 502]);
    const finished = await cli(["import", moved, "--json", "--resume"], at(node.url));
    assert.equal(finished.code, 0, finished.out);
    assert.equal((await seen(node.url)).files.length, finished.json().files);
  });
});
