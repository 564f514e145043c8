// The operator's view of what happened: time line, notifications with their proof of being done once, audit.
import * as v from "valibot";
import { AuditAnswer, EventAnswer, EventWithArrivals, LogAnswer, page } from "../api.ts";
import { listAudit } from "../core/audit.ts";
import { findEvent, listEvents } from "../core/events.ts";
import type { ListedEvent } from "../core/events.ts";
import { listLog } from "../core/log.ts";
import { eventsNamed, subjectsOf } from "../core/search.ts";
import { getTenant } from "../core/tenants.ts";
import { notFound } from "../errors.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { Limit, decodeMoment, decodeNumber, encodeMoment, paged } from "./paging.ts";

const Word = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)));
const Newest = v.optional(v.picklist(["true", "false"]));
const LogQuery = v.object({
  limit: Limit,
  after: v.optional(v.string()),
  provider: v.optional(v.string()),
  kind: v.optional(v.picklist(["event", "repeat", "refusal", "task", "delivery"])),
  since: v.optional(v.pipe(v.string(), v.isoTimestamp())),
  q: Word,
  newest: Newest,
});
const AuditQuery = v.object({ limit: Limit, after: v.optional(v.string()), newest: Newest });
const EventQuery = v.object({ limit: Limit, after: v.optional(v.string()), provider: v.optional(v.string()), q: Word });
const ARRIVALS_SHOWN = 200;
const iso = (at: number) => new Date(at).toISOString();

const showEvent = ({ id, provider, key, answer, received, created_at, last_at, outcome }: ListedEvent) => {
  const location = answer.headers["location"];
  return {
    id,
    provider,
    key,
    received,
    receivedAt: iso(created_at),
    lastAt: iso(last_at),
    answer: { status: answer.status, ...(location === undefined ? {} : { location }) },
    outcome,
    scenario: outcome?.includes(", parked") ? "parked" : received > 1 ? "repeated" : "once",
  };
};

export const operatorEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/log",
    summary: "The tenant's time line, oldest first unless asked otherwise; holds no personal data",
    plane: "operator",
    query: LogQuery,
    answers: { 200: { what: "a page of entries", schema: page(LogAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const newestFirst = query.newest === "true";
      const rows = await listLog(edge, id, {
        provider: query.provider,
        kind: query.kind,
        since: query.since === undefined ? undefined : Date.parse(query.since),
        subjects: query.q ? await subjectsOf(edge, id, query.q) : undefined,
        limit: query.limit + 1,
        after: decodeNumber("log", query.after),
        newestFirst,
      });
      return http.json(
        paged(
          "log",
          rows,
          query.limit,
          (row) => row.id,
          (row) => ({
            at: iso(row.at),
            provider: row.provider,
            kind: row.kind,
            subject: row.subject,
            outcome: row.outcome,
            ...(row.cause === null ? {} : { cause: row.cause }),
          }),
        ),
      );
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/events",
    summary: "Notifications taken in, newest first: how often each came, and what was answered",
    plane: "operator",
    query: EventQuery,
    answers: { 200: { what: "a page of events", schema: page(EventAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const ids = query.q ? await eventsNamed(edge, id, query.q) : undefined;
      const rows = await listEvents(edge, id, { provider: query.provider, ids, limit: query.limit + 1, before: decodeMoment("events", query.after) });
      return http.json(paged("events", rows, query.limit, encodeMoment, showEvent));
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/events/{id}",
    summary: "One notification with each of its arrivals: done once, however often it came",
    plane: "operator",
    answers: { 200: { what: "the event", schema: EventWithArrivals }, 404: { what: "no such event" } },
    async handle({ edge, param, http }) {
      const { id: tenant } = await getTenant(edge, param("tenant"));
      const event = await findEvent(edge, tenant, param("id"));
      if (!event) throw notFound("event");
      const repeats = await listLog(edge, tenant, { subjects: [event.id], kind: "repeat", limit: ARRIVALS_SHOWN, after: 0 });
      const arrivals = [
        { at: iso(event.created_at), kind: "event", outcome: event.outcome ?? "taken" },
        ...repeats.map(({ at, outcome, cause }) => ({ at: iso(at), kind: "repeat", outcome, ...(cause === null ? {} : { cause }) })),
      ];
      return http.json({ ...showEvent(event), arrivals });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/audit",
    summary: "Who changed what, when, from where",
    plane: "operator",
    query: AuditQuery,
    answers: { 200: { what: "a page of entries", schema: page(AuditAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const rows = await listAudit(edge, id, query.limit + 1, decodeNumber("audit", query.after), query.newest === "true");
      return http.json(
        paged(
          "audit",
          rows,
          query.limit,
          (row) => row.id,
          (row) => ({
            at: iso(row.at),
            actor: row.actor,
            action: row.action,
            subject: row.subject,
            source: row.source,
            requestId: row.request,
          }),
        ),
      );
    },
  }),
];
