// Reads the bridge's change feed into the store: at the start, after each webhook, and once a minute in case a webhook got lost.
import type { Bridge } from "./bridge.ts";
import type { Store } from "./store.ts";

const everyMs = 60_000;
const retryMs = 2000;

export type FeedReader = { ring(): Promise<void>; close(): void };

/** `ring` reads until nothing newer is left; ringing while it reads makes it look once more. */
export function createFeedReader(bridge: Bridge, store: Store): FeedReader {
  let reading: Promise<void> | undefined;
  let again = false;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;
  const clock = setInterval(() => void ring(), everyMs);

  async function read(): Promise<void> {
    do {
      again = false;
      let more = true;
      while (more && !closed) {
        const page = await bridge.changes(store.setting("cursor"));
        if (closed) return;
        store.savePage(page);
        more = page.items.length > 0;
      }
    } while (again && !closed);
  }

  function ring(): Promise<void> {
    again = true;
    reading ??= read()
      // The bridge is away: the cursor has not moved, so nothing is missed.
      .catch(() => {
        clearTimeout(retry);
        if (!closed) retry = setTimeout(() => void ring(), retryMs);
      })
      .finally(() => (reading = undefined));
    return reading;
  }

  return {
    ring,
    close() {
      closed = true;
      clearInterval(clock);
      clearTimeout(retry);
    },
  };
}
