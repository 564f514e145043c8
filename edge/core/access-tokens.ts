// Vendors' access tokens: in memory only (R-6), one fetch at a time for each key, renewed once after a 401.
import type { Edge } from "../ports.ts";
import { send } from "./outbound.ts";
import type { Call } from "./outbound.ts";

export type FetchedToken = {
  readonly token: string;
  /** `Bearer`, unless the vendor has another word. */ readonly scheme?: string;
  /** Null when the vendor does not say. */ readonly lifetimeSeconds: number | null;
};
type Cached = { readonly token: Promise<string>; readonly until: () => number };

const caches = new WeakMap<Edge["keys"], Map<string, Cached>>();
const UNKNOWN_LIFETIME_SECONDS = 300;
const EARLY_SECONDS = 60;
const LEAST_SECONDS = 30;

const cacheOf = (edge: Edge): Map<string, Cached> => {
  const cache = caches.get(edge.keys) ?? new Map<string, Cached>();
  caches.set(edge.keys, cache);
  return cache;
};

/** The value of the header, cached until a minute before the token's end. `key` must tell tenants and credentials apart. */
const accessToken = async (edge: Edge, key: string, fetchToken: () => Promise<FetchedToken>): Promise<{ token: string; drop: () => void }> => {
  const cache = cacheOf(edge);
  let entry = cache.get(key);
  if (!entry || entry.until() <= edge.now()) {
    // A fetch whose request was cancelled may never end: after this the next caller fetches anew.
    let until = edge.now() + 2 * edge.settings.pace.vendorTimeoutMs;
    const token = fetchToken().then(
      (fetched) => {
        until = edge.now() + Math.max(LEAST_SECONDS, (fetched.lifetimeSeconds ?? UNKNOWN_LIFETIME_SECONDS) - EARLY_SECONDS) * 1_000;
        return `${fetched.scheme ?? "Bearer"} ${fetched.token}`;
      },
      (cause: unknown) => {
        cache.delete(key);
        throw cause;
      },
    );
    entry = { token, until: () => until };
    cache.set(key, entry);
  }
  const held = entry;
  return {
    token: await held.token,
    drop: () => {
      if (cache.get(key) === held) cache.delete(key);
    },
  };
};

/** Makes sure of a token ahead of a call that must not wait for one. */
export const warmToken = async (edge: Edge, key: string, fetchToken: () => Promise<FetchedToken>): Promise<void> => {
  await accessToken(edge, key, fetchToken);
};

/** Sends with the token; a 401 drops it, and with `sendings` left it is sent again with a fresh one. The last 401 is an answer like any other. */
export const sendWithToken = async (edge: Edge, key: string, fetchToken: () => Promise<FetchedToken>, call: Call, sendings = 2): Promise<Response> => {
  for (let attempt = 1; ; attempt++) {
    const { token, drop } = await accessToken(edge, key, fetchToken);
    const answer = await send(edge, { ...call, headers: { accept: "application/json", ...call.headers, authorization: token } });
    if (answer.status !== 401) return answer;
    drop();
    if (attempt >= sendings) return answer;
    await answer.body?.cancel();
  }
};
