// One suite for both databases: what the edge relies on holds on SQLite and on D1 in real workerd.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { DemandUnmet, UniqueViolation, demand, sql } from "../../edge/db/database.ts";
import { STORAGE_KINDS, closeStorages, openStorage } from "../support/databases.ts";
import type { Storage } from "../support/databases.ts";

after(closeStorages);

const job = (id: string, body = "{}") => sql`INSERT INTO jobs (tenant, id, body, updated_at) VALUES ('t', ${id}, ${body}, 1)`;

for (const kind of STORAGE_KINDS) {
  describe(`the database on ${kind}`, () => {
    let storage: Storage;
    before(async () => {
      storage = await openStorage(kind);
    });
    after(() => storage.close());
    const ids = async () => (await storage.db.all(sql`SELECT id FROM jobs WHERE tenant = 't' ORDER BY id`)).map((row) => row["id"]);
    const clear = () => storage.db.batch([sql`DELETE FROM jobs`]);

    it("commits a batch whole, and answers rows and changes for each statement", async () => {
      await clear();
      const results = await storage.db.batch([job("a"), job("b"), sql`UPDATE jobs SET body = '{"x":1}' WHERE tenant = 't' RETURNING id`, sql`DELETE FROM jobs WHERE id = 'b'`]);
      assert.deepEqual(
        results.map((each) => each.changes),
        [1, 1, 2, 1],
      );
      assert.deepEqual(results[2]?.rows.map((row) => row["id"]).toSorted(), ["a", "b"]);
      assert.deepEqual(await ids(), ["a"]);
    });

    it("rolls a batch back whole when a key is taken, and says which", async () => {
      await clear();
      await storage.db.batch([job("a")]);
      await assert.rejects(storage.db.batch([job("b"), job("a"), job("c")]), (cause) => cause instanceof UniqueViolation && cause.constraint.startsWith("jobs."));
      assert.deepEqual(await ids(), ["a"]);
    });

    it("rolls a batch back whole when a demand is not met", async () => {
      await clear();
      await storage.db.batch([demand(sql`SELECT 1`), job("a")]);
      await assert.rejects(storage.db.batch([job("b"), demand(sql`SELECT 1 FROM jobs WHERE id = 'nobody'`), job("c")]), DemandUnmet);
      await storage.db.batch([demand(sql`SELECT 1 FROM jobs WHERE id = 'a'`), job("d")]);
      assert.deepEqual(await ids(), ["a", "d"]);
    });

    it("keeps batches that arrive together apart: one that fails takes none of the others with it", async () => {
      await clear();
      await storage.db.batch([job("taken")]);
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => storage.db.batch([job(`n${index}`), job(index % 4 === 0 ? "taken" : `m${index}`)])));
      assert.equal(outcomes.filter((each) => each.status === "rejected").length, 5);
      assert.equal((await ids()).length, 1 + 15 * 2);
    });

    it("lets exactly one of many parallel writers take a key", async () => {
      await clear();
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => storage.db.batch([job("one")])));
      assert.equal(outcomes.filter((each) => each.status === "fulfilled").length, 1);
    });

    it("gives back texts as they went in, and reads lists through json_each", async () => {
      await clear();
      const body = JSON.stringify({ text: "Zoë 🙂 \u0000 'quoted' \"double\"" });
      await storage.db.batch([job("x", body), job("y")]);
      const rows = await storage.db.all(sql`SELECT body FROM jobs WHERE id IN (SELECT value FROM json_each(${JSON.stringify(["x"])}))`);
      assert.deepEqual(
        rows.map((row) => row["body"]),
        [body],
      );
    });

    it("splices fragments with their values, and binds null", async () => {
      await clear();
      await storage.db.batch([job("a"), job("b")]);
      const only = sql`id = ${"b"}`;
      const rows = await storage.db.all(sql`SELECT id, ${null} AS empty FROM jobs WHERE ${only} AND tenant = ${"t"}`);
      assert.deepEqual(
        rows.map((row) => [row["id"], row["empty"]]),
        [["b", null]],
      );
    });

    it("refuses to change the audit", async () => {
      await storage.db.batch([sql`INSERT INTO audit (tenant, at, actor, action) VALUES ('t', 1, 'operator', 'test')`]);
      await assert.rejects(storage.db.batch([sql`UPDATE audit SET actor = 'nobody'`]));
    });

    it("answers an empty batch with nothing", async () => assert.deepEqual(await storage.db.batch([]), []));

    it("stores, reads and deletes media of any length", async () => {
      for (const size of [0, 1, 100_000, 11 * 1024 * 1024 + 3]) {
        const bytes = new Uint8Array(size).map((_, index) => index % 251);
        const id = `media_${kind}${size}ab`;
        await storage.media.put(id, new Blob([bytes]).stream());
        const found = await storage.media.get(id);
        assert.ok(found);
        assert.deepEqual(new Uint8Array(await new Response(found).arrayBuffer()), bytes);
        await storage.media.delete(id);
        assert.equal(await storage.media.get(id), null);
      }
    });

    it("stores nothing of a stream that breaks off", async () => {
      const breaking = new ReadableStream<Uint8Array>({
        pull(controller) {
          controller.enqueue(new Uint8Array(6 * 1024 * 1024));
          if (++pulls > 2) controller.error(new Error("broke off"));
        },
      });
      let pulls = 0;
      await assert.rejects(storage.media.put(`media_${kind}broken`, breaking));
      assert.equal(await storage.media.get(`media_${kind}broken`), null);
    });
  });
}
