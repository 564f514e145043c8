// The operator's calls on tenants and their API keys.
import * as v from "valibot";
import { ApiKeyAnswer, ApiKeyBody, ApiKeyMade, TenantAnswer, TenantBody, TenantId, page } from "../api.ts";
import { listApiKeys, newApiKey, removeApiKey, saveApiKey } from "../core/api-keys.ts";
import { audit } from "../core/audit.ts";
import { sweepMedia } from "../core/attachments.ts";
import { purgeLater } from "../core/housekeeping.ts";
import { createOnce } from "../core/idempotency.ts";
import { createWebhook, findWebhook, pointWebhook, rotateWebhookSecret } from "../core/webhooks.ts";
import { createTenantKey, tenantKeys } from "../core/tenant-keys.ts";
import { eraseFromDirectory, eraseTenant, findTenant, getTenant, listTenants, saveTenant } from "../core/tenants.ts";
import type { Tenant, TenantSettings } from "../core/tenants.ts";
import { UniqueViolation, sql } from "../db/database.ts";
import { Refusal, notFound } from "../errors.ts";
import type { Integration } from "../integrations/integration.ts";
import type { Edge } from "../ports.ts";
import { isAllowedUrl } from "../settings.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { PageQuery, decodeCursor, paged } from "./paging.ts";

const RETENTION_DAYS = 180;
const badField = (path: string, message: string) => new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path, message }] });

const acceptSettings = (edge: Edge, body: TenantBody): TenantSettings => {
  body.origins.forEach((origin, index) => {
    if (!isAllowedUrl(edge.settings, origin) || URL.parse(origin)?.origin !== origin)
      throw badField(`origins.${index}`, `"${origin}" is not an origin such as https://jobs.example.com`);
  });
  if (body.webhook && !isAllowedUrl(edge.settings, body.webhook.url)) throw badField("webhook.url", "must be an https address");
  const days =
    typeof body.retentionDays === "number"
      ? { application: body.retentionDays, message: body.retentionDays, event: body.retentionDays, log: body.retentionDays }
      : body.retentionDays;
  return {
    origins: body.origins,
    ...(body.locale === undefined ? {} : { locale: body.locale }),
    retentionDays: {
      application: days?.application ?? RETENTION_DAYS,
      message: days?.message ?? RETENTION_DAYS,
      event: days?.event ?? RETENTION_DAYS,
      log: days?.log ?? RETENTION_DAYS,
    },
    onRevoke: body.onRevoke ?? "erase",
    ...(body.silenceHours === undefined ? {} : { silenceHours: body.silenceHours }),
    ...(body.mail === undefined ? {} : { mail: { from: body.mail.from, ...(body.mail.replyTo === undefined ? {} : { replyTo: body.mail.replyTo }) } }),
  };
};

export const showTenant = async (edge: Edge, tenant: Tenant, secret?: string) => {
  const webhook = await findWebhook(edge, tenant.id);
  return {
    id: tenant.id,
    name: tenant.name,
    ...tenant.settings,
    webhook: webhook?.url
      ? {
          url: webhook.url,
          state: webhook.state,
          ordered: webhook.ordered === 1,
          failingSince: webhook.failing_since === null ? null : new Date(webhook.failing_since).toISOString(),
          ...(secret === undefined ? {} : { secret }),
        }
      : null,
    suspended: tenant.suspended_at !== null,
    createdAt: new Date(tenant.created_at).toISOString(),
    updatedAt: new Date(tenant.updated_at).toISOString(),
  };
};

const namedTenant = (id: string): string => {
  if (!v.is(TenantId, id)) throw badField("tenant", "a tenant's id must match [a-z0-9][a-z0-9-]{0,62}");
  return id;
};

export const tenantEndpoints = (integrations: readonly Integration[]): readonly Endpoint[] => [
  endpoint({
    method: "PUT",
    path: "/v1/tenants/{tenant}",
    summary: "Make or change a tenant",
    plane: "operator",
    body: TenantBody,
    answers: { 200: { what: "changed", schema: TenantAnswer }, 201: { what: "made; the webhook's secret is shown this once", schema: TenantAnswer } },
    async handle({ edge, caller, body, param, http }) {
      const id = namedTenant(param("tenant"));
      const db = edge.databaseFor(id);
      const settings = acceptSettings(edge, body);
      const before = await findTenant(edge, id);
      if (before) {
        await db.batch([
          saveTenant(edge, id, body.name, settings),
          pointWebhook(id, body.webhook),
          ...integrations.flatMap((room) => room.tenantChanged?.(edge, id) ?? []),
          audit(edge, id, caller, "tenant.change", id),
        ]);
        edge.kick();
        return http.json(await showTenant(edge, await getTenant(edge, id)));
      }
      await db.batch([await createTenantKey(edge, id)]);
      const { secret, statement } = await createWebhook(id, await tenantKeys(edge, id), body.webhook);
      await db.batch([saveTenant(edge, id, body.name, settings), statement, purgeLater(edge, id), audit(edge, id, caller, "tenant.create", id)]);
      return http.json(await showTenant(edge, await getTenant(edge, id), secret), 201);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants",
    summary: "List tenants",
    plane: "operator",
    query: PageQuery,
    answers: { 200: { what: "a page of tenants", schema: page(TenantAnswer) } },
    async handle({ edge, query, http }) {
      const rows = await listTenants(edge, query.limit + 1, decodeCursor("tenants", query.after) ?? "");
      const { items, next } = paged(
        "tenants",
        rows,
        query.limit,
        (row) => row.id,
        (row) => row,
      );
      return http.json({ items: await Promise.all(items.map((row) => showTenant(edge, row))), next });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}",
    summary: "One tenant",
    plane: "operator",
    answers: { 200: { what: "the tenant", schema: TenantAnswer }, 404: { what: "no such tenant" } },
    handle: async ({ edge, param, http }) => http.json(await showTenant(edge, await getTenant(edge, param("tenant")))),
  }),
  endpoint({
    method: "DELETE",
    path: "/v1/tenants/{tenant}",
    summary: "Erase a tenant with all its data",
    plane: "operator",
    answers: { 204: { what: "erased: rows, files, keys" }, 404: { what: "no such tenant" } },
    async handle({ edge, param, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const db = edge.databaseFor(id);
      // What could still write goes first; then the files, which nobody would find without their rows; then everything.
      await edge.directory.batch(eraseFromDirectory(id));
      await db.batch([sql`DELETE FROM tasks WHERE tenant = ${id}`, sql`DELETE FROM connections WHERE tenant = ${id}`, sql`UPDATE media SET state = 'doomed' WHERE tenant = ${id}`]);
      await sweepMedia(edge, id);
      await db.batch(eraseTenant(id));
      await db.scrub();
      return http.body(null, 204);
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/webhook/secret",
    summary: "Rotate the webhook's signing secret; the old one signs beside it for 24 hours",
    plane: "operator",
    answers: { 200: { what: "the new secret, shown this once", schema: v.object({ secret: v.string() }) } },
    async handle({ edge, caller, param, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const { secret, statement } = await rotateWebhookSecret(edge, id, await tenantKeys(edge, id));
      await edge.databaseFor(id).batch([statement, audit(edge, id, caller, "webhook.rotate", id)]);
      return http.json({ secret });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/api-keys",
    summary: "Make an API key for the ATS's backend",
    plane: "operator",
    body: ApiKeyBody,
    answers: { 201: { what: "the key, shown this once", schema: ApiKeyMade }, 409: { what: "this key is taken" } },
    async handle({ edge, caller, param, body, http }) {
      const { id: tenant } = await getTenant(edge, param("tenant"));
      if (body.key !== undefined && edge.settings.mode === "live") throw badField("key", "may be named in sandbox mode only");
      const id = edge.newId("key");
      const key = body.key ?? newApiKey(edge);
      const creation = { db: edge.directory, tenant, body, resource: id, statements: [saveApiKey(edge, tenant, id, key)] };
      const made = await createOnce(edge, http, creation).catch((cause: unknown) => {
        if (cause instanceof UniqueViolation) throw new Refusal({ status: 409, code: "key-taken", message: "this key is in use" });
        throw cause;
      });
      if (!made.repeated) await edge.databaseFor(tenant).batch([audit(edge, tenant, caller, "api-key.create", id)]);
      return http.json(made.repeated ? { id: made.resource } : { id, key }, 201);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/api-keys",
    summary: "List API keys by their beginnings",
    plane: "operator",
    query: PageQuery,
    answers: { 200: { what: "a page of keys", schema: page(ApiKeyAnswer) } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const rows = await listApiKeys(edge, id, query.limit + 1, decodeCursor("api-keys", query.after) ?? "");
      return http.json(
        paged(
          "api-keys",
          rows,
          query.limit,
          (row) => row.id,
          (row) => ({ id: row.id, prefix: row.prefix, createdAt: new Date(row.created_at).toISOString() }),
        ),
      );
    },
  }),
  endpoint({
    method: "DELETE",
    path: "/v1/tenants/{tenant}/api-keys/{id}",
    summary: "Revoke an API key",
    plane: "operator",
    answers: { 204: { what: "revoked" }, 404: { what: "no such key" } },
    async handle({ edge, caller, param, http }) {
      const { id: tenant } = await getTenant(edge, param("tenant"));
      const [removed] = await edge.directory.batch([removeApiKey(tenant, param("id"))]);
      if (!removed?.changes) throw notFound("API key");
      await edge.databaseFor(tenant).batch([audit(edge, tenant, caller, "api-key.revoke", param("id"))]);
      return http.body(null, 204);
    },
  }),
];
