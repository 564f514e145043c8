// One LinkedIn application for each customer: made, adopted, brought along, kept up to date, its secret rolled.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { onboard } from "../support/linkedin.ts";
import { ATS_ORIGIN, OPERATOR, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const EDGE_ORIGIN = "http://localhost:8787";

describe("a customer's LinkedIn application", () => {
  let test: TestApp;
  afterEach(() => test.close());
  const provision = (id: string) => test.operator("POST", `/v1/tenants/${id}/connections/linkedin/provision`, {});
  const connection = async (id: string) => (await test.operator("GET", `/v1/tenants/${id}/connections/linkedin`)).json();
  const apps = () => [...test.linkedin.state.apps.values()];
  const provisioned = () => apps().filter((app) => app.uniqueForeignId !== null);

  it("LI-2 LI-3 is made once for each customer, with a key of its own", async () => {
    test = await createTestApp({ env: { ATS_NAME: "Nordlicht" } });
    const [acme, globex] = [await onboard(test, "acme"), await onboard(test, "globex")];
    assert.equal(provisioned().length, 2);
    assert.deepEqual(
      provisioned().map((app) => [app.uniqueForeignId, app.name]),
      [
        ["acme", "Nordlicht - acme"],
        ["globex", "Nordlicht - globex"],
      ],
    );
    const keyOf = async ({ session }: typeof acme) => (await (await test.request("GET", "/v1/linkedin/plugin", { headers: session })).json()).apiKey;
    assert.deepEqual([await keyOf(acme), await keyOf(globex)], [acme.app.clientId, globex.app.clientId]);
    assert.deepEqual(acme.app.validJsSdkDomains, [ATS_ORIGIN, EDGE_ORIGIN]);
    assert.equal((await connection("acme")).state, "waiting_for_customer");
  });

  it("LI-2 is adopted when it is there already, also when two ask at once", async () => {
    test = await createTestApp();
    await test.tenant("acme", { connect: false });
    const statuses = (await Promise.all([provision("acme"), provision("acme")])).map((each) => each.status).toSorted();
    assert.equal((await provision("acme")).status, 200);
    assert.ok(
      statuses.every((status) => status === 200 || status === 201),
      String(statuses),
    );
    assert.equal(provisioned().length, 1);
  });

  it("LI-3 never belongs to two customers", async () => {
    test = await createTestApp();
    const { app } = await onboard(test, "acme");
    await test.tenant("globex", { connect: false });
    const answer = await test.operator("PUT", "/v1/tenants/globex/connections/linkedin", { clientId: app.clientId, clientSecret: "x" });
    assert.equal(answer.status, 409);
    assert.equal((await answer.json()).code, "client-id-taken");
    assert.equal((await test.operator("DELETE", "/v1/tenants/acme/connections/linkedin")).status, 204);
    assert.equal((await test.operator("PUT", "/v1/tenants/globex/connections/linkedin", { clientId: app.clientId, clientSecret: "x" })).status, 201);
  });

  it("LI-4 may be brought along: nothing is provisioned, and the checklist asks for the migration", async () => {
    test = await createTestApp();
    const app = test.linkedin.addApp({ name: "Old customer", validJsSdkDomains: [ATS_ORIGIN] });
    await test.tenant("acme", { connect: false });
    await test.operator("PUT", "/v1/tenants/acme/connections/linkedin", { clientId: app.clientId, clientSecret: app.secrets[0] });
    await test.drain();
    const { state, settings, checklist } = await connection("acme");
    assert.deepEqual([state, settings.imported, settings.clientId], ["waiting_for_customer", true, app.clientId]);
    assert.equal(checklist.find((each: { id: string }) => each.id === "key-migration").done, false);
    assert.ok(test.linkedin.state.calls.every((call) => call.operation !== "provisioning"));
  });

  it("LI-6 asks for the Partner Onboarding Form when Apply with LinkedIn is among the types, and only then", async () => {
    test = await createTestApp();
    const { request, own, vendor, app } = await onboard(test, "acme");
    const asked = async () => (await connection("acme")).checklist.some((each: { id: string }) => each.id === "apply-form");
    await request(own);
    assert.equal(await asked(), false);
    const apply = { integrationContext: own[0]?.integrationContext ?? "", integrationType: "APPLY_WITH_LINKEDIN", tenantType: "JOBS" };
    vendor.requestIntegrations(app.clientId, [apply]);
    await request([apply]);
    assert.equal(await asked(), true);
  });

  it("LI-7 can be used at once, and LI-5 only with a token that the edge fetched", async () => {
    test = await createTestApp();
    const { request, own, items } = await onboard(test, "acme");
    await request(own.slice(0, 1));
    await test.drain();
    assert.deepEqual(
      (await items()).map((each) => each.onboardingStatus),
      ["PARTNER_READY"],
    );
    assert.ok(test.linkedin.state.calls.filter((call) => call.operation === "token").length <= 2, "one token for the parent, one for the child");
  });

  it("LI-17 follows the tenant's origins with the domains that LinkedIn allows", async () => {
    test = await createTestApp();
    const { app, session } = await onboard(test, "acme");
    await test.operator("PUT", "/v1/tenants/acme", { name: "acme", origins: [ATS_ORIGIN, "https://ats.example"] });
    await test.drain();
    assert.deepEqual(app.validJsSdkDomains, [ATS_ORIGIN, "https://ats.example", EDGE_ORIGIN]);
    const plugin = await (await test.request("GET", "/v1/linkedin/plugin", { headers: session })).json();
    assert.deepEqual(plugin.allowedDomains, app.validJsSdkDomains);
    assert.equal(plugin.scriptUrl, "http://localhost:8788/xdoor/scripts/in.js");
  });

  it("LI-36 keeps two secrets valid after a rotation, and never more", async () => {
    test = await createTestApp();
    const { request, own, enable, app, vendor } = await onboard(test, "acme");
    await request(own.slice(0, 1));
    await test.drain();
    assert.equal((await test.operator("POST", "/v1/tenants/acme/connections/linkedin/secret")).status, 200);
    assert.equal(app.secrets.length, 2);
    for (const pushSecret of ["newest", "previous"] as const) {
      vendor.state.switches.pushSecret = pushSecret;
      assert.deepEqual(
        (await enable(own.slice(0, 1))).map((each) => each.status),
        [200],
        pushSecret,
      );
    }
    await test.later(24 * 3_600_000 + 1_000);
    vendor.state.switches.pushAttempts = 1;
    assert.deepEqual(
      (await enable(own.slice(0, 1))).map((each) => each.status),
      [401],
      "a day later the old one is refused",
    );
  });

  it("LI-4 LI-36 keeps the old secret for pushes when a PUT brings a new one, and both ids when it brings none", async () => {
    test = await createTestApp();
    const { request, own, enable, app, vendor } = await onboard(test, "acme");
    await request(own.slice(0, 1));
    await test.drain();
    app.secrets.push("another secret & more");
    await test.operator("PUT", "/v1/tenants/acme/connections/linkedin", { clientSecret: "another secret & more" });
    vendor.state.switches.pushSecret = "previous";
    assert.deepEqual(
      (await enable(own.slice(0, 1))).map((each) => each.status),
      [200],
    );
    assert.equal((await connection("acme")).settings.clientId, app.clientId);
  });

  it("LI-36 answers LinkedIn's challenge within its time, and 400 or 404 to what is none", async () => {
    test = await createTestApp();
    const { app } = await onboard(test, "acme");
    const { endpoints } = await connection("acme");
    const { passed, problem } = await test.linkedin.challenge(app.clientId, endpoints.callback);
    assert.ok(passed, problem);
    const path = new URL(endpoints.callback).pathname;
    assert.equal((await test.request("GET", `${path}?challengeCode=nonsense`)).status, 400);
    assert.equal((await test.request("GET", "/hooks/linkedin/unknown?challengeCode=890e4665-4dfe-4ab1-b689-ed553bceeed0")).status, 404);
    assert.equal((await test.request("POST", "/hooks/linkedin/unknown", { text: "{}" })).status, 404);
  });

  it("LI-36 keeps the callback's address through a PUT, not through a DELETE", async () => {
    test = await createTestApp();
    await onboard(test, "acme");
    const first = (await connection("acme")).endpoints.callback;
    await test.operator("PUT", "/v1/tenants/acme/connections/linkedin", { visibilityForAll: true });
    assert.equal((await connection("acme")).endpoints.callback, first);
    await test.operator("DELETE", "/v1/tenants/acme/connections/linkedin");
    await provision("acme");
    assert.notEqual((await connection("acme")).endpoints.callback, first);
    assert.equal((await test.request("POST", new URL(first).pathname, { text: "{}" })).status, 404);
  });

  it("names what is missing when the parent's credentials are not set", async () => {
    test = await createTestApp({ env: { LINKEDIN_PARENT_CLIENT_ID: "" } });
    await test.tenant("acme", { connect: false });
    const answer = await provision("acme");
    assert.equal(answer.status, 409);
    assert.match((await answer.json()).detail, /LINKEDIN_PARENT_CLIENT_ID/);
    await test.operator("POST", "/v1/tenants/acme/connections/linkedin/check");
    const { state, cause } = await (await test.request("GET", "/v1/tenants/acme/connections/linkedin", { headers: { ...OPERATOR, "accept-language": "en" } })).json();
    assert.deepEqual([state, cause], ["waiting_for_us", "LINKEDIN_PARENT_CLIENT_ID and LINKEDIN_PARENT_CLIENT_SECRET are missing"]);
  });

  it("LI-40 warns from 10 integrations on, refuses 15, lists them for a ticket, and limits nobody otherwise", async () => {
    for (const [limit, counts] of [
      [
        "1",
        [
          [9, 202, 0],
          [10, 202, 1],
          [14, 202, 1],
          [15, 422, 0],
        ],
      ],
      ["", [[15, 202, 0]]],
    ] as const) {
      test = await createTestApp({ env: { DEVELOPMENT_LIMIT: limit } });
      const { request, tenant } = await onboard(test, "acme");
      for (const [count, status, warnings] of counts) {
        const answer = await request(
          Array.from({ length: count }, (_, index) => ({ integrationContext: `urn:li:organization:${index}`, integrationType: "ONE_CLICK_EXPORT", tenantType: "RECRUITER" })),
        );
        assert.equal(answer.status, status, `${count}`);
        const body = await answer.json();
        assert.equal(body.warnings?.length ?? 0, warnings, `${count}`);
        if (status === 422) assert.equal(body.code, "development-limit");
      }
      const csv = await (await tenant.ats("GET", "/v1/linkedin/integrations?format=csv")).text();
      assert.equal(csv.trim().split("\r\n").length, limit ? 15 : 16, "a refused request leaves nothing behind");
      await test.close();
    }
    test = await createTestApp();
  });

  it("gives LinkedIn's support what it asks for, without a token or a secret", async () => {
    test = await createTestApp();
    const { request, own, tenant, app, vendor } = await onboard(test, "acme");
    vendor.state.faults.set("sync", { operation: "sync", fault: "403", times: 1, ms: 0 });
    await request(own.slice(0, 1));
    await test.drain();
    const text = await (await tenant.ats("GET", "/v1/linkedin/support-bundle")).text();
    const bundle = JSON.parse(text);
    assert.equal(bundle.apiKey, app.clientId);
    assert.equal(bundle.failedCalls[0].status, 403);
    assert.ok(bundle.failedCalls[0]["x-li-uuid"] && bundle.failedCalls[0].request.url.includes("ids[0]"));
    for (const secret of [...app.secrets, ...vendor.state.tokens.keys()]) assert.ok(!text.includes(secret));
  });

  it("answers a poll of unchanged integrations with 304", async () => {
    test = await createTestApp();
    const { request, own, session } = await onboard(test, "acme");
    await request(own);
    const first = await test.request("GET", "/v1/linkedin/integrations", { headers: session });
    const etag = first.headers.get("etag") ?? "";
    assert.match(first.headers.get("access-control-expose-headers") ?? "", /ETag/);
    const again = await test.request("GET", "/v1/linkedin/integrations", { headers: { ...session, "if-none-match": etag } });
    assert.equal(again.status, 304);
    await test.drain();
    assert.equal((await test.request("GET", "/v1/linkedin/integrations", { headers: { ...session, "if-none-match": etag } })).status, 200);
  });

  it("stops at LinkedIn's daily limit and goes on the next day", async () => {
    test = await createTestApp();
    const { request, own, items } = await onboard(test, "acme");
    const day = new Date(test.clock.now).toISOString().slice(0, 10);
    await test.edge.directory.batch([{ text: "INSERT OR REPLACE INTO linkedin_calls (tenant, day, calls) VALUES ('acme', ?, 5000)", values: [day] }]);
    await request(own.slice(0, 1));
    await test.drain();
    assert.equal((await items())[0]?.onboardingStatus, "REQUESTED");
    await test.later(20 * 3_600_000);
    assert.equal((await items())[0]?.onboardingStatus, "PARTNER_READY");
  });
});
