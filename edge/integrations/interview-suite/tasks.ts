// What runs later: the check of credentials, runs of the static setup, single readings after webhooks, pushes, invitations.
import * as v from "valibot";
import { findApplication, findByExternalId, openContent } from "../../core/applications.ts";
import { failed, findConnection, learn, moveConnection, succeeded } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { note } from "../../core/log.ts";
import { findMatch, retireMatch } from "../../core/matches.ts";
import type { TaskHandler, TaskHandlers, TaskRun } from "../../core/runner.ts";
import { subscribe, unsubscribe } from "../../core/subscriptions.ts";
import { enqueue } from "../../core/tasks.ts";
import type { Task } from "../../core/tasks.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import type { Statement } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { AtsItem, markTried, takeAtsItem } from "./ats.ts";
import { PROVIDER, openSuite, pathIn, readCandidate, readCustomer, readProject, readRating } from "./client.ts";
import { applyRules, goneObject, meets, observeCandidate, observeProject, observeRating } from "./observe.ts";
import type { Sync } from "./observe.ts";
import { invite, pushItem } from "./push.ts";
import { partsOf, settingsOf } from "./references.ts";
import { FEED, pullFeed, pullRatings, pullSuite } from "./run.ts";
import { findObject } from "./store.ts";

const DAY_MS = 24 * 3_600_000;
const RECEIVED = "application.received";

/** A run now. During a run it waits for that one's end. */
export const runNow = (edge: Edge, tenant: string): Statement => enqueue(edge, tenant, { name: `${PROVIDER}.run`, key: "all", slow: true });
export const checkNow = (edge: Edge, tenant: string): Statement => enqueue(edge, tenant, { name: `${PROVIDER}.check`, key: "all" });

/** The static setup by its minutes; every other once a day, since nobody repeats a webhook that was lost. */
const runLater = (edge: Edge, connection: Connection): Statement[] => {
  const { setup, everyMinutes } = settingsOf(connection);
  if (setup !== "static" && edge.settings.pace.onDemand) return [];
  const inMs = setup === "static" ? everyMinutes * edge.settings.pace.minuteMs : DAY_MS;
  return [enqueue(edge, connection.tenant, { name: `${PROVIDER}.run`, key: "all", slow: true, runAt: edge.now() + inMs })];
};

/** The connection as it stands now: a renewed token has changed it since the task began. */
const recovered = async (edge: Edge, tenant: string): Promise<Statement[]> => {
  const connection = await findConnection(edge, tenant, PROVIDER);
  return connection ? succeeded(edge, connection) : [];
};

const open = async (edge: Edge, tenant: string, { signal }: TaskRun): Promise<Sync | null> => {
  const connection = await findConnection(edge, tenant, PROVIDER);
  return connection && { suite: await openSuite(edge, connection, signal), tenant, keys: await tenantKeys(edge, tenant) };
};

const check: TaskHandler["run"] = async (edge, tenant, run) => {
  const sync = await open(edge, tenant, run);
  if (!sync) return [];
  const wants = sync.suite.settings.rules.some((rule) => rule.on === RECEIVED);
  return [
    ...(await recovered(edge, tenant)),
    wants ? subscribe(tenant, RECEIVED, `${PROVIDER}.application`) : unsubscribe(tenant, `${PROVIDER}.application`),
    runNow(edge, tenant),
  ];
};

const runAll: TaskHandler["run"] = async (edge, tenant, run) => {
  const sync = await open(edge, tenant, run);
  if (!sync) return [];
  const { connection, settings } = sync.suite;
  const feed = settings.setup === "static" && settings.atsFeed ? await pullFeed(sync, settings.atsFeed.url).catch((cause: unknown) => ({ cause })) : 0;
  const whole = await pullSuite(sync);
  // The ATS's trouble holds up nothing that comes from the suite.
  if (typeof feed === "object") throw feed.cause;
  return [
    ...(await recovered(edge, tenant)),
    ...(feed > 0 ? [note(edge, tenant, { provider: PROVIDER, kind: "task", subject: run.task.id, outcome: `${feed} changes of the ATS` })] : []),
    ...(whole ? runLater(edge, connection) : [runNow(edge, tenant)]),
  ];
};

const Reference = v.object({ reference: v.string(), candidate: v.nullable(v.string()) });

const readBack = async (sync: Sync, path: string, candidateReference: string | null): Promise<Statement[]> => {
  const { suite, tenant } = sync;
  const { edge } = suite;
  const { project, candidate, rating, customer } = partsOf(path);
  const known = await findObject(edge, tenant, path);
  if (customer !== null) {
    // The ATS owns its users: only their end over there is news.
    const match = await findMatch(edge, tenant, "user", { suiteId: customer });
    return match && !(await readCustomer(suite, path)) ? [retireMatch(edge, tenant, "user", { suiteId: customer })] : [];
  }
  if (project === null) return [];
  const jobId = (await findMatch(edge, tenant, "project", { suiteId: project }))?.ats_id ?? null;
  if (candidate !== null) {
    const [shown, match] = [await readCandidate(suite, path), await findMatch(edge, tenant, "candidate", { suiteId: candidate })];
    if (shown) return observeCandidate(sync, { project, jobId }, shown, known, match);
    // Under another project than the match's it was never there: a webhook may lie.
    return known || (match && pathIn(suite, match.suite_uri) === path) ? goneObject(sync, { path, entity: "candidate", project, candidate }) : [];
  }
  if (rating !== null) {
    const [shown, whole] = [await readRating(suite, path), await readProject(suite, project)];
    const of = shown?.candidate ?? candidateReference;
    if (!shown || of === null) {
      // Ratings have no page that says how they are read: the project's results always name them.
      await pullRatings(sync, { project, jobId }, whole?.maximum_score ?? null);
      return [];
    }
    const rated = partsOf(`/${of}`).candidate;
    const match = rated === null ? null : await findMatch(edge, tenant, "candidate", { suiteId: rated });
    return observeRating(sync, { project, jobId, candidate: rated, maximum: whole?.maximum_score ?? null }, shown, known, match);
  }
  const shown = await readProject(suite, project);
  if (shown) return (await observeProject(sync, shown, known)).statements;
  return known || jobId !== null ? goneObject(sync, { path: `projects/${project}`, entity: "project", project, candidate: null }) : [];
};

/** One spelling for each object, whatever the reference adds. */
const plainPath = (path: string | null): string | null => {
  if (path === null) return null;
  const { project, candidate, rating, customer } = partsOf(path);
  if (customer !== null) return `customers/${customer}`;
  if (project === null) return null;
  return `projects/${project}${candidate !== null ? `/candidates/${candidate}` : rating !== null ? `/ratings/${rating}` : ""}`;
};

const read: TaskHandler["run"] = async (edge, tenant, run) => {
  const { reference, candidate } = v.parse(Reference, run.task.payload);
  const sync = await open(edge, tenant, run);
  if (!sync) return [];
  const path = plainPath(pathIn(sync.suite, reference));
  if (path === null)
    return [note(edge, tenant, { provider: PROVIDER, kind: "refusal", subject: run.task.id, outcome: "not read", cause: "an address that is not this company's" })];
  return [...(await readBack(sync, path, candidate)), ...(await recovered(edge, tenant))];
};

const Item = v.object({ kind: v.picklist(["job", "application", "user"]), id: v.string() });

/** What the suite refuses for its own sake is told once and kept; asking for ever would change nothing. */
const unlessRejected = async (edge: Edge, tenant: string, subject: string, work: Promise<Statement[]>): Promise<Statement[]> =>
  work.catch((cause: unknown) => {
    if (!(cause instanceof VendorFault) || cause.reason !== "rejected") throw cause;
    return [note(edge, tenant, { provider: PROVIDER, kind: "refusal", subject, outcome: String(cause.status), cause: `the suite refuses "${cause.operation}"` })];
  });

const push: TaskHandler["run"] = async (edge, tenant, run) => {
  const { kind, id } = v.parse(Item, run.task.payload);
  const sync = await open(edge, tenant, run);
  if (!sync) return [];
  const statements = await unlessRejected(edge, tenant, run.task.id, pushItem(sync, kind, id, run.task.tries > 1));
  return [...statements, ...(await recovered(edge, tenant))];
};

const Path = v.object({ path: v.string() });

/** Invites somebody who was entered in the suite itself. */
const advance: TaskHandler["run"] = async (edge, tenant, run) => {
  const { path } = v.parse(Path, run.task.payload);
  const sync = await open(edge, tenant, run);
  const candidate = sync && (await readCandidate(sync.suite, path));
  return sync && candidate ? invite(sync, partsOf(path).project ?? "", candidate, undefined) : [];
};

/** Invites the person behind an application of another channel, under the id by which the ATS knows it. */
const inviteApplication = async (edge: Edge, tenant: string, application: string, jobId: string | null): Promise<Statement[]> => {
  const [stored, shown] = [await openContent(edge, tenant, application), await findApplication(edge, tenant, application)];
  const skipped = (cause: string) => [note(edge, tenant, { provider: PROVIDER, kind: "refusal", subject: application, outcome: "not invited", cause })];
  if (!stored || !shown || shown.state === "revoked") return skipped("the application is gone");
  const { firstName, lastName, name, email, phone } = stored.content.person;
  const [first = "", ...rest] = (name ?? "").split(" ");
  const person = { firstName: firstName ?? (first || email), lastName: lastName ?? (rest.join(" ") || "-"), email, ...(phone === null ? {} : { phone }) };
  if (email === null) return skipped("the person has no e-mail address");
  // iCIMS is an ATS itself: there the application has its id.
  const id = shown.channel === "icims" ? shown.externalId : application;
  const item = v.safeParse(AtsItem, { id: application, type: "application.changed", data: { id, jobId: jobId ?? stored.jobId, person, invite: true } });
  if (!item.success) return skipped(`${v.getDotPath(item.issues[0]) ?? "the application"}: ${item.issues[0].message}`.slice(0, 200));
  return takeAtsItem(edge, tenant, await tenantKeys(edge, tenant), item.output, { id: stored.person, key: stored.key });
};

const Invitation = v.object({ channel: v.picklist(["icims"]), externalId: v.string(), jobId: v.nullable(v.string()) });

const inviteExternal: TaskHandler["run"] = async (edge, tenant, { task }) => {
  const { channel, externalId, jobId } = v.parse(Invitation, task.payload);
  const application = await findByExternalId(edge, tenant, channel, externalId);
  return application ? inviteApplication(edge, tenant, application.id, jobId) : [];
};

const Subject = v.object({ subject: v.string() });

/** An application of any channel has come: what the tenant's rules say about it. */
const received: TaskHandler["run"] = async (edge, tenant, run) => {
  const { subject } = v.parse(Subject, run.task.payload);
  const sync = await open(edge, tenant, run);
  const stored = sync && (await openContent(edge, tenant, subject));
  if (!sync || !stored) return [];
  const met = { on: RECEIVED, jobId: stored.jobId, applicationId: subject, path: subject, person: { id: stored.person, key: stored.key } } as const;
  const invites = sync.suite.settings.rules.some((rule) => rule.do === "invite" && meets(rule, met));
  return [...(await applyRules(sync, met)), ...(invites ? await inviteApplication(edge, tenant, subject, stored.jobId) : [])];
};

const recordFailure =
  (after: (edge: Edge, connection: Connection, task: Task, dead: boolean) => Statement[] = () => []): NonNullable<TaskHandler["failed"]> =>
  async (edge, tenant, task, cause, dead) => {
    const connection = await findConnection(edge, tenant, PROVIDER);
    if (!connection) return [];
    // The ATS's own feed is not the suite's credentials.
    const ofTheFeed = cause instanceof VendorFault && cause.provider === FEED;
    const moved = ofTheFeed ? await moveConnection(edge, connection, "degraded", "ats-feed-failed", connection.failures + 1) : await failed(edge, connection, cause);
    return [...moved, ...after(edge, connection, task, dead)];
  };

/** A run that has used up its tries must not be the last one. */
const goOn = recordFailure((edge, connection, _task, dead) => (dead ? runLater(edge, connection) : []));
const remember = recordFailure((_edge, { tenant }, task) => {
  const item = v.safeParse(Item, task.payload);
  return item.success ? [markTried(tenant, item.output.kind, item.output.id)] : [];
});

/** Committed once, at the first webhook: the checklist then shows that the suite knows our address. */
export const webhookHeard = (connection: Connection): Statement[] => (connection.learned["webhookHeard"] === true ? [] : [learn(connection, { webhookHeard: true })]);

export const suiteTasks: TaskHandlers = {
  [`${PROVIDER}.check`]: { run: check, failed: goOn },
  [`${PROVIDER}.run`]: { run: runAll, failed: goOn },
  [`${PROVIDER}.read`]: { run: read, failed: recordFailure() },
  [`${PROVIDER}.push`]: { run: push, failed: remember },
  [`${PROVIDER}.advance`]: { run: advance, failed: recordFailure() },
  [`${PROVIDER}.invite`]: { run: inviteExternal, failed: recordFailure() },
  [`${PROVIDER}.application`]: { run: received, failed: recordFailure() },
};
