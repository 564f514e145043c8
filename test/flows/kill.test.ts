// Kill -9 at any moment of pull, store and confirm: nothing is lost, nothing is doubled.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { startVendors } from "../../demo/vendors/server.ts";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";
import type { EdgeProcess } from "../support/processes.ts";

const KILLS = 24;
const PROFILES = 60;
const OPERATOR = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };

describe("an edge that is killed again and again", () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-kill-"));
  let running: EdgeProcess | undefined;
  const closers: (() => Promise<unknown>)[] = [];
  after(async () => {
    await running?.kill("SIGKILL");
    for (const close of closers) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("PY-22 PY-30 PY-31 takes in every profile exactly once, with its file, and confirms none too early", async () => {
    const vendors = await startVendors({ port: 0 });
    closers.push(() => vendors.close());
    const heard = new Map<string, Set<string>>();
    const receiver = createServer((request, answer) => {
      let body = "";
      request.on("data", (bytes) => (body += String(bytes)));
      request.on("end", () => {
        const { type, data } = JSON.parse(body);
        if (type === "application.received") heard.set(data.externalId, (heard.get(data.externalId) ?? new Set()).add(String(request.headers["webhook-id"])));
        answer.writeHead(204).end();
      });
    });
    await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
    closers.push(() => new Promise((done) => receiver.close(done)));
    const address = receiver.address();
    const receiverPort = typeof address === "object" && address ? address.port : 0;

    const env = {
      PORT: String(await freePort()),
      DATABASE_PATH: join(folder, "edge.db"),
      MEDIA_PATH: join(folder, "media"),
      INSTANCE: "the-one",
      PITCHYOU_API_URL: `${vendors.url.replace("localhost", "127.0.0.1")}/pitchyou`,
    };
    const start = async () => {
      running = await spawnEdge(["edge/node.ts"], env);
      return running;
    };
    const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = OPERATOR) =>
      fetch(`http://127.0.0.1:${env.PORT}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

    await start();
    await call("PUT", "/v1/tenants/acme", { name: "Acme", origins: [], webhook: { url: `http://127.0.0.1:${receiverPort}/` } });
    const { key } = await (await call("POST", "/v1/tenants/acme/api-keys", {})).json();
    const ats = { authorization: `Bearer ${key}` };
    await call("PUT", "/v1/tenants/acme/connections/pitchyou", { clientId: "acme", clientSecret: "pitchyou-acme-secret" });
    for (let index = 0; index < PROFILES; index++) {
      inject(vendors.pitchyou.state, {
        profile: { profileId: `kill-${index}`, steps: [], cv: { mediaId: "cv", fileName: "cv.pdf", mimeType: "application/pdf" } },
        media: [{ mediaId: "cv", size: 50_000 + index }],
      });
    }
    // Slow answers stretch the moments between fetch, commit and confirm, so that kills fall into all of them.
    for (const operation of ["media", "confirm"] as const) vendors.pitchyou.state.faults.set(operation, { operation, fault: "slow", ms: 30, retryAfterSeconds: 1 });

    let confirmedTooEarly = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      await call("POST", "/v1/pitchyou/pull", undefined, ats);
      await new Promise((later) => setTimeout(later, (kill * 37) % 260));
      await running?.kill("SIGKILL");
      const confirmed = vendors.pitchyou.state.confirms.flatMap((each) => each.profileIds);
      await start();
      const { items } = await (await call("GET", "/v1/applications?limit=200", undefined, ats)).json();
      const stored = new Set(items.map((each: { externalId: string }) => each.externalId));
      confirmedTooEarly += confirmed.filter((id) => !stored.has(id)).length;
    }
    vendors.pitchyou.state.faults.clear();
    await call("POST", "/v1/pitchyou/pull", undefined, ats);

    assert.equal(confirmedTooEarly, 0);
    const open = () => [...vendors.pitchyou.state.profiles.values()].filter((profile) => !profile.confirmed).length;
    await eventually("all profiles are confirmed", async () => (open() === 0 ? true : undefined), 30_000);
    await eventually("the ATS has heard of all", async () => (heard.size === PROFILES ? true : undefined), 30_000);
    const { items } = await (await call("GET", "/v1/applications?limit=200", undefined, ats)).json();
    assert.equal(items.length, PROFILES);
    assert.equal(new Set(items.map((each: { externalId: string }) => each.externalId)).size, PROFILES);
    for (const [id, messages] of heard) assert.equal(messages.size, 1, `${id} was told under ${messages.size} ids`);
    for (const item of items) {
      const bytes = await (await call("GET", item.attachments[0].href, undefined, ats)).arrayBuffer();
      assert.equal(bytes.byteLength, item.attachments[0].size);
      assert.equal(bytes.byteLength, 50_000 + Number(item.externalId.split("-")[1]));
    }
  });
});
