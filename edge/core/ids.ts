// Ids: a prefix, the time (so that tables grow at one end), and 128 random bits (so that nobody guesses one).
import { toBase64Url } from "./keyring.ts";

export const createIds =
  (now: () => number) =>
  (prefix: string): string =>
    `${prefix}_${now().toString(16).padStart(12, "0")}${toBase64Url(crypto.getRandomValues(new Uint8Array(16)))}`;
