// One event: remote reads first, then our own, then validation of all that later work needs, then one batch (iCIMS's own order).
import * as v from "valibot";
import { asSaved, externalHash, saveApplication } from "../../core/applications.ts";
import type { Content } from "../../core/applications.ts";
import { findConnection, moveConnection } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { tell } from "../../core/messages.ts";
import { newPerson } from "../../core/people.ts";
import { enqueue } from "../../core/tasks.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import type { TenantKeys } from "../../core/tenant-keys.ts";
import { findAll, sql } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { Api, readPerson, readWorkflow } from "./client.ts";
import { EVENT_TYPES, FIELDS } from "./contract.ts";
import type { Event, EventKind, IcimsPerson } from "./contract.ts";
import type { Fault } from "./messages.ts";

export const Rule = v.object({ eventType: v.string(), newStatus: v.optional(v.string()), do: v.picklist(["application", "invite-to-interview", "notify"]) });
export const Settings = v.looseObject({
  customerId: v.string(),
  policies: v.optional(v.record(v.string(), v.picklist(["strict", "accept-and-park"])), {}),
  api: v.optional(Api),
  rules: v.optional(v.array(Rule), []),
  returnHosts: v.optional(v.array(v.string()), []),
});
export type Settings = v.InferOutput<typeof Settings>;

/** What the sender's user is told, and what iCIMS's log is. */
export class EventFault extends Error {
  readonly fault: Fault;
  readonly field: string | undefined;
  constructor(fault: Fault, debug: string, field?: string) {
    super(debug);
    this.name = "EventFault";
    this.fault = fault;
    this.field = field;
  }
}

/** What an event is about, as the record table and a message's subject may name it: hashed where it is somebody's own workflow, since both outlive an erasure. */
const nameOf = (keys: TenantKeys, { eventType, systemId }: Event): string =>
  systemId && EVENT_TYPES[eventType]?.aboutPerson ? externalHash(keys, "icims", systemId) : (systemId ?? "");

const WEEK_MS = 7 * 24 * 3_600_000;
const Taken = v.object({ key: v.string(), created_at: v.number() });

/**
 * The identifiers under which the event takes effect once. A candidate may come to the same status again:
 * once something else happened to this workflow since, or a week has gone by, it is a new event.
 */
export const eventKey = async (edge: Edge, tenant: string, event: Event, kind: EventKind): Promise<string> => {
  const scope = `${event.customerId}:${nameOf(await tenantKeys(edge, tenant), event)}:`;
  const identity = [event.eventType, ...kind.identity.map((name) => String(event[name] ?? ""))].join(":");
  const taken = await findAll(
    edge.databaseFor(tenant),
    Taken,
    sql`SELECT key, created_at FROM events WHERE tenant = ${tenant} AND provider = 'icims' AND key >= ${scope} AND key < ${`${scope}\u{10ffff}`} ORDER BY created_at DESC, rowid DESC`,
  );
  const prefix = `${scope}${identity}:`;
  const same = taken.filter(({ key }) => key.startsWith(prefix)).length;
  const last = taken[0];
  const repeat = last !== undefined && last.key.startsWith(prefix) && edge.now() - last.created_at < WEEK_MS;
  return `${prefix}${repeat ? same - 1 : same}`;
};

type Gathered = { readonly person: IcimsPerson | null; readonly personId: string | null; readonly jobId: string | null };

/** What the rules need of iCIMS; nothing is asked that no rule uses. */
export const gather = async (edge: Edge, connection: Connection, settings: Settings, event: Event, signal: AbortSignal): Promise<Gathered> => {
  const [personId, jobId] = [event.personId ?? null, event.jobId ?? null];
  const needed = matching(settings, event).some((rule) => rule.do !== "notify");
  if (!settings.api || !needed) return { person: null, personId, jobId };
  try {
    const workflow = (personId === null || jobId === null) && event.systemId ? await readWorkflow(edge, connection, settings.api, event.customerId, event.systemId, signal) : null;
    const who = personId ?? workflow?.personId ?? null;
    const person = who === null ? null : await readPerson(edge, connection, settings.api, event.customerId, who, signal);
    return { person, personId: who, jobId: jobId ?? workflow?.jobId ?? null };
  } catch (cause) {
    if (!(cause instanceof VendorFault)) throw cause;
    if (cause.reason === "refused") throw new EventFault("not-configured", `iCIMS refused our credentials for "${cause.operation}"`);
    throw new EventFault("unavailable", `iCIMS's API did not serve "${cause.operation}": ${cause.reason}`);
  }
};

export const matching = (settings: Settings, event: Event) =>
  settings.rules.filter((rule) => rule.eventType === event.eventType && (rule.newStatus === undefined || rule.newStatus === event.newStatus));

/** All that later work will need, so that it does not fail on it afterwards. */
export const validate = async (edge: Edge, tenant: string, settings: Settings, event: Event, kind: EventKind, gathered: Gathered): Promise<void> => {
  if (!event.systemId) throw new EventFault("missing-field", "systemId is missing", FIELDS["systemId"]);
  for (const name of kind.needs) if (!event[name]) throw new EventFault("missing-field", `${name} is missing`, FIELDS[name]);
  const rules = matching(settings, event);
  if (rules.some((rule) => rule.do === "invite-to-interview") && !(await findConnection(edge, tenant, "interview-suite")))
    throw new EventFault("not-configured", "a rule invites to an interview, and no interview suite is connected");
  if (!settings.api || !rules.some((rule) => rule.do !== "notify")) return;
  const { person } = gathered;
  const missing = [...(person?.firstName && person.lastName ? [] : [FIELDS["name"]]), ...(person?.email ? [] : [FIELDS["email"]])];
  if (missing.length > 0) throw new EventFault("missing-field", "the person lacks a name or an e-mail address", missing.join(", "));
};

const contentOf = ({ person }: Gathered, event: Event): Content => {
  const { firstName = null, lastName = null, email = null, phone = null } = person ?? {};
  const both = [firstName, lastName].filter((part) => part !== null).join(" ");
  return {
    person: { name: both === "" ? null : both, firstName, lastName, email, phone },
    answers: [],
    attachments: [],
    tracking: { templateKey: null, utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null },
    profile: { event },
  };
};

/** An application to what iCIMS calls a workflow: one for each, whatever events it sends later. */
const application = async (edge: Edge, tenant: string, event: Event, gathered: Gathered, state: "received" | "parked"): Promise<Statement[]> => {
  const keys = await tenantKeys(edge, tenant);
  const externalId = event.systemId ?? edge.newId("unidentified");
  const hash = externalHash(keys, "icims", externalId);
  if ((await edge.databaseFor(tenant).all(sql`SELECT 1 FROM applications WHERE tenant = ${tenant} AND channel = 'icims' AND external_hash = ${hash}`)).length > 0) return [];
  const id = edge.newId("app");
  const person = await newPerson(edge, tenant, keys, { email: gathered.person?.email ?? null, externalId });
  const made = { id, channel: "icims", externalId, person, jobId: gathered.jobId, state, content: contentOf(gathered, event) } as const;
  return [
    ...person.statements,
    await saveApplication(edge, tenant, keys, made),
    ...(await tell(edge, tenant, keys, { type: `application.${state}`, data: asSaved(edge, made), subject: id, person })),
  ];
};

/** The changes and tasks of a valid event, by the tenant's rules. */
export const effects = async (edge: Edge, connection: Connection, settings: Settings, event: Event, gathered: Gathered): Promise<Statement[]> => {
  const { tenant } = connection;
  const statements: Statement[] = connection.state === "healthy" ? [] : await moveConnection(edge, connection, "healthy", null);
  const { eventType, customerId, systemId, newStatus, oldStatus } = event;
  const rules = matching(settings, event);
  // An invitation needs the person, who is kept as an application and nowhere else; two rules keep it once.
  const keeping = rules.find((rule) => rule.do !== "notify");
  for (const rule of rules) {
    if (rule === keeping) statements.push(...(await application(edge, tenant, event, gathered, "received")));
    if (rule.do === "notify") {
      const data = { eventType, customerId, systemId, newStatus: newStatus ?? null, oldStatus: oldStatus ?? null, jobId: gathered.jobId, personId: gathered.personId };
      const keys = await tenantKeys(edge, tenant);
      statements.push(...(await tell(edge, tenant, keys, { type: "icims.event.received", data, subject: nameOf(keys, event) || null })));
    }
    // The suite's room takes it up under this name; rooms do not know one another.
    if (rule.do === "invite-to-interview")
      statements.push(
        enqueue(edge, tenant, { name: "interview-suite.invite", key: `icims:${systemId}`, payload: { channel: "icims", externalId: systemId, jobId: gathered.jobId } }),
      );
  }
  return statements;
};

/** Accepted with a fault: kept for a recruiter to repair, so that no candidate sees an error. */
export const parked = (edge: Edge, tenant: string, event: Event, gathered: Gathered): Promise<Statement[]> => application(edge, tenant, event, gathered, "parked");
export const NOTHING_GATHERED: Gathered = { person: null, personId: null, jobId: null };
