// What an operator sees at a glance: this edge, every tenant, open alerts, figures over time.
import * as v from "valibot";
import { Accepted, AlertAnswer, OverviewItem, StatsAnswer, SystemAnswer, page } from "../api.ts";
import { showAlert, tellOperator } from "../core/alert-messages.ts";
import { countAlerts, lastTick, listAlerts } from "../core/alerts.ts";
import { causeText, chooseLanguage, nextStepText } from "../core/connection-texts.ts";
import { listConnections } from "../core/connections.ts";
import { metricsText } from "../core/metrics.ts";
import { countDelivered, countOverTime, countTasks, countUnsettled } from "../core/statistics.ts";
import { countTenants, getTenant, listTenants } from "../core/tenants.ts";
import type { Tenant } from "../core/tenants.ts";
import { findWebhook } from "../core/webhooks.ts";
import { LATEST_MIGRATION, appliedMigration } from "../db/database.ts";
import { Refusal } from "../errors.ts";
import type { Integration } from "../integrations/integration.ts";
import type { Edge } from "../ports.ts";
import { endpoint } from "./endpoint.ts";
import type { Endpoint, HttpContext } from "./endpoint.ts";
import { PageQuery, decodeCursor, paged } from "./paging.ts";
import { missing } from "./public.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const STEPS_AT_MOST = 96;
/** Steps that people count in. */
const STEP_MINUTES = [5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440];
const ALERTS_AT_MOST = 200;

const Manifest = v.object({ version: v.string() });
const iso = (at: number) => new Date(at).toISOString();
const isoOrNull = (at: number | null) => (at === null ? null : iso(at));

const versionOf = async (edge: Edge): Promise<string> => {
  const asset = await edge.assets.read("widgets/manifest.json");
  const parsed = asset && v.safeParse(v.pipe(v.string(), v.parseJson(), Manifest), await new Response(asset.body).text());
  return parsed?.success ? parsed.output.version : "not built";
};

const totals = async (edge: Edge) => {
  const each = await Promise.all(edge.shards.map(async (db) => ({ ...(await countTasks(edge, db, null)), ...(await countUnsettled(db, null)) })));
  const sum = (of: (part: (typeof each)[number]) => number) => each.reduce((total, part) => total + of(part), 0);
  const ages = each.flatMap(({ oldestSeconds }) => oldestSeconds ?? []);
  return {
    tenants: await countTenants(edge),
    tasksReady: sum(({ ready }) => ready),
    tasksRunning: sum(({ running }) => running),
    tasksDead: sum(({ dead }) => dead),
    oldestTaskSeconds: ages.length === 0 ? null : Math.max(...ages),
    messagesWaiting: sum(({ waiting }) => waiting),
    messagesFailed: sum(({ failed }) => failed),
  };
};

const overviewOf = async (edge: Edge, integrations: readonly Integration[], tenant: Tenant, http: HttpContext) => {
  const { id, name } = tenant;
  const language = chooseLanguage(http.req.header("accept-language"), tenant.settings.locale);
  const [connections, webhook, tasks, { failed }, [day], alerts] = await Promise.all([
    listConnections(edge, id),
    findWebhook(edge, id),
    countTasks(edge, edge.databaseFor(id), id),
    countUnsettled(edge.databaseFor(id), id),
    countOverTime(edge, id, { from: edge.now() - DAY_MS, stepMs: DAY_MS + 1, steps: 1 }),
    countAlerts(edge, id),
  ]);
  return {
    id,
    name,
    suspended: tenant.suspended_at !== null,
    connections: integrations.map(({ provider }) => {
      const found = connections.find((each) => each.provider === provider);
      const state = found?.state ?? "not_set_up";
      const causeCode = found?.cause ?? null;
      return { provider, state, cause: causeText(causeCode, language), causeCode, nextStep: nextStepText(state, language, causeCode), since: isoOrNull(found?.since ?? null) };
    }),
    webhook: webhook?.url ? { host: new URL(webhook.url).host, state: webhook.state, failingSince: isoOrNull(webhook.failing_since) } : null,
    tasksDead: tasks.dead,
    oldestTaskSeconds: tasks.oldestSeconds,
    messagesFailed: failed,
    receivedLastDay: day?.received ?? 0,
    deliveredLastDay: day?.delivered ?? 0,
    alerts,
  };
};

const StatsQuery = v.object({
  hours: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, "must be a whole number"), v.transform(Number), v.minValue(1), v.maxValue(720)), "24"),
});
const AlertQuery = v.object({ tenant: v.optional(v.string()) });

export const overviewEndpoints = (integrations: readonly Integration[]): readonly Endpoint[] => [
  endpoint({
    method: "GET",
    path: "/v1/system",
    summary: "This edge: version, settings by name, schema, clock, and what waits in all",
    plane: "operator",
    answers: { 200: { what: "no value of any setting", schema: SystemAnswer } },
    async handle({ edge, http }) {
      const { settings } = edge;
      return http.json({
        version: await versionOf(edge),
        runtime: edge.runtime,
        mode: settings.mode,
        publicUrl: settings.publicUrl,
        now: iso(edge.now()),
        schema: { applied: await appliedMigration(edge.directory), expected: LATEST_MIGRATION },
        lastTickAt: isoOrNull(await lastTick(edge)),
        mail: edge.mail !== null,
        alertsTo: settings.alertsTo.length,
        consoleAuth: settings.consoleAuth.kind,
        settings: settings.given,
        missing: await missing(edge),
        totals: await totals(edge),
      });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/overview",
    summary: "Every tenant at a glance: connections, messages, what was given up",
    plane: "operator",
    query: PageQuery,
    answers: { 200: { what: "a page of tenants", schema: page(OverviewItem) } },
    async handle({ edge, query, http }) {
      const rows = await listTenants(edge, query.limit + 1, decodeCursor("overview", query.after) ?? "");
      const { items, next } = paged(
        "overview",
        rows,
        query.limit,
        (row) => row.id,
        (row) => row,
      );
      return http.json({ items: await Promise.all(items.map((row) => overviewOf(edge, integrations, row, http))), next });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/tenants/{tenant}/stats",
    summary: "What came in and went out over time, and what waits",
    plane: "operator",
    query: StatsQuery,
    answers: { 200: { what: "evenly spaced counts", schema: StatsAnswer } },
    async handle({ edge, param, query, http }) {
      const { id } = await getTenant(edge, param("tenant"));
      const minutes = STEP_MINUTES.find((each) => (query.hours * 60) / each <= STEPS_AT_MOST) ?? 1_440;
      const stepMs = minutes * 60_000;
      const steps = Math.ceil((query.hours * HOUR_MS) / stepMs);
      // Whole steps of the clock, so that a reading a moment later shows the same bars.
      const to = (Math.floor(edge.now() / stepMs) + 1) * stepMs;
      const from = to - steps * stepMs;
      const points = await countOverTime(edge, id, { from, stepMs, steps });
      const { ready, running, dead, oldestSeconds } = await countTasks(edge, edge.databaseFor(id), id);
      return http.json({
        from: iso(from),
        to: iso(to),
        stepSeconds: stepMs / 1_000,
        points: points.map(({ at, ...counts }) => ({ at: iso(at), ...counts })),
        tasks: { ready, running, dead, oldestSeconds },
        messages: { ...(await countUnsettled(edge.databaseFor(id), id)), delivered: await countDelivered(edge, id) },
      });
    },
  }),
  endpoint({
    method: "GET",
    path: "/v1/alerts",
    summary: "What needs somebody now, newest first",
    plane: "operator",
    query: AlertQuery,
    answers: { 200: { what: "open alerts, 200 at most", schema: page(AlertAnswer) } },
    async handle({ edge, query, http }) {
      const language = chooseLanguage(http.req.header("accept-language"), undefined);
      return http.json({ items: (await listAlerts(edge, query.tenant, ALERTS_AT_MOST)).map((alert) => showAlert(alert, language)), next: null });
    },
  }),
  endpoint({
    method: "POST",
    path: "/v1/alerts/test",
    summary: "Tell every address of ALERTS_TO once, as a test",
    plane: "operator",
    answers: { 202: { what: "told", schema: Accepted }, 409: { what: "ALERTS_TO is not set" }, 502: { what: "an address could not be told" } },
    async handle({ edge, http }) {
      if (edge.settings.alertsTo.length === 0) throw new Refusal({ status: 409, code: "alerts-not-set", message: "ALERTS_TO names nobody", who: "operator" });
      await tellOperator(edge, edge.newId("alert"), "ats-bridge: a test", ["This is a test: alerts reach you.", "Nothing needs to be done."], { test: true });
      return http.json({ status: "accepted" as const }, 202);
    },
  }),
  endpoint({
    method: "GET",
    path: "/metrics",
    summary: "Figures for Prometheus, read from the tables",
    plane: "operator",
    answers: { 200: { what: "Prometheus' text form", type: "text/plain" } },
    handle: async ({ edge, http }) => http.body(await metricsText(edge), 200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }),
  }),
];
