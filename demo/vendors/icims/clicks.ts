// What people in iCIMS do: they click, they click twice at once, they try again with the same notification.
import { buildEvent, type EventType } from "./events.ts";
import { recruiterId, statuses, type Workflow } from "./records.ts";
import { sendEvent, type Answer } from "./sender.ts";
import type { Sent, Vendor } from "./state.ts";

const mostKept = 500;

/** A refusal of the stand-in itself. */
export class IcimsError extends Error {}

export type Click = {
  customerId: string;
  eventType: EventType;
  workflowId?: string | undefined;
  newStatus?: string | undefined;
  /** Put over the payload; null takes a member away. */
  overrides?: Readonly<Record<string, unknown>> | undefined;
  /** At once. */
  times?: number | undefined;
};

/** Sends what the click causes; answers when all of them are answered. */
export function click(vendor: Vendor, { customerId, eventType, workflowId, newStatus = "D10010", overrides = {}, times = 1 }: Click): Promise<Sent> {
  const { state } = vendor;
  const workflow = findWorkflow(vendor, customerId, workflowId);
  const event = buildEvent(eventType, { customerId, workflow: { ...workflow }, userId: recruiterId, newStatus, portalUrl: state.portalUrl, apiUrl: state.apiUrl });
  const payload = Object.fromEntries(Object.entries({ ...event, ...overrides }).filter(([, value]) => value !== null));
  if (eventType === "WorkFlowStatusChangeEvent" && newStatus in statuses) workflow.status = newStatus;
  return dispatch(vendor, { customerId, eventType, payload: JSON.stringify(payload), times });
}

/** Any text as a notification, for what no user of iCIMS could do. */
export function dispatch(
  vendor: Vendor,
  { customerId, eventType = null, payload, times = 1 }: { customerId: string; eventType?: EventType | null; payload: string; times?: number | undefined },
): Promise<Sent> {
  const { state, now } = vendor;
  const target = state.targets.get(customerId);
  if (!target) throw new IcimsError(`Customer ${customerId} has no Event Notifications set: POST /icims/control/target`);
  const { gzip, proofFault } = state.switches;
  state.counts.sent += 1;
  const sent: Sent = {
    number: state.counts.sent,
    customerId,
    eventType,
    payload,
    proof: target.proof.type,
    proofFault,
    gzip,
    at: new Date(now()).toISOString(),
    answers: [],
    open: 0,
  };
  state.sent.push(sent);
  if (state.sent.length > mostKept) state.sent.shift();
  return again(vendor, sent, times);
}

/** The same notification once more, signed anew; several at once for a double click. */
export async function again(vendor: Vendor, sent: Sent, times = 1): Promise<Sent> {
  const { state, transport, now } = vendor;
  const target = state.targets.get(sent.customerId);
  if (!target) throw new IcimsError(`Customer ${sent.customerId} has no Event Notifications set`);
  const { gzip, hashOf, keepTokens, proofFault, timeoutMs } = state.switches;

  async function once(given: NonNullable<typeof target>): Promise<Answer> {
    sent.open += 1;
    const answer = await sendEvent({
      ...given,
      event: sent.payload,
      gzip,
      hashOf,
      fault: proofFault ?? undefined,
      labels: state.labels,
      transport,
      ...(keepTokens && { tokens: state.tokens }),
      timeoutMs,
      nowMs: now(),
    });
    sent.open -= 1;
    sent.answers.push(answer);
    return answer;
  }
  await Promise.all(Array.from({ length: times }, () => once(target)));
  return sent;
}

export function findWorkflow({ state }: Vendor, customerId: string, workflowId: string | undefined): Workflow {
  const workflows = state.customers.get(customerId)?.workflows;
  const [first] = workflows?.values() ?? [];
  const found = workflowId === undefined ? first : workflows?.get(workflowId);
  if (!found) throw new IcimsError(`Customer ${customerId} has no workflow ${workflowId ?? ""}`);
  return found;
}
