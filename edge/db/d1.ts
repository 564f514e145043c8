// The database port over Cloudflare D1: https://developers.cloudflare.com/d1/worker-api/
import type { D1Database, D1Result } from "@cloudflare/workers-types";
import { asDatabaseError } from "./database.ts";
import type { Database, Row, Statement } from "./database.ts";

const answer = (result: D1Result<Row>) => ({ rows: result.results ?? [], changes: result.meta.changes ?? 0 });

export const openD1 = (d1: D1Database): Database => {
  const prepare = ({ text, values }: Statement) => d1.prepare(text).bind(...values);
  return {
    async all(statement) {
      return (await prepare(statement).all<Row>()).results;
    },
    async batch(statements) {
      if (statements.length === 0) return [];
      try {
        return (await d1.batch<Row>(statements.map(prepare))).map(answer);
      } catch (cause) {
        throw asDatabaseError(cause);
      }
    },
    // D1's journal and its 30 days of history are Cloudflare's: receipts name the day they end.
    async scrub() {},
  };
};
