// From the ATS to the suite: found before it is made, changed only where it differs, each step read back before it is repeated.
// Where both sides have changed a field that the ATS owns, the ATS wins, and the time line says so.
import type * as v from "valibot";
import { findMatch, retireMatch, saveMatch } from "../../core/matches.ts";
import { note } from "../../core/log.ts";
import type { Statement } from "../../db/database.ts";
import { findAtsItem, forgetItem, markPushed, pushApplicationsOf } from "./ats.ts";
import type { AtsApplication, AtsJob, AtsKind, AtsUser } from "./ats.ts";
import { PROVIDER, act, changeObject, createObject, pathIn, readCandidate, readCustomer, readPages, readProject, sized } from "./client.ts";
import { Candidate, Customer, GUESSED, Project, idOf } from "./contract.ts";
import { candidateFields, candidateHash, candidateState, customerFields, differing, projectFields, projectHash, projectState } from "./map.ts";
import { emailHash, goneObject, uriOf } from "./observe.ts";
import type { Sync } from "./observe.ts";
import { readSoon } from "./reading.ts";
import { partsOf } from "./references.ts";
import { findByEmail, findObject, hasForgotten, markListed, saveObject } from "./store.ts";

const said = (sync: Sync, subject: string, outcome: string, cause?: string): Statement =>
  note(sync.suite.edge, sync.tenant, { provider: PROVIDER, kind: "task", subject, outcome, ...(cause === undefined ? {} : { cause }) });

/** The first of a list that fits; the filter may be one that the suite does not know, so each is compared here too. */
const search = async <S extends v.GenericSchema>(
  { suite }: Sync,
  schema: S,
  operation: string,
  path: string,
  filter: string,
  fits: (each: v.InferOutput<S>) => boolean,
): Promise<v.InferOutput<S> | null> => {
  for await (const { objects } of readPages(suite, schema, operation, sized(path, filter))) {
    const found = objects.find(fits);
    if (found !== undefined) return found;
  }
  return null;
};

/** A project that names this job and is nobody else's yet. */
const findProject = async (sync: Sync, jobId: string): Promise<Project | null> => {
  const found = await search(sync, Project, "projects", "projects", `&internal_id=${encodeURIComponent(jobId)}`, (each) => each.internal_id === jobId);
  return found && !(await findMatch(sync.suite.edge, sync.tenant, "project", { suiteId: idOf(found.resource_uri) })) ? found : null;
};

const projectSeen = (project: Pick<Project, "name" | "status">, id: string) =>
  ({ path: `projects/${id}`, entity: "project", project: id, hash: projectHash(project), status: projectState(project.status) }) as const;

const link = async (sync: Sync, jobId: string, id: string): Promise<Statement[]> => [
  saveMatch(sync.suite.edge, sync.tenant, { entity: "project", atsId: jobId, suiteId: id, suiteUri: uriOf(sync, `projects/${id}`) }),
  ...(await pushApplicationsOf(sync.suite.edge, sync.tenant, jobId)),
];

/** Closing and deleting in the ATS archive in the suite; nothing is destroyed there. */
const setStatus = async (sync: Sync, project: Project, id: string, status: "active" | "archived"): Promise<Statement[]> => {
  if (projectState(project.status) === projectState(status)) return [];
  const path = pathIn(sync.suite, project.status_update_uri) ?? `projects/${id}/${GUESSED.updateStatus}`;
  const done = await act(sync.suite, "status", `${path.replace(/\/$/, "")}/`, { status });
  if (!done) return [said(sync, `projects/${id}`, `not ${status}`, "the suite has no such action: do it there by hand")];
  return [saveObject(sync.tenant, projectSeen({ name: project.name, status }, id))];
};

const pushJob = async (sync: Sync, job: AtsJob, deleted: boolean): Promise<Statement[]> => {
  const { suite, tenant } = sync;
  const match = await findMatch(suite.edge, tenant, "project", { atsId: job.id });
  const over = deleted || job.closed === true;
  const retired = deleted ? [retireMatch(suite.edge, tenant, "project", { atsId: job.id })] : [];
  if (match) {
    const id = match.suite_id;
    const project = await readProject(suite, id);
    if (!project) return goneObject(sync, { path: `projects/${id}`, entity: "project", project: id, candidate: null });
    if (over) return [...(await setStatus(sync, project, id, "archived")), ...retired];
    const reopened = job.closed === false ? await setStatus(sync, project, id, "active") : [];
    const change = differing(projectFields(job), project);
    if (Object.keys(change).length === 0) return reopened;
    const known = await findObject(suite.edge, tenant, `projects/${id}`);
    await changeObject(suite, "project", `projects/${id}`, change);
    const both = known !== null && known.hash !== projectHash(project) && "name" in change;
    const status = reopened.length > 0 ? "active" : project.status;
    return [
      ...reopened,
      saveObject(tenant, projectSeen({ name: change["name"] ?? project.name, status }, id)),
      ...(both ? [said(sync, `projects/${id}`, "conflict: the ATS's title stands", "both sides changed it")] : []),
    ];
  }
  if (over) return [];
  const found = await findProject(sync, job.id);
  if (found) {
    const id = idOf(found.resource_uri);
    const change = differing(projectFields(job), found);
    if (Object.keys(change).length > 0) await changeObject(suite, "project", `projects/${id}`, change);
    return [
      ...(await link(sync, job.id, id)),
      saveObject(tenant, projectSeen({ name: change["name"] ?? found.name, status: found.status }, id)),
      said(sync, `projects/${id}`, "adopted"),
    ];
  }
  const made = await createObject(suite, Project, "project", "projects", projectFields(job));
  const id = idOf(made.resource_uri);
  // Nobody is in it yet, so whoever is pushed into it first need not be looked for.
  return [
    ...(await link(sync, job.id, id)),
    saveObject(tenant, projectSeen({ name: job.title, status: made.status }, id)),
    markListed(tenant, id),
    said(sync, `projects/${id}`, "created"),
  ];
};

/** The project's number, or null while the job is not in the suite yet: then the application waits for it. */
const projectOf = async (sync: Sync, jobId: string): Promise<string | null> => {
  const match = await findMatch(sync.suite.edge, sync.tenant, "project", { atsId: jobId });
  if (match) return match.suite_id;
  if (await findAtsItem(sync.suite.edge, sync.tenant, sync.keys, "job", jobId)) return null;
  // The ATS never told us of this job: somebody may have made the project by hand.
  const found = await findProject(sync, jobId);
  if (!found) return null;
  const id = idOf(found.resource_uri);
  await sync.suite.edge.databaseFor(sync.tenant).batch([...(await link(sync, jobId, id)), saveObject(sync.tenant, projectSeen(found, id))]);
  return id;
};

const candidateSeen = (sync: Sync, project: string, id: string, candidate: Pick<Candidate, "status" | "evaluation_status">, email: string | null, person: string | null = null) =>
  ({
    path: `projects/${project}/candidates/${id}`,
    entity: "candidate",
    project,
    candidate: id,
    hash: candidateHash(candidate),
    status: candidateState(candidate),
    emailHash: emailHash(sync.keys, email),
    person,
  }) as const;

/** The person among those who are in the project already and belong to no other application; without an address only where we may have made them. */
const findCandidate = async (sync: Sync, project: string, application: AtsApplication, mayBeThere: boolean): Promise<Candidate | null> => {
  const { suite, tenant, keys } = sync;
  const { email } = application.person;
  const hash = emailHash(keys, email);
  const free = async (candidate: Candidate) => !(await findMatch(suite.edge, tenant, "candidate", { suiteId: idOf(candidate.resource_uri) }));
  if (email === null || hash === null) {
    if (!mayBeThere) return null;
    const twin = (each: Candidate) => !each.email && Object.keys(differing({ ...candidateFields(application), email: null }, { ...each, email: null })).length === 0;
    const found = await search(sync, Candidate, "candidates", `projects/${project}/candidates`, "", twin);
    return found && (await free(found)) ? found : null;
  }
  const known = await findByEmail(suite.edge, tenant, project, hash);
  const shown = known && (await readCandidate(suite, known.path));
  if (shown && (await free(shown))) return shown;
  const listed = (await findObject(suite.edge, tenant, `projects/${project}`))?.listed === 1 && !(await hasForgotten(suite.edge, tenant, project));
  if (listed && !mayBeThere) return null;
  const same = (each: Candidate) => (each.email ?? "").trim().toLowerCase() === email.trim().toLowerCase();
  const found = await search(sync, Candidate, "candidates", `projects/${project}/candidates`, `&email=${encodeURIComponent(email)}`, same);
  return found && (await free(found)) ? found : null;
};

const sameMoment = (one: string | null | undefined, other: string) => one !== null && one !== undefined && Date.parse(one) === Date.parse(other);

/** Set deadline, then advance: each only while the suite shows that it has not happened. */
export const invite = async (sync: Sync, project: string, candidate: Candidate, deadline: string | undefined): Promise<Statement[]> => {
  const { suite, tenant } = sync;
  const id = idOf(candidate.resource_uri);
  const path = `projects/${project}/candidates/${id}`;
  if (candidateState(candidate) !== "created") return [];
  if (deadline !== undefined && !sameMoment(candidate.deadline, deadline)) await act(suite, "deadline", `${path}/${GUESSED.setDeadline}`, { deadline });
  if (!(await act(suite, "advance", `${path}/${GUESSED.advanceStatus}`, {}))) return [said(sync, path, "not invited", "the suite has no such action: invite there by hand")];
  return [
    saveObject(tenant, candidateSeen(sync, project, id, { status: "invited", evaluation_status: candidate.evaluation_status }, candidate.email ?? null)),
    said(sync, path, "invited"),
  ];
};

/** `again`: an earlier try may have done what it was not told of. */
type Standing = { readonly deleted: boolean; readonly again: boolean; readonly person: string | null };

/** Null while the application waits for its job. */
const pushApplication = async (sync: Sync, application: AtsApplication, { deleted, again, person }: Standing): Promise<Statement[] | null> => {
  const { suite, tenant } = sync;
  const { edge } = suite;
  const match = await findMatch(edge, tenant, "candidate", { atsId: application.id });
  if (deleted) return match ? [retireMatch(edge, tenant, "candidate", { atsId: application.id })] : [];
  const project = await projectOf(sync, application.jobId);
  if (project === null) return null;
  const { email } = application.person;
  if (match) {
    const inside = partsOf(pathIn(suite, match.suite_uri) ?? "").project ?? project;
    const path = `projects/${inside}/candidates/${match.suite_id}`;
    const known = await findObject(edge, tenant, path);
    const candidate = await readCandidate(suite, path);
    if (!candidate) return goneObject(sync, { path, entity: "candidate", project: inside, candidate: match.suite_id });
    const change = differing(candidateFields(application), candidate);
    if (Object.keys(change).length > 0) await changeObject(suite, "candidate", path, change);
    const kept = saveObject(tenant, { ...candidateSeen(sync, inside, match.suite_id, candidate, email, person), hash: known?.hash ?? candidateHash(candidate) });
    return [kept, ...(application.invite === true ? await invite(sync, inside, { ...candidate, email }, application.deadline) : [])];
  }
  const found = await findCandidate(sync, project, application, again);
  const change = found ? differing(candidateFields(application), found) : {};
  const candidate = found ?? (await createObject(suite, Candidate, "candidate", `projects/${project}/candidates`, candidateFields(application)));
  const id = idOf(candidate.resource_uri);
  const path = `projects/${project}/candidates/${id}`;
  const kept = [
    saveMatch(edge, tenant, { entity: "candidate", atsId: application.id, suiteId: id, suiteUri: uriOf(sync, path) }),
    // How an adopted one stands is news to the ATS: told by the reading that follows.
    saveObject(tenant, { ...candidateSeen(sync, project, id, candidate, email, person), ...(found && candidateState(found) !== "created" ? { hash: "" } : {}) }),
    ...(found ? [readSoon(edge, tenant, uriOf(sync, path), null)] : []),
    said(sync, path, found ? "adopted" : "created"),
  ];
  const changes = Object.keys(change).length > 0;
  if (!changes && application.invite !== true) return kept;
  // Kept before the next call: whatever fails from here on finds the candidate again.
  await edge.databaseFor(tenant).batch(kept);
  if (changes) await changeObject(suite, "candidate", path, change);
  return application.invite === true ? invite(sync, project, { ...candidate, email }, application.deadline) : [];
};

const pushUser = async (sync: Sync, user: AtsUser, deleted: boolean): Promise<Statement[]> => {
  const { suite, tenant } = sync;
  const match = await findMatch(suite.edge, tenant, "user", { atsId: user.id });
  if (deleted) return match ? [retireMatch(suite.edge, tenant, "user", { atsId: user.id })] : [];
  const found = match
    ? await readCustomer(suite, `customers/${match.suite_id}`)
    : await search(sync, Customer, "customers", "customers", `&username=${encodeURIComponent(user.id)}`, (each) => each.username === user.id);
  const gone = match && !found ? [retireMatch(suite.edge, tenant, "user", { atsId: user.id })] : [];
  const customer = found ?? (await createObject(suite, Customer, "customer", "customers", { username: user.id, ...customerFields(user) }));
  const id = idOf(customer.resource_uri);
  const change = differing(customerFields(user), customer);
  if (found && Object.keys(change).length > 0) await changeObject(suite, "customer", `customers/${id}`, change);
  if (match && found) return [];
  return [...gone, saveMatch(suite.edge, tenant, { entity: "user", atsId: user.id, suiteId: id, suiteUri: uriOf(sync, `customers/${id}`) })];
};

/** What is committed when the suite has been told of an item as it stands now. */
export const pushItem = async (sync: Sync, kind: AtsKind, id: string, again: boolean): Promise<Statement[]> => {
  const item = await findAtsItem(sync.suite.edge, sync.tenant, sync.keys, kind, id);
  if (!item || item.pushed === item.hash) return [];
  const { content } = item;
  const statements =
    content.kind === "job"
      ? await pushJob(sync, content.data, content.deleted)
      : content.kind === "user"
        ? await pushUser(sync, content.data, content.deleted)
        : await pushApplication(sync, content.data, { deleted: content.deleted, again: again || item.pushed !== null, person: item.person?.id ?? null });
  if (statements === null) return [said(sync, "application", "waits for its job")];
  // Somebody who uses the suite no longer is nobody whose name we keep; an application that was taken back still tells whose candidate it was.
  const over = content.kind === "user" && content.deleted;
  return [...statements, over ? forgetItem(sync.tenant, kind, id, item.hash) : markPushed(sync.tenant, kind, id, item.hash)];
};
