// Retention: what has outlived its time goes by itself, and so do files that a crash left without an owner.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { sql } from "../../edge/db/database.ts";
import { injectPlain, injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { createTestApp } from "../support/test-app.ts";

const DAY = 24 * 3_600_000;

describe("the nightly purge", () => {
  it("removes applications, messages and log lines after their own times, and keeps the younger ones", async () => {
    const test = await createTestApp();
    const acme = await test.tenant("acme");
    await test.operator("PUT", "/v1/tenants/acme", { name: "acme", origins: [], retentionDays: { application: 30, message: 10, log: 5 } });
    injectZoe(test.pitchyou.state);
    await acme.pull();
    await test.later(9 * DAY);
    injectPlain(test.pitchyou.state, "younger");
    await acme.pull();
    const count = async (table: string) =>
      Number((await test.edge.directory.all({ text: `SELECT count(*) AS count FROM ${table} WHERE tenant = 'acme'`, values: [] }))[0]?.["count"]);
    const states = async () => Object.fromEntries((await acme.applications()).map((each: { externalId: string; state: string }) => [each.externalId, each.state]));
    assert.deepEqual(await states(), { a3f1c9d2: "received", younger: "received" });

    for (let day = 0; day < 3; day++) await test.later(DAY);
    assert.equal((await test.edge.directory.all(sql`SELECT id FROM messages WHERE type = 'application.received'`)).length, 1);
    for (let day = 0; day < 20; day++) await test.later(DAY);
    assert.deepEqual(await states(), { a3f1c9d2: "revoked", younger: "received" });
    assert.equal(await count("media"), 0);
    assert.equal(await count("attachments"), 0);
    for (let day = 0; day < 10; day++) await test.later(DAY);
    assert.deepEqual(await states(), { a3f1c9d2: "revoked", younger: "revoked" });
    assert.equal((await test.edge.directory.all(sql`SELECT id FROM people WHERE wrapped IS NOT NULL`)).length, 0);
    await test.close();
  });

  it("sweeps a file that was stored for an application that never came to be", async () => {
    const test = await createTestApp();
    await test.tenant("acme");
    await test.edge.directory.batch([sql`INSERT INTO media (id, tenant, state, created_at) VALUES ('media_orphan', 'acme', 'pending', ${test.clock.now})`]);
    await test.edge.media.put("media_orphan", new Blob(["left behind"]).stream());
    await test.later(DAY - 1);
    assert.ok(await test.edge.media.get("media_orphan"));
    await test.later(DAY + 2);
    assert.equal(await test.edge.media.get("media_orphan"), null);
    await test.close();
  });
});
