// What the suite shows, compared with what it last showed: a change becomes a message to the ATS and meets the tenant's rules.
// Our own writes leave the hash that they will cause, so that they do not come back as news.
import { findJob } from "../../core/jobs.ts";
import { findMatch, retireMatch, saveMatch } from "../../core/matches.ts";
import type { Match } from "../../core/matches.ts";
import { note } from "../../core/log.ts";
import { tell } from "../../core/messages.ts";
import { newPerson } from "../../core/people.ts";
import { enqueue } from "../../core/tasks.ts";
import { lookupHash } from "../../core/tenant-keys.ts";
import type { TenantKeys } from "../../core/tenant-keys.ts";
import type { Statement } from "../../db/database.ts";
import { findAtsItem, isOnItsWay, pushApplicationsOf } from "./ats.ts";
import { PROVIDER, pathIn } from "./client.ts";
import type { Suite } from "./client.ts";
import { idOf } from "./contract.ts";
import type { Candidate, Project, Rating } from "./contract.ts";
import { candidateHash, candidateState, projectHash, projectState, ratingHash } from "./map.ts";
import type { Rule } from "./references.ts";
import { forgetObjects, personBehind, retireCandidatesOf, saveObject } from "./store.ts";
import type { KnownObject } from "./store.ts";

/** One tenant's two sides while they are brought in step. */
export type Sync = { readonly suite: Suite; readonly tenant: string; readonly keys: TenantKeys };

export const emailHash = (keys: TenantKeys, email: string | null | undefined): string | null => (email ? lookupHash(keys, "interview/email", email.trim().toLowerCase()) : null);
export const uriOf = ({ suite }: Sync, path: string): string => `${suite.settings.baseUrl}/api/v3/companies/${suite.companyId}/${path}/`;

type Met = {
  readonly on: Rule["on"];
  readonly status?: string;
  readonly value?: number;
  readonly jobId: string | null;
  readonly applicationId?: string;
  readonly path: string;
  readonly person?: KeptPerson | null;
};

/** Whose data a message carries. */
type KeptPerson = { readonly id: string; readonly key: CryptoKey };
const about = (person: KeptPerson | null | undefined) => (person ? { person } : {});

export const meets = (rule: Rule, met: Met): boolean =>
  rule.on === met.on &&
  (rule.when?.atLeast === undefined || (met.value !== undefined && met.value >= rule.when.atLeast)) &&
  (rule.when?.status === undefined || met.status === rule.when.status);

/** What the tenant has declared for a case like this, committed with the change that brought it. */
export const applyRules = async ({ suite: { edge, settings }, tenant, keys }: Sync, met: Met): Promise<Statement[]> => {
  const statements: Statement[] = [];
  for (const rule of settings.rules.filter((each) => meets(each, met))) {
    if (rule.do === "message") {
      const { jobId, applicationId } = met;
      const value = met.value ?? met.status;
      const data = { rule, jobId, ...(applicationId === undefined ? {} : { applicationId }), ...(value === undefined ? {} : { value }) };
      statements.push(...(await tell(edge, tenant, keys, { type: "interview.rule.met", data, subject: met.path, ...about(met.person) })));
    } else if (met.on === "candidate") statements.push(enqueue(edge, tenant, { name: `${PROVIDER}.advance`, key: met.path, payload: { path: met.path } }));
  }
  return statements;
};

/** A project that names a job of the ATS belongs to it. In the quick setup nothing else says which jobs there are. */
const adopt = async ({ suite: { edge, settings }, tenant, keys }: Sync, project: Project, id: string): Promise<string | null> => {
  const jobId = project.internal_id ?? "";
  if (jobId === "" || (await findMatch(edge, tenant, "project", { atsId: jobId }))) return null;
  const item = await findAtsItem(edge, tenant, keys, "job", jobId);
  // Deleted there, so it must not come back by the archive's own webhook.
  if (id === "" || item?.content.deleted) return null;
  return settings.setup === "quick" || item !== null || (await findJob(edge, tenant, jobId)) !== null ? jobId : null;
};

export const observeProject = async (sync: Sync, project: Project, known: KnownObject | null): Promise<{ jobId: string | null; statements: Statement[] }> => {
  const { tenant, keys, suite } = sync;
  const { edge } = suite;
  const id = idOf(project.resource_uri);
  const match = await findMatch(edge, tenant, "project", { suiteId: id });
  const adopted = match ? null : await adopt(sync, project, id);
  const jobId = match?.ats_id ?? adopted;
  const linking =
    adopted === null
      ? []
      : [
          saveMatch(edge, tenant, { entity: "project", atsId: adopted, suiteId: id, suiteUri: uriOf(sync, `projects/${id}`) }),
          ...(await pushApplicationsOf(edge, tenant, adopted)),
        ];
  const [hash, status, path] = [projectHash(project), projectState(project.status), `projects/${id}`];
  if (known?.hash === hash) return { jobId, statements: linking };
  const data = { jobId, project: { id, name: project.name ?? "", status } };
  return {
    jobId,
    statements: [
      ...linking,
      saveObject(tenant, { path, entity: "project", project: id, hash, status }),
      ...(await tell(edge, tenant, keys, { type: "interview.project.changed", data, subject: path })),
      ...(await applyRules(sync, { on: "project", status, jobId, path })),
    ],
  };
};

/** Who a candidate is that was made in the suite: the ATS cannot know otherwise. Erased with the person. */
const stranger = async ({ suite: { edge }, tenant, keys }: Sync, candidate: Candidate) => {
  const [firstName, lastName, email, phone] = [candidate.first_name, candidate.last_name, candidate.email, candidate.phone].map((each) => each || null);
  return { person: await newPerson(edge, tenant, keys, { email: email ?? null }), shown: { firstName, lastName, email, phone } };
};

type Belongs = { readonly project: string; readonly jobId: string | null };

export const observeCandidate = async (sync: Sync, { project, jobId }: Belongs, candidate: Candidate, known: KnownObject | null, match: Match | null): Promise<Statement[]> => {
  const { tenant, keys, suite } = sync;
  const id = idOf(candidate.resource_uri);
  const [hash, status, path] = [candidateHash(candidate), candidateState(candidate), `projects/${project}/candidates/${id}`];
  if (known?.hash === hash) return [];
  // Our own, seen before the suite has answered us: who makes it also links it.
  if (!known && !match && jobId !== null && candidate.email && (await isOnItsWay(suite.edge, tenant, keys, jobId, candidate.email))) return [];
  const fresh = known || match ? null : await stranger(sync, candidate);
  const person = fresh?.person ?? (await personBehind(suite.edge, tenant, keys, id));
  const applicationId = match?.ats_id;
  const data = { jobId, ...(applicationId === undefined ? {} : { applicationId }), candidate: { id, status, ...(fresh ? { person: fresh.shown } : {}) } };
  return [
    ...(fresh?.person.statements ?? []),
    saveObject(tenant, { path, entity: "candidate", project, candidate: id, hash, status, emailHash: emailHash(keys, candidate.email), person: person?.id ?? null }),
    ...(await tell(suite.edge, tenant, keys, { type: "interview.candidate.changed", data, subject: path, ...about(person) })),
    ...(await applyRules(sync, { on: "candidate", status, jobId, ...(applicationId === undefined ? {} : { applicationId }), path, person })),
  ];
};

export const ratingPath = (suite: Suite, project: string, rating: Pick<Rating, "resource_uri">): string =>
  pathIn(suite, rating.resource_uri) ?? `projects/${project}/ratings/${idOf(rating.resource_uri)}`;

type Rated = Belongs & { readonly candidate: string | null; readonly maximum: number | null };

export const observeRating = async (
  sync: Sync,
  { project, jobId, candidate, maximum }: Rated,
  rating: Rating,
  known: KnownObject | null,
  match: Match | null,
): Promise<Statement[]> => {
  const { tenant, keys, suite } = sync;
  const path = ratingPath(suite, project, rating);
  const value = rating.ignore === true ? null : (rating.value ?? null);
  const hash = ratingHash({ value });
  if (known?.hash === hash) return [];
  if (value === null) return known ? goneObject(sync, known) : [];
  const applicationId = match?.ats_id;
  const belongs = { jobId, ...(applicationId === undefined ? {} : { applicationId }) };
  const person = candidate === null ? null : await personBehind(suite.edge, tenant, keys, candidate);
  const data = { ...belongs, rating: { id: idOf(rating.resource_uri), value, ...(maximum === null ? {} : { maximum }) } };
  return [
    saveObject(tenant, { path, entity: "rating", project, candidate, hash }),
    ...(await tell(suite.edge, tenant, keys, { type: "interview.rating.changed", data, subject: path, ...about(person) })),
    ...(await applyRules(sync, { on: "rating", value, ...belongs, path, person })),
  ];
};

/** Gone from the suite: the match is retired, the ATS is told, and no more is kept. */
export const goneObject = async (sync: Sync, known: Pick<KnownObject, "path" | "entity" | "project" | "candidate">): Promise<Statement[]> => {
  const { tenant, keys, suite } = sync;
  const { edge } = suite;
  const id = known.path.split("/").at(-1) ?? "";
  const project = await findMatch(edge, tenant, "project", { suiteId: known.project });
  const candidate = known.candidate === null ? null : await findMatch(edge, tenant, "candidate", { suiteId: known.candidate });
  const person = known.candidate === null ? null : await personBehind(edge, tenant, keys, known.candidate);
  const data = { jobId: project?.ats_id ?? null, ...(candidate ? { applicationId: candidate.ats_id } : {}), [known.entity]: { id } };
  return [
    ...(known.entity === "rating" ? [] : [retireMatch(edge, tenant, known.entity, { suiteId: id })]),
    // With a project go its candidates: who is changed later is made anew in the job's next project.
    ...(known.entity === "project" ? [retireCandidatesOf(edge, tenant, id)] : []),
    forgetObjects(tenant, known.path),
    ...(await tell(edge, tenant, keys, { type: `interview.${known.entity}.deleted`, data, subject: known.path, ...about(person) })),
    note(edge, tenant, { provider: PROVIDER, kind: "task", subject: known.path, outcome: "gone from the suite" }),
  ];
};
