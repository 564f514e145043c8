// Messages to the ATS: signed, retried, kept under one id, and never at the cost of another tenant.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import { injectPlain } from "../fixtures/pitchyou/profiles.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";
import type { Delivery } from "../support/receiver.ts";

const headersOf = ({ headers }: Delivery) => ({
  "webhook-id": headers.get("webhook-id") ?? "",
  "webhook-timestamp": headers.get("webhook-timestamp") ?? "",
  "webhook-signature": headers.get("webhook-signature") ?? "",
});

it("signs the known vectors of the standard", () => {
  const at = new Date(1_614_265_330_000);
  assert.equal(
    new Webhook("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}'),
    "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  );
});

describe("telling the ATS", () => {
  let test: TestApp;
  afterEach(() => test.close());
  // The library compares timestamps with the real clock, so these flows run on it.
  const start = async () => {
    test = await createTestApp();
    test.clock.now = Date.now();
    const acme = await test.tenant("acme");
    await test.later(0);
    test.receiver.deliveries.length = 0;
    return acme;
  };
  const log = async (kind: string) => (await (await test.operator("GET", `/v1/tenants/acme/log?kind=${kind}`)).json()).items;

  it("PY-31 signs each message so that the Standard Webhooks library accepts it, and a changed byte breaks it", async () => {
    const acme = await start();
    injectPlain(test.pitchyou.state, "signed");
    await acme.pull();
    const [delivery] = test.receiver.of("application.received");
    assert.ok(delivery);
    const { type, timestamp, data } = new Webhook(acme.webhookSecret).verify(delivery.body, headersOf(delivery)) as {
      type: string;
      timestamp: string;
      data: { externalId: string };
    };
    assert.deepEqual([type, data.externalId], ["application.received", "signed"]);
    assert.ok(Date.parse(timestamp));
    assert.throws(() => new Webhook(acme.webhookSecret).verify(delivery.body.replace("signed", "forged"), headersOf(delivery)));
  });

  it("PY-31 tries again under the same id until the ATS accepts, and notes every try", async () => {
    const acme = await start();
    test.receiver.answers = [500, 503, 302];
    await acme.ats("POST", "/v1/messages/test");
    for (let round = 0; round < 5; round++) await test.later(1_000);
    const sent = test.receiver.of("bridge.test");
    assert.equal(sent.length, 4);
    assert.equal(new Set(sent.map((each) => each.id)).size, 1);
    assert.equal(new Set(sent.map((each) => each.body)).size, 1);
    assert.deepEqual(
      (await log("delivery")).filter((each: { subject: string }) => each.subject === sent[0]?.id).map((each: { outcome: string }) => each.outcome),
      ["500", "503", "302", "204"],
    );
  });

  it("waits as long as the ATS asks with Retry-After", async () => {
    const acme = await start();
    test.receiver.answers = [new Response(null, { status: 429, headers: { "retry-after": "60" } })];
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    await test.later(30_000);
    assert.equal(test.receiver.deliveries.length, 1);
    await test.later(31_000);
    assert.equal(test.receiver.deliveries.length, 2);
  });

  it("stops at 410 until the tenant is set anew, and sends what was missed on a replay", async () => {
    const acme = await start();
    test.receiver.answers = [410];
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    assert.equal((await (await test.operator("GET", "/v1/tenants/acme")).json()).webhook.state, "disabled");
    injectPlain(test.pitchyou.state, "missed");
    await acme.pull();
    assert.equal(test.receiver.of("application.received").length, 0);

    await test.operator("PUT", "/v1/tenants/acme", { name: "acme", origins: [], webhook: { url: test.receiverUrl } });
    const since = new Date(test.clock.now - 60_000).toISOString();
    assert.equal((await (await test.operator("POST", "/v1/tenants/acme/messages/replay", { since })).json()).count >= 2, true);
    await test.drain();
    assert.equal(test.receiver.of("application.received").length, 1);
  });

  it("sends one message again by its id, signed with the secret of now", async () => {
    const acme = await start();
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    const [first] = test.receiver.of("bridge.test");
    assert.ok(first);
    const { secret } = await (await test.operator("POST", "/v1/tenants/acme/webhook/secret")).json();
    test.clock.now += 25 * 3_600_000;
    await test.operator("POST", "/v1/tenants/acme/messages/replay", { ids: [first.id] });
    await test.drain();
    const again = test.receiver.of("bridge.test")[1];
    assert.ok(again);
    assert.equal(again.id, first.id);
    assert.equal(again.headers.get("webhook-signature"), new Webhook(secret).sign(again.id, new Date(test.clock.now), again.body));
  });

  it("signs with both secrets for a day after a rotation, then with the new one only", async () => {
    const acme = await start();
    const { secret } = await (await test.operator("POST", "/v1/tenants/acme/webhook/secret")).json();
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    const [delivery] = test.receiver.deliveries;
    assert.ok(delivery);
    for (const each of [secret, acme.webhookSecret]) new Webhook(each).verify(delivery.body, headersOf(delivery));
    await test.later(24 * 3_600_000 + 1);
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    assert.equal(test.receiver.deliveries[1]?.headers.get("webhook-signature")?.split(" ").length, 1);
  });

  it("spreads the tries of live mode over more than a day and buries the message after the last", async () => {
    test = await createTestApp({ pace: { endpointGivenUpMs: 432_000_000, messageRetriesMs: [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000] } });
    const acme = await test.tenant("acme");
    test.receiver.answers = Array.from({ length: 50 }, () => 500);
    await acme.ats("POST", "/v1/messages/test");
    for (let hour = 0; hour < 24; hour++) await test.later(3_600_000);
    assert.ok((await log("delivery")).some((each: { outcome: string }) => each.outcome === "500"));
    const dead = async () => (await (await test.operator("GET", "/v1/tenants/acme/tasks")).json()).items.filter((each: { name: string }) => each.name === "messages.deliver");
    assert.equal((await dead()).length, 0, "a day later it is still tried");
    for (let hour = 0; hour < 24; hour++) await test.later(3_600_000);
    assert.ok((await dead()).length > 0);
  });

  it("keeps one tenant's trouble from another's messages", async () => {
    const acme = await start();
    const globex = await test.tenant("globex", { connect: false });
    await test.operator("PUT", "/v1/tenants/acme", { name: "acme", origins: [], webhook: { url: "http://127.0.0.1:9/nobody" } });
    await acme.ats("POST", "/v1/messages/test");
    await globex.ats("POST", "/v1/messages/test");
    await test.drain();
    assert.equal(test.receiver.of("bridge.test").length, 1);
    assert.equal((await log("delivery")).at(-1).outcome, "unavailable");
  });
});
