// How every operation of the API answers: LinkedIn's error body, a request id on each answer, a note of each call, and the fault switches.
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { ApiCall } from "./tunnel.ts";
import type { Vendor } from "./state.ts";
import type { Fault, Operation } from "./switches.ts";

/** A refusal in LinkedIn's words; where no code is known, the status stands in for it. */
export class LinkedInError extends Error {
  readonly status: number;
  readonly code: number;

  constructor(status: number, message: string, code = status) {
    super(message);
    this.name = "LinkedInError";
    this.status = status;
    this.code = code;
  }
}

const dailyLimit = 5000;

/** Runs the work of one operation; what it throws as `LinkedInError` becomes LinkedIn's error answer. */
export async function perform(vendor: Vendor, call: ApiCall, operation: Operation, work: () => Response | Promise<Response>): Promise<Response> {
  const { state } = vendor;
  const fault = takeFault(state.faults, operation);
  if (fault?.fault === "slow") await sleep(fault.ms);

  const answer = await answerOf(async () => {
    if (fault && /^\d/.test(fault.fault)) throw new LinkedInError(Number(fault.fault), `Fault switch: ${fault.fault}`);
    return work();
  }, call);
  const response = fault?.fault === "malformed" ? new Response('<html>{"results": ') : fault?.fault === "lost" ? new Response(brokenOff()) : answer;

  const uuid = randomBytes(16).toString("base64");
  response.headers.set("x-li-uuid", uuid);
  response.headers.set("x-li-fabric", "stand-in");
  const token = state.tokens.get(bearerOf(call));
  state.calls.push({ operation, clientId: token?.clientId ?? null, method: call.method, path: call.path, status: response.status, uuid, at: new Date(vendor.now()).toISOString() });
  return response;
}

export async function answerOf(work: () => Response | Promise<Response>, call: Pick<ApiCall, "header">): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof LinkedInError)) throw error;
    const name = call.header("x-restli-protocol-version") === "2.0.0" ? "x-restli-error-response" : "x-linkedin-error-response";
    return Response.json({ message: error.message, serviceErrorCode: error.code, status: error.status }, { status: error.status, headers: { [name]: "true" } });
  }
}

export function bearerOf(call: Pick<ApiCall, "header">): string {
  return /^Bearer (.+)$/i.exec(call.header("authorization") ?? "")?.[1] ?? "";
}

/** Counts one request against the day's budget, which ends at midnight UTC. */
export function spend({ state, now }: Vendor, clientId: string, resource: string): void {
  const key = `${clientId} ${resource} ${new Date(now()).toISOString().slice(0, 10)}`;
  const spent = (state.budget.get(key) ?? 0) + 1;
  state.budget.set(key, spent);
  if (spent > (state.switches.dailyBudget ?? dailyLimit)) throw new LinkedInError(429, "Resource level throttle APPLICATION DAY limit for calls to this resource is reached.", 101);
}

function takeFault(faults: Map<Operation, Fault>, operation: Operation): Fault | undefined {
  const fault = faults.get(operation);
  if (!fault?.times) return fault;

  if (fault.times === 1) faults.delete(operation);
  else faults.set(operation, { ...fault, times: fault.times - 1 });
  return fault;
}

function brokenOff(): ReadableStream {
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode('{"results"')),
    pull: (controller) => controller.error(new Error("Answer lost by the fault switch")),
  });
}
