// LinkedIn's signatures: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
import { hmacSha256, sameSecret, toHex } from "../../core/keyring.ts";

const utf8 = new TextEncoder();

const hmacHex = (secret: string, message: Uint8Array | string): string => toHex(hmacSha256(secret, message));

const joined = (prefix: string, bytes: Uint8Array): Uint8Array => {
  const head = utf8.encode(prefix);
  const all = new Uint8Array(head.length + bytes.length);
  all.set(head);
  all.set(bytes, head.length);
  return all;
};

/** What LinkedIn expects for a challenge code; here nothing is put before the message. */
export const challengeResponse = (secret: string, challengeCode: string): string => hmacHex(secret, challengeCode);

/** `hmacsha256=` is part of the signed message, not of the header. */
const PREFIX = "hmacsha256=";

/** Non-ASCII characters as LinkedIn's escaped-Unicode text, which one of its pages says is what it signs. */
const escaped = (bytes: Uint8Array): Uint8Array =>
  utf8.encode(
    new TextDecoder()
      .decode(bytes)
      .replaceAll(/[\u0080-\u{10ffff}]/gu, (char) => Array.from({ length: char.length }, (_, index) => `\\u${char.charCodeAt(index).toString(16).padStart(4, "0")}`).join("")),
  );

/** Whether one of the customer's valid secrets signed these very bytes. */
export const verifySignature = (secrets: readonly string[], bytes: Uint8Array, header: string): boolean => {
  const given = header
    .trim()
    .toLowerCase()
    .replace(/^hmacsha256=/, "");
  let valid = false;
  for (const secret of secrets) {
    for (const message of [bytes, escaped(bytes)]) {
      if (sameSecret(given, hmacHex(secret, joined(PREFIX, message)))) valid = true;
    }
  }
  return valid;
};
