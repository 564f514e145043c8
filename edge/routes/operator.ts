// The operator's view of what happened: time line, dead letters, audit, and sending messages again.
import * as v from "valibot";
import { AuditAnswer, LogAnswer, ReplayBody, TaskAnswer, page } from "../api.ts";
import { audit, listAudit } from "../core/audit.ts";
import { listLog } from "../core/log.ts";
import { deliverMessage, listMessages } from "../core/messages.ts";
import { listTasks, revive } from "../core/tasks.ts";
import { getTenant } from "../core/tenants.ts";
import { notFound } from "../errors.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { Limit, PageQuery, decodeCursor, decodeNumber, paged } from "./paging.ts";

const LogQuery = v.object({
  limit: Limit,
  after: v.optional(v.string()),
  provider: v.optional(v.string()),
  kind: v.optional(v.picklist(["event", "repeat", "refusal", "task", "delivery"])),
  since: v.optional(v.pipe(v.string(), v.isoTimestamp())),
});
const TaskQuery = v.object({ limit: Limit, after: v.optional(v.string()), state: v.optional(v.picklist(["ready", "leased", "dead"]), "dead") });
const iso = (at: number) => new Date(at).toISOString();

export const operatorEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/log",
    summary: "The tenant's time line, oldest first; holds no personal data",
    plane: "operator",
    query: LogQuery,
    answers: { 200: { what: "a page of entries", schema: page(LogAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const since = query.since === undefined ? undefined : Date.parse(query.since);
      const rows = await listLog(edge, id, { ...query, since, limit: query.limit + 1, after: decodeNumber("log", query.after) });
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
    path: "/v1/tenants/{tenant}/tasks",
    summary: "Tasks by state; the dead ones by default",
    plane: "operator",
    query: TaskQuery,
    answers: { 200: { what: "a page of tasks", schema: page(TaskAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const rows = await listTasks(edge, id, query.state, query.limit + 1, decodeCursor("tasks", query.after) ?? "");
      return http.json(
        paged(
          "tasks",
          rows,
          query.limit,
          (row) => row.id,
          (row) => ({
            id: row.id,
            name: row.name,
            state: row.state,
            tries: row.tries,
            runAt: iso(row.run_at),
            createdAt: iso(row.created_at),
            error: row.error,
          }),
        ),
      );
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/tasks/{id}/retry",
    summary: "Give a dead task all its tries again",
    plane: "operator",
    answers: { 202: { what: "it runs now", schema: v.object({ id: v.string() }) }, 404: { what: "no dead task of this id" } },
    async handle({ edge, caller, param, http }) {
      const { id: tenant } = await getTenant(edge, param("tenant"));
      const db = edge.databaseFor(tenant);
      const [revived] = await db.batch([revive(edge, tenant, param("id"))]);
      if (!revived?.changes) throw notFound("dead task");
      await db.batch([audit(edge, tenant, caller, "task.retry", param("id"))]);
      edge.kick();
      return http.json({ id: param("id") }, 202);
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/messages/replay",
    summary: "Send messages again under the same ids, signed with the current secret",
    plane: "operator",
    body: ReplayBody,
    answers: { 202: { what: "how many are on their way", schema: v.object({ count: v.number() }) } },
    async handle({ edge, caller, param, body, http }) {
      const { id: tenant } = await getTenant(edge, param("tenant"));
      const messages = await listMessages(edge, tenant, "since" in body ? { since: Date.parse(body.since) } : body);
      const db = edge.databaseFor(tenant);
      for (let from = 0; from < messages.length; from += 100) await db.batch(messages.slice(from, from + 100).map(({ id }) => deliverMessage(edge, tenant, id)));
      await db.batch([audit(edge, tenant, caller, "messages.replay", String(messages.length))]);
      edge.kick();
      return http.json({ count: messages.length }, 202);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/audit",
    summary: "Who changed what, when, from where",
    plane: "operator",
    query: PageQuery,
    answers: { 200: { what: "a page of entries", schema: page(AuditAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const rows = await listAudit(edge, id, query.limit + 1, decodeNumber("audit", query.after));
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
