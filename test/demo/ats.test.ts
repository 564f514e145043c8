// The demo ATS where a customer would copy it: the webhook receiver, the store behind the feed, the session endpoint.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import { createApp } from "../../demo/ats/app.ts";
import { createBridge } from "../../demo/ats/bridge.ts";
import { createPublisher } from "../../demo/ats/publish.ts";
import { createStore } from "../../demo/ats/store.ts";

const secret = `whsec_${Buffer.from("a secret of thirty-two characters").toString("base64")}`;
const edgeUrl = "http://127.0.0.1:9";

function createAts() {
  const store = createStore(":memory:");
  const bridge = createBridge({ edgeUrl, apiKey: "ab_test_demo_key" });
  let rings = 0;
  const app = createApp({
    edgeUrl,
    vendorsUrl: edgeUrl,
    vendorWidget: false,
    apply: { clientId: "acme", applyUrl: `${edgeUrl}/{client_id}` },
    bridge,
    store,
    publisher: createPublisher(bridge, store),
    webhookSecret: () => secret,
    ring: () => (rings += 1),
    tell: () => undefined,
    feedToken: "feed-token",
  });
  return { app, store, rings: () => rings };
}

function signed(id: string, message: object, signedWith = secret): RequestInit {
  const body = JSON.stringify({ timestamp: new Date().toISOString(), data: {}, ...message });
  const at = new Date();
  return {
    method: "POST",
    body,
    headers: { "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": new Webhook(signedWith).sign(id, at, body) },
  };
}

const application = {
  id: "app_1",
  channel: "pitchyou",
  externalId: "p-1",
  state: "received" as const,
  jobId: "PF-2041",
  person: { name: "Zoë <Müller>", firstName: "Zoë", lastName: "Müller", email: "Zoe@Example.org", phone: null },
  answers: [],
  attachments: [],
  tracking: { templateKey: null, utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null },
  receivedAt: "2026-11-20T08:00:00Z",
  updatedAt: "2026-11-20T08:00:00Z",
};

describe("the demo ATS", () => {
  it("takes a signed message once, and refuses a wrong signature and a changed byte", async () => {
    const { app, rings } = createAts();
    const message = signed("msg_1", { type: "application.received" });
    assert.equal((await app.request("/webhooks/ats-bridge", message)).status, 204);
    assert.equal((await app.request("/webhooks/ats-bridge", message)).status, 204);
    assert.equal(rings(), 1, "a repeat rings no bell");

    const forged = signed("msg_2", { type: "application.received" }, `whsec_${Buffer.from("another secret of the same length").toString("base64")}`);
    assert.equal((await app.request("/webhooks/ats-bridge", forged)).status, 401);
    assert.equal((await app.request("/webhooks/ats-bridge", { ...signed("msg_3", { type: "bridge.test" }), body: "{}" })).status, 401);
    assert.equal((await app.request("/webhooks/ats-bridge", { method: "POST", body: "{}" })).status, 401);
    assert.equal(rings(), 1);
  });

  it("keeps what the feed says, and nothing of what was withdrawn", () => {
    const { store } = createAts();
    store.savePage({ items: [application], next: "c1" });
    store.savePage({ items: [{ ...application, person: { ...application.person, name: "Zoë" } }], next: "c2" });
    assert.deepEqual(
      store.candidates().map((candidate) => candidate.application.person.name),
      ["Zoë"],
    );
    assert.equal(store.setting("cursor"), "c2");

    store.savePage({ items: [{ id: "app_1", state: "revoked" }], next: "c3" });
    assert.equal(store.candidates().length, 0);
  });

  it("shows a name with angle brackets as text, in each language", async () => {
    const { app, store } = createAts();
    store.savePage({ items: [application], next: "c1" });
    for (const [language, heading] of [
      ["de", "Bewerbungen"],
      ["en", "Candidates"],
      ["fi", "Hakijat"],
    ] as const) {
      const page = await (await app.request(`/ats/candidates?lang=${language}`)).text();
      assert.ok(page.includes(`<h1>${heading}</h1>`));
      assert.ok(page.includes("Zoë &lt;Müller&gt;") && !page.includes("<Müller>"));
    }
  });

  it("shows a profile field by field as text, says why there is no chat, and how the thanks stand in shape and word", async () => {
    const { app, store } = createAts();
    const profile = {
      municipality: "Jyväskylä",
      languages: [{ code: "fi", level: "native" }],
      driving_licence: ["B", "C"],
      hobby_horse: "<b>chess</b>",
      site: "https://example.org",
      nothing: null,
    };
    const shared = { ...application, channel: "luotettava-tyontekija", jobId: null, profile };
    const since = "2026-11-20T08:00:00Z";
    for (const [standing, shown] of [
      ["sent", /●.*Acknowledged by e-mail/],
      ["waiting", /◐.*Acknowledgement on its way/],
      ["failed", /✕.*Acknowledgement not delivered/],
      ["no-address", /▲.*No e-mail address/],
      ["later", /○.*later/],
    ] as const) {
      store.savePage({ items: [{ ...shared, acknowledgement: { state: standing, since } }], next: "c1" });
      assert.match(await (await app.request("/ats/candidates/app_1?lang=en")).text(), shown);
    }
    const page = await (await app.request("/ats/candidates/app_1?lang=en")).text();
    for (const part of ["Municipality", "Jyväskylä", "fi · native", "B, C", "Hobby horse", "&lt;b&gt;chess", "came by Luotettava Työntekijä"]) assert.ok(page.includes(part), part);
    for (const part of ["<pitchyou-chat", "example.org</p>", "Nothing", "<b>chess"]) assert.ok(!page.includes(part), part);
  });

  it("asks for what a parked application lacks, and says what the bridge refused", async () => {
    const { app, store } = createAts();
    store.savePage({ items: [{ ...application, channel: "icims", state: "parked", person: { ...application.person, email: null } }], next: "c1" });
    assert.match(await (await app.request("/ats/candidates?lang=en")).text(), /▲.*Incomplete/);
    const page = await (await app.request("/ats/candidates/app_1?lang=en")).text();
    assert.ok(page.includes("What is missing?") && page.includes('value="Zoë"') && !page.includes("Which job is this for?"));

    const body = new URLSearchParams({ firstName: "Zoë", lastName: "Müller", email: "zoe@example.org", phone: "", jobId: "" });
    const form = { method: "POST", body, headers: { origin: "http://localhost" } };
    const refused = await app.request("/ats/candidates/app_1/repair?lang=en", form);
    assert.equal(refused.status, 502);
    assert.match(await refused.text(), /What is missing[^]*ats-bridge does not answer/);
    assert.equal((await app.request("/ats/candidates/app_2/repair", form)).status, 404);
  });

  it("shows each change at LinkedIn once, a status that it does not know as it came", async () => {
    const { app } = createAts();
    const data = {
      integrationContext: "urn:li:contract:351831131",
      integrationType: "CSA_API",
      tenantType: "RECRUITER",
      integrationName: "Nordlicht <RSC>",
      onboardingStatus: "PAUSED_BY_<LI>",
      previousStatus: "ENABLED",
    };
    const message = signed("msg_1", { type: "linkedin.integration.changed", data });
    assert.equal((await app.request("/webhooks/ats-bridge", message)).status, 204);
    assert.equal((await app.request("/webhooks/ats-bridge", message)).status, 204);
    const page = await (await app.request("/ats/settings/linkedin?lang=en")).text();
    assert.equal(page.split("Nordlicht &lt;RSC&gt;</span>").length, 2);
    assert.ok(page.includes("Enabled →") && page.includes("PAUSED_BY_&lt;LI&gt;") && page.includes("Contract 351831131"));
  });

  it("goes without Trusted Types on the page with LinkedIn’s script, and nowhere else", async () => {
    const { app } = createAts();
    const policyOf = async (path: string) => (await app.request(path)).headers.get("content-security-policy") ?? "";
    for (const path of ["/", "/jobs/pflegefachkraft-kiel", "/ats/candidates", "/ats/settings", "/ats/settings/linkedin/none"])
      assert.match(await policyOf(path), /require-trusted-types-for 'script'/);
    const policy = await policyOf("/ats/settings/linkedin");
    assert.ok(!policy.includes("trusted-types") && !/(script|style)-src [^;]*'unsafe/.test(policy));
  });

  it("forgets links that have ended", () => {
    const { store } = createAts();
    const link = (id: string, ms: number) => ({ id, url: `https://edge.example/embed/${id}`, expiresAt: new Date(Date.now() + ms).toISOString() });
    store.saveLink(link("old", -1000));
    store.saveLink(link("new", 60_000));
    assert.deepEqual(
      store.links().map(({ id }) => id),
      ["new"],
    );
  });

  it("gives no session to a foreign origin, and takes no form from one", async () => {
    const { app } = createAts();
    assert.equal((await app.request("http://localhost/bridge/session", { method: "POST", headers: { origin: "https://elsewhere.example" } })).status, 403);
    assert.equal((await app.request("http://localhost/bridge/session", { method: "POST" })).status, 403);
    const form = { method: "POST", body: new URLSearchParams({ email: "a@b.example", do: "erase" }), headers: { origin: "https://elsewhere.example" } };
    assert.equal((await app.request("http://localhost/ats/settings/people", form)).status, 403);
  });

  it("says that nothing is lost when the bridge is away", async () => {
    const { app } = createAts();
    const page = await (await app.request("/ats/jobs/pflegefachkraft-kiel?lang=en")).text();
    assert.ok(page.includes("ats-bridge does not answer") && page.includes("Nothing is lost"));
    assert.equal((await app.request("/jobs/pflegefachkraft-kiel")).status, 200, "the job ad needs no bridge");
  });
});
