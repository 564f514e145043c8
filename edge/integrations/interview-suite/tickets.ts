// Things on their way through a browser: a sign-on, a code, a consent. Each has an unguessable name and can be taken once.
import * as v from "valibot";
import { seal, toBase64Url, unseal } from "../../core/keyring.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import { sql } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";

export type TicketKind = "consent" | "sign-on" | "login" | "code";
const Row = v.object({ tenant: v.string(), body: v.string(), expires_at: v.number() });
const place = (id: string) => `interview_tickets/${id}`;

/** Keeps the body sealed for `ttlMs` and answers the name to hand out. */
export const issueTicket = async (edge: Edge, tenant: string, kind: TicketKind, body: unknown, ttlMs: number): Promise<string> => {
  const id = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const sealed = await seal((await tenantKeys(edge, tenant)).data, place(id), JSON.stringify(body));
  await edge.directory.batch([
    sql`DELETE FROM interview_tickets WHERE tenant = ${tenant} AND expires_at < ${edge.now()}`,
    sql`INSERT INTO interview_tickets (id, tenant, kind, body, expires_at) VALUES (${id}, ${tenant}, ${kind}, ${sealed}, ${edge.now() + ttlMs})`,
  ]);
  return id;
};

/** Whoever takes it first has it; null for a second time, a late one and a stranger's. */
export const takeTicket = async <S extends v.GenericSchema>(edge: Edge, kind: TicketKind, id: string, schema: S): Promise<{ tenant: string; body: v.InferOutput<S> } | null> => {
  const [taken] = await edge.directory.batch([sql`DELETE FROM interview_tickets WHERE id = ${id} AND kind = ${kind} RETURNING tenant, body, expires_at`]);
  const row = v.safeParse(Row, taken?.rows[0]);
  if (!row.success || row.output.expires_at <= edge.now()) return null;
  const { tenant, body } = row.output;
  return { tenant, body: v.parse(schema, JSON.parse(await unseal((await tenantKeys(edge, tenant)).data, place(id), body))) };
};
