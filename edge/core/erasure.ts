// Export and erasure of a person over every table, file and message, each with a receipt.
import * as v from "valibot";
import type { Receipt } from "../api.ts";
import { findAll, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { buryApplication, listApplicationsOf } from "./applications.ts";
import { doomAttachments, sweepMedia } from "./attachments.ts";
import { toBase64Url, sha256 } from "./keyring.ts";
import { tell } from "./messages.ts";
import { findPeople, forgetPerson } from "./people.ts";
import type { Identity } from "./people.ts";
import { tenantKeys } from "./tenant-keys.ts";

const Count = v.object({ count: v.number() });

const counted = async (edge: Edge, tenant: string, query: Statement) => (await findAll(edge.databaseFor(tenant), Count, query))[0]?.count ?? 0;

/** Proof without the data: whoever knows the e-mail address or id can compute the same hash. */
const subjectOf = async (identity: Identity) => `sha256:${toBase64Url(await sha256((identity.email?.trim().toLowerCase() ?? identity.externalId ?? "")))}`;

const receiptOf = async (edge: Edge, tenant: string, kind: Receipt["kind"], identity: Identity, counts: Receipt["counts"], notErased: Receipt["notErased"]): Promise<Receipt> => ({
  id: edge.newId("receipt"),
  kind,
  tenant,
  at: new Date(edge.now()).toISOString(),
  subject: await subjectOf(identity),
  counts,
  notErased,
});

export const listPeople = async (edge: Edge, tenant: string, identity: Identity) => {
  const people = await findPeople(edge, tenant, await tenantKeys(edge, tenant), identity);
  return Promise.all(people.map(async ({ id }) => ({ id, applications: await listApplicationsOf(edge, tenant, id) })));
};

export const exportPerson = async (edge: Edge, tenant: string, identity: Identity) => {
  const items = await listPeople(edge, tenant, identity);
  const counts = { people: items.length, applications: items.flatMap((item) => item.applications).length };
  return { items, receipt: await receiptOf(edge, tenant, "export", identity, counts, []) };
};

/** Erased when it returns: rows, messages, files, and what journals held of them. */
export const erasePerson = async (edge: Edge, tenant: string, identity: Identity): Promise<Receipt> => {
  const db = edge.databaseFor(tenant);
  const keys = await tenantKeys(edge, tenant);
  const people = await findPeople(edge, tenant, keys, identity);
  const counts = { people: people.length, applications: 0, attachments: 0, messages: 0 };
  const upstream = new Set<string>();

  for (const { id } of people) {
    const applications = await listApplicationsOf(edge, tenant, id);
    counts.applications += applications.length;
    counts.messages += await counted(edge, tenant, sql`SELECT count(*) AS count FROM messages WHERE person = ${id}`);
    const statements: Statement[] = [];
    for (const application of applications) {
      upstream.add(application.channel);
      counts.attachments += await counted(edge, tenant, sql`SELECT count(*) AS count FROM attachments WHERE application = ${application.id}`);
      const data = { id: application.id, channel: application.channel, externalId: application.externalId, state: "revoked" };
      statements.push(
        buryApplication(edge, tenant, application.id),
        ...doomAttachments(application.id),
        ...(await tell(edge, tenant, keys, { type: "application.erased", data, subject: application.id })),
      );
    }
    await db.batch([...statements, sql`DELETE FROM messages WHERE person = ${id}`, ...forgetPerson(id)]);
  }
  await sweepMedia(edge, tenant);
  await db.scrub();
  edge.kick();

  const notErased = [...upstream].map((where) => ({ where, why: "the vendor's own copy is erased by the vendor: its API has no call for it" }));
  return receiptOf(edge, tenant, "erase", identity, counts, notErased);
};
