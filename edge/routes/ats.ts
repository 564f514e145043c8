// What the ATS's backend asks of the house itself: sessions, jobs, the applications feed with its files, a test message.
import { Application, ApplicationAnswer, JobAnswer, JobBody, JobId, MessageAccepted, RepairBody, SessionBody, SessionMade, SourceList, page } from "../api.ts";
import * as v from "valibot";
import { asSaved, changeApplication, findApplication, listApplications, openContent } from "../core/applications.ts";
import { audit } from "../core/audit.ts";
import { openAttachment } from "../core/attachments.ts";
import { createOnce } from "../core/idempotency.ts";
import { findJob, removeJob, saveJob } from "../core/jobs.ts";
import { tell } from "../core/messages.ts";
import { findableAs } from "../core/people.ts";
import { countSources } from "../core/sources.ts";
import { createSession } from "../core/sessions.ts";
import { tenantKeys } from "../core/tenant-keys.ts";
import { Refusal, notFound } from "../errors.ts";
import { contentDisposition, servedType } from "./download.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { taggedJson } from "./etag.ts";
import { Limit, decodeNumber, encodeCursor } from "./paging.ts";

const FeedQuery = v.object({ limit: Limit, after: v.optional(v.string()) });
const FeedPage = v.object({ ...page(ApplicationAnswer).entries, next: v.string() });

const DAY_MS = 24 * 3_600_000;
const SourceQuery = v.object({ since: v.optional(v.pipe(v.string(), v.isoTimestamp())) });

export const atsEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "POST",
    path: "/v1/sessions",
    summary: "Make a session for one user, origin and set of grants",
    plane: "ats",
    body: SessionBody,
    answers: { 201: { what: "the token, for the browser's memory only", schema: SessionMade } },
    async handle({ edge, tenant, body, http }) {
      if (!tenant.settings.origins.includes(body.origin)) {
        throw new Refusal({
          status: 400,
          code: "origin-not-allowed",
          message: `"${body.origin}" is not one of the tenant's origins`,
          errors: [{ path: "origin", message: "is not one of the tenant's origins" }],
        });
      }
      const { ttlSeconds, ...session } = body;
      await createOnce(edge, http, { db: edge.databaseFor(tenant.id), tenant: tenant.id, body, resource: "session", statements: [] });
      return http.json(await createSession(edge, { ...session, tenant: tenant.id }, ttlSeconds), 201);
    },
  }),
  endpoint({
    method: "PUT",
    path: "/v1/jobs/{jobId}",
    summary: "Keep a posting; templateKey is its chosen PitchYou interview",
    plane: "ats",
    body: JobBody,
    answers: { 200: { what: "changed", schema: JobAnswer }, 201: { what: "made", schema: JobAnswer } },
    async handle({ edge, tenant, param, body, http }) {
      const id = v.safeParse(JobId, param("jobId"));
      if (!id.success) throw new Refusal({ status: 400, code: "bad-job-id", message: "a job id has 1 to 500 characters" });
      const before = await findJob(edge, tenant.id, id.output);
      await edge.databaseFor(tenant.id).batch([saveJob(edge, tenant.id, id.output, body)]);
      return http.json(await findJob(edge, tenant.id, id.output), before ? 200 : 201);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/jobs/{jobId}",
    summary: "One posting",
    plane: "ats",
    answers: { 200: { what: "the posting", schema: JobAnswer }, 404: { what: "no such posting" } },
    async handle({ edge, tenant, param, http }) {
      const job = await findJob(edge, tenant.id, param("jobId"));
      if (!job) throw notFound("job");
      return http.json(job);
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/v1/jobs/{jobId}",
    summary: "Forget a posting; applications to it stay",
    plane: "ats",
    answers: { 204: { what: "forgotten" }, 404: { what: "no such posting" } },
    async handle({ edge, tenant, param, http }) {
      const [removed] = await edge.databaseFor(tenant.id).batch([removeJob(tenant.id, param("jobId"))]);
      if (!removed?.changes) throw notFound("job");
      return http.body(null, 204);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/applications",
    summary: "The change feed: each application as it stands, in order of its last change; come back with next",
    plane: "ats",
    query: FeedQuery,
    answers: { 200: { what: "a page; next is never null", schema: FeedPage }, 304: { what: "nothing has changed since the ETag that If-None-Match names" } },
    async handle({ edge, tenant, query, http }) {
      const { items, last } = await listApplications(edge, tenant.id, decodeNumber("applications", query.after), query.limit);
      return taggedJson(http, { items, next: encodeCursor("applications", last) });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/sources",
    summary: "Where applications came from: the utm values of the button's link, found again; 30 days unless told otherwise",
    plane: "ats",
    query: SourceQuery,
    answers: { 200: { what: "the most fruitful first", schema: SourceList } },
    async handle({ edge, tenant, query, http }) {
      const since = query.since === undefined ? edge.now() - 30 * DAY_MS : Date.parse(query.since);
      return http.json({ since: new Date(since).toISOString(), ...(await countSources(edge, tenant.id, since)) });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/applications/{id}",
    summary: "One application, or its tombstone",
    plane: "ats",
    answers: { 200: { what: "the application", schema: ApplicationAnswer }, 404: { what: "no such application" } },
    async handle({ edge, tenant, param, http }) {
      const application = await findApplication(edge, tenant.id, param("id"));
      if (!application) throw notFound("application");
      return http.json(application);
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/applications/{id}/retry",
    summary: "Repair and release a parked application: what is given replaces what was there",
    plane: "ats",
    body: RepairBody,
    answers: {
      200: { what: "released", schema: Application },
      404: { what: "no such application" },
      409: { what: "not parked" },
      422: { what: "still without a name or an e-mail address" },
    },
    async handle({ edge, tenant, caller, param, body, http }) {
      const id = param("id");
      const before = await findApplication(edge, tenant.id, id);
      const stored = await openContent(edge, tenant.id, id);
      if (!before) throw notFound("application");
      if (before.state !== "parked" || !stored) throw new Refusal({ status: 409, code: "not-parked", message: "only a parked application can be released" });
      const kept = stored.content.person;
      const given = body.person ?? {};
      const [firstName, lastName, email, phone] = [given.firstName ?? kept.firstName, given.lastName ?? kept.lastName, given.email ?? kept.email, given.phone ?? kept.phone];
      const both = [firstName, lastName].filter((part) => part !== null).join(" ");
      const whole = given.name ?? (both === "" ? (kept.name ?? "") : both);
      if (whole === "" || email === null) throw new Refusal({ status: 422, code: "still-incomplete", message: "a name and an e-mail address are needed", who: "recruiter" });
      const person = { id: stored.person, key: stored.key };
      const change = {
        id,
        person,
        jobId: body.jobId ?? stored.jobId,
        state: "received",
        content: { ...stored.content, person: { name: whole, firstName, lastName, email, phone } },
      } as const;
      const keys = await tenantKeys(edge, tenant.id);
      const data = { ...asSaved(edge, { ...change, channel: before.channel, externalId: before.externalId }), receivedAt: stored.receivedAt };
      await edge
        .databaseFor(tenant.id)
        .batch([
          await changeApplication(edge, tenant.id, change),
          ...findableAs(tenant.id, keys, stored.person, { email }),
          ...(await tell(edge, tenant.id, keys, { type: "application.received", data, subject: id, person })),
          audit(edge, tenant.id, caller, "application.release", id),
        ]);
      edge.kick();
      return http.json(await findApplication(edge, tenant.id, id));
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/applications/{id}/attachments/{attachmentId}",
    summary: "A file of an application, streamed",
    plane: "ats",
    answers: { 200: { what: "the file", type: "application/octet-stream" }, 404: { what: "no such file" }, 410: { what: "the vendor no longer had it, or it was too large" } },
    async handle({ edge, tenant, param, http }) {
      const application = await findApplication(edge, tenant.id, param("id"));
      const listed = v.is(Application, application) ? application.attachments.find((each) => each.id === param("attachmentId")) : undefined;
      if (listed?.missing) throw new Refusal({ status: 410, code: `attachment-${listed.missing}`, message: `"${listed.fileName}" could not be taken over: ${listed.missing}` });
      const file = listed && (await openAttachment(edge, tenant.id, param("id"), listed.id));
      if (!file) throw notFound("attachment");
      return http.body(file.body, 200, {
        "content-type": servedType(file.mimeType),
        "content-length": String(file.size),
        "content-disposition": contentDisposition(file.fileName),
        "x-content-type-options": "nosniff",
        "cache-control": "private, no-store",
      });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/messages/test",
    summary: "Send a signed bridge.test message",
    plane: "ats",
    answers: { 202: { what: "it is on its way", schema: MessageAccepted } },
    async handle({ edge, tenant, caller, http }) {
      const id = edge.newId("test");
      const statements = await tell(edge, tenant.id, await tenantKeys(edge, tenant.id), { type: "bridge.test", data: { id, requestedBy: caller.actor }, subject: id });
      const { resource } = await createOnce(edge, http, { db: edge.databaseFor(tenant.id), tenant: tenant.id, body: {}, resource: id, statements });
      edge.kick();
      return http.json({ id: resource }, 202);
    },
  }),
];
