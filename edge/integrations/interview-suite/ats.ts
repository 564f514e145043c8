// What the ATS says of its jobs, applications and users: kept sealed as it stands; a task then tells the suite.
// Events and items of the change feed have the same shape.
import * as v from "valibot";
import type { Holdings } from "../../core/erasure.ts";
import { seal, unseal } from "../../core/keyring.ts";
import { emailLookup, findableAs, newPerson, openPersonKey } from "../../core/people.ts";
import { enqueue } from "../../core/tasks.ts";
import { lookupHash, tenantKeys } from "../../core/tenant-keys.ts";
import type { TenantKeys } from "../../core/tenant-keys.ts";
import { demand, findAll, findOne, sql } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";
import { ROLES } from "./map.ts";

const text = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(most));
const Id = v.pipe(v.union([v.string(), v.number()], "must be an id"), v.transform(String), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(255));
const Email = v.pipe(v.string(), v.trim(), v.regex(/^[^\s@]+@[^\s@]+$/, "must be an e-mail address"), v.maxLength(320));
const Moment = v.pipe(
  v.string(),
  v.check((value) => !Number.isNaN(Date.parse(value)), "must be a date or a moment in ISO 8601"),
);

const Job = v.strictObject({ id: Id, title: text(500), language: v.optional(text(35)), contactEmail: v.optional(Email), closed: v.optional(v.boolean()) });
const Person = v.strictObject({ firstName: text(200), lastName: text(200), email: v.nullable(Email), phone: v.optional(v.nullable(text(100))) });
const ApplicationData = v.strictObject({ id: Id, jobId: Id, person: Person, invite: v.optional(v.boolean()), deadline: v.optional(Moment) });
const User = v.strictObject({ id: Id, firstName: text(200), lastName: text(200), email: Email, role: v.picklist(ROLES) });
const Named = v.strictObject({ id: Id });
const EventId = text(255);

/** `{id, type, data}`, as `POST /v1/ats-events` takes it and the change feed lists it. */
export const AtsItem = v.variant("type", [
  v.strictObject({ id: EventId, type: v.literal("job.changed"), data: Job }),
  v.strictObject({ id: EventId, type: v.literal("job.deleted"), data: Named }),
  v.strictObject({ id: EventId, type: v.literal("application.changed"), data: ApplicationData }),
  v.strictObject({ id: EventId, type: v.literal("application.deleted"), data: Named }),
  v.strictObject({ id: EventId, type: v.literal("user.changed"), data: User }),
  v.strictObject({ id: EventId, type: v.literal("user.deleted"), data: Named }),
]);
export type AtsItem = v.InferOutput<typeof AtsItem>;

export type AtsJob = v.InferOutput<typeof Job>;
export type AtsApplication = v.InferOutput<typeof ApplicationData>;
export type AtsUser = v.InferOutput<typeof User>;

const Content = v.variant("kind", [
  v.object({ kind: v.literal("job"), deleted: v.boolean(), data: Job }),
  v.object({ kind: v.literal("application"), deleted: v.boolean(), data: ApplicationData }),
  v.object({ kind: v.literal("user"), deleted: v.boolean(), data: User }),
]);
export type AtsContent = v.InferOutput<typeof Content>;
export type AtsKind = AtsContent["kind"];

const Row = v.object({
  kind: v.picklist(["job", "application", "user"]),
  id: v.string(),
  job: v.nullable(v.string()),
  person: v.nullable(v.string()),
  sealed: v.string(),
  hash: v.string(),
  pushed: v.nullable(v.string()),
  wrapped: v.nullable(v.string()),
});
export type KeptItem = {
  readonly content: AtsContent;
  readonly hash: string;
  readonly pushed: string | null;
  readonly person: { readonly id: string; readonly key: CryptoKey } | null;
};

const place = (tenant: string, kind: string, id: string) => `interview_ats/${tenant}/${kind}/${id}`;

const findRow = (edge: Edge, tenant: string, kind: AtsKind, id: string) =>
  findOne(
    edge.databaseFor(tenant),
    Row,
    sql`SELECT interview_ats.*, people.wrapped FROM interview_ats LEFT JOIN people ON people.id = interview_ats.person
      WHERE interview_ats.tenant = ${tenant} AND kind = ${kind} AND interview_ats.id = ${id}`,
  );

/** Null when the person behind it was erased. */
const openRow = async (tenant: string, keys: TenantKeys, row: v.InferOutput<typeof Row> | null): Promise<KeptItem | null> => {
  if (!row || (row.person !== null && row.wrapped === null)) return null;
  const person = row.person === null || row.wrapped === null ? null : { id: row.person, key: await openPersonKey(keys, row.person, row.wrapped) };
  const content = v.parse(Content, JSON.parse(await unseal(person?.key ?? keys.data, place(tenant, row.kind, row.id), row.sealed)));
  return { content, hash: row.hash, pushed: row.pushed, person };
};

/** What the ATS last said, or null. */
export const findAtsItem = async (edge: Edge, tenant: string, keys: TenantKeys, kind: AtsKind, id: string): Promise<KeptItem | null> =>
  openRow(tenant, keys, await findRow(edge, tenant, kind, id));

const ObjectRow = v.object({ path: v.string(), entity: v.string(), status: v.nullable(v.string()) });

/** What the ATS said of a person's applications, opened, and which of the suite's objects are theirs. */
export const heldOf: Holdings = async (edge, tenant, person) => {
  const db = edge.databaseFor(tenant);
  const keys = await tenantKeys(edge, tenant);
  const rows = await findAll(
    db,
    Row,
    sql`SELECT interview_ats.*, people.wrapped FROM interview_ats JOIN people ON people.id = interview_ats.person WHERE interview_ats.tenant = ${tenant} AND interview_ats.person = ${person.id}`,
  );
  const items = await Promise.all(rows.map((row) => openRow(tenant, keys, row)));
  const objects = await findAll(db, ObjectRow, sql`SELECT path, entity, status FROM interview_objects WHERE tenant = ${tenant} AND person = ${person.id}`);
  return [
    ...items.flatMap((item) => (item ? [{ system: "interview-suite", what: item.content.kind, data: item.content.data }] : [])),
    ...objects.map((data) => ({ system: "interview-suite", what: data.entity, data })),
  ];
};

/** Tells the suite how this item stands; one waits and one runs at most, so the newest state wins. */
export const pushTask = (edge: Edge, tenant: string, kind: AtsKind, id: string): Statement =>
  enqueue(edge, tenant, { name: "interview-suite.push", key: `${kind}:${id}`, payload: { kind, id } });

/** What an item makes of what was known; null when the ATS takes back what it never named. */
const contentOf = (item: AtsItem, before: AtsContent | undefined): AtsContent | null => {
  switch (item.type) {
    case "job.changed":
      return { kind: "job", deleted: false, data: item.data };
    case "application.changed": {
      // Once asked for, an invitation stays asked for until the ATS says otherwise.
      const wanted = item.data.invite ?? (before?.kind === "application" ? before.data.invite : undefined);
      return { kind: "application", deleted: false, data: { ...item.data, ...(wanted === undefined ? {} : { invite: wanted }) } };
    }
    case "user.changed":
      return { kind: "user", deleted: false, data: item.data };
    default:
      return before ? { ...before, deleted: true } : null;
  }
};

const kindOf = (type: AtsItem["type"]): AtsKind => (type.startsWith("job.") ? "job" : type.startsWith("user.") ? "user" : "application");

/** Fails the batch when somebody else has changed the item since it was read: it is then decided anew. */
const demandUnchanged = (tenant: string, kind: AtsKind, id: string, hash: string | null): Statement =>
  demand(sql`SELECT 1 WHERE (SELECT hash FROM interview_ats WHERE tenant = ${tenant} AND kind = ${kind} AND id = ${id}) IS ${hash}`);

/** What is committed with an item of the ATS: nothing, when it says what is known and pushed already. `known` is who it is about, if we have them. */
export const takeAtsItem = async (edge: Edge, tenant: string, keys: TenantKeys, item: AtsItem, known: KeptItem["person"] = null): Promise<Statement[]> => {
  const kind = kindOf(item.type);
  const { id } = item.data;
  // One reading: what is decided on and what must still stand at the commit are the same.
  const row = await findRow(edge, tenant, kind, id);
  const before = await openRow(tenant, keys, row);
  const content = contentOf(item, before?.content);
  if (!content) return [];
  // Keyed: what was erased must not be guessed from a hash that is left.
  const hash = lookupHash(keys, "interview_ats", JSON.stringify(content));
  if (before?.hash === hash) return before.pushed === hash ? [] : [pushTask(edge, tenant, kind, id)];
  const email = content.kind === "application" ? content.data.person.email : null;
  const kept = content.kind === "application" ? (before?.person ?? known) : null;
  const fresh = content.kind === "application" && !kept ? await newPerson(edge, tenant, keys, { email, externalId: id }) : null;
  const person = fresh ?? kept;
  const job = content.kind === "application" ? content.data.jobId : null;
  const sealed = await seal(person?.key ?? keys.data, place(tenant, kind, id), JSON.stringify(content));
  return [
    demandUnchanged(tenant, kind, id, row?.hash ?? null),
    ...(fresh ? fresh.statements : person ? findableAs(tenant, keys, person.id, { email }) : []),
    sql`INSERT INTO interview_ats (tenant, kind, id, job, person, sealed, hash, updated_at) VALUES (${tenant}, ${kind}, ${id}, ${job}, ${person?.id ?? null}, ${sealed}, ${hash}, ${edge.now()})
      ON CONFLICT (tenant, kind, id) DO UPDATE SET job = excluded.job, person = excluded.person, sealed = excluded.sealed, hash = excluded.hash, updated_at = excluded.updated_at`,
    pushTask(edge, tenant, kind, id),
  ];
};

/** The suite has been given what this hash stands for. */
export const markPushed = (tenant: string, kind: AtsKind, id: string, hash: string): Statement =>
  sql`UPDATE interview_ats SET pushed = ${hash} WHERE tenant = ${tenant} AND kind = ${kind} AND id = ${id}`;

/** Forgets what stands as this hash says; what was said meanwhile stays. */
export const forgetItem = (tenant: string, kind: AtsKind, id: string, hash: string): Statement =>
  sql`DELETE FROM interview_ats WHERE tenant = ${tenant} AND kind = ${kind} AND id = ${id} AND hash = ${hash}`;

/** Applications of a job, to be pushed once the job has its project. */
export const pushApplicationsOf = async (edge: Edge, tenant: string, job: string): Promise<Statement[]> => {
  const waiting = await findAll(
    edge.databaseFor(tenant),
    v.object({ id: v.string() }),
    sql`SELECT id FROM interview_ats WHERE tenant = ${tenant} AND kind = 'application' AND job = ${job} AND (pushed IS NULL OR pushed <> hash)`,
  );
  return waiting.map(({ id }) => pushTask(edge, tenant, "application", id));
};

/** Whether an application of this job that the suite has not heard of yet is of somebody with this address. */
export const isOnItsWay = async (edge: Edge, tenant: string, keys: TenantKeys, job: string, email: string): Promise<boolean> =>
  (
    await edge.databaseFor(tenant).all(
      sql`SELECT 1 FROM interview_ats JOIN people_lookups ON people_lookups.person = interview_ats.person AND people_lookups.tenant = ${tenant}
        WHERE interview_ats.tenant = ${tenant} AND kind = 'application' AND job = ${job} AND (pushed IS NULL OR pushed <> interview_ats.hash)
          AND people_lookups.hash = ${emailLookup(keys, email)} LIMIT 1`,
    )
  ).length > 0;

/** A try has failed: what it asked of the suite may have been done. */
export const markTried = (tenant: string, kind: AtsKind, id: string): Statement =>
  sql`UPDATE interview_ats SET pushed = '' WHERE tenant = ${tenant} AND kind = ${kind} AND id = ${id} AND pushed IS NULL`;

/** Applications that nothing has changed since then, and people whom the suite told us of before it; who has applied here stays for their own time. */
export const purgeAtsItems = (tenant: string, before: number): Statement[] => {
  const applied = sql`SELECT person FROM applications WHERE tenant = ${tenant}`;
  const old = sql`SELECT person FROM interview_ats WHERE tenant = ${tenant} AND kind = 'application' AND updated_at < ${before} AND person NOT IN (${applied})`;
  const strangers = sql`SELECT people.id FROM people JOIN interview_objects ON interview_objects.person = people.id
    WHERE people.tenant = ${tenant} AND people.created_at < ${before} AND people.id NOT IN (${applied}) AND people.id NOT IN (SELECT person FROM interview_ats WHERE tenant = ${tenant} AND person IS NOT NULL)`;
  const forget = (who: Statement): Statement[] => [
    sql`DELETE FROM people_lookups WHERE person IN (${who})`,
    sql`UPDATE people SET wrapped = NULL WHERE id IN (${who})`,
    sql`UPDATE interview_objects SET email_hash = NULL WHERE tenant = ${tenant} AND person IN (${who})`,
  ];
  return [...forget(old), ...forget(strangers), sql`DELETE FROM interview_ats WHERE tenant = ${tenant} AND kind = 'application' AND updated_at < ${before}`];
};
