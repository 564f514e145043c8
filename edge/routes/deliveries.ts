// Messages to the ATS as the operator sees them: what stands how, each try, and sending again; and the tasks that were given up.
import * as v from "valibot";
import { MESSAGE_STATES, MessageAnswer, MessageWithDeliveries, ReplayBody, TaskAnswer, page } from "../api.ts";
import { audit } from "../core/audit.ts";
import { listLog } from "../core/log.ts";
import { deliverMessage, findMessageById, listMessages, pageMessages } from "../core/messages.ts";
import type { ListedMessage } from "../core/messages.ts";
import { subjectsOf } from "../core/search.ts";
import { listTasks, revive } from "../core/tasks.ts";
import { getTenant } from "../core/tenants.ts";
import { notFound } from "../errors.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { Limit, decodeCursor, decodeMoment, encodeMoment, paged } from "./paging.ts";

const TaskQuery = v.object({ limit: Limit, after: v.optional(v.string()), state: v.optional(v.picklist(["ready", "leased", "dead"]), "dead") });
const MessageQuery = v.object({
  limit: Limit,
  after: v.optional(v.string()),
  state: v.optional(v.picklist(MESSAGE_STATES)),
  type: v.optional(v.string()),
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500))),
});
const TRIES_SHOWN = 200;
const AT_ONCE = 100;
const iso = (at: number) => new Date(at).toISOString();

const show = ({ id, type, subject, state, created_at, tries, last_outcome, last_at }: ListedMessage) => ({
  id,
  type,
  subject,
  state,
  createdAt: iso(created_at),
  tries,
  lastOutcome: last_outcome,
  lastAt: last_at === null ? null : iso(last_at),
});

export const deliveryEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/messages",
    summary: "Messages to the ATS, newest first, without their bodies",
    plane: "operator",
    query: MessageQuery,
    answers: { 200: { what: "a page of messages", schema: page(MessageAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const subjects = query.q ? await subjectsOf(edge, id, query.q) : undefined;
      const rows = await pageMessages(edge, id, { state: query.state, type: query.type, subjects, limit: query.limit + 1, before: decodeMoment("messages", query.after) });
      return http.json(paged("messages", rows, query.limit, encodeMoment, show));
    },
  }),
  // Before the path that takes any id.
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/messages/replay",
    summary: "Send messages again under the same ids, signed with the current secret: since a moment, by id, or all that failed",
    plane: "operator",
    body: ReplayBody,
    answers: { 202: { what: "how many are on their way", schema: v.object({ count: v.number() }) } },
    async handle({ edge, caller, param, body, http }) {
      const { id: tenant } = await getTenant(edge, param("tenant"));
      const messages = await listMessages(edge, tenant, "since" in body ? { since: Date.parse(body.since) } : body);
      const db = edge.databaseFor(tenant);
      for (let from = 0; from < messages.length; from += AT_ONCE) await db.batch(messages.slice(from, from + AT_ONCE).map(({ id }) => deliverMessage(edge, tenant, id)));
      await db.batch([audit(edge, tenant, caller, "messages.replay", String(messages.length))]);
      edge.kick();
      return http.json({ count: messages.length }, 202);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/messages/{id}",
    summary: "One message with every try to deliver it",
    plane: "operator",
    answers: { 200: { what: "the message", schema: MessageWithDeliveries }, 404: { what: "no such message" } },
    async handle({ edge, param, http }) {
      const { id: tenant } = await getTenant(edge, param("tenant"));
      const message = await findMessageById(edge, tenant, param("id"));
      if (!message) throw notFound("message");
      const tries = await listLog(edge, tenant, { subjects: [message.id], kind: "delivery", limit: TRIES_SHOWN, after: 0 });
      return http.json({ ...show(message), deliveries: tries.map(({ at, outcome, cause }) => ({ at: iso(at), outcome, ...(cause === null ? {} : { cause }) })) });
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
];
