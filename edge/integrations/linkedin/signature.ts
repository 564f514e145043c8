// LinkedIn's signatures: https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
import { sameSecret, toHex } from "../../core/keyring.ts";

const utf8 = new TextEncoder();

const hmacHex = async (secret: string, message: Uint8Array<ArrayBuffer>): Promise<string> => {
  const key = await crypto.subtle.importKey("raw", utf8.encode(secret), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return toHex(new Uint8Array(await crypto.subtle.sign("HMAC", key, message)));
};

const joined = (prefix: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> => {
  const head = utf8.encode(prefix);
  const all = new Uint8Array(head.length + bytes.length);
  all.set(head);
  all.set(bytes, head.length);
  return all;
};

/** What LinkedIn expects for a challenge code; here nothing is put before the message. */
export const challengeResponse = (secret: string, challengeCode: string): Promise<string> => hmacHex(secret, utf8.encode(challengeCode));

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
export const verifySignature = async (secrets: readonly string[], bytes: Uint8Array, header: string): Promise<boolean> => {
  const given = header
    .trim()
    .toLowerCase()
    .replace(/^hmacsha256=/, "");
  let valid = false;
  for (const secret of secrets) {
    for (const message of [bytes, escaped(bytes)]) {
      if (await sameSecret(await hmacHex(secret, joined(PREFIX, message)), given)) valid = true;
    }
  }
  return valid;
};
