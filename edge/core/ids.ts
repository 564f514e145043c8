// Ids: a prefix, the time (so that tables grow at one end), and 128 random bits (so that nobody guesses one).
import { toBase64Url } from "./keyring.ts";

const RANDOM_BYTES = 16;

export const createIds = (now: () => number): ((prefix: string) => string) => {
  // Fetched for many ids at once: each call of the system costs as much as the rest of an id.
  const pool = new Uint8Array(RANDOM_BYTES * 256);
  let used = pool.length;
  return (prefix) => {
    if (used === pool.length) {
      crypto.getRandomValues(pool);
      used = 0;
    }
    used += RANDOM_BYTES;
    return `${prefix}_${now().toString(16).padStart(12, "0")}${toBase64Url(pool.subarray(used - RANDOM_BYTES, used))}`;
  };
};
