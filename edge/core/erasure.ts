// Export and erasure of a person over every table, file and message, each with a receipt.
import * as v from "valibot";
import type { Receipt } from "../api.ts";
import { findAll, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { buryApplication, listApplicationsOf } from "./applications.ts";
import { doomAttachments, sweepMedia } from "./attachments.ts";
import { toBase64Url, sha256 } from "./keyring.ts";
import { openMessagesOf, tell } from "./messages.ts";
import { findPeople, forgetPerson, openPersonKey } from "./people.ts";
import type { Identity } from "./people.ts";
import { tenantKeys } from "./tenant-keys.ts";
import { PERSON_ROWS } from "./tenants.ts";

const Count = v.object({ count: v.number() });

const counted = async (edge: Edge, tenant: string, query: Statement) => (await findAll(edge.databaseFor(tenant), Count, query))[0]?.count ?? 0;

/** Proof without the data: whoever knows the e-mail address or id can compute the same hash. */
const subjectOf = (identity: Identity) => `sha256:${toBase64Url(sha256(identity.email?.trim().toLowerCase() ?? identity.externalId ?? ""))}`;

const receiptOf = async (edge: Edge, tenant: string, kind: Receipt["kind"], identity: Identity, counts: Receipt["counts"], notErased: Receipt["notErased"]): Promise<Receipt> => ({
  id: edge.newId("receipt"),
  kind,
  tenant,
  at: new Date(edge.now()).toISOString(),
  subject: subjectOf(identity),
  counts,
  notErased,
});

export const listPeople = async (edge: Edge, tenant: string, identity: Identity) => {
  const people = await findPeople(edge, tenant, await tenantKeys(edge, tenant), identity);
  return Promise.all(people.map(async ({ id }) => ({ id, applications: await listApplicationsOf(edge, tenant, id) })));
};

/** What a room keeps of a person beside applications. */
export type Holding = { readonly system: string; readonly what: string; readonly data: unknown };
export type Holdings = (edge: Edge, tenant: string, person: { readonly id: string; readonly key: CryptoKey }) => Promise<readonly Holding[]>;

export const exportPerson = async (edge: Edge, tenant: string, identity: Identity, holdings: readonly Holdings[]) => {
  const keys = await tenantKeys(edge, tenant);
  const people = await findPeople(edge, tenant, keys, identity);
  const items = await Promise.all(
    people.map(async ({ id, wrapped }) => {
      const person = wrapped === null ? null : { id, key: await openPersonKey(keys, id, wrapped) };
      return {
        id,
        applications: await listApplicationsOf(edge, tenant, id),
        messages: person ? await openMessagesOf(edge, tenant, person) : [],
        elsewhere: person ? (await Promise.all(holdings.map((each) => each(edge, tenant, person)))).flat() : [],
      };
    }),
  );
  const many = (of: (item: (typeof items)[number]) => readonly unknown[]) => items.flatMap(of).length;
  const counts = { people: items.length, applications: many((item) => item.applications), messages: many((item) => item.messages), elsewhere: many((item) => item.elsewhere) };
  return { items, receipt: await receiptOf(edge, tenant, "export", identity, counts, []) };
};

type Counts = { readonly applications: number; readonly attachments: number; readonly messages: number };

/** All that goes with one person, to be committed in one batch; `sweepMedia` and `scrub` follow it. */
export const erasureOf = async (edge: Edge, tenant: string, person: string, type: "application.erased" | "application.revoked") => {
  const keys = await tenantKeys(edge, tenant);
  const applications = await listApplicationsOf(edge, tenant, person);
  const counts = { applications: applications.length, attachments: 0, messages: await counted(edge, tenant, sql`SELECT count(*) AS count FROM messages WHERE person = ${person}`) };
  const statements: Statement[] = [];
  for (const { id, channel, externalId } of applications) {
    counts.attachments += await counted(edge, tenant, sql`SELECT count(*) AS count FROM attachments WHERE application = ${id}`);
    statements.push(
      buryApplication(edge, tenant, id),
      ...doomAttachments(id),
      ...(await tell(edge, tenant, keys, { type, data: { id, channel, externalId, state: "revoked" }, subject: id })),
    );
  }
  const channels: string[] = applications.map(({ channel }) => channel);
  for (const { table, system } of PERSON_ROWS) {
    if ((await counted(edge, tenant, { text: `SELECT count(*) AS count FROM ${table} WHERE person = ?`, values: [person] })) > 0) channels.push(system);
  }
  return { counts, channels, statements: [...statements, sql`DELETE FROM messages WHERE person = ${person}`, ...forgetPerson(person)] };
};

/** Removes what a committed erasure has left: files, and what journals held. */
export const cleanUp = async (edge: Edge, tenant: string): Promise<void> => {
  await sweepMedia(edge, tenant);
  await edge.databaseFor(tenant).scrub();
};

const UPSTREAM = "the vendor's own copy is erased by the vendor: its API has no call for it";

/** A receipt of what this person's erasure removes. */
export const erasureReceipt = (edge: Edge, tenant: string, identity: Identity, people: number, counts: Counts, channels: readonly string[]): Promise<Receipt> =>
  receiptOf(
    edge,
    tenant,
    "erase",
    identity,
    { people, ...counts },
    [...new Set(channels)].map((where) => ({ where, why: UPSTREAM })),
  );

/** Erased when it returns: rows, messages, files, and what journals held of them. */
export const erasePerson = async (edge: Edge, tenant: string, identity: Identity): Promise<Receipt> => {
  const people = await findPeople(edge, tenant, await tenantKeys(edge, tenant), identity);
  const total = { applications: 0, attachments: 0, messages: 0 };
  const upstream: string[] = [];
  for (const { id } of people) {
    const { counts, channels, statements } = await erasureOf(edge, tenant, id, "application.erased");
    await edge.databaseFor(tenant).batch(statements);
    total.applications += counts.applications;
    total.attachments += counts.attachments;
    total.messages += counts.messages;
    upstream.push(...channels);
  }
  await cleanUp(edge, tenant);
  edge.kick();
  return erasureReceipt(edge, tenant, identity, people.length, total, upstream);
};
