// Where applications came from: the values that stood in the button's link, found again in what came back.
import type { Edge } from "../ports.ts";
import { listReceivedSince } from "./applications.ts";

export type Source = {
  readonly channel: string;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly utmContent: string | null;
  readonly applications: number;
  readonly lastAt: string;
};

const AT_ONCE = 200;
/** What is sealed has to be opened to be counted: so many, and no more in one answer. */
const COUNTED_AT_MOST = 20_000;

/** The most fruitful first. Erased applications have no source any more. `complete` is false when there were more than we count. */
export const countSources = async (edge: Edge, tenant: string, since: number): Promise<{ items: readonly Source[]; complete: boolean }> => {
  const found = new Map<string, Source>();
  for (let after = 0, counted = 0; ;) {
    const { items, last } = await listReceivedSince(edge, tenant, since, after, AT_ONCE);
    for (const item of items) {
      if (!("tracking" in item)) continue;
      const { utmSource, utmMedium, utmCampaign, utmContent } = item.tracking;
      const key = JSON.stringify([item.channel, utmSource, utmMedium, utmCampaign, utmContent]);
      const before = found.get(key);
      const lastAt = before && before.lastAt > item.receivedAt ? before.lastAt : item.receivedAt;
      found.set(key, { channel: item.channel, utmSource, utmMedium, utmCampaign, utmContent, applications: (before?.applications ?? 0) + 1, lastAt });
    }
    counted += items.length;
    const complete = items.length < AT_ONCE;
    if (complete || counted >= COUNTED_AT_MOST) return { items: [...found.values()].toSorted((a, b) => b.applications - a.applications), complete };
    after = last;
  }
};
