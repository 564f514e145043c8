// The restore drill against edges that are in use: the copy serves and opens, nothing leaves it, and what is broken is named.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { startVendors } from "../../demo/vendors/server.ts";
import { injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { drill } from "../../scripts/drill.ts";
import { ROOT, eventually, freePort, spawnEdge } from "../support/processes.ts";

const OPERATOR = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };
const RUNTIMES = [
  { name: "Node", args: ["edge/node.ts"], d1: false },
  { name: "workerd", args: ["scripts/workers.ts"], d1: true },
] as const;

describe("the restore drill", () => {
  const closers: (() => Promise<unknown> | void)[] = [];
  after(async () => {
    for (const close of closers.toReversed()) await close();
  });

  for (const { name, args, d1 } of RUNTIMES) {
    it(`takes a copy of an edge on ${name} that is in use, which serves, opens a sealed file and tells nobody`, async () => {
      const folder = mkdtempSync(join(tmpdir(), "ats-bridge-drilled-"));
      closers.push(() => rmSync(folder, { recursive: true, force: true }));
      const vendors = await startVendors({ port: 0 });
      closers.push(() => vendors.close());
      let calls = 0;
      let accepting = true;
      let refused = 0;
      const receiver = createServer((request, answer) => {
        calls++;
        if (!accepting) refused++;
        request.resume().on("end", () => answer.writeHead(accepting ? 204 : 500).end());
      });
      await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
      closers.push(() => new Promise((done) => receiver.close(done).closeAllConnections()));
      const address = receiver.address();
      const env = {
        PORT: String(await freePort()),
        DATABASE_PATH: join(folder, "edge.db"),
        MEDIA_PATH: join(folder, "media"),
        INSTANCE: "the-one",
        MASTER_KEY: btoa("a-master-key-of-this-test-alone-"),
        PITCHYOU_API_URL: `${vendors.url.replace("localhost", "127.0.0.1")}/pitchyou`,
      };
      const edge = await spawnEdge(args, env, 120_000);
      closers.push(() => edge.kill("SIGKILL"));
      const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = OPERATOR) =>
        (await fetch(`${edge.url}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })).json();
      const webhook = { url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/` };
      await call("PUT", "/v1/tenants/acme", { name: "Acme", origins: [], webhook });
      const { key } = await call("POST", "/v1/tenants/acme/api-keys", {});
      const ats = { authorization: `Bearer ${key}` };
      await call("PUT", "/v1/tenants/acme/connections/pitchyou", { clientId: "acme", clientSecret: "pitchyou-acme-secret" });
      injectZoe(vendors.pitchyou.state);
      await call("POST", "/v1/pitchyou/pull", undefined, ats);
      await eventually("the application is there", async () => (await call("GET", "/v1/applications", undefined, ats)).items[0]);
      // A message that waits for its next try must not be sent by the copy too.
      accepting = false;
      await call("POST", "/v1/messages/test", undefined, ats);
      await eventually("a try was refused", async () => refused > 0 || undefined);
      if (!d1) edge.child.kill("SIGSTOP");
      // What it had sent before it stood still arrives.
      await new Promise((later) => setTimeout(later, 300));
      const [before, vendorCalls] = [calls, vendors.pitchyou.state.calls.length];

      const found = await drill({ ...env, SANDBOX_FAST: "1" }, { d1 });
      assert.deepEqual(found.problems, []);
      assert.deepEqual([found.applications, found.files], [1, 2]);
      const rows = (table: string) => found.tables.find((each) => each.table === table);
      assert.deepEqual(rows("applications"), { table: "applications", running: 1, copy: 1 });
      assert.ok((rows("tasks")?.copy ?? 0) > 0 && (rows("tenant_keys")?.copy ?? 0) === 1);
      if (!d1) {
        assert.deepEqual([calls, vendors.pitchyou.state.calls.length], [before, vendorCalls], "nobody was called while the edge itself stood still");
        assert.ok(found.tables.every(({ running, copy }) => running === copy));
      }
      assert.deepEqual(
        readdirSync(tmpdir()).filter((each) => each.startsWith("ats-bridge-drill-")),
        [],
        "nothing is left behind",
      );

      const wrong = await drill({ ...env, MASTER_KEY: btoa("another-master-key-than-that-one") }, { d1 }).catch((cause: unknown) => String(cause));
      assert.match(JSON.stringify(wrong), /master key|does not open/, "without the right master key it says so");
      if (!d1) {
        for (const entry of readdirSync(join(folder, "media"), { recursive: true, withFileTypes: true })) {
          if (entry.isFile()) writeFileSync(join(entry.parentPath, entry.name), "changed");
        }
        assert.equal((await drill(env)).problems.length, 2, "files that were changed are named");
        const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/drill.ts"], { cwd: ROOT, env: { ...process.env, ...env }, encoding: "utf8" });
        assert.equal(status, 1);
        assert.match(stdout, /applications[^]*1 applications opened, 0 files are what they were/);
        assert.match(stderr, /is missing|not what it was/);
      }
    });
  }

  it("says what is missing where there is nothing to copy", async () => {
    await assert.rejects(drill({ DATABASE_PATH: join(tmpdir(), "nowhere", "edge.db") }), /no database at/);
    await assert.rejects(drill({ DATABASE_PATH: join(tmpdir(), "nowhere", "edge.db") }, { d1: true }), /no local D1/);
  });
});
