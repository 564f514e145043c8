// One LinkedIn application for each customer: made, adopted, kept up to date, its secret rolled.
import { openSecrets, saveConnectionParts } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { rotated } from "../../core/secrets.ts";
import type { Tenant } from "../../core/tenants.ts";
import type { Statement } from "../../db/database.ts";
import { Refusal } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { Secrets, allowDomains, createApplication, findApplication, rollSecret, settingsOf } from "./client.ts";
import { applicationName } from "./contract.ts";
import { claimClient } from "./store.ts";

/** Where the plugin may run: the tenant's pages, and our own hosted page. */
export const domainsOf = (edge: Edge, tenant: Tenant): string[] => [...new Set([...tenant.settings.origins, new URL(edge.settings.publicUrl).origin])];

export const refuseForeignKey = async (edge: Edge, tenant: string, clientId: string): Promise<void> => {
  if (!(await claimClient(edge, tenant, clientId)))
    throw new Refusal({ status: 409, code: "client-id-taken", message: `the LinkedIn key "${clientId}" belongs to another customer`, who: "operator" });
};

/** Looks first, so that a repeat adopts what an earlier try made; a conflict means that somebody was quicker. */
export const provision = async (edge: Edge, tenant: Tenant, connection: Connection): Promise<{ created: boolean; statements: Statement[] }> => {
  const wanted = {
    uniqueForeignId: tenant.id,
    name: applicationName(edge.settings.atsName, tenant.name),
    description: `${tenant.name}, customer ${tenant.id}`,
    validJsSdkDomains: domainsOf(edge, tenant),
  };
  const found = await findApplication(edge, tenant.id, tenant.id);
  const created = found ? null : await createApplication(edge, tenant.id, wanted);
  const application = found ?? created ?? (await findApplication(edge, tenant.id, tenant.id));
  if (!application)
    throw new Refusal({ status: 502, code: "vendor-unavailable", message: "LinkedIn says that the customer's application exists, and does not show it", who: "operator" });
  if (!created) await allowDomains(edge, tenant.id, application.key, wanted.validJsSdkDomains);

  await refuseForeignKey(edge, tenant.id, application.credentials.client_id);
  const kept = await openSecrets(edge, connection, Secrets);
  const settings = {
    ...settingsOf(connection),
    clientId: application.credentials.client_id,
    application: application.key,
    allowedDomains: wanted.validJsSdkDomains,
    provisionedAt: settingsOf(connection).provisionedAt ?? edge.now(),
  };
  return {
    created: created !== null,
    statements: await saveConnectionParts(edge, connection, settings, { secrets: rotated(edge, kept.secrets, application.credentials.client_secret) }),
  };
};

/** Brings LinkedIn's list of domains to the tenant's origins of now; nothing to do for a key that was brought. */
export const updateDomains = async (edge: Edge, tenant: Tenant, connection: Connection): Promise<Statement[]> => {
  const settings = settingsOf(connection);
  const wanted = domainsOf(edge, tenant);
  if (settings.application === undefined || JSON.stringify(settings.allowedDomains) === JSON.stringify(wanted)) return [];
  await allowDomains(edge, tenant.id, settings.application, wanted);
  return saveConnectionParts(edge, connection, { ...settings, allowedDomains: wanted }, await openSecrets(edge, connection, Secrets));
};

/** A new secret from LinkedIn; pushes signed with the old one are good for another day. */
export const rotateSecret = async (edge: Edge, connection: Connection) => {
  const settings = settingsOf(connection);
  if (settings.application === undefined)
    throw new Refusal({ status: 409, code: "key-was-brought", message: "this key was made elsewhere: rotate it in LinkedIn's portal and PUT the new secret", who: "operator" });
  const kept = await openSecrets(edge, connection, Secrets);
  const value = await rollSecret(edge, connection.tenant, settings.application);
  return { settings, secrets: { secrets: rotated(edge, kept.secrets, value) } };
};
