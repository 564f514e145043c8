// What the server kit believes: messages cross-checked with the standard's own library, receipts with the edge's keys.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import { HeaderMissing, OutsideTolerance, Unreadable, VerificationError, WrongSignature, createBridge, verifyMessage, verifyReceipt } from "../../edge/kit/index.ts";
import type { MessageType } from "../../edge/kit/index.ts";
import { injectPlain } from "../fixtures/pitchyou/profiles.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const secretOf = (text: string) => `whsec_${Buffer.from(text.padEnd(32, ".")).toString("base64")}`;
const [OURS, NEXT, FOREIGN] = [secretOf("ours"), secretOf("next"), secretOf("foreign")];
const AT = new Date("2026-11-22T08:00:00Z");
const now = () => AT.getTime();

const signed = (body: string, secret = OURS, at = AT) => ({
  headers: { "webhook-id": "msg_1", "webhook-timestamp": String(Math.floor(at.getTime() / 1_000)), "webhook-signature": new Webhook(secret).sign("msg_1", at, body) },
  body,
});
const body = JSON.stringify({ type: "bridge.test", timestamp: AT.toISOString(), data: { id: "test_ä", requestedBy: "operator" } });

describe("verifyMessage", () => {
  it("accepts what the standard's library signs, from a Request, a framework's headers, bytes and text", async () => {
    const { headers } = signed(body);
    const expected = { id: "msg_1", ...JSON.parse(body) };
    const upper = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.replace("webhook", "Webhook"), [value]]));
    for (const received of [
      new Request("https://ats.example/hook", { method: "POST", headers, body }),
      { headers, body },
      { headers: new Headers(headers), body: new TextEncoder().encode(body) },
      { headers: upper, body },
    ])
      assert.deepEqual(await verifyMessage(received, OURS, { now }), expected);
  });

  it("tells by the type what the data holds", async () => {
    const message = await verifyMessage(signed(body), OURS, { now });
    assert.ok(message.type === "bridge.test");
    const requestedBy: string = message.data.requestedBy;
    assert.equal(requestedBy, "operator");
    const types: MessageType[] = [message.type];
    assert.equal(types.length, 1);
  });

  it("refuses a changed byte, a foreign secret, another id and a cut signature", async () => {
    const good = signed(body);
    const forged = [
      { ...good, body: body.replace("operator", "operatoR") },
      signed(body, FOREIGN),
      { ...good, headers: { ...good.headers, "webhook-id": "msg_2" } },
      { ...good, headers: { ...good.headers, "webhook-timestamp": String(Number(good.headers["webhook-timestamp"]) + 1) } },
      { ...good, headers: { ...good.headers, "webhook-signature": good.headers["webhook-signature"].slice(0, -4) } },
      { ...good, headers: { ...good.headers, "webhook-signature": "v1,%%%" } },
      { ...good, headers: { ...good.headers, "webhook-signature": good.headers["webhook-signature"].replace("v1,", "v2,") } },
    ];
    for (const each of forged) await assert.rejects(verifyMessage(each, OURS, { now }), WrongSignature);
  });

  it("refuses a recording and a message from the future, within a tolerance that one may set", async () => {
    const late = { now: () => AT.getTime() + 301_000 };
    await assert.rejects(verifyMessage(signed(body), OURS, late), OutsideTolerance);
    await assert.rejects(verifyMessage(signed(body), OURS, { now: () => AT.getTime() - 301_000 }), OutsideTolerance);
    assert.equal((await verifyMessage(signed(body), OURS, { ...late, toleranceSeconds: 600 })).id, "msg_1");
    assert.equal((await verifyMessage(signed(body), OURS, { now: () => AT.getTime() + 300_000 })).id, "msg_1");
  });

  it("goes on through a rotation: either side may know both secrets", async () => {
    const [old, fresh] = [signed(body, OURS), signed(body, NEXT)];
    const both = { ...old, headers: { ...old.headers, "webhook-signature": `${fresh.headers["webhook-signature"]} ${old.headers["webhook-signature"]}` } };
    for (const secrets of [OURS, NEXT, [NEXT, OURS]]) assert.equal((await verifyMessage(both, secrets, { now })).id, "msg_1");
    assert.equal((await verifyMessage(old, [NEXT, OURS], { now })).id, "msg_1");
    await assert.rejects(verifyMessage(both, FOREIGN, { now }), WrongSignature);
  });

  it("says what is missing or unreadable, all of it under one class", async () => {
    const { headers } = signed(body);
    for (const name of Object.keys(headers)) await assert.rejects(verifyMessage({ headers: { ...headers, [name]: undefined }, body }, OURS, { now }), HeaderMissing);
    await assert.rejects(verifyMessage({ headers: { ...headers, "webhook-timestamp": "now" }, body }, OURS, { now }), HeaderMissing);
    for (const text of ["no JSON", "[]", '{"type":"bridge.test"}', '"text"']) {
      await assert.rejects(
        verifyMessage(signed(text), OURS, { now }),
        (cause: unknown) => cause instanceof Unreadable && cause instanceof VerificationError && cause.name === "Unreadable",
      );
    }
  });

  it("takes no empty or unreadable secret", async () => {
    for (const secret of ["", "whsec_", "whsec_%%%", []]) await assert.rejects(verifyMessage(signed(body), secret, { now }), TypeError);
  });
});

describe("what a real edge signs", () => {
  let test: TestApp;
  afterEach(() => test.close());

  it("is believed: each message with the tenant's secret, before and after a rotation", async () => {
    test = await createTestApp();
    const acme = await test.tenant("acme");
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    const { secret } = await (await test.operator("POST", "/v1/tenants/acme/webhook/secret")).json();
    await acme.ats("POST", "/v1/messages/test");
    await test.drain();
    const clock = { now: () => test.clock.now };
    const [first, second] = test.receiver.of("bridge.test");
    assert.ok(first && second);
    assert.equal((await verifyMessage(first, acme.webhookSecret, clock)).type, "bridge.test");
    for (const known of [acme.webhookSecret, secret]) assert.equal((await verifyMessage(second, known, clock)).id, second.id);
    await assert.rejects(verifyMessage(first, secret, clock), WrongSignature);
  });

  it("is believed: a receipt, with the published keys, and not one that was changed or signed by another edge", async () => {
    test = await createTestApp();
    const acme = await test.tenant("acme");
    injectPlain(test.pitchyou.state, "p1");
    await acme.pull();
    const ask: typeof fetch = async (input, init) => test.app.request(new URL(String(input)).pathname, init);
    const bridge = createBridge({ edge: "https://edge.example", apiKey: acme.key, fetch: ask });
    const { receipt, signature } = await bridge.people.erase({ externalId: "p1" });
    const jwks = await bridge.receipts.keys();
    assert.deepEqual(await verifyReceipt(receipt, signature, jwks), receipt);
    await assert.rejects(verifyReceipt({ ...receipt, counts: {} }, signature, jwks), WrongSignature);
    await assert.rejects(verifyReceipt(receipt, signature, { keys: [] }), WrongSignature);
    const [head = "", , tail = ""] = signature.split(".");
    const none = btoa(JSON.stringify({ alg: "none" })).replaceAll("=", "");
    await assert.rejects(verifyReceipt(receipt, `${none}..${tail}`, jwks), WrongSignature);
    for (const bad of ["", "a.b.c", `${head}.payload.${tail}`, `${head}..${tail}.more`, "%..%"]) await assert.rejects(verifyReceipt(receipt, bad, jwks), Unreadable);
    const other = await crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    assert.ok("publicKey" in other);
    const stranger = { ...(await crypto.subtle.exportKey("jwk", other.publicKey)), kid: jwks.keys[0]?.kid ?? "" };
    await assert.rejects(verifyReceipt(receipt, signature, { keys: [stranger] }), WrongSignature);
  });
});
