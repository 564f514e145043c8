// at least a second between batch calls to LinkedIn, for the whole deployment. A row hands out the moments.
import * as v from "valibot";
import { sql } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";

// What two sendings may lose on their way to LinkedIn's clock is added to its second.
export const GAP_MS = 1_000 + 120;

const Slot = v.object({ next_at: v.number() });

/** Milliseconds until the moment that is now ours. Taken is taken: an unused one only costs its second. */
export const takeSlot = async (edge: Edge): Promise<number> => {
  const now = edge.now();
  const [result] = await edge.directory.batch([
    sql`INSERT INTO linkedin_slots (id, next_at) VALUES (1, ${now + GAP_MS})
      ON CONFLICT (id) DO UPDATE SET next_at = max(next_at, ${now}) + ${GAP_MS} RETURNING next_at`,
  ]);
  return Math.max(0, v.parse(Slot, result?.rows[0]).next_at - GAP_MS - now);
};

/** How long a slot taken now would have to wait, without taking it. */
export const slotWaitMs = async (edge: Edge): Promise<number> => {
  const [row] = await edge.directory.all(sql`SELECT next_at FROM linkedin_slots WHERE id = 1`);
  return row ? Math.max(0, v.parse(Slot, row).next_at - edge.now()) : 0;
};
