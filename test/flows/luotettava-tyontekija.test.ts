// Flow 1 for Luotettava Työntekijä: profiles shared, changed and withdrawn, each exactly once, always answered as the sender needs it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, describe, it } from "node:test";
import { sql } from "../../edge/db/database.ts";
import { STORAGE_KINDS, closeStorages } from "../support/databases.ts";
import { OPERATOR, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

after(closeStorages);

const EXAMPLES = new URL("../fixtures/luotettava-tyontekija/", import.meta.url);
const NEW: { mydatashare_user_id: string; status: string; profile: Record<string, unknown> } = JSON.parse(readFileSync(new URL("new.json", EXAMPLES), "utf8"));
const ID = NEW.mydatashare_user_id;
const UPDATED = { ...NEW, status: "updated", profile: { ...NEW.profile, phone: "+358409876543" } };
const REVOKED = { mydatashare_user_id: ID, status: "revoked" };
const TOKEN = "lt-token-of-acme-0001";
const PATH = "/hooks/luotettava-tyontekija/acme";

for (const storage of STORAGE_KINDS) {
  describe(`Luotettava Työntekijä on ${storage}`, () => {
    let test: TestApp;
    afterEach(() => test.close());
    const start = async (settings: Record<string, unknown> = {}, tenantSettings: Record<string, unknown> = {}, env: Record<string, string> = {}) => {
      test = await createTestApp({ storage, env });
      const acme = await test.tenant("acme", { connect: false });
      await test.operator("PUT", "/v1/tenants/acme", { name: "Acme", origins: [], webhook: { url: test.receiverUrl }, ...tenantSettings });
      await test.operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { token: TOKEN, ...settings });
      return acme;
    };
    const send = (body: unknown, headers: Record<string, string> = {}, path = PATH) =>
      test.request("POST", path, {
        headers: { authorization: `Bearer ${TOKEN}`, "content-type": "application/json", ...headers },
        text: typeof body === "string" ? body : JSON.stringify(body),
      });

    it("LT-1 LT-4 LT-6 LT-7 LT-8 LT-12 LT-15 takes a new profile as an application without a job, tells the ATS and thanks the person once", async () => {
      const acme = await start();
      const answer = await send(NEW);
      assert.equal(answer.status, 200);
      assert.equal(await answer.text(), '{"status":"ok"}');
      await test.drain();
      const [application, ...others] = await acme.applications();
      assert.equal(others.length, 0);
      assert.deepEqual([application.channel, application.externalId, application.jobId, application.state], ["luotettava-tyontekija", ID, null, "received"]);
      assert.deepEqual(application.person, { name: "Äijö Yrjölä", firstName: "Äijö", lastName: "Yrjölä", email: "aijo.yrjola@example.fi", phone: "+358401234567" });
      assert.deepEqual(application.profile, NEW.profile);
      assert.equal(application.acknowledgement.state, "sent");
      assert.equal(test.receiver.of("application.received").length, 1);
      const [mail, ...more] = test.mailbox.mails;
      assert.equal(more.length, 0);
      assert.equal(mail?.to, "aijo.yrjola@example.fi");
      assert.equal(mail?.subject, "Kiitos hakemuksestasi");
      assert.match(mail?.text ?? "", /^Hei Äijö,[^]*perua hakemuksesi/);
      assert.match(mail?.html ?? "", /<html lang="fi">/);
    });

    it("LT-5 takes a repeat as one: in a row, at once, and with its keys in another order; no second mail, no second message", async () => {
      const acme = await start();
      for (let round = 0; round < 3; round++) assert.equal((await send(NEW)).status, 200);
      const turned = { profile: NEW.profile, status: "new", mydatashare_user_id: ID };
      const answers = await Promise.all(Array.from({ length: 20 }, () => send(turned)));
      assert.deepEqual(new Set(answers.map((each) => each.status)), new Set([200]));
      await test.drain();
      assert.equal((await acme.applications()).length, 1);
      assert.equal(test.mailbox.mails.length, 1);
      assert.equal(test.receiver.of("application.received").length, 1);
      const { items } = await (await test.operator("GET", "/v1/tenants/acme/log?kind=repeat&limit=200")).json();
      assert.equal(items.length, 22);
    });

    it("LT-6 LT-7 LT-9 brings an update into the same application, and an update of an unknown id makes one", async () => {
      const acme = await start();
      await send(NEW);
      await test.drain();
      await send(UPDATED);
      await send({ ...UPDATED, mydatashare_user_id: "another" });
      await test.drain();
      const [first, second, ...others] = (await acme.applications()).toSorted((a: { receivedAt: string }, b: { receivedAt: string }) => (a.receivedAt < b.receivedAt ? -1 : 1));
      assert.equal(others.length, 0);
      const byId = Object.fromEntries([first, second].map((each) => [each.externalId, each]));
      assert.deepEqual([byId[ID].state, byId[ID].person.phone], ["updated", "+358409876543"]);
      assert.equal(byId["another"].state, "received");
      assert.equal(test.receiver.of("application.updated").length, 1);
      assert.deepEqual(test.receiver.of("application.updated")[0]?.data, byId[ID]);
      assert.equal(test.mailbox.mails.length, 2, "the unknown one is thanked too, the update is not");
    });

    it("LT-9 goes back to an earlier profile when the person does, but not for a late retry", async () => {
      const acme = await start();
      const phone = async () => (await acme.applications())[0].person.phone;
      const earlier = { ...UPDATED, profile: { ...NEW.profile, phone: "+35811" } };
      await send(earlier);
      await send(UPDATED);
      await send(earlier);
      assert.equal(await phone(), "+358409876543", "within a day it is a retry that came late");
      test.clock.now += 25 * 3_600_000;
      await send(earlier);
      assert.equal(await phone(), "+35811");
    });

    it("LT-10 LT-11 erases on a withdrawal: rows, mail log, look-ups; tells the ATS; leaves a signed receipt", async () => {
      const acme = await start();
      await send(NEW);
      await test.drain();
      assert.equal((await send(REVOKED)).status, 200);
      await test.drain();
      const [application] = await acme.applications();
      assert.deepEqual(Object.keys(application).toSorted(), ["channel", "externalId", "id", "state", "updatedAt"]);
      assert.equal(application.state, "revoked");
      assert.deepEqual(
        test.receiver.of("application.revoked").map((each) => each.data),
        [{ id: application.id, channel: "luotettava-tyontekija", externalId: ID, state: "revoked" }],
      );
      const { items } = await (await acme.ats("GET", "/v1/receipts")).json();
      assert.deepEqual(items[0].receipt.counts, { people: 1, applications: 1, attachments: 0, messages: 1 });
      assert.match(items[0].signature, /^[\w-]+\.\.[\w-]+$/);
      assert.equal((await test.edge.directory.all(sql`SELECT 1 FROM people WHERE wrapped IS NOT NULL`)).length, 0);
    });

    it("LT-4 LT-10 answers 200 to a withdrawal of an unknown id and to a second one, and nothing changes", async () => {
      const acme = await start();
      assert.equal((await send({ ...REVOKED, mydatashare_user_id: "nobody" })).status, 200);
      await send(NEW);
      for (let round = 0; round < 3; round++) assert.equal((await send(REVOKED)).status, 200);
      await test.drain();
      assert.equal((await acme.applications()).length, 1);
      assert.equal(test.receiver.of("application.revoked").length, 1);
    });

    it("LT-11 lets a late retry after a withdrawal bring nothing back, and takes a changed share as a new life", async () => {
      const acme = await start();
      await send(NEW);
      await send(REVOKED);
      await send(NEW);
      await test.drain();
      assert.equal((await acme.applications())[0].state, "revoked");
      assert.equal(test.mailbox.mails.length, 0, "nobody is thanked for a profile that was withdrawn before the mail left");

      const again = { ...NEW, profile: { ...NEW.profile, free_text: "Palasin." } };
      await send(again);
      await test.drain();
      const [application, ...others] = await acme.applications();
      assert.equal(others.length, 0);
      assert.deepEqual([application.state, application.profile.free_text, application.acknowledgement.state], ["received", "Palasin.", "sent"]);
      await send(REVOKED);
      await test.drain();
      assert.equal((await acme.applications())[0].state, "revoked");
      assert.equal(test.receiver.of("application.revoked").length, 2);
    });

    it("LT-11 anonymises where the tenant says so: what is kept names nobody, and replays bring nothing back", async () => {
      const acme = await start({}, { onRevoke: "anonymise" });
      await send(NEW);
      await test.drain();
      await send(REVOKED);
      await test.drain();
      assert.equal((await acme.applications())[0].state, "revoked");
      assert.equal((await (await acme.ats("GET", "/v1/people?email=aijo.yrjola%40example.fi")).json()).items.length, 0);
      const before = test.receiver.deliveries.length;
      await test.operator("POST", "/v1/tenants/acme/messages/replay", { since: "2020-01-01T00:00:00Z" });
      await test.drain();
      assert.ok(test.receiver.deliveries.slice(before).every((each) => !each.body.includes("Yrjölä")));
      const { openContent } = await import("../../edge/core/applications.ts");
      const kept = await openContent(test.edge, "acme", (await acme.applications())[0].id);
      assert.deepEqual(kept?.content.person, { name: null, firstName: null, lastName: null, email: null, phone: null });
      assert.deepEqual(Object.keys(Object(kept?.content.profile)).toSorted(), ["driving_licence", "languages", "occupations"]);
    });

    it("LT-11 flags where the tenant says so: readers see a tombstone, a person decides, and an erasure still finds it", async () => {
      const acme = await start({}, { onRevoke: "flag" });
      await send(NEW);
      await send(REVOKED);
      await test.drain();
      assert.equal((await acme.applications())[0].state, "revoked");
      const { items } = await (await test.operator("GET", "/v1/tenants/acme/log?provider=luotettava-tyontekija")).json();
      assert.ok(items.some((each: { outcome: string }) => each.outcome === "flagged for a person"));
      const { receipt } = await (await acme.ats("POST", "/v1/people/erase", { externalId: ID })).json();
      assert.equal(receipt.counts.people, 1);
    });

    it("LT-2 refuses a wrong, a missing and a foreign key alike, and takes two while rotating", async () => {
      await start();
      await test.tenant("globex", { connect: false });
      const bodies = new Set<string>();
      for (const [headers, path] of [
        [{ authorization: "Bearer wrong" }, PATH],
        [{ authorization: "" }, PATH],
        [{ authorization: `Basic ${TOKEN}` }, PATH],
        [{}, "/hooks/luotettava-tyontekija/globex"],
        [{}, "/hooks/luotettava-tyontekija/nobody"],
        [{}, "/hooks/luotettava-tyontekija/..%2Facme"],
      ] as const) {
        const answer = await send(NEW, headers, path);
        assert.equal(answer.status, 401, path);
        assert.match(answer.headers.get("www-authenticate") ?? "", /^Bearer/);
        bodies.add(JSON.stringify({ ...(await answer.json()), requestId: "" }));
      }
      assert.equal(bodies.size, 1);
      const { token } = await (await test.operator("POST", "/v1/tenants/acme/connections/luotettava-tyontekija/secret")).json();
      for (const each of [token, TOKEN]) assert.equal((await send(NEW, { authorization: `bearer ${each}` })).status, 200);
      test.clock.now += 24 * 3_600_000 + 1;
      assert.equal((await send(NEW)).status, 401);
      assert.equal((await send(NEW, { authorization: `Bearer ${token}` })).status, 200);
    });

    it("LT-3 takes messages from allowed addresses only, IPv4 and IPv6, and believes trusted proxies alone", async () => {
      await start({ allowedIps: ["192.0.2.0/24", "2001:db8::/32"] }, {}, { TRUSTED_PROXIES: "10.0.0.0/8" });
      const from = async (address: string, forwarded?: string) =>
        (
          await test.app.request(
            PATH,
            { method: "POST", headers: { authorization: `Bearer ${TOKEN}`, ...(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }) }, body: JSON.stringify(NEW) },
            { address },
          )
        ).status;
      for (const [address, forwarded, status] of [
        ["192.0.2.7", undefined, 200],
        ["::ffff:192.0.2.7", undefined, 200],
        ["2001:db8::1", undefined, 200],
        ["198.51.100.1", undefined, 403],
        ["2001:db9::1", undefined, 403],
        ["198.51.100.1", "192.0.2.7", 403],
        ["10.1.2.3", "192.0.2.7", 200],
        ["10.1.2.3", "192.0.2.7, 198.51.100.1", 403],
        ["10.1.2.3", "198.51.100.1, 192.0.2.7, 10.9.9.9", 200],
        ["10.1.2.3", undefined, 403],
      ] as const)
        assert.equal(await from(address, forwarded), status, `${address} ${forwarded}`);
      assert.equal((await test.operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { allowedIps: ["nonsense"] })).status, 400);
    });

    it("LT-1 LT-16 shows the address to hand over, a made token once, and what Vastuu Group has to do", async () => {
      await start();
      await test.operator("DELETE", "/v1/tenants/acme/connections/luotettava-tyontekija");
      const made = await (await test.operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", {})).json();
      assert.match(made.token, /^lt_/);
      assert.equal(made.endpoints.profiles, `http://localhost:8787${PATH}`);
      assert.deepEqual([made.state, made.settings.acknowledgement.locale], ["waiting_for_customer", "fi"]);
      const shown = await (await test.request("GET", "/v1/tenants/acme/connections/luotettava-tyontekija", { headers: { ...OPERATOR, "accept-language": "fi" } })).json();
      assert.equal(shown.token, undefined);
      assert.deepEqual(
        shown.checklist.map((each: { id: string }) => each.id),
        ["contact", "notice", "mail", "first-message"],
      );
      await send(NEW, { authorization: `Bearer ${made.token}` });
      await test.drain();
      assert.equal((await (await test.operator("GET", "/v1/tenants/acme/connections/luotettava-tyontekija")).json()).state, "healthy");
    });

    it("LT-13 keeps a profile without an e-mail address and shows that nobody could be thanked", async () => {
      const acme = await start();
      const { email: _, ...profile } = NEW.profile;
      await send({ ...NEW, profile });
      await test.drain();
      const [application] = await acme.applications();
      assert.deepEqual([application.person.email, application.acknowledgement.state], [null, "no-address"]);
      assert.equal(test.mailbox.mails.length, 0);
    });

    it("LT-14 answers 200 while mail is down, tries again, and shows a mail that was refused for good", async () => {
      const acme = await start();
      test.mailbox.failures = [0, 450, 421];
      assert.equal((await send(NEW)).status, 200);
      await test.drain();
      assert.equal((await acme.applications())[0].acknowledgement.state, "waiting");
      for (let round = 0; round < 5; round++) await test.later(2_500);
      assert.equal((await acme.applications())[0].acknowledgement.state, "sent");
      assert.equal(test.mailbox.mails.length, 1);
      test.mailbox.failures = [550];
      await send({ ...NEW, mydatashare_user_id: "bounced" });
      await test.drain();
      assert.equal((await acme.applications()).find((each: { externalId: string }) => each.externalId === "bounced").acknowledgement.state, "failed");
    });

    it("LT-12 writes in the tenant's words and language, and lets nothing in a profile reach a header or the HTML", async () => {
      await start(
        { acknowledgement: { locale: "sv", subject: "Tack, {{firstName}}!", text: "Hej {{firstName}}." } },
        { mail: { from: "jobb@acme.example", replyTo: "hr@acme.example" } },
      );
      await send({ ...NEW, profile: { ...NEW.profile, first_name: "Eva\r\nBcc: x@evil.example<script>" } });
      await test.drain();
      const [mail] = test.mailbox.mails;
      assert.equal(mail?.from, "jobb@acme.example");
      assert.equal(mail?.replyTo, "hr@acme.example");
      assert.equal(mail?.subject, "Tack, Eva Bcc: x@evil.example<script>!");
      assert.ok(!/[\r\n]/.test(mail?.subject ?? "\n"));
      assert.ok(!mail?.html.includes("<script>"));
      assert.match(mail?.text ?? "", /ta tillbaka din ansökan/);
    });

    it("LT-17 reads what the page does not say: flat, in Finnish, in capitals, with a mark at the start, with more fields, as a list", async () => {
      const acme = await start();
      const variants: [string, string][] = [
        ["flat", JSON.stringify({ mydatashare_user_id: "flat", status: "new", email: "a@b.fi", first_name: "Flat" })],
        ["finnish", JSON.stringify({ mydatashare_user_id: "finnish", osaajaprofiili: { etunimi: "Aino", sukunimi: "Ä", sähköposti: "a@b.fi", puhelin: "1" } })],
        ["capitals", JSON.stringify({ mydatashare_user_id: "capitals", status: "NEW ", profile: { email: "a@b.fi" } })],
        ["mark", `\uFEFF${JSON.stringify({ mydatashare_user_id: "mark", profile: { email: "a@b.fi" } })}`],
        ["42", JSON.stringify({ mydatashare_user_id: 42, status: "something else", profile: { contact: { deep: "a@b.fi" } } })],
        ["wrapped", JSON.stringify({ data: { mydatashare_user_id: "wrapped", status: "updated", profile: { name: { fi: "Aino A" } } } })],
        [
          "many",
          JSON.stringify({ mydatashare_user_id: "many", profile: { email: "a@b.fi", ...Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`extra_${index}`, index])) } }),
        ],
      ];
      for (const [, text] of variants) assert.equal((await send(text, { "content-type": "text/plain" }, `${PATH}/`)).status, 200, text.slice(0, 60));
      assert.equal(
        (
          await send([
            { ...NEW, mydatashare_user_id: "one" },
            { ...NEW, mydatashare_user_id: "two" },
          ])
        ).status,
        200,
      );
      const byId = Object.fromEntries((await acme.applications()).map((each: { externalId: string }) => [each.externalId, each]));
      assert.deepEqual(Object.keys(byId).toSorted(), ["42", "capitals", "finnish", "flat", "many", "mark", "one", "two", "wrapped"]);
      assert.deepEqual(
        [byId["finnish"].person.firstName, byId["finnish"].person.email, byId["42"].person.email, byId["wrapped"].person.name],
        ["Aino", "a@b.fi", "a@b.fi", "Aino A"],
      );
      assert.equal(byId["many"].profile.extra_49, 49);
      const { items } = await (await test.operator("GET", "/v1/tenants/acme/log?kind=event&limit=200")).json();
      assert.ok(items.some((each: { outcome: string }) => each.outcome === "share, unknown status"));
    });

    it("LT-1 LT-4 answers what it cannot take clearly, and stores nothing of it", async () => {
      const acme = await start();
      for (const [body, status] of [
        ["", 400],
        ["{", 400],
        ["{}", 422],
        ["[]", 422],
        ["null", 422],
        ['"text"', 422],
        [JSON.stringify({ ...NEW, mydatashare_user_id: "" }), 422],
        [JSON.stringify({ ...NEW, mydatashare_user_id: "x".repeat(256) }), 422],
        [JSON.stringify([NEW, {}]), 422],
        [`{"mydatashare_user_id":"${"x".repeat(1_048_576)}"}`, 413],
      ] as const) {
        const answer = await send(body);
        assert.equal(answer.status, status, body.slice(0, 40));
        assert.match(answer.headers.get("content-type") ?? "", /problem\+json/);
      }
      assert.deepEqual(await acme.applications(), []);
      assert.equal((await test.request("GET", PATH)).status, 405);
    });
  });
}
