// The ATS's own change feed, for a bridge that comes and asks instead of being told.
import { timingSafeEqual } from "node:crypto";
import { Hono } from "hono";
import type { Env, Parts } from "../app.ts";

const pageSize = 100;

export function createChanges({ store, feedToken }: Pick<Parts, "store" | "feedToken">): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/changes", (c) => {
    if (!isSame(c.req.header("authorization") ?? "", `Bearer ${feedToken}`)) return c.json({ error: "wrong token" }, 401, { "www-authenticate": "Bearer" });
    const after = Number(c.req.query("after") ?? 0);
    if (!Number.isSafeInteger(after) || after < 0) return c.json({ error: "after is no cursor of ours" }, 400);
    const changes = store.changes.after(after, pageSize);
    // Null says that nothing is newer: the cursor before stays.
    return c.json({ items: changes.map(({ id, type, data }) => ({ id, type, data })), next: changes.at(-1)?.number.toString() ?? null }, 200, { "cache-control": "no-store" });
  });

  return app;
}

function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
