// What the ATS and its element ask of the connector: questions, sign-on, events, a run now, the matching table.
import * as v from "valibot";
import { Accepted, SessionBody, page } from "../../api.ts";
import { audit } from "../../core/audit.ts";
import { findConnection } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { commitOnce } from "../../core/events.ts";
import { sha256Hex } from "../../core/keyring.ts";
import { ENTITIES, findMatch, listMatches, removeMatches, saveMatch } from "../../core/matches.ts";
import type { Match } from "../../core/matches.ts";
import { isGranted } from "../../core/sessions.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import { DemandUnmet, UniqueViolation } from "../../db/database.ts";
import { Refusal, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { endpoint } from "../../routes/endpoint.ts";
import type { Endpoint } from "../../routes/endpoint.ts";
import { taggedJson } from "../../routes/etag.ts";
import { Limit, decodeNumber, paged } from "../../routes/paging.ts";
import { AtsItem, findAtsItem, pushApplicationsOf, takeAtsItem } from "./ats.ts";
import { PROVIDER, openSuite } from "./client.ts";
import { QuestionsAnswer, showQuestions } from "./questions.ts";
import { Learned, settingsOf } from "./references.ts";
import { findCandidateObject } from "./store.ts";
import { signOn } from "./sign-on.ts";
import { readSoon } from "./reading.ts";
import { runNow } from "./tasks.ts";

const text = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(most));
const JobId = v.pipe(v.string("is missing"), v.trim(), v.nonEmpty("is missing"), v.maxLength(255));
const Entity = v.picklist(ENTITIES);

const QuestionsQuery = v.strictObject({ jobId: JobId });
const OpenBody = v.strictObject({ jobId: v.optional(text(255)), candidateId: v.optional(text(255)), user: v.optional(SessionBody.entries.user) });
const MatchBody = v.strictObject({ entity: Entity, atsId: text(255), suiteId: v.pipe(text(255), v.regex(/^[A-Za-z0-9_-]+$/, "must be an id of the suite")) });
const MatchesQuery = v.strictObject({ entity: v.optional(Entity), atsId: v.optional(text(255)), limit: Limit, after: v.optional(v.string()) });
const OneMatch = v.strictObject({ entity: Entity, atsId: text(255) });
const MatchAnswer = v.object({ entity: Entity, atsId: v.string(), suiteId: v.string(), suiteUri: v.string(), state: v.picklist(["linked", "retired"]) });
const show = (match: Match) => ({ entity: match.entity, atsId: match.ats_id, suiteId: match.suite_id, suiteUri: match.suite_uri, state: match.state });

const connected = async (edge: Edge, tenant: string): Promise<Connection> => {
  const connection = await findConnection(edge, tenant, PROVIDER);
  if (!connection) throw new Refusal({ status: 409, code: "not-connected", message: "the interview suite is not set up for this tenant", who: "operator" });
  return connection;
};

/** Where the object of a match stands, as far as we know: a candidate where it was last seen, else by its application's job. */
const uriOf = async (edge: Edge, connection: Connection, { entity, atsId, suiteId }: v.InferOutput<typeof MatchBody>): Promise<string> => {
  const { companyId } = v.parse(Learned, connection.learned);
  const { tenant } = connection;
  const root = `${settingsOf(connection).baseUrl}/api/v3/companies/${companyId ?? "-"}`;
  if (entity === "user") return `${root}/customers/${suiteId}/`;
  if (entity === "project") return `${root}/projects/${suiteId}/`;
  const shown = await findCandidateObject(edge, tenant, suiteId);
  if (shown) return `${root}/${shown.path}/`;
  const item = await findAtsItem(edge, tenant, await tenantKeys(edge, tenant), "application", atsId);
  const job = item?.content.kind === "application" ? item.content.data.jobId : null;
  const project = job === null ? null : await findMatch(edge, tenant, "project", { atsId: job });
  return project ? `${root}/projects/${project.suite_id}/candidates/${suiteId}/` : "";
};

const TRIES = 3;

export const suiteEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/v1/interview/questions",
    summary: "The interview questions that belong to a job, and how many candidates stand where",
    plane: "ats",
    grant: "interview:questions",
    query: QuestionsQuery,
    answers: {
      200: { what: "the questions, or that there is no project or no question", schema: QuestionsAnswer },
      304: { what: "as you have it" },
      409: { what: "the suite is not set up" },
      502: { what: "the suite failed" },
      504: { what: "the suite is too slow" },
    },
    async handle({ edge, tenant, session, query, http }) {
      if (session && !isGranted(session, "interview:questions", query.jobId))
        throw new Refusal({ status: 403, code: "grant-missing", message: "the session has no grant for this job's questions" });
      const suite = await openSuite(edge, await connected(edge, tenant.id));
      const answer = await showQuestions(edge, suite, query.jobId, http.req.header("accept-language") ?? tenant.settings.locale);
      const { asOf: _, ...standing } = answer;
      return taggedJson(http, answer, standing);
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/interview/open",
    summary: "A link into the suite that signs the user in",
    plane: "ats",
    grant: "interview:open",
    body: OpenBody,
    answers: { 200: { what: "where to send the browser", schema: v.object({ url: v.string() }) }, 400: { what: "an API key names no user" }, 404: { what: "no such candidate" } },
    async handle({ edge, tenant, session, caller, body, http }) {
      if (session && body.user !== undefined)
        throw new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path: "user", message: "a session signs in its own user" }] });
      const user = session?.user ?? body.user;
      if (!user)
        throw new Refusal({
          status: 400,
          code: "invalid-body",
          message: "the body does not fit",
          errors: [{ path: "user", message: "is missing: an API key must say who is signed in" }],
        });
      const connection = await connected(edge, tenant.id);
      const url = await signOn(edge, connection, user, body);
      await edge.databaseFor(tenant.id).batch([audit(edge, tenant.id, caller, "interview.open", body.candidateId ?? body.jobId ?? null)]);
      return http.json({ url }, 200, { "cache-control": "no-store" });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/ats-events",
    summary: "What has changed in the ATS: taken once an id, told to the suite by a task",
    plane: "ats",
    body: AtsItem,
    answers: { 200: { what: "taken, or taken before", schema: v.object({ status: v.literal("ok") }) }, 400: { what: "cannot be read" }, 409: { what: "the suite is not set up" } },
    async handle({ edge, tenant, body, http }) {
      await connected(edge, tenant.id);
      const answer = { status: 200, headers: { "content-type": "application/json" }, body: '{"status":"ok"}' };
      const event = { provider: PROVIDER, key: `ats:${body.id}`, outcome: body.type, fingerprint: sha256Hex(JSON.stringify(body)) };
      const keys = await tenantKeys(edge, tenant.id);
      for (let attempt = 1; ; attempt++) {
        try {
          const said = await commitOnce(edge, tenant.id, event, await takeAtsItem(edge, tenant.id, keys, body), answer);
          return http.body(said.body, 200, said.headers);
        } catch (cause) {
          // Two events about the same thing at once: the second is decided on what the first left.
          if (!(cause instanceof UniqueViolation || cause instanceof DemandUnmet) || attempt === TRIES) throw cause;
        }
      }
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/interview/pull",
    summary: "The static setup's run, now; during a run another one follows",
    plane: "ats",
    answers: { 202: { what: "it starts", schema: Accepted }, 409: { what: "the suite is not set up" } },
    async handle({ edge, tenant, http }) {
      await connected(edge, tenant.id);
      await edge.databaseFor(tenant.id).batch([runNow(edge, tenant.id)]);
      edge.kick();
      return http.json({ status: "accepted" }, 202);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/matches",
    summary: "The matching table: the same project, candidate or user in the ATS and in the suite",
    plane: "ats",
    query: MatchesQuery,
    answers: { 200: { what: "standing and retired matches", schema: page(MatchAnswer) } },
    async handle({ edge, tenant, query, http }) {
      const after = decodeNumber("matches", query.after);
      const rows = await listMatches(edge, tenant.id, { entity: query.entity, atsId: query.atsId, limit: query.limit + 1, after });
      return http.json(paged("matches", rows, query.limit, (row) => row.id, show));
    },
  }),
  endpoint({
    method: "PUT",
    path: "/v1/matches",
    summary: "Match by hand",
    plane: "ats",
    body: MatchBody,
    answers: { 200: { what: "matched", schema: MatchAnswer }, 409: { what: "either side has another match" } },
    async handle({ edge, tenant, caller, body, http }) {
      const connection = await connected(edge, tenant.id);
      const db = edge.databaseFor(tenant.id);
      const standing = await findMatch(edge, tenant.id, body.entity, { atsId: body.atsId });
      if (standing?.suite_id === body.suiteId) return http.json(show(standing));
      const suiteUri = await uriOf(edge, connection, body);
      try {
        await db.batch([
          saveMatch(edge, tenant.id, { ...body, suiteUri }),
          audit(edge, tenant.id, caller, "match.create", `${body.entity}:${body.suiteId}`),
          ...(body.entity === "project" ? [readSoon(edge, tenant.id, suiteUri, null), ...(await pushApplicationsOf(edge, tenant.id, body.atsId))] : []),
        ]);
      } catch (cause) {
        if (!(cause instanceof UniqueViolation)) throw cause;
        const now = await findMatch(edge, tenant.id, body.entity, { atsId: body.atsId });
        // The same match, made at the same moment.
        if (now?.suite_id === body.suiteId) return http.json(show(now));
        throw new Refusal({ status: 409, code: "match-taken", message: `"${body.atsId}" or "${body.suiteId}" has another match: remove that one first` });
      }
      edge.kick();
      const made = await findMatch(edge, tenant.id, body.entity, { atsId: body.atsId });
      if (!made) throw notFound("match");
      return http.json(show(made));
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/v1/matches",
    summary: "Take a match out of the table; nothing changes on either side",
    plane: "ats",
    query: OneMatch,
    answers: { 204: { what: "removed" }, 404: { what: "no such match" } },
    async handle({ edge, tenant, caller, query, http }) {
      const [removed] = await edge
        .databaseFor(tenant.id)
        .batch([removeMatches(tenant.id, query.entity, query.atsId), audit(edge, tenant.id, caller, "match.remove", query.entity)]);
      if (!removed?.changes) throw notFound("match");
      return http.body(null, 204);
    },
  }),
];
