// The edge's figures in Prometheus' text form: https://prometheus.io/docs/instrumenting/exposition_formats/
import * as v from "valibot";
import { findAll, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { lastTick } from "./alerts.ts";

type Sample = { readonly labels: Readonly<Record<string, string>>; readonly value: number };
type Metric = { readonly name: string; readonly help: string; readonly samples: readonly Sample[] };

const quoted = (text: string) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;

const printed = ({ name, help, samples }: Metric): string => {
  const lines = samples.map(({ labels, value }) => {
    const inside = Object.entries(labels).map(([label, text]) => `${label}=${quoted(text)}`);
    return `${name}${inside.length > 0 ? `{${inside.join(",")}}` : ""} ${value}`;
  });
  return [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...lines].join("\n");
};

const Row = v.looseObject({ value: v.number() });

/** Rows of all shards; each column but `value` is a label. */
const samplesOf = async (edge: Edge, query: Statement): Promise<Sample[]> => {
  const rows = (await Promise.all(edge.shards.map((db) => findAll(db, Row, query)))).flat();
  return rows.map(({ value, ...labels }) => ({ value, labels: Object.fromEntries(Object.entries(labels).map(([name, text]) => [name, String(text ?? "")])) }));
};

/** Read from the tables, so that every process and every isolate tells the same. */
export const metricsText = async (edge: Edge): Promise<string> => {
  const now = edge.now();
  const gauge = async (name: string, help: string, query: Statement): Promise<Metric> => ({ name, help, samples: await samplesOf(edge, query) });
  const tick = await lastTick(edge);
  const metrics: Metric[] = [
    await gauge(
      "ats_bridge_tenants",
      "Tenants, by whether they are suspended.",
      sql`SELECT CASE WHEN suspended_at IS NULL THEN 'no' ELSE 'yes' END AS suspended, count(*) AS value FROM tenants GROUP BY 1`,
    ),
    await gauge("ats_bridge_connections", "Connections by provider and state.", sql`SELECT provider, state, count(*) AS value FROM connections GROUP BY 1, 2`),
    await gauge("ats_bridge_tasks", "Tasks by state.", sql`SELECT state, count(*) AS value FROM tasks GROUP BY 1`),
    await gauge(
      "ats_bridge_tasks_dead",
      "Tasks that were given up, by tenant and name.",
      sql`SELECT tenant, name, count(*) AS value FROM tasks WHERE state = 'dead' GROUP BY 1, 2`,
    ),
    await gauge(
      "ats_bridge_oldest_due_task_seconds",
      "How long the longest-due task has been waiting.",
      sql`SELECT CAST(coalesce((${now} - min(run_at)) / 1000, 0) AS INTEGER) AS value FROM tasks WHERE state = 'ready' AND run_at <= ${now}`,
    ),
    await gauge(
      "ats_bridge_messages_unsettled",
      "Messages to the ATS that wait or were given up, by tenant.",
      sql`SELECT tenant, state, count(*) AS value FROM messages WHERE state <> 'delivered' GROUP BY 1, 2`,
    ),
    await gauge(
      "ats_bridge_webhook_failing_seconds",
      "Since when the ATS's endpoint only fails, by tenant.",
      sql`SELECT tenant, CAST((${now} - failing_since) / 1000 AS INTEGER) AS value FROM webhooks WHERE failing_since IS NOT NULL`,
    ),
    await gauge("ats_bridge_alerts", "Open alerts by tenant and kind.", sql`SELECT tenant, kind, count(*) AS value FROM alerts WHERE cleared_at IS NULL GROUP BY 1, 2`),
    await gauge(
      "ats_bridge_last_hour",
      "What the time line holds of the last hour, by tenant and kind; a delivery also by its outcome.",
      sql`SELECT tenant, kind, CASE kind WHEN 'delivery' THEN outcome ELSE '' END AS outcome, count(*) AS value FROM log WHERE at >= ${now - 3_600_000} AND tenant IN (SELECT id FROM tenants) GROUP BY 1, 2, 3`,
    ),
    {
      name: "ats_bridge_last_tick_seconds",
      help: "How long ago the timer or cron was here.",
      samples: tick === null ? [] : [{ labels: {}, value: Math.round((now - tick) / 1_000) }],
    },
  ];
  return `${metrics.map(printed).join("\n")}\n`;
};
