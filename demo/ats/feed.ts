// Reads the bridge's change feed into the store: at the start, after each webhook, and once a minute in case a webhook got lost.
import { createBell, type Bell } from "./bell.ts";
import type { Bridge } from "./bridge.ts";
import type { Store } from "./store.ts";

const everyMs = 60_000;

/** Rung, it reads until nothing newer is left. While the bridge is away the cursor does not move, so nothing is missed. */
export function createFeedReader(bridge: Bridge, store: Store): Bell {
  return createBell(async (closed) => {
    const after = store.setting("cursor");
    for await (const page of bridge.applications.changes(after === null ? {} : { after })) {
      if (closed()) return;
      store.savePage(page);
    }
  }, everyMs);
}
