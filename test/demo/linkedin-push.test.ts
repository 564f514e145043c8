// The stand-in LinkedIn between "requested" and "enabled": names, configurations, pushes and the challenge.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import * as v from "valibot";
import { createLinkedIn } from "../../demo/vendors/linkedin/index.ts";
import { answerChallenge, signPush } from "../../demo/vendors/linkedin/pushes.ts";
import { integrationsOf } from "../../demo/vendors/linkedin/state.ts";
import { startVendors } from "../../demo/vendors/server.ts";
import { bodyOf, createCaller, csaItem, exportItem, keyOf, queryOf, readBatch } from "./linkedin-client.ts";

const callback = "https://edge.example.com/hooks/acme";
const elements = v.object({ elements: v.array(v.record(v.string(), v.unknown())), paging: v.unknown() });
const pushed = v.object({ id: v.string(), type: v.string(), expiresAt: v.number() });

/** A customer whose pushes arrive in `received`, each answered with the next of `answers`, then 200. */
async function createReceiver(answers: number[] = []) {
  const received: { url: string; body: string; signature: string | null }[] = [];
  const clock = { now: 1_700_000_000_000 };
  const receive: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    received.push({ url: request.url, body: await request.text(), signature: request.headers.get("x-li-signature") });
    return new Response(null, { status: answers.shift() ?? 200 });
  };
  const linkedin = createLinkedIn({ fetch: receive, now: () => clock.now });
  const caller = await createCaller(linkedin);
  linkedin.state.switches.pushRetryMs = 0;
  linkedin.requestIntegrations("acme", [exportItem, csaItem]);
  await caller.configure(exportItem, { CALLBACK_URL: callback });
  await caller.configure(csaItem, { CALLBACK_URL: callback });
  await caller.sync([exportItem, csaItem]);
  const look = async (id: string) =>
    v.parse(elements, await (await caller.ask(`/v2/atsIntegrations?q=request&requestId=${encodeURIComponent(id)}`, { headers: caller.child })).json()).elements;
  const idOf = (index: number) => v.parse(v.pipe(v.string(), v.parseJson(), pushed), received[index]?.body).id;
  return { ...caller, clock, received, look, idOf };
}

describe("an integration at the stand-in LinkedIn", () => {
  it("is ready once it has a name, and where its type needs one a callback URL, in either order", async () => {
    const { linkedin, state, sync, configure, ask, child } = await createCaller();
    linkedin.requestIntegrations("acme", [exportItem, csaItem]);
    const statuses = () => integrationsOf(state, "acme").map(({ onboardingStatus }) => onboardingStatus);
    await sync([exportItem, csaItem]);
    assert.deepEqual(statuses(), ["REQUESTED", "PARTNER_READY"]);
    assert.equal(
      (await ask("/linkedin/control/enable", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ clientId: "acme", items: [exportItem] }) }))
        .status,
      409,
    );
    assert.equal((await configure(exportItem, { CALLBACK_URL: callback })).status, 200);
    assert.deepEqual(statuses(), ["PARTNER_READY", "PARTNER_READY"]);

    const never = { ...csaItem, integrationType: "PROFILE_PLUGIN" };
    const read = v.parse(v.unknown(), await (await ask(`/v2/atsIntegrations?${queryOf([exportItem, never])}`, { headers: child })).json());
    assert.deepEqual(read, { errors: {}, results: { [keyOf(exportItem)]: { integrationName: "Acme", onboardingStatus: "PARTNER_READY" } }, statuses: {} });
  });

  it("takes configurations of the right kind only, and gives them back and away", async () => {
    const { linkedin, configure, ask, child } = await createCaller();
    linkedin.addApp({ name: "Kontor - Globex", clientId: "globex" });
    const indicator = { ...exportItem, integrationType: "IN_ATS_INDICATOR" };
    linkedin.requestIntegrations("acme", [exportItem, indicator]);
    linkedin.requestIntegrations("globex", [csaItem])[0]?.configurations.set("CALLBACK_URL", "https://edge.example.com/hooks/globex");
    const status = async (item: typeof exportItem, name: string, value: unknown) => {
      const { errors, results } = await readBatch(configure(item, { [name]: value }));
      return errors[name]?.status ?? results[name]?.["status"];
    };

    for (const wrong of ["http://edge.example.com/x", "https://edge.example.com:8443/x", "https://x.ngrok.io/x", "https://edge.example.com/hooks/globex", "nowhere"])
      assert.equal(await status(exportItem, "CALLBACK_URL", wrong), 422, wrong);
    assert.equal(await status(exportItem, "CALLBACK_URL", 7), 400, "the value is a string");
    assert.equal(await status(exportItem, "CALLBACK_URL", "http://127.0.0.1:8787/hooks/x"), 204);
    assert.equal(await status(exportItem, "JOB_POSTING_VIEWERS", "ALL_PRODUCT_USERS"), 204);
    assert.equal(await status(indicator, "APPLICATION_VIEWERS", "ALL_PRODUCT_USERS"), 204);
    assert.equal(await status(exportItem, "JOB_POSTING_VIEWERS", "ACL_BASED"), 422);
    assert.equal(await status(exportItem, "APPLICATION_VIEWERS", "ALL_PRODUCT_USERS"), 422);
    assert.equal(await status(exportItem, "DEEP_LINK", "x"), 400);
    assert.equal((await configure(csaItem, { CALLBACK_URL: callback })).status, 403, "another customer’s contract");
    assert.equal((await configure({ ...exportItem, integrationType: "PROFILE_PLUGIN" }, { CALLBACK_URL: callback })).status, 404);
    assert.equal((await configure(exportItem, { CALLBACK_URL: callback }, { "x-restli-method": "update" })).status, 400);
    assert.equal((await configure(exportItem, { CALLBACK_URL: callback }, { "x-restli-protocol-version": "2.0.0" })).status, 400);

    const path = `/v2/atsIntegrations/${keyOf(exportItem)}/configurations?ids=JOB_POSTING_VIEWERS`;
    assert.equal(new URL(`https://api.linkedin.com${path}`).href, `https://api.linkedin.com${path}`, "E7");
    const stored = async () => (await readBatch(ask(path, { headers: child }))).results;
    assert.deepEqual(await stored(), { JOB_POSTING_VIEWERS: { configurationValue: { string: "ALL_PRODUCT_USERS" } } });
    assert.deepEqual((await readBatch(ask(path, { method: "DELETE", headers: child }))).results, { JOB_POSTING_VIEWERS: { status: 204 } });
    assert.deepEqual(await stored(), {});
  });
});

describe("the pushes of the stand-in LinkedIn", () => {
  it("come one for each integration, signed over the bytes sent, and lead to its fields", async () => {
    const { linkedin, received, look, idOf } = await createReceiver();
    const deliveries = await linkedin.enable("acme", [exportItem, csaItem]);
    assert.deepEqual(
      deliveries.map(({ status }) => status),
      [200, 200],
    );
    for (const { url, body, signature } of received) {
      assert.deepEqual([url, signature], [callback, signPush("s+/=&%", body)]);
      assert.match(body, /^\{"id":"[0-9a-f-]{36}","type":"INTEGRATION_STATUS_CHANGE","expiresAt":0\}$/);
    }
    assert.deepEqual(await look(idOf(0)), [
      {
        dataProvider: "ATS",
        integrationContext: exportItem.integrationContext,
        integrationName: "Acme",
        integrationType: "ONE_CLICK_EXPORT",
        onboardingStatus: "ENABLED",
        tenantType: "RECRUITER",
      },
    ]);
    assert.deepEqual(await look("unknown"), []);
    await linkedin.disable("acme", [csaItem]);
    assert.equal((await look(idOf(2)))[0]?.["onboardingStatus"], "PARTNER_READY");
  });

  it("are sent again until they are taken, and given up after the last attempt", async () => {
    const { linkedin, received, state, post } = await createReceiver([500, 503]);
    assert.deepEqual(
      (await linkedin.enable("acme", [exportItem])).map(({ attempt, status }) => [attempt, status]),
      [[3, 200]],
    );
    assert.deepEqual([received.length, state.deliveries.map(({ status }) => status)], [3, [500, 503, 200]]);

    const refusing = await createReceiver([401, 401, 401]);
    assert.deepEqual(
      (await refusing.linkedin.enable("acme", [exportItem])).map(({ attempt, status }) => [attempt, status]),
      [[3, 401]],
    );
    await post("/linkedin/control/resend", { "content-type": "application/json" }, { id: state.deliveries[0]?.id });
    assert.equal(received[3]?.body, received[0]?.body);
  });

  it("can be repeated, reversed, forged, foreign, expired, of another type, under either secret, or missing", async () => {
    const { linkedin, received, state, look, idOf, acme } = await createReceiver();
    const { switches } = state;
    Object.assign(switches, { pushRepeat: 2, pushOrder: "reversed" });
    await linkedin.enable("acme", [exportItem, csaItem]);
    const types = await Promise.all(received.map(async (_, index) => (await look(idOf(index)))[0]?.["integrationType"]));
    assert.deepEqual(types, ["CSA_API", "CSA_API", "ONE_CLICK_EXPORT", "ONE_CLICK_EXPORT"]);

    const next = async (bent: Partial<typeof switches>) => {
      const before = { ...switches };
      Object.assign(switches, { pushRepeat: 1, ...bent });
      await linkedin.enable("acme", [exportItem]);
      Object.assign(switches, before);
      const { body = "", signature = "" } = received.at(-1) ?? {};
      return { body, signature, element: (await look(idOf(received.length - 1)))[0] };
    };
    const forged = await next({ pushSignature: "forged" });
    assert.notEqual(forged.signature, signPush("s+/=&%", forged.body));
    const prefixed = await next({ pushSignature: "prefixed-header" });
    assert.equal(prefixed.signature, `hmacsha256=${signPush("s+/=&%", prefixed.body)}`);
    assert.equal((await next({ pushId: "foreign" })).element?.["integrationContext"], "urn:li:organization:4gXforeign");
    assert.equal((await next({ pushExpiry: "expired" })).element, undefined);
    assert.match((await next({ pushType: "EXPORT_CANDIDATE_PROFILE" })).body, /"EXPORT_CANDIDATE_PROFILE"/);

    acme.secrets.push("second");
    const [newest, previous] = [await next({}), await next({ pushSecret: "previous" })];
    assert.deepEqual([newest.signature, previous.signature], [signPush("second", newest.body), signPush("s+/=&%", previous.body)]);
    const sent = received.length;
    switches.pushes = "off";
    await linkedin.enable("acme", [exportItem]);
    assert.equal(received.length, sent);
  });

  it("follow a challenge, which only passes with the right digest as JSON", async () => {
    const answers = [
      (code: string) => Response.json({ challengeCode: code, challengeResponse: answerChallenge("s+/=&%", code) }),
      (code: string) => Response.json({ challengeCode: code, challengeResponse: signPush("s+/=&%", code) }),
      (code: string) => new Response(JSON.stringify({ challengeCode: code, challengeResponse: answerChallenge("s+/=&%", code) }), { headers: { "content-type": "text/plain" } }),
      () => new Response(null, { status: 404 }),
    ];
    const asked: URL[] = [];
    const linkedin = createLinkedIn({
      fetch: async (input) => {
        const url = new URL(new Request(input).url);
        asked.push(url);
        return answers.shift()?.(url.searchParams.get("challengeCode") ?? "") ?? Response.error();
      },
    });
    await createCaller(linkedin);
    const passed: boolean[] = [];
    for (let turn = 0; turn < 4; turn += 1) passed.push((await linkedin.challenge("acme", `${callback}?x=1`)).passed);
    assert.deepEqual(passed, [true, false, false, false]);
    assert.deepEqual([asked[0]?.searchParams.get("x"), asked[0]?.searchParams.get("applicationId")], ["1", "1"]);
    await assert.rejects(linkedin.challenge("acme"), /no callback URL/);
  });
});

describe("the server of the stand-ins", () => {
  it("serves LinkedIn’s addresses at its root, and remembers customers over a restart", async () => {
    const folder = await mkdtemp(join(tmpdir(), "stand-in-linkedin-"));
    const memoryFile = join(folder, "stand-ins.bin");
    try {
      const first = await startVendors({ port: 0, memoryFile });
      const base = first.url.replace("localhost", "127.0.0.1");
      first.linkedin.addApp({ name: "Kontor - Acme", clientId: "acme", clientSecret: "s+/=&%" });
      first.linkedin.requestIntegrations("acme", [exportItem]);
      const form = new URLSearchParams({ grant_type: "client_credentials", client_id: "acme", client_secret: "s+/=&%" });
      const { access_token: token } = v.parse(v.object({ access_token: v.string() }), await (await fetch(`${base}/oauth/v2/accessToken`, { method: "POST", body: form })).json());
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      const sync = (query: string) =>
        fetch(`${base}/v2/atsIntegrations?${query}`, { method: "POST", headers: { ...headers, "x-restli-method": "batch_partial_update" }, body: bodyOf([exportItem]) });
      assert.deepEqual([(await sync(queryOf([exportItem]))).status, (await sync(new URLSearchParams(queryOf([exportItem])).toString())).status], [200, 200]);
      assert.equal((await sync(`${queryOf([exportItem])}&x=${"y".repeat(4096)}`)).status, 414);
      const entities = { entities: { CALLBACK_URL: { configurationValue: { string: callback } } } };
      const put = await fetch(`${base}/v2/atsIntegrations/${keyOf(exportItem)}/configurations?ids=CALLBACK_URL`, {
        method: "PUT",
        headers: { ...headers, "x-restli-method": "batch_update" },
        body: JSON.stringify(entities),
      });
      assert.deepEqual(await put.json(), { errors: {}, results: { CALLBACK_URL: { status: 204 } } });
      assert.equal(first.linkedin.state.violations.length, 2, "three batches without a pause");
      for (const page of ["/linkedin/recruiter", "/linkedin/control", "/"]) assert.equal((await fetch(base + page)).status, 200);
      await first.close();

      const second = await startVendors({ port: 0, memoryFile });
      const [kept] = integrationsOf(second.linkedin.state, "acme");
      assert.deepEqual([kept?.onboardingStatus, kept?.configurations.get("CALLBACK_URL")], ["PARTNER_READY", callback]);
      assert.deepEqual(second.linkedin.state.apps.get("acme")?.secrets, ["s+/=&%"]);
      await second.close();
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
