// Idempotency-Key: a repeated create never makes a second resource, and the same key with another body is refused.
import type { Context } from "hono";
import * as v from "valibot";
import { UniqueViolation, findOne, sql } from "../db/database.ts";
import type { Database, Statement } from "../db/database.ts";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { sha256Hex } from "./keyring.ts";

const Row = v.object({ fingerprint: v.string(), resource: v.string() });

type Creation = {
  readonly db: Database;
  readonly tenant: string;
  readonly body: unknown;
  /** The id that the new resource gets. */
  readonly resource: string;
  readonly statements: readonly Statement[];
};

/** Commits the creation, unless this tenant's key was used before: then answers what the first one made. */
export const createOnce = async (
  edge: Edge,
  http: Pick<Context, "req">,
  { db, tenant, body, resource, statements }: Creation,
): Promise<{ resource: string; repeated: boolean }> => {
  const key = http.req.header("idempotency-key");
  if (key === undefined) {
    await db.batch(statements);
    return { resource, repeated: false };
  }
  if (key === "" || key.length > 200) throw new Refusal({ status: 400, code: "invalid-idempotency-key", message: "the header Idempotency-Key must have 1 to 200 characters" });
  const fingerprint = sha256Hex(`${http.req.method} ${http.req.path}\n${JSON.stringify(body)}`);
  try {
    await db.batch([
      sql`INSERT INTO idempotency (tenant, key, fingerprint, resource, created_at) VALUES (${tenant}, ${key}, ${fingerprint}, ${resource}, ${edge.now()})`,
      ...statements,
    ]);
    return { resource, repeated: false };
  } catch (cause) {
    if (!(cause instanceof UniqueViolation) || !cause.constraint.startsWith("idempotency")) throw cause;
  }
  const first = await findOne(db, Row, sql`SELECT fingerprint, resource FROM idempotency WHERE tenant = ${tenant} AND key = ${key}`);
  if (first?.fingerprint !== fingerprint) throw new Refusal({ status: 409, code: "idempotency-conflict", message: `the Idempotency-Key "${key}" was used with another body` });
  return { resource: first.resource, repeated: true };
};
