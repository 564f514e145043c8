// Applications: one candidate's application each, sealed under the candidate's own key, read as a change feed.
import * as v from "valibot";
import { Application } from "../api.ts";
import type { Tombstone } from "../api.ts";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { seal, unseal } from "./keyring.ts";
import { openPersonKey } from "./people.ts";
import { lookupHash, tenantKeys } from "./tenant-keys.ts";
import type { TenantKeys } from "./tenant-keys.ts";

export type Channel = Application["channel"];
export const CHANNELS = Application.entries.channel.options;
/** The part that is sealed; the rest are columns. */
const Content = v.omit(Application, ["id", "channel", "externalId", "jobId", "state", "receivedAt", "updatedAt", "acknowledgement"]);
export type Content = v.InferOutput<typeof Content>;

const ApplicationRow = v.object({
  id: v.string(),
  seq: v.number(),
  channel: v.picklist(["pitchyou", "luotettava-tyontekija", "icims"]),
  external_sealed: v.string(),
  person: v.string(),
  job_id: v.nullable(v.string()),
  state: v.picklist(["received", "updated", "revoked", "parked"]),
  sealed: v.nullable(v.string()),
  received_at: v.number(),
  updated_at: v.number(),
  acknowledgement: v.nullable(v.picklist(["waiting", "sent", "failed", "no-address"])),
  acknowledged_at: v.nullable(v.number()),
  wrapped: v.nullable(v.string()),
});
type ApplicationRow = v.InferOutput<typeof ApplicationRow>;

const contentPlace = (id: string) => `applications/${id}/sealed`;
const externalPlace = (id: string) => `applications/${id}/external`;

export const externalHash = (keys: TenantKeys, channel: Channel, externalId: string) => lookupHash(keys, `application/${channel}`, externalId);

type NewApplication = {
  readonly id: string;
  readonly channel: Channel;
  readonly externalId: string;
  readonly person: { readonly id: string; readonly key: CryptoKey };
  readonly jobId: string | null;
  readonly state: "received" | "updated" | "parked";
  readonly content: Content;
};

/** Fails the batch with a `UniqueViolation` when this channel's id is already there. */
export const saveApplication = async (edge: Edge, tenant: string, keys: TenantKeys, application: NewApplication): Promise<Statement> => {
  const { id, channel, externalId, person } = application;
  const now = edge.now();
  return sql`INSERT INTO applications (id, tenant, seq, channel, external_hash, external_sealed, person, job_id, state, sealed, received_at, updated_at)
    VALUES (${id}, ${tenant}, (SELECT coalesce(max(seq), 0) + 1 FROM applications WHERE tenant = ${tenant}), ${channel},
      ${externalHash(keys, channel, externalId)}, ${await seal(keys.data, externalPlace(id), externalId)}, ${person.id}, ${application.jobId}, ${application.state},
      ${await seal(person.key, contentPlace(id), JSON.stringify(application.content))}, ${now}, ${now})`;
};

/** The application as a reader sees it right after `saveApplication`. */
export const asSaved = (edge: Edge, application: NewApplication): Application => {
  const at = new Date(edge.now()).toISOString();
  const { id, channel, externalId, jobId, state, content } = application;
  return { id, channel, externalId, jobId, state, ...content, receivedAt: at, updatedAt: at };
};

const readRow = async (keys: TenantKeys, row: ApplicationRow): Promise<Application | Tombstone> => {
  const externalId = await unseal(keys.data, externalPlace(row.id), row.external_sealed);
  const updatedAt = new Date(row.updated_at).toISOString();
  if (row.state === "revoked" || row.sealed === null || row.wrapped === null) {
    return { id: row.id, channel: row.channel, externalId, state: "revoked", updatedAt };
  }
  const key = await openPersonKey(keys, row.person, row.wrapped);
  const content = v.parse(Content, JSON.parse(await unseal(key, contentPlace(row.id), row.sealed)));
  return {
    id: row.id,
    channel: row.channel,
    externalId,
    jobId: row.job_id,
    state: row.state,
    ...content,
    receivedAt: new Date(row.received_at).toISOString(),
    updatedAt,
    ...acknowledgementOf(row),
  };
};

const acknowledgementOf = ({ acknowledgement, acknowledged_at }: ApplicationRow) =>
  acknowledgement === null || acknowledged_at === null ? {} : { acknowledgement: { state: acknowledgement, since: new Date(acknowledged_at).toISOString() } };

const selectWithKey = sql`SELECT applications.*, people.wrapped FROM applications LEFT JOIN people ON people.id = applications.person`;

export const findApplication = async (edge: Edge, tenant: string, id: string): Promise<Application | Tombstone | null> => {
  const row = await findOne(edge.databaseFor(tenant), ApplicationRow, sql`${selectWithKey} WHERE applications.id = ${id} AND applications.tenant = ${tenant}`);
  return row && readRow(await tenantKeys(edge, tenant), row);
};

/** In order of their last change; `seq` of the last one is where the next reading goes on. */
export const listApplications = async (edge: Edge, tenant: string, after: number, limit: number) => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    ApplicationRow,
    sql`${selectWithKey} WHERE applications.tenant = ${tenant} AND applications.seq > ${after} ORDER BY applications.seq LIMIT ${limit}`,
  );
  const keys = await tenantKeys(edge, tenant);
  return { items: await Promise.all(rows.map((row) => readRow(keys, row))), last: rows.at(-1)?.seq ?? after };
};

/** Those received since a moment (milliseconds since 1970), in the order of the feed. */
export const listReceivedSince = async (edge: Edge, tenant: string, since: number, after: number, limit: number) => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    ApplicationRow,
    sql`${selectWithKey} WHERE applications.tenant = ${tenant} AND applications.received_at >= ${since} AND applications.seq > ${after} ORDER BY applications.seq LIMIT ${limit}`,
  );
  const keys = await tenantKeys(edge, tenant);
  return { items: await Promise.all(rows.map((row) => readRow(keys, row))), last: rows.at(-1)?.seq ?? after };
};

export const listApplicationsOf = async (edge: Edge, tenant: string, person: string) => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    ApplicationRow,
    sql`${selectWithKey} WHERE applications.person = ${person} AND applications.tenant = ${tenant} ORDER BY applications.seq`,
  );
  const keys = await tenantKeys(edge, tenant);
  return Promise.all(rows.map((row) => readRow(keys, row)));
};

const nextSeq = (tenant: string) => sql`(SELECT coalesce(max(seq), 0) + 1 FROM applications WHERE tenant = ${tenant})`;

type Change = {
  readonly id: string;
  readonly person: { readonly id: string; readonly key: CryptoKey };
  readonly jobId: string | null;
  readonly state: "received" | "updated" | "parked";
  readonly content: Content;
};

/** Replaces what is known, also of a tombstone that comes back to life with a new person's key. */
export const changeApplication = async (edge: Edge, tenant: string, { id, person, jobId, state, content }: Change): Promise<Statement> => {
  const now = edge.now();
  return sql`UPDATE applications SET seq = ${nextSeq(tenant)}, person = ${person.id}, job_id = ${jobId}, sealed = ${await seal(person.key, contentPlace(id), JSON.stringify(content))},
    received_at = CASE WHEN state = 'revoked' THEN ${now} ELSE received_at END, acknowledgement = CASE WHEN state = 'revoked' THEN NULL ELSE acknowledgement END,
    state = ${state}, updated_at = ${now} WHERE id = ${id} AND tenant = ${tenant}`;
};

/** Withdrawn, but what is left stays sealed where the tenant's policy keeps it; readers see a tombstone. */
export const revokeApplication = async (edge: Edge, tenant: string, id: string, rest: { readonly key: CryptoKey; readonly content: Content } | null): Promise<Statement> => {
  const sealed = rest && (await seal(rest.key, contentPlace(id), JSON.stringify(rest.content)));
  return sql`UPDATE applications SET state = 'revoked', seq = ${nextSeq(tenant)}, sealed = coalesce(${sealed}, sealed), updated_at = ${edge.now()} WHERE id = ${id} AND tenant = ${tenant}`;
};

/** How the acknowledgement stands; a change of it moves the application in the feed. */
export const setAcknowledgement = (edge: Edge, tenant: string, id: string, state: string): Statement =>
  sql`UPDATE applications SET acknowledgement = ${state}, acknowledged_at = ${edge.now()}, seq = ${nextSeq(tenant)} WHERE id = ${id} AND tenant = ${tenant}`;

export type OpenedContent = {
  readonly person: string;
  readonly key: CryptoKey;
  readonly content: Content;
  readonly jobId: string | null;
  readonly state: string;
  readonly receivedAt: string;
  readonly acknowledgement?: Application["acknowledgement"];
};

/** What is sealed of an application, also of a withdrawn one, with the key that seals it. */
export const openContent = async (edge: Edge, tenant: string, id: string): Promise<OpenedContent | null> => {
  const row = await findOne(edge.databaseFor(tenant), ApplicationRow, sql`${selectWithKey} WHERE applications.id = ${id} AND applications.tenant = ${tenant}`);
  if (!row || row.sealed === null || row.wrapped === null) return null;
  const key = await openPersonKey(await tenantKeys(edge, tenant), row.person, row.wrapped);
  const content = v.parse(Content, JSON.parse(await unseal(key, contentPlace(id), row.sealed)));
  return { person: row.person, key, content, jobId: row.job_id, state: row.state, receivedAt: new Date(row.received_at).toISOString(), ...acknowledgementOf(row) };
};

/** Leaves a tombstone that moves to the end of the feed. */
export const buryApplication = (edge: Edge, tenant: string, id: string): Statement =>
  sql`UPDATE applications SET state = 'revoked', sealed = NULL, job_id = NULL, updated_at = ${edge.now()},
    seq = (SELECT coalesce(max(seq), 0) + 1 FROM applications WHERE tenant = ${tenant}) WHERE id = ${id} AND tenant = ${tenant}`;

/** The application that a vendor's id names, if its data still stands. */
export const findByExternalId = async (edge: Edge, tenant: string, channel: Channel, externalId: string): Promise<{ id: string; state: string } | null> =>
  findOne(
    edge.databaseFor(tenant),
    v.object({ id: v.string(), state: v.string() }),
    sql`SELECT id, state FROM applications WHERE tenant = ${tenant} AND channel = ${channel} AND external_hash = ${externalHash(await tenantKeys(edge, tenant), channel, externalId)}`,
  );
