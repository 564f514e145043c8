// Flow 4: the plugin calls back, the edge names and configures the integrations at LinkedIn, the customer switches them on.
import assert from "node:assert/strict";
import { after, afterEach, describe, it } from "node:test";
import { STORAGE_KINDS, closeStorages } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import { onboard } from "../support/linkedin.ts";
import type { TestApp } from "../support/test-app.ts";

after(closeStorages);

for (const storage of STORAGE_KINDS) {
  describe(`LinkedIn onboarding on ${storage}`, () => {
    let test: TestApp;
    afterEach(() => test.close());
    const start = async (options: Parameters<typeof createTestApp>[0] = {}) => {
      test = await createTestApp({ storage, ...options });
      return onboard(test, "acme");
    };

    it("LI-2 LI-7 LI-19 LI-20 LI-21 LI-34 LI-38 goes from the plugin's callback over partner ready to enabled, and tells the ATS each step once", async () => {
      const { request, items, enable, own, tenant } = await start();
      const answer = await request(own.slice(0, 3));
      assert.equal(answer.status, 202);
      assert.deepEqual(
        (await answer.json()).items.map((each: { onboardingStatus: string }) => each.onboardingStatus),
        ["REQUESTED", "REQUESTED", "REQUESTED"],
      );
      await test.drain();
      assert.deepEqual(
        (await items()).map((each) => [each.integrationName, each.onboardingStatus]),
        [
          ["acme · One-Click Export", "PARTNER_READY"],
          ["acme · In-ATS Indicator", "PARTNER_READY"],
          ["acme · Profile in ATS", "PARTNER_READY"],
        ],
      );
      const deliveries = await enable(own.slice(0, 3));
      assert.deepEqual(
        deliveries.map((each) => each.status),
        [200, 200, 200],
      );
      await test.drain();
      assert.ok((await items()).every((each) => each.onboardingStatus === "ENABLED" && each.nextStep));
      const told = test.receiver
        .of("linkedin.integration.changed")
        .map(({ data }) => `${String(data["integrationType"])} ${String(data["previousStatus"])} → ${String(data["onboardingStatus"])}`);
      assert.equal(told.length, 6);
      assert.equal(new Set(told).size, 6);
      assert.equal((await (await test.operator("GET", `/v1/tenants/${tenant.id}/connections/linkedin`)).json()).state, "healthy");
    });

    it("LI-20 keeps one row of a repeated callback, and refuses an item with a part missing", async () => {
      const { request, items, own } = await start();
      await request(own.slice(0, 1));
      await request([...own.slice(0, 1), ...own.slice(0, 1)]);
      await test.drain();
      assert.equal((await items()).length, 1);
      const { tenantType: _, ...incomplete } = own[0] ?? { tenantType: "" };
      for (const bad of [[incomplete], [], [{ ...own[0], integrationContext: "urn:li:person:1" }]]) assert.equal((await request(bad)).status, 400);
      assert.equal((await items()).length, 1);
    });

    it("LI-30 LI-31 takes mixed results apart: good ones move on, bad ones show LinkedIn's words, passing trouble is tried again", async () => {
      const { request, items, own, vendor } = await start();
      vendor.state.entityFaults.push(
        { integrationType: "IN_ATS_INDICATOR", status: 422, message: "Name is taken", serviceErrorCode: 7 },
        { integrationType: "PROFILE_PLUGIN", status: 500, message: "Try later", serviceErrorCode: 0, times: 1 },
      );
      await request(own.slice(0, 3));
      await test.drain();
      const after = Object.fromEntries((await items()).map((each) => [each.integrationType, each]));
      assert.equal(after["ONE_CLICK_EXPORT"]?.onboardingStatus, "PARTNER_READY");
      assert.deepEqual(
        [after["IN_ATS_INDICATOR"]?.error?.status, after["IN_ATS_INDICATOR"]?.error?.message, after["IN_ATS_INDICATOR"]?.error?.serviceErrorCode],
        [422, "Name is taken", 7],
      );
      assert.match(String(after["IN_ATS_INDICATOR"]?.nextStep), /LinkedIn/);
      await test.later(1_000);
      await test.later(1_000);
      const later = Object.fromEntries((await items()).map((each) => [each.integrationType, each]));
      assert.equal(later["PROFILE_PLUGIN"]?.onboardingStatus, "PARTNER_READY");
      assert.equal(later["PROFILE_PLUGIN"]?.error, undefined);
      assert.equal(later["IN_ATS_INDICATOR"]?.onboardingStatus, "REQUESTED");
    });

    for (const keySpelling of ["documented", "request", "shuffled", "sorted"] as const) {
      it(`LI-31 matches entities whose keys come back ${keySpelling}`, async () => {
        const { request, items, own, vendor } = await start();
        vendor.state.switches.keySpelling = keySpelling;
        await request(own);
        await test.drain();
        assert.ok(
          (await items()).every((each) => each.onboardingStatus === "PARTNER_READY"),
          JSON.stringify(await items()),
        );
      });
    }

    it("LI-22 LI-31 works with LinkedIn's versioned API as well", async () => {
      const { request, items, own } = await start();
      await test.operator("PUT", "/v1/tenants/acme/connections/linkedin", { api: "rest" });
      await request(own);
      await test.drain();
      assert.ok(
        (await items()).every((each) => each.onboardingStatus === "PARTNER_READY"),
        JSON.stringify(await items()),
      );
    });

    it("LI-37 LI-38 records pushes once: repeats change nothing, other and expired ones lead to no look-up", async () => {
      const { request, own, enable, vendor } = await start();
      await request(own.slice(0, 2));
      await test.drain();
      const lookUps = () => vendor.state.calls.filter((call) => call.operation === "finder").length;
      vendor.state.switches.pushRepeat = 3;
      vendor.state.switches.pushOrder = "reversed";
      assert.deepEqual(
        (await enable(own.slice(0, 2))).map((each) => each.status),
        [200, 200, 200, 200, 200, 200],
      );
      await test.drain();
      assert.equal(lookUps(), 2);
      assert.equal(test.receiver.of("linkedin.integration.changed").filter(({ data }) => data["onboardingStatus"] === "ENABLED").length, 2);

      vendor.state.switches.pushRepeat = 1;
      vendor.state.switches.pushType = "EXPORT_CANDIDATE_PROFILE";
      await enable(own.slice(0, 1));
      vendor.state.switches.pushType = "INTEGRATION_STATUS_CHANGE";
      vendor.state.switches.pushExpiry = "expired";
      await enable(own.slice(0, 1));
      await test.drain();
      assert.equal(lookUps(), 2);
      const { items: log } = await (await test.operator("GET", "/v1/tenants/acme/log?provider=linkedin")).json();
      const outcomes = log.filter((each: { kind: string }) => each.kind === "event").map((each: { outcome: string }) => each.outcome);
      assert.deepEqual(outcomes, ["INTEGRATION_STATUS_CHANGE", "INTEGRATION_STATUS_CHANGE", "EXPORT_CANDIDATE_PROFILE", "INTEGRATION_STATUS_CHANGE, expired"]);
      assert.equal(log.filter((each: { kind: string }) => each.kind === "repeat").length, 4);
    });

    it("LI-36 refuses a forged push with 401, and applies a foreign one to nobody", async () => {
      const { request, items, own, enable, vendor } = await start();
      await request(own.slice(0, 1));
      await test.drain();
      vendor.state.switches.pushAttempts = 1;
      for (const signature of ["forged", "body-alone"] as const) {
        vendor.state.switches.pushSignature = signature;
        assert.deepEqual(
          (await enable(own.slice(0, 1))).map((each) => each.status),
          [401],
        );
      }
      vendor.state.switches.pushSignature = "prefixed-header";
      vendor.state.switches.pushId = "foreign";
      assert.deepEqual(
        (await enable(own.slice(0, 1))).map((each) => each.status),
        [200],
      );
      await test.drain();
      assert.deepEqual(
        (await items()).map((each) => each.onboardingStatus),
        ["PARTNER_READY"],
      );
      const { items: log } = await (await test.operator("GET", "/v1/tenants/acme/log?kind=refusal")).json();
      assert.deepEqual(
        log.map((each: { outcome: string }) => each.outcome),
        ["401", "401", "foreign organization"],
      );
    });

    it("LI-39 finds out without any push: asked, and by itself on a schedule", async () => {
      const { request, items, own, enable, refresh, vendor } = await start({ pace: { onDemand: false } });
      await request(own.slice(0, 2));
      await test.drain();
      vendor.state.switches.pushes = "off";
      await enable(own.slice(0, 1));
      assert.equal((await refresh()).status, 202);
      await test.drain();
      assert.deepEqual(
        (await items()).map((each) => each.onboardingStatus),
        ["ENABLED", "PARTNER_READY"],
      );
      await enable(own.slice(1, 2));
      await test.later(14 * 60_000);
      assert.deepEqual(
        (await items()).map((each) => each.onboardingStatus),
        ["ENABLED", "PARTNER_READY"],
      );
      await test.later(2 * 60_000);
      assert.deepEqual(
        (await items()).map((each) => each.onboardingStatus),
        ["ENABLED", "ENABLED"],
      );
      const reads = () => vendor.state.calls.filter((call) => call.operation === "read").length;
      const before = reads();
      await test.later(3_600_000);
      assert.equal(reads(), before, "all enabled: once a day is enough");
      await test.later(23 * 3_600_000);
      assert.equal(reads(), before + 1);
    });

    it("LI-33 LI-35 sends a callback for every integration, and visibility only where the customer opted out of restricting it", async () => {
      const { request, own, vendor, tenant } = await start();
      const configured = () => Object.fromEntries([...vendor.state.integrations.values()].map((each) => [each.integrationType, Object.fromEntries(each.configurations)]));
      await request(own);
      await test.drain();
      const { endpoints, checklist } = await (await test.operator("GET", "/v1/tenants/acme/connections/linkedin")).json();
      for (const values of Object.values(configured())) assert.deepEqual(values, { CALLBACK_URL: endpoints.callback });
      assert.equal(checklist.find((each: { id: string }) => each.id === "callback").done, true);
      await test.operator("PUT", `/v1/tenants/${tenant.id}/connections/linkedin`, { visibilityForAll: true });
      await request(own);
      await test.drain();
      assert.equal(configured()["ONE_CLICK_EXPORT"]?.["JOB_POSTING_VIEWERS"], "ALL_PRODUCT_USERS");
      assert.equal(configured()["IN_ATS_INDICATOR"]?.["APPLICATION_VIEWERS"], "ALL_PRODUCT_USERS");
    });

    it("LI-21 tries again after LinkedIn failed, and after an answer that was lost, without asking the customer", async () => {
      for (const fault of ["500", "429", "lost", "malformed"] as const) {
        const { request, items, own, vendor } = await start();
        vendor.state.faults.set("sync", { operation: "sync", fault, times: 1, ms: 0 });
        await request(own.slice(0, 1));
        await test.drain();
        assert.deepEqual(
          (await items()).map((each) => each.onboardingStatus).filter((status) => status === "ENABLED"),
          [],
        );
        await test.later(2_000);
        await test.later(2_000);
        assert.deepEqual(
          (await items()).map((each) => each.onboardingStatus),
          ["PARTNER_READY"],
          fault,
        );
        await test.close();
      }
      test = await createTestApp({ storage });
    });
  });
}
