// Tells the bridge what changed here, one after the other in the order of the log; after a restart it goes on where it stopped.
import { createBell, type Bell } from "./bell.ts";
import { attempt, BridgeError, type AtsEvent, type Bridge } from "./bridge.ts";
import type { Store } from "./store.ts";

const everyMs = 60_000;

export function createTeller(bridge: Bridge, { changes }: Store): Bell {
  return createBell(async (closed) => {
    for (let change = changes.untold(); change && !closed(); change = changes.untold()) {
      const { number, id, type, data } = change;
      // Nothing else is ever written to the log.
      const event = { id, type, data } as AtsEvent;
      const answer = await attempt(() => bridge.atsEvents.send(event));
      if (closed()) return;
      const unreadable = answer instanceof BridgeError && answer.status === 400;
      // What cannot be read will not be read next time either; anything else is a matter of time, and the order is kept.
      if (answer instanceof BridgeError && !unreadable) throw answer;
      changes.markTold(number, unreadable ? answer.code : null);
    }
  }, everyMs);
}
