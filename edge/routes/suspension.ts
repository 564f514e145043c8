// Suspending a tenant without deleting it: notifications are taken in, everything else waits.
import { TenantAnswer } from "../api.ts";
import { audit } from "../core/audit.ts";
import { getTenant, resumeTenant, suspendTenant } from "../core/tenants.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { showTenant } from "./tenants.ts";

const answers = { 200: { what: "the tenant", schema: TenantAnswer }, 404: { what: "no such tenant" } };

export const suspensionEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/suspend",
    summary: "Suspend: API keys and sessions are refused, notifications are still taken in, tasks and messages wait",
    plane: "operator",
    answers,
    async handle({ edge, caller, param, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      await edge.databaseFor(id).batch([suspendTenant(edge, id), audit(edge, id, caller, "tenant.suspend", id)]);
      return http.json(await showTenant(edge, await getTenant(edge, id)));
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/tenants/{tenant}/resume",
    summary: "Resume: what has waited runs now",
    plane: "operator",
    answers,
    async handle({ edge, caller, param, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      await edge.databaseFor(id).batch([resumeTenant(id), audit(edge, id, caller, "tenant.resume", id)]);
      edge.kick();
      return http.json(await showTenant(edge, await getTenant(edge, id)));
    },
  }),
];
