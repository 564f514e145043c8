// Tells registered endpoints what changed: references only, no signature, no second try. https://viasto.eu/webhooks/index.html
import { setTimeout as sleep } from "node:timers/promises";
import { takeFault } from "./switches.ts";
import { SuiteError, type Sending, type Vendor } from "./state.ts";

const mostKept = 5000;
const timeoutMs = 30_000;

export const events = ["project_changed", "candidate_changed", "answervideo_changed", "rating_changed", "project_deleted", "candidate_deleted", "rating_deleted"] as const;
export type SuiteEvent = (typeof events)[number];

/** Sends to each endpoint of the company; the change that caused it does not wait. */
export function announce(vendor: Vendor, company: number, event: SuiteEvent, data: Readonly<Record<string, string>>): void {
  const { state } = vendor;
  for (const { url } of state.endpoints.filter((endpoint) => endpoint.company === company)) {
    const body = JSON.stringify({ endpoint: url, time: preciseTime(vendor), event, data });
    for (let turn = 0; turn < (state.switches.duplicateWebhooks ? 2 : 1); turn += 1) start(vendor, { company, event, endpoint: url, body });
  }
}

/** The same bytes once more, as the vendor's help desk would. */
export function sendAgain(vendor: Vendor, number: number): Sending {
  const found = vendor.state.sendings.find((one) => one.number === number);
  if (!found) throw new SuiteError(`No webhook ${number}`);
  return start(vendor, found);
}

/** Resolves once no webhook is under way. */
export async function settled({ open }: Vendor): Promise<void> {
  while (open.size > 0) await Promise.all(open);
}

function start(vendor: Vendor, { company, event, endpoint, body }: Pick<Sending, "company" | "event" | "endpoint" | "body">): Sending {
  const { state, now, open } = vendor;
  state.counts.sendings += 1;
  const sending: Sending = { number: state.counts.sendings, company, event, endpoint, body, at: new Date(now()).toISOString(), status: null, problem: null };
  state.sendings.push(sending);
  if (state.sendings.length > mostKept) state.sendings.shift();
  const work = send(vendor, sending).finally(() => open.delete(work));
  open.add(work);
  return sending;
}

async function send({ state, fetch, stopping }: Vendor, sending: Sending): Promise<void> {
  const fault = takeFault(state.faults, "webhooks");
  const waitMs = state.switches.webhookDelayMs + (fault?.fault === "slow" ? fault.ms : 0);
  try {
    // Even without a delay, so that the change is answered first.
    await sleep(waitMs, undefined, { signal: stopping });
    if (fault && /^\d/.test(fault.fault)) throw new Error(`Fault switch: not sent (${fault.fault})`);
    const body = fault?.fault === "malformed" ? sending.body.slice(0, -12) : sending.body;
    const headers = { "content-type": "application/json", "user-agent": "interview suite webhook" };
    const signal = AbortSignal.any([stopping, AbortSignal.timeout(timeoutMs)]);
    const response = await fetch(sending.endpoint, { method: "POST", headers, body, redirect: "manual", signal });
    await response.body?.cancel();
    if (fault?.fault === "lost-answer") throw new Error("Fault switch: the answer is lost");
    sending.status = response.status;
  } catch (error) {
    sending.problem = error instanceof Error ? error.message : String(error);
  }
}

// The vendor's clock has microseconds; ours are counted, so that no two events look alike.
function preciseTime({ state, now }: Vendor): string {
  return new Date(now()).toISOString().replace("Z", `${String(state.counts.sendings % 1000).padStart(3, "0")}+00:00`);
}
