// The runner over a database whose answers take their time and overtake each other, as D1's do.
import assert from "node:assert/strict";
import { it } from "node:test";
import { createRunner } from "../../edge/core/runner.ts";
import { enqueue } from "../../edge/core/tasks.ts";
import { findAll, sql } from "../../edge/db/database.ts";
import type { Database } from "../../edge/db/database.ts";
import { openSqliteStorage } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import * as v from "valibot";

/** Answers arrive up to `ms` late, each on its own way. */
const late = (db: Database, ms: number): Database => {
  const after = async <T>(answer: Promise<T>): Promise<T> => {
    const got = await answer;
    await new Promise((later) => setTimeout(later, Math.random() * ms));
    return got;
  };
  return { all: (statement) => after(db.all(statement)), batch: (statements) => after(db.batch(statements)), scrub: () => db.scrub() };
};

it("drains whatever is due, however answers overtake each other", async () => {
  const storage = openSqliteStorage();
  const test = await createTestApp({ storage });
  const db = late(storage.db, 6);
  const edge = { ...test.edge, shards: [db], databaseFor: () => db, directory: db };
  for (let round = 0; round < 40; round++) {
    let ran = 0;
    const handlers = {
      "test.work": {
        run: async () => {
          await new Promise((later) => setTimeout(later, Math.random() * 2));
          ran++;
          return [];
        },
      },
    };
    await db.batch(Array.from({ length: 9 }, () => enqueue(edge, "acme", { name: "test.work" })));
    const runner = createRunner(edge, handlers);
    await runner.drain();
    assert.equal(ran, 9, `round ${round}`);
    assert.deepEqual(await findAll(storage.db, v.object({ id: v.string() }), sql`SELECT id FROM tasks`), []);
    await runner.stop();
  }
  await test.close();
});
