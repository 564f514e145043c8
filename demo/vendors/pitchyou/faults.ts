// The fault switches: what an operation does instead of answering, for a number of times or until cleared.
import type { Writable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { HttpBindings } from "@hono/node-server";
import type { MiddlewareHandler } from "hono";
import * as v from "valibot";
import type { PitchYouState } from "./state.ts";

export const operations = ["token", "templates", "profiles", "media", "confirm", "chattoken"] as const;
export type Operation = (typeof operations)[number];

export const faultKinds = ["slow", "401", "404", "429", "500", "dropped", "malformed"] as const;

export const faultSchema = v.object({
  operation: v.picklist(operations),
  fault: v.picklist(faultKinds),
  /** How many calls it hits; left out, all until cleared. */
  times: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  ms: v.optional(v.pipe(v.number(), v.minValue(0)), 3000),
  retryAfterSeconds: v.optional(v.pipe(v.number(), v.minValue(0)), 1),
});
export type Fault = v.InferOutput<typeof faultSchema>;

/** `outgoing` is there when the answer goes to a real connection; called in the process, there are no bindings at all. */
export type ApiEnv = { Bindings: Partial<HttpBindings>; Variables: { customer: string } };

const flushMs = 20;

/** Wraps one operation of the API: notes each call with its status, and plays the fault that is switched on. */
export function operation(state: PitchYouState, name: Operation): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const fault = takeFault(state, name);
    if (fault?.fault === "slow") await sleep(fault.ms, undefined, { ref: false });

    if (fault && /^\d/.test(fault.fault)) {
      const headers = fault.fault === "429" ? { "retry-after": String(fault.retryAfterSeconds) } : {};
      c.res = Response.json({ error: `fault switch: ${fault.fault}` }, { status: Number(fault.fault), headers });
    } else {
      await next();
    }
    if (fault?.fault === "dropped") c.res = cutMidway(c.res, c.env?.outgoing);
    if (fault?.fault === "malformed") c.res = new Response('<html>{"profileId": ', { headers: { "content-type": c.res.headers.get("content-type") ?? "application/json" } });

    state.calls.push({ operation: name, customer: c.var.customer ?? null, path: new URL(c.req.url).pathname, status: c.res.status, at: new Date().toISOString() });
  };
}

function takeFault(state: PitchYouState, name: Operation): Fault | undefined {
  const fault = state.faults.get(name);
  if (!fault?.times) return fault;

  if (fault.times === 1) state.faults.delete(name);
  else state.faults.set(name, { ...fault, times: fault.times - 1 });
  return fault;
}

// The head and half of the first piece arrive, then the connection is gone; without a socket the body fails instead.
function cutMidway(response: Response, socket: Pick<Writable, "destroy"> | undefined): Response {
  const reader = response.body?.getReader();
  let cut = false;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const piece = cut ? undefined : (await reader?.read())?.value;
      if (piece) {
        controller.enqueue(piece.subarray(0, Math.ceil(piece.length / 2)));
        cut = true;
        return;
      }
      await reader?.cancel();
      await sleep(flushMs);
      if (socket) socket.destroy();
      else controller.error(new Error("Connection cut by the fault switch"));
    },
  });
  return new Response(body, { status: response.status, headers: { "content-type": response.headers.get("content-type") ?? "application/json" } });
}
