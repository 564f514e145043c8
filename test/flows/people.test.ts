// Data-subject requests: a person is found, exported and erased everywhere, with a receipt that anybody can check.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, it } from "node:test";
import { createLocalJWKSet, flattenedVerify } from "jose";
import { openFolder } from "../../edge/media/folder.ts";
import { openSqlite } from "../../edge/db/sqlite.ts";
import { injectPlain, injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const bytesUnder = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "latin1"))
    .join("\n");

describe("a person's data", () => {
  let test: TestApp;
  let folder: string;
  afterEach(async () => {
    await test.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const start = async () => {
    folder = mkdtempSync(join(tmpdir(), "ats-bridge-people-"));
    const db = openSqlite(join(folder, "edge.db"));
    test = await createTestApp({ storage: { db, media: openFolder(join(folder, "media")), close: async () => db.close() } });
    const acme = await test.tenant("acme");
    injectZoe(test.pitchyou.state);
    injectPlain(test.pitchyou.state, "other", { email: "other@example.de" });
    await acme.pull();
    await test.later(1_000);
    return acme;
  };
  const verify = async (receipt: unknown, signature: string) => {
    const jwks = createLocalJWKSet(await (await test.request("GET", "/.well-known/jwks.json")).json());
    const [header = "", , mark = ""] = signature.split(".");
    return flattenedVerify({ protected: header, payload: Buffer.from(JSON.stringify(receipt)).toString("base64url"), signature: mark }, jwks);
  };
  const nowhere = (words: readonly string[]) => {
    const bytes = bytesUnder(folder) + test.logged.join("\n");
    for (const word of words) assert.ok(!bytes.includes(Buffer.from(word).toString("latin1")), `"${word}" stands in a file or the log`);
  };

  it("is never stored or logged in the clear: neither in the database, nor its journal, nor a file", async () => {
    await start();
    nowhere(["Zoë", "Müller", "zoe.mueller@example.de", "+4915100000001", "Seit 2019", "Lebenslauf", "the curriculum vitae", "a3f1c9d2"]);
  });

  it("is found by e-mail, whatever its case, or by the vendor's id, and exported with a receipt", async () => {
    const acme = await start();
    for (const query of ["email=ZOE.Mueller%40example.de", "externalId=a3f1c9d2"]) {
      const { items } = await (await acme.ats("GET", `/v1/people?${query}`)).json();
      assert.deepEqual(
        items.map((each: { applications: { externalId: string }[] }) => each.applications.map((one) => one.externalId)),
        [["a3f1c9d2"]],
      );
    }
    const { items, receipt, signature } = await (await acme.ats("POST", "/v1/people/export", { email: "zoe.mueller@example.de" })).json();
    assert.equal(items[0].applications[0].person.email, "zoe.mueller@example.de");
    const [message] = items[0].messages;
    assert.deepEqual([message.type, message.state, message.body.data.person.email], ["application.received", "delivered", "zoe.mueller@example.de"]);
    assert.deepEqual(receipt.counts, { people: 1, applications: 1, messages: 1, elsewhere: 0 });
    await verify(receipt, signature);
    await assert.rejects(verify({ ...receipt, subject: "somebody else" }, signature));
  });

  it("is gone when the erasure is answered: rows, keys, files, journal; the receipt says what stays elsewhere", async () => {
    const acme = await start();
    const before = bytesUnder(join(folder, "media")).length;
    const { receipt, signature } = await (await acme.ats("POST", "/v1/people/erase", { email: "zoe.mueller@example.de" })).json();
    await verify(receipt, signature);
    assert.deepEqual(receipt.counts, { people: 1, applications: 1, attachments: 2, messages: 1 });
    assert.deepEqual(
      receipt.notErased.map((each: { where: string }) => each.where),
      ["pitchyou"],
    );
    assert.ok(before > 0);
    assert.equal(bytesUnder(join(folder, "media")).length, 0);
    const [sealed] = await test.edge.directory.all({ text: "SELECT count(*) AS count FROM people WHERE wrapped IS NOT NULL", values: [] });
    assert.equal(sealed?.["count"], 1, "only the other person's key is left");

    const feed = await acme.applications();
    const tombstone = feed.find((each: { externalId: string }) => each.externalId === "a3f1c9d2");
    assert.deepEqual(Object.keys(tombstone).toSorted(), ["channel", "externalId", "id", "state", "updatedAt"]);
    assert.equal(tombstone.state, "revoked");
    assert.equal(feed.at(-1).id, tombstone.id, "the feed tells of it as its newest change");
    await test.drain();
    assert.equal(test.receiver.of("application.erased").length, 1);
    assert.equal((await acme.ats("GET", `/v1/people?email=zoe.mueller%40example.de`).then((each) => each.json())).items.length, 0);
  });

  it("stays erased: neither another pull nor a replay brings it back, and a second erasure finds nothing", async () => {
    const acme = await start();
    await acme.ats("POST", "/v1/people/erase", { externalId: "a3f1c9d2" });
    injectZoe(test.pitchyou.state);
    await acme.pull();
    await test.later(1_000);
    const before = test.receiver.deliveries.length;
    await test.operator("POST", "/v1/tenants/acme/messages/replay", { since: "2020-01-01T00:00:00Z" });
    await test.drain();
    const replayed = test.receiver.deliveries.slice(before);
    assert.ok(replayed.length > 0 && replayed.every((each) => !each.body.includes("Zoë")));
    assert.equal((await acme.applications()).filter((each: { state: string }) => each.state === "received").length, 1);
    assert.ok(test.pitchyou.state.profiles.get("acme\na3f1c9d2")?.confirmed, "PitchYou need not list it any longer");
    const { receipt } = await (await acme.ats("POST", "/v1/people/erase", { externalId: "a3f1c9d2" })).json();
    assert.deepEqual(receipt.counts, { people: 0, applications: 0, attachments: 0, messages: 0 });
  });

  it("leaves other people alone, and asks for exactly one way to find somebody", async () => {
    const acme = await start();
    await acme.ats("POST", "/v1/people/erase", { email: "zoe.mueller@example.de" });
    const { items } = await (await acme.ats("GET", "/v1/people?email=other%40example.de")).json();
    assert.equal(items[0].applications[0].state, "received");
    for (const body of [{}, { email: "no address" }, { email: "a@b.de", externalId: "x" }, { name: "Zoë" }]) {
      assert.equal((await acme.ats("POST", "/v1/people/erase", body)).status, 400);
    }
  });
});
