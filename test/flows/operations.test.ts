// The operator's day: what happened, what waits, what is wrong and whose turn it is; suspending, alerts, figures.
import assert from "node:assert/strict";
import { after, afterEach, describe, it } from "node:test";
import { STORAGE_KINDS, closeStorages } from "../support/databases.ts";
import { PAGER, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

after(closeStorages);

const LT = "luotettava-tyontekija";
const PROFILE = { status: "new", mydatashare_user_id: "lt-user-1", first_name: "Aino", last_name: "Virtanen", email: "aino@example.fi" };

for (const storage of STORAGE_KINDS) {
  describe(`the operator's view on ${storage}`, () => {
    let test: TestApp;
    afterEach(() => test.close());
    const start = async (env: Record<string, string> = {}) => {
      test = await createTestApp({ storage, env });
      const acme = await test.tenant("acme", { connect: false });
      const made = await test.operator("PUT", `/v1/tenants/acme/connections/${LT}`, { token: "lt-token-of-acme-1" });
      assert.equal(made.status, 201, await made.clone().text());
      await test.drain();
      test.receiver.deliveries.length = 0;
      return acme;
    };
    const share = (profile: object = PROFILE) =>
      test.request("POST", `/hooks/${LT}/acme`, { headers: { authorization: "Bearer lt-token-of-acme-1", "content-type": "application/json" }, text: JSON.stringify(profile) });
    const get = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await test.request("GET", path, { headers: { authorization: "Bearer sandbox-operator", ...headers } });
      assert.equal(answer.status, 200, await answer.clone().text());
      return answer.json();
    };
    const put = (settings: object) => test.operator("PUT", "/v1/tenants/acme", { name: "Acme", origins: [], webhook: { url: test.receiverUrl }, ...settings });

    it("IC-27 LT-17 shows that a notification which came three times was done once, and what each was answered", async () => {
      await start();
      for (let times = 0; times < 3; times++) assert.equal((await share()).status, 200);
      const { items } = await get("/v1/tenants/acme/events");
      assert.equal(items.length, 1);
      const [event] = items;
      assert.deepEqual([event.provider, event.received, event.scenario, event.answer.status], [LT, 3, "repeated", 200]);
      const { arrivals } = await get(`/v1/tenants/acme/events/${event.id}`);
      assert.deepEqual(
        arrivals.map(({ kind }: { kind: string }) => kind),
        ["event", "repeat", "repeat"],
      );
      assert.equal((await test.operator("GET", "/v1/tenants/acme/events/event_unknown")).status, 404);
    });

    it("finds what happened to a person, a job or a vendor's id in time line, events and messages", async () => {
      const acme = await start();
      await share();
      await share({ ...PROFILE, mydatashare_user_id: "lt-user-2", email: "matti@example.fi" });
      await test.drain();
      const [aino] = (await acme.applications()).filter((each: { person: { email: string } }) => each.person.email === "aino@example.fi");
      for (const word of ["AINO@example.fi", "lt-user-1", aino.id]) {
        const messages = (await get(`/v1/tenants/acme/messages?q=${encodeURIComponent(word)}`)).items;
        assert.deepEqual(
          messages.map(({ subject, type, state }: { subject: string; type: string; state: string }) => [subject, type, state]),
          [[aino.id, "application.received", "delivered"]],
          word,
        );
        const log = (await get(`/v1/tenants/acme/log?newest=true&q=${encodeURIComponent(word)}`)).items;
        assert.ok(log.some((each: { kind: string; subject: string }) => each.kind === "delivery" && each.subject === messages[0].id));
        assert.ok(log.every((each: { subject: string }) => !each.subject.includes("matti")));
      }
      assert.equal((await get("/v1/tenants/acme/events?q=lt-user-1")).items.length, 1);
      assert.equal((await get("/v1/tenants/acme/messages?q=nobody@example.fi")).items.length, 0);
    });

    it("pages through messages and events newest first without losing or repeating any, while new ones come", async () => {
      const acme = await start();
      for (let index = 0; index < 7; index++) {
        await share({ ...PROFILE, mydatashare_user_id: `lt-${index}`, email: `p${index}@example.fi` });
        test.clock.now += index % 2;
      }
      await test.drain();
      for (const list of ["messages", "events"]) {
        const seen: string[] = [];
        for (let after: string | null = ""; after !== null;) {
          const page: { items: { id: string; createdAt?: string; receivedAt?: string }[]; next: string | null } = await get(
            `/v1/tenants/acme/${list}?limit=3${after && `&after=${after}`}`,
          );
          seen.push(...page.items.map(({ id }) => id));
          after = page.next;
          await share({ ...PROFILE, mydatashare_user_id: `late-${list}-${seen.length}`, email: "late@example.fi" });
        }
        assert.equal(new Set(seen).size, seen.length);
        assert.ok(seen.length >= 7);
      }
      const newest: { at: string }[] = (await get("/v1/tenants/acme/log?newest=true&limit=200")).items;
      assert.deepEqual(
        newest.map(({ at }) => at),
        newest.map(({ at }) => at).toSorted((a, b) => (a < b ? 1 : -1)),
      );
      void acme;
    });

    it("counts in overview, figures over time and metrics what came, went out and was given up", async () => {
      const acme = await start();
      await share();
      await share();
      await test.drain();
      test.receiver.answers = Array.from({ length: 40 }, () => 500);
      await acme.ats("POST", "/v1/messages/test");
      for (let round = 0; round < 12; round++) await test.later(3_000);
      const { items } = await get("/v1/overview", { "accept-language": "de" });
      const [overview] = items;
      assert.equal(overview.connections.length, 5);
      assert.deepEqual([overview.receivedLastDay, overview.deliveredLastDay, overview.messagesFailed, overview.tasksDead], [1, 2, 1, 1]);
      assert.ok(overview.webhook.failingSince);
      const stats = await get("/v1/tenants/acme/stats?hours=24");
      const total = (name: string) => stats.points.reduce((sum: number, point: Record<string, number>) => sum + (point[name] ?? 0), 0);
      assert.deepEqual([total("received"), total("repeated"), total("delivered")], [1, 1, 2]);
      assert.ok(total("failed") >= 8);
      assert.deepEqual(stats.messages, { waiting: 0, failed: 1, delivered: 2 });
      assert.ok(stats.points.length <= 96);
      const text = await (await test.operator("GET", "/metrics")).text();
      assert.match(text, /^ats_bridge_tasks_dead\{tenant="acme",name="messages.deliver"\} 1$/m);
      assert.match(text, /^ats_bridge_messages_unsettled\{tenant="acme",state="failed"\} 1$/m);
      assert.match(text, /^# TYPE ats_bridge_connections gauge$/m);
      // All that failed go out again under their ids.
      test.receiver.answers = [];
      test.receiver.deliveries.length = 0;
      assert.deepEqual(await (await test.operator("POST", "/v1/tenants/acme/messages/replay", { failed: true })).json(), { count: 1 });
      await test.drain();
      assert.equal(test.receiver.of("bridge.test").length, 1);
      assert.equal((await get("/v1/overview")).items[0].webhook.failingSince, null);
      const [message] = (await get("/v1/tenants/acme/messages?type=bridge.test")).items;
      assert.equal(message.state, "delivered");
      const { deliveries } = await get(`/v1/tenants/acme/messages/${message.id}`);
      assert.equal(deliveries.at(-1).outcome, "204");
      assert.equal(deliveries.length, message.tries);
    });

    it("holds a suspended tenant still without losing anything, and goes on when it is resumed", async () => {
      const acme = await start();
      const other = await test.tenant("globex", { connect: false });
      assert.equal((await test.operator("POST", "/v1/tenants/acme/suspend")).status, 200);
      const refused = await acme.ats("GET", "/v1/applications");
      assert.equal(refused.status, 403);
      assert.equal((await refused.json()).code, "tenant-suspended");
      assert.equal((await share()).status, 200, "whoever shares a profile with us must not lose it");
      await test.later(60_000);
      assert.equal(test.receiver.of("application.received").length, 0);
      await other.ats("POST", "/v1/messages/test");
      await test.drain();
      assert.equal(test.receiver.of("bridge.test").length, 1, "nobody else stands still");
      const resumed = await test.operator("POST", "/v1/tenants/acme/resume");
      assert.equal((await resumed.json()).suspended, false);
      await test.drain();
      assert.equal(test.receiver.of("application.received").length, 1);
      assert.equal((await acme.applications()).length, 1);
      const { items } = await get("/v1/tenants/acme/audit");
      assert.deepEqual(
        items.map(({ action }: { action: string }) => action).filter((action: string) => /suspend|resume/.test(action)),
        ["tenant.suspend", "tenant.resume"],
      );
    });

    it("tells of each trouble once, by mail and message, and forgets it when it is over", async () => {
      await start({ ALERTS_TO: "ops@example.com" });
      await put({ silenceHours: { [LT]: 2 } });
      await test.watch();
      assert.equal(test.mailbox.mails.length, 0);
      await test.watch(3 * 3_600_000);
      await test.watch();
      const { items } = await get("/v1/alerts?tenant=acme", { "accept-language": "fi" });
      assert.deepEqual(
        items.map(({ kind, provider }: { kind: string; provider: string }) => [kind, provider]),
        [["silence", LT]],
      );
      assert.match(items[0].text, /acme/);
      assert.ok(items[0].toldAt);
      assert.equal(test.mailbox.mails.length, 1);
      assert.match(test.mailbox.mails[0]?.text ?? "", /Nothing has come from luotettava-tyontekija for acme/);
      assert.equal(test.receiver.of("alert.raised").length, 1);
      await share();
      await test.watch();
      assert.equal((await get("/v1/alerts")).items.length, 0);
      assert.equal(test.mailbox.mails.filter(({ to }) => to === "ops@example.com").length, 1);
    });

    it("switches off an endpoint that has only failed for days, says so, and starts anew when the tenant is set", async () => {
      const acme = await start({ ALERTS_TO: "ops@example.com" });
      test.receiver.answers = Array.from({ length: 400 }, () => 503);
      for (let round = 0; round < 80; round++) {
        await acme.ats("POST", "/v1/messages/test");
        await test.later(10_000);
      }
      const { webhook } = await get("/v1/tenants/acme");
      assert.equal(webhook.state, "disabled");
      await test.watch();
      assert.ok((await get("/v1/alerts")).items.some(({ kind }: { kind: string }) => kind === "webhook-disabled"));
      assert.match(test.mailbox.mails.map(({ text }) => text).join("\n"), /switched off/);
      test.receiver.answers = [];
      await put({});
      await test.operator("POST", "/v1/tenants/acme/messages/replay", { failed: true });
      await test.drain();
      assert.equal((await get("/v1/tenants/acme/messages?state=failed")).items.length, 0);
    });

    it("keeps the messages of one application in order where the ATS asks for it, and lets others pass", async () => {
      await start();
      await put({ webhook: { url: test.receiverUrl, ordered: true } });
      await share();
      test.receiver.answers = [500, 500];
      await share({ ...PROFILE, status: "updated", first_name: "Aina" });
      await test.drain();
      await share({ ...PROFILE, mydatashare_user_id: "lt-user-2", email: "matti@example.fi" });
      for (let round = 0; round < 6; round++) await test.later(1_000);
      const told = test.receiver.deliveries.map(({ type, data }) => [type, (data as { externalId?: string }).externalId]);
      const ofFirst = test.receiver.deliveries.filter(({ data }) => (data as { externalId?: string }).externalId === "lt-user-1");
      assert.deepEqual([...new Set(ofFirst.map(({ type }) => type))], ["application.received", "application.updated"], JSON.stringify(told));
      assert.ok(told.some(([, externalId]) => externalId === "lt-user-2"));
      assert.equal((await get("/v1/tenants/acme/messages?state=waiting")).items.length, 0);
    });
  });
}

describe("the edge at a glance", () => {
  let test: TestApp;
  afterEach(() => test.close());

  it("says by name which settings are set, and never a value", async () => {
    test = await createTestApp({ env: { SMTP_URL: "smtp://user:a-secret-password@127.0.0.1:25", ALERTS_TO: "ops@example.com" } });
    await test.watch();
    const answer = await test.operator("GET", "/v1/system");
    const text = await answer.text();
    const system = JSON.parse(text);
    assert.equal(system.schema.applied, system.schema.expected);
    assert.ok(system.lastTickAt);
    assert.deepEqual(system.settings.find(({ name }: { name: string }) => name === "SMTP_URL").state, "set");
    assert.ok(!text.includes("a-secret-password") && !text.includes("ops@example.com") && !text.includes("sandbox-operator"));
  });

  it("holds a tenant that calls too often back, and no other", async () => {
    test = await createTestApp({ env: { CALLS_PER_MINUTE: "60" } });
    const [acme, globex] = [await test.tenant("acme", { connect: false }), await test.tenant("globex", { connect: false })];
    const answers = [];
    for (let call = 0; call < 8; call++) answers.push(await acme.ats("GET", "/v1/applications"));
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200, 200, 200, 200, 200, 429, 429],
    );
    assert.equal(answers.at(-1)?.headers.get("retry-after"), "1");
    assert.equal((await globex.ats("GET", "/v1/applications")).status, 200);
    assert.equal((await test.operator("GET", "/v1/tenants")).status, 200);
    test.clock.now += 1_000;
    assert.equal((await acme.ats("GET", "/v1/applications")).status, 200);
  });

  it("tells a test alert to every address, and says where one cannot be told", async () => {
    test = await createTestApp({ env: { ALERTS_TO: `ops@example.com, ${PAGER}` } });
    assert.equal((await test.operator("POST", "/v1/alerts/test")).status, 202);
    assert.equal(test.mailbox.mails.length, 1);
    assert.match(JSON.parse(test.pager.deliveries[0]?.body ?? "{}").text, /test/);
    test.pager.answers = [500];
    assert.equal((await test.operator("POST", "/v1/alerts/test")).status, 502);
  });
});
