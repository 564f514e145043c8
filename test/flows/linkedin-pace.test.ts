// at least a second between batch calls for the whole deployment, and not slower than that. Two processes, one database.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { startVendors } from "../../demo/vendors/server.ts";
import { GAP_MS, takeSlot } from "../../edge/integrations/linkedin/slots.ts";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";
import type { EdgeProcess } from "../support/processes.ts";
import { createTestApp } from "../support/test-app.ts";

const OPERATOR = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };
const INTEGRATIONS = 250;

describe("the pace of batch calls", () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-pace-"));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("LI-29 hands each of many askers a moment of its own, a second apart", async () => {
    const test = await createTestApp();
    const waits = (await Promise.all(Array.from({ length: 20 }, () => takeSlot(test.edge)))).toSorted((a, b) => a - b);
    assert.deepEqual(
      waits,
      Array.from({ length: 20 }, (_, index) => index * GAP_MS),
    );
    test.clock.now += 60_000;
    assert.equal(await takeSlot(test.edge), 0);
    await test.close();
  });

  it("LI-28 LI-29 syncs 250 integrations from two processes within LinkedIn's limits", async () => {
    const vendors = await startVendors({ port: 0 });
    const vendorUrl = vendors.url.replace("localhost", "127.0.0.1");
    vendors.linkedin.state.switches.strictRequests = false;
    vendors.linkedin.state.switches.refuseFastBatches = true;
    const env = { DATABASE_PATH: join(folder, "edge.db"), LINKEDIN_API_URL: vendorUrl, LINKEDIN_OAUTH_URL: vendorUrl, PITCHYOU_API_URL: `${vendorUrl}/pitchyou` };
    const edges: EdgeProcess[] = [];
    for (const name of ["one", "two"]) edges.push(await spawnEdge(["edge/node.ts"], { ...env, PORT: String(await freePort()), INSTANCE: name }));
    const call = async (edge: number, method: string, path: string, headers: Record<string, string>, body?: unknown) =>
      fetch(`${edges[edge]?.url}${path}`, { method, headers: { "content-type": "application/json", ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

    const counts = [INTEGRATIONS * 0.6, INTEGRATIONS * 0.4];
    const keys: string[] = [];
    for (const [index, tenant] of ["acme", "globex"].entries()) {
      await call(index, "PUT", `/v1/tenants/${tenant}`, OPERATOR, { name: tenant, origins: [] });
      keys.push((await (await call(index, "POST", `/v1/tenants/${tenant}/api-keys`, OPERATOR, {})).json()).key);
      assert.equal((await call(index, "POST", `/v1/tenants/${tenant}/connections/linkedin/provision`, OPERATOR, {})).status, 201);
    }
    await Promise.all(
      counts.map((count, index) =>
        call(
          index,
          "POST",
          "/v1/linkedin/integrations",
          { authorization: `Bearer ${keys[index]}` },
          {
            integrations: Array.from({ length: count }, (_, each) => ({
              integrationContext: `urn:li:organization:${index}${String(each).padStart(8, "0")}`,
              integrationType: "IN_ATS_INDICATOR",
              tenantType: "RECRUITER",
            })),
          },
        ),
      ),
    );
    const { batches } = vendors.linkedin.state;
    const named = () => [...vendors.linkedin.state.integrations.values()].filter((each) => each.integrationName !== null).length;
    await eventually("all are named", async () => (named() === INTEGRATIONS ? true : undefined), 60_000);

    assert.deepEqual(vendors.linkedin.state.violations, []);
    const gaps = batches.flatMap((each) => each.gapMs ?? []);
    assert.ok(gaps.length >= 9 && gaps.every((gap) => gap >= 1_000), `gaps ${gaps.join(", ")}`);
    assert.ok(batches.every((each) => each.status === 200 && each.ids <= 100 && each.queryBytes <= 4_096));
    assert.equal(batches.length, Math.ceil(150 / 27) + Math.ceil(100 / 27), "the fewest calls");
    for (const edge of edges) await edge.kill("SIGTERM");
    await vendors.close();
  });

  it("LI-21 syncs after the restart what an edge had answered with 202 before it was killed", async () => {
    const vendors = await startVendors({ port: 0 });
    const vendorUrl = vendors.url.replace("localhost", "127.0.0.1");
    vendors.linkedin.state.switches.strictRequests = false;
    const env = {
      DATABASE_PATH: join(folder, "killed.db"),
      INSTANCE: "the-one",
      PORT: String(await freePort()),
      LINKEDIN_API_URL: vendorUrl,
      LINKEDIN_OAUTH_URL: vendorUrl,
      PITCHYOU_API_URL: `${vendorUrl}/pitchyou`,
    };
    let edge = await spawnEdge(["edge/node.ts"], env);
    const call = async (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
      fetch(`${edge.url}${path}`, { method, headers: { "content-type": "application/json", ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    await call("PUT", "/v1/tenants/acme", OPERATOR, { name: "acme", origins: [] });
    const { key } = await (await call("POST", "/v1/tenants/acme/api-keys", OPERATOR, {})).json();
    await call("POST", "/v1/tenants/acme/connections/linkedin/provision", OPERATOR, {});
    vendors.linkedin.state.faults.set("token", { operation: "token", fault: "slow", ms: 1_500 });
    const answer = await call(
      "POST",
      "/v1/linkedin/integrations",
      { authorization: `Bearer ${key}` },
      { integrations: [{ integrationContext: "urn:li:organization:1", integrationType: "ONE_CLICK_EXPORT", tenantType: "RECRUITER" }] },
    );
    assert.equal(answer.status, 202);
    await edge.kill("SIGKILL");
    assert.equal(vendors.linkedin.state.batches.length, 0);
    vendors.linkedin.state.faults.clear();
    edge = await spawnEdge(["edge/node.ts"], env);
    const status = async () => (await (await call("GET", "/v1/linkedin/integrations", { authorization: `Bearer ${key}` })).json()).items[0].onboardingStatus;
    await eventually("it is partner ready", async () => ((await status()) === "PARTNER_READY" ? true : undefined));
    await edge.kill("SIGTERM");
    await vendors.close();
  });
});
