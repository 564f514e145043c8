// How many calls a tenant may make to /v1: a bucket for each, in memory, because a count in the database would cost more than the calls.
import type { Edge } from "../ports.ts";

type Bucket = { left: number; at: number };

// By the keyring, which lives as long as the process: on Workers each request brings another edge.
const buckets = new WeakMap<Edge["keys"], Map<string, Bucket>>();
const KEPT_AT_MOST = 10_000;
const MINUTE_MS = 60_000;

/** Takes one call; answers after how many seconds to come back, or null when it may go on. A tenth of a minute's calls may come at once. */
export const takeCall = (edge: Edge, tenant: string): number | null => {
  const perMinute = edge.settings.callsPerMinute;
  if (perMinute === undefined) return null;
  const known = buckets.get(edge.keys) ?? new Map<string, Bucket>();
  buckets.set(edge.keys, known);
  const now = edge.now();
  const most = Math.max(1, perMinute / 10);
  const bucket = known.get(tenant) ?? { left: most, at: now };
  if (known.size >= KEPT_AT_MOST && !known.has(tenant)) known.clear();
  known.set(tenant, bucket);
  bucket.left = Math.min(most, bucket.left + ((now - bucket.at) * perMinute) / MINUTE_MS);
  bucket.at = now;
  if (bucket.left < 1) return Math.ceil(((1 - bucket.left) * 60) / perMinute);
  bucket.left -= 1;
  return null;
};
