// The acknowledgement: one mail for each life of an application. Trouble with mail never reaches the sender.
import * as v from "valibot";
import { openContent, setAcknowledgement } from "../../core/applications.ts";
import { findConnection } from "../../core/connections.ts";
import { note } from "../../core/log.ts";
import type { TaskHandler, TaskHandlers } from "../../core/runner.ts";
import { findTenant } from "../../core/tenants.ts";
import { VendorFault } from "../../errors.ts";
import { Settings } from "./hooks.ts";
import { acknowledgementMail } from "./map.ts";

const PROVIDER = "luotettava-tyontekija";
const Payload = v.object({ application: v.string(), life: v.number() });

const acknowledge: TaskHandler["run"] = async (edge, tenant, { task }) => {
  const { application, life } = v.parse(Payload, task.payload);
  const [connection, owner, stored] = [await findConnection(edge, tenant, PROVIDER), await findTenant(edge, tenant), await openContent(edge, tenant, application)];
  // Withdrawn before the mail left: then there is nothing to thank for.
  if (!connection || !owner || !stored || stored.state === "revoked") return [];
  const { email, firstName } = stored.content.person;
  if (email === null) return [setAcknowledgement(edge, tenant, application, "no-address")];
  if (!edge.mail) throw new VendorFault({ provider: "mail", operation: "send", status: 0, reason: "unavailable" });

  const { acknowledgement } = v.parse(Settings, connection.settings);
  const from = owner.settings.mail?.from ?? edge.settings.mailFrom;
  const host = new URL(edge.settings.publicUrl).hostname;
  try {
    await edge.mail.send({
      from,
      to: email,
      replyTo: owner.settings.mail?.replyTo,
      messageId: `<${application}.${life}@${host}>`,
      ...acknowledgementMail(acknowledgement, firstName),
    });
  } catch (cause) {
    if (!(cause instanceof VendorFault) || cause.retryable) throw cause;
    return [
      setAcknowledgement(edge, tenant, application, "failed"),
      note(edge, tenant, { provider: PROVIDER, kind: "delivery", subject: application, outcome: String(cause.status), cause: "the mail was refused" }),
    ];
  }
  return [setAcknowledgement(edge, tenant, application, "sent"), note(edge, tenant, { provider: PROVIDER, kind: "delivery", subject: application, outcome: "acknowledged" })];
};

export const ltTasks: TaskHandlers = {
  [`${PROVIDER}.acknowledge`]: {
    run: acknowledge,
    failed: async (edge, tenant, task, _cause, dead) => (dead ? [setAcknowledgement(edge, tenant, v.parse(Payload, task.payload).application, "failed")] : []),
  },
};
