// Suspending a tenant without deleting it: notifications are taken in, everything else waits.
import { TenantAnswer } from "../api.ts";
import { audit } from "../core/audit.ts";
import { getTenant, resumeTenant, suspendTenant } from "../core/tenants.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint } from "./endpoint.ts";
import { showTenant } from "./tenants.ts";

const answers = { 200: { what: "the tenant", schema: TenantAnswer }, 404: { what: "no such tenant" } };

const standing = (verb: "suspend" | "resume", summary: string, change: (edge: Edge, tenant: string) => Statement): Endpoint =>
  endpoint({
    method: "POST",
    path: `/v1/tenants/{tenant}/${verb}`,
    summary,
    plane: "operator",
    answers,
    async handle({ edge, caller, param, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      await edge.databaseFor(id).batch([change(edge, id), audit(edge, id, caller, `tenant.${verb}`, id)]);
      edge.kick();
      return http.json(await showTenant(edge, await getTenant(edge, id)));
    },
  });

export const suspensionEndpoints: readonly Endpoint[] = [
  standing("suspend", "Suspend: API keys and sessions are refused, notifications are still taken in, tasks and messages wait", suspendTenant),
  standing("resume", "Resume: what has waited runs now", (_edge, tenant) => resumeTenant(tenant)),
];
