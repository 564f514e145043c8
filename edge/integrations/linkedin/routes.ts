// What the ATS and its widgets ask of LinkedIn: the plugin's parts, what was requested, how it stands, the support bundle.
import * as v from "valibot";
import { chooseLanguage } from "../../core/connection-texts.ts";
import { findConnection } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { createOnce } from "../../core/idempotency.ts";
import type { Tenant } from "../../core/tenants.ts";
import { Refusal } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { Accepted } from "../../api.ts";
import { endpoint } from "../../routes/endpoint.ts";
import type { Endpoint, HttpContext } from "../../routes/endpoint.ts";
import { taggedJson } from "../../routes/etag.ts";
import { settingsOf } from "./client.ts";
import { Identity, identityKey } from "./contract.ts";
import { asCsv, integrationName, shown } from "./map.ts";
import { domainsOf } from "./provisioning.ts";
import { CALLS_A_DAY, callsToday, identityOf, listFaults, listIntegrations, requestIntegrations } from "./store.ts";
import { refreshNow, syncNow } from "./tasks.ts";

const GRANT = "linkedin:onboard";
const DEVELOPMENT_WARNS = 10;
const DEVELOPMENT_REFUSES = 15;

const Body = v.strictObject({ integrations: v.pipe(v.array(v.strictObject(Identity.entries)), v.minLength(1), v.maxLength(1_000)) });
const Item = v.object({
  ...Identity.entries,
  integrationName: v.string(),
  onboardingStatus: v.string(),
  error: v.optional(v.object({ status: v.number(), message: v.string(), serviceErrorCode: v.optional(v.number()), code: v.optional(v.string()) })),
  since: v.string(),
  nextStep: v.nullable(v.string()),
});
const Items = v.object({ items: v.array(Item), next: v.null() });
const Query = v.object({ format: v.optional(v.picklist(["json", "csv"]), "json") });

const connected = async (edge: Edge, tenant: Tenant): Promise<Connection> => {
  const connection = await findConnection(edge, tenant.id, "linkedin");
  if (!connection || settingsOf(connection).clientId === undefined)
    throw new Refusal({ status: 409, code: "not-connected", message: "LinkedIn is not set up for this tenant", who: "operator" });
  return connection;
};

const itemsOf = async (edge: Edge, tenant: Tenant, http: HttpContext) => {
  const language = chooseLanguage(http.req.header("accept-language"), tenant.settings.locale);
  return (await listIntegrations(edge, tenant.id)).map((row) => shown(row, language));
};

/** LI-40: a development contract gets into trouble with more than 10 to 15 integrations. */
const developmentWarnings = async (edge: Edge, tenant: Tenant, wanted: readonly Identity[]): Promise<string[]> => {
  if (!edge.settings.linkedin.developmentLimit) return [];
  const all = new Set([...(await listIntegrations(edge, tenant.id)).map((row) => identityKey(identityOf(row))), ...wanted.map(identityKey)]);
  if (all.size >= DEVELOPMENT_REFUSES) {
    throw new Refusal({
      status: 422,
      code: "development-limit",
      message: `${all.size} integrations are too many for a development contract: ask LinkedIn to delete some (GET /v1/linkedin/integrations?format=csv lists them)`,
      who: "operator",
    });
  }
  return all.size >= DEVELOPMENT_WARNS ? [`${all.size} integrations: a development contract should stay under ${DEVELOPMENT_REFUSES}`] : [];
};

export const linkedinEndpoints: readonly Endpoint[] = [
  endpoint({
    method: "GET",
    path: "/v1/linkedin/plugin",
    summary: "What LinkedIn's plugin needs on a page",
    plane: "ats",
    grant: GRANT,
    answers: {
      200: {
        what: "the customer's key, the addresses, where the plugin may run",
        schema: v.object({
          apiKey: v.string(),
          scriptUrl: v.string(),
          extensionUrl: v.string(),
          allowedDomains: v.array(v.string()),
          sandbox: v.boolean(),
          provisionedAt: v.nullable(v.string()),
        }),
      },
    },
    async handle({ edge, tenant, http }) {
      const settings = settingsOf(await connected(edge, tenant));
      const { pluginUrl } = edge.settings.linkedin;
      return http.json({
        apiKey: settings.clientId,
        scriptUrl: `${pluginUrl}/xdoor/scripts/in.js`,
        extensionUrl: `${pluginUrl}/rsc/extensions/onboarding-widget`,
        allowedDomains: settings.allowedDomains ?? domainsOf(edge, tenant),
        sandbox: edge.settings.mode === "sandbox",
        provisionedAt: settings.provisionedAt === undefined ? null : new Date(settings.provisionedAt).toISOString(),
      });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/linkedin/integrations",
    summary: "What the customer requested, and how each integration stands; format=csv is the list for a LinkedIn ticket",
    plane: "ats",
    grant: GRANT,
    query: Query,
    answers: { 200: { what: "all of them", schema: Items }, 304: { what: "unchanged" } },
    async handle({ edge, tenant, query, http }) {
      if (query.format === "csv") {
        const csv = asCsv(await listIntegrations(edge, tenant.id));
        return http.body(csv, 200, { "content-type": "text/csv; charset=utf-8", "content-disposition": 'attachment; filename="linkedin-integrations.csv"' });
      }
      return taggedJson(http, { items: await itemsOf(edge, tenant, http), next: null });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/linkedin/integrations",
    summary: "What the plugin called back with: stored, then named and configured at LinkedIn at once",
    plane: "ats",
    grant: GRANT,
    body: Body,
    answers: {
      202: { what: "stored; LinkedIn hears of it now", schema: v.object({ items: v.array(Item), warnings: v.optional(v.array(v.string())) }) },
      422: { what: "over the development limit" },
    },
    async handle({ edge, tenant, body, http }) {
      const { integrationNames } = settingsOf(await connected(edge, tenant));
      const wanted = [...new Map(body.integrations.map((each) => [identityKey(each), each])).values()];
      const warnings = await developmentWarnings(edge, tenant, wanted);
      const statements = [
        requestIntegrations(
          edge,
          tenant.id,
          wanted.map((each) => ({ ...each, name: integrationName(tenant.name, each.integrationType, integrationNames) })),
        ),
        syncNow(edge, tenant.id),
      ];
      await createOnce(edge, http, { db: edge.databaseFor(tenant.id), tenant: tenant.id, body, resource: "linkedin-integrations", statements });
      edge.kick();
      return http.json({ items: await itemsOf(edge, tenant, http), ...(warnings.length > 0 ? { warnings } : {}) }, 202);
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/linkedin/refresh",
    summary: "Ask LinkedIn now how the integrations stand",
    plane: "ats",
    grant: GRANT,
    answers: { 202: { what: "asked", schema: Accepted } },
    async handle({ edge, tenant, http }) {
      await connected(edge, tenant);
      await edge.databaseFor(tenant.id).batch([refreshNow(edge, tenant.id)]);
      edge.kick();
      return http.json({ status: "accepted" }, 202);
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/linkedin/support-bundle",
    summary: "What LinkedIn's support asks for: key, integrations, the last failed calls with their x-li-uuid; tokens are masked",
    plane: "ats",
    answers: { 200: { what: "the bundle", schema: v.looseObject({ apiKey: v.string() }) } },
    async handle({ edge, tenant, http }) {
      const settings = settingsOf(await connected(edge, tenant));
      const [rows, faults] = [await listIntegrations(edge, tenant.id), await listFaults(edge, tenant.id)];
      return http.json({
        apiKey: settings.clientId,
        application: settings.application ?? null,
        allowedDomains: settings.allowedDomains ?? [],
        api: settings.api,
        callsToday: { calls: await callsToday(edge, tenant.id), limit: CALLS_A_DAY },
        integrations: rows.map((row) => ({ ...shown(row, "en"), owed: row.todo, callbackUrlSet: row.callback_set === 1 })),
        failedCalls: faults.map((fault) => ({
          at: new Date(fault.at).toISOString(),
          operation: fault.operation,
          request: fault.request,
          status: fault.status,
          "x-li-uuid": fault.uuid,
          answer: fault.answer,
        })),
      });
    },
  }),
];
