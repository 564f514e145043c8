// Telling of troubles: a mail or a call to each address of ALERTS_TO, and a message to the tenant's own ATS.
import * as v from "valibot";
import { ALERT_KINDS } from "../api.ts";
import type { AlertAnswer } from "../api.ts";
import type { Edge } from "../ports.ts";
import { alertText } from "./alert-texts.ts";
import { listUntold, markTold } from "./alerts.ts";
import type { Alert } from "./alerts.ts";
import type { Language } from "./connection-texts.ts";
import { tell } from "./messages.ts";
import { faultOf, send } from "./outbound.ts";
import type { TaskHandler } from "./runner.ts";
import { tenantKeys } from "./tenant-keys.ts";

const CALL = { provider: "alerts", operation: "tell" } as const;
const iso = (at: number) => new Date(at).toISOString();

export const showAlert = (alert: Alert, language: Language): AlertAnswer => {
  const kind = v.parse(v.picklist(ALERT_KINDS), alert.kind);
  return {
    id: alert.id,
    tenant: alert.tenant,
    kind,
    provider: alert.provider || null,
    subject: alert.subject || null,
    ...alertText(kind, alert.provider, alert.tenant, language),
    since: iso(alert.since),
    toldAt: alert.told_at === null ? null : iso(alert.told_at),
  };
};

const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Tells all addresses; throws when one of them could not be told, so that all are told again under the same id. */
export const tellOperator = async (edge: Edge, id: string, subject: string, lines: readonly string[], data: unknown): Promise<void> => {
  const link = `${edge.settings.publicUrl}/console`;
  for (const address of edge.settings.alertsTo) {
    if (address.includes("://")) {
      const body = JSON.stringify({ type: "alert.raised", timestamp: iso(edge.now()), text: [subject, ...lines, link].join("\n"), data });
      const answer = await send(edge, { ...CALL, url: address, method: "POST", headers: { "content-type": "application/json", "webhook-id": id }, body });
      await answer.body?.cancel();
      if (!answer.ok) throw faultOf(edge, CALL, answer);
      continue;
    }
    if (!edge.mail) {
      edge.log.warn("alerts.no-mail", { reason: "ALERTS_TO names an e-mail address, and SMTP_URL is missing" });
      continue;
    }
    await edge.mail.send({
      from: edge.settings.mailFrom,
      to: address,
      subject,
      text: [...lines, "", link].join("\n"),
      html: `${lines.map((line) => `<p>${escaped(line)}</p>`).join("")}<p><a href="${link}">${link}</a></p>`,
      messageId: `<${id}@${new URL(edge.settings.publicUrl).hostname}>`,
    });
  }
};

const run: TaskHandler["run"] = async (edge, tenant) => {
  const alerts = await listUntold(edge, tenant);
  const [first] = alerts;
  if (!first) return [];
  const shown = alerts.map((alert) => showAlert(alert, "en"));
  const subject = shown.length === 1 ? `ats-bridge: ${shown[0]?.text}` : `ats-bridge: ${tenant} has ${shown.length} troubles`;
  await tellOperator(
    edge,
    first.id,
    subject,
    shown.flatMap(({ text, nextStep, since }) => [`${text}, since ${since}.`, `Next: ${nextStep}.`]),
    { alerts: shown },
  );
  const keys = await tenantKeys(edge, tenant);
  // Nobody is told of a closed door through that door.
  const forAts = shown.filter(({ kind }) => !kind.startsWith("webhook-"));
  const messages = await Promise.all(forAts.map((alert) => tell(edge, tenant, keys, { type: "alert.raised", data: alert, subject: alert.id })));
  return [
    ...messages.flat(),
    markTold(
      edge,
      alerts.map(({ id }) => id),
    ),
  ];
};

export const alertTasks = { "alerts.tell": { run } } satisfies Record<string, TaskHandler>;
