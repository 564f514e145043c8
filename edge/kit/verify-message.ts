// Proves that a message is the bridge's: Standard Webhooks (https://www.standardwebhooks.com), with WebCrypto.
import { HeaderMissing, OutsideTolerance, Unreadable, WrongSignature } from "./errors.ts";
import type { Message } from "./messages.ts";

type HeaderBag = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;
/** A Request, or what a framework made of it; `body` is what came over the wire, before anybody parsed it. */
export type Received = Request | { readonly headers: HeaderBag; readonly body: string | Uint8Array };
export type VerifyOptions = {
  /** How far the sender's clock and ours may be apart. */
  readonly toleranceSeconds?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
};

const TOLERANCE_SECONDS = 300;
const utf8 = new TextEncoder();

const headerOf = (headers: HeaderBag, name: string): string => {
  // Frameworks write names as they came; the standard's are lower case.
  const value = headers instanceof Headers ? headers.get(name) : Object.entries(headers).find(([each]) => each.toLowerCase() === name)?.[1];
  const text = typeof value === "object" ? value?.join(",") : value;
  if (!text) throw new HeaderMissing(`the header ${name} is missing`);
  return text;
};

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> | null => {
  try {
    return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
};

const keyOf = (secret: string): Promise<CryptoKey> => {
  const bytes = bytesOf(secret.replace(/^whsec_/, ""));
  // An empty key would make every empty secret valid.
  if (!bytes || bytes.length === 0) throw new TypeError("a webhook's secret looks like whsec_… and ends in base64");
  return crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
};

const joined = (head: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> => {
  const [first, second] = [utf8.encode(head), typeof body === "string" ? utf8.encode(body) : body];
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
};

const isMessage = (value: unknown): value is Omit<Message, "id"> =>
  typeof value === "object" &&
  value !== null &&
  "type" in value &&
  typeof value.type === "string" &&
  "timestamp" in value &&
  typeof value.timestamp === "string" &&
  "data" in value;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Unreadable("the message is signed, but no JSON", { cause });
  }
};

/**
 * The message, if one of the secrets has signed it; throws a `VerificationError` otherwise.
 * A type that this version does not know comes through as it is: answer 2xx and leave it.
 */
export const verifyMessage = async (
  received: Received,
  secrets: string | readonly string[],
  { toleranceSeconds = TOLERANCE_SECONDS, now = Date.now }: VerifyOptions = {},
): Promise<Message> => {
  const id = headerOf(received.headers, "webhook-id");
  const timestamp = headerOf(received.headers, "webhook-timestamp");
  const signatures = headerOf(received.headers, "webhook-signature");
  const body = received instanceof Request ? new Uint8Array(await received.arrayBuffer()) : received.body;

  if (!/^\d{1,15}$/.test(timestamp)) throw new HeaderMissing("the header webhook-timestamp is no number of seconds");
  const offSeconds = Math.abs(Math.floor(now() / 1_000) - Number(timestamp));
  if (offSeconds > toleranceSeconds) throw new OutsideTolerance(`the message was signed ${offSeconds} s away from our clock; ${toleranceSeconds} s are allowed`);

  const keys = await Promise.all((typeof secrets === "string" ? [secrets] : secrets).map(keyOf));
  if (keys.length === 0) throw new TypeError("verifyMessage needs at least one secret");
  // During a rotation the sender signs with both secrets: any pair may fit.
  const given = signatures.split(/[ ,](?=v\d)/).flatMap((each) => (each.startsWith("v1,") ? (bytesOf(each.slice(3)) ?? []) : []));
  const signed = joined(`${id}.${timestamp}.`, body);
  const fits = await Promise.all(keys.flatMap((key) => given.map((signature) => crypto.subtle.verify("HMAC", key, signature, signed))));
  if (!fits.includes(true)) throw new WrongSignature("no secret of ours has signed this message");

  const message = parsed(typeof body === "string" ? body : new TextDecoder().decode(body));
  if (!isMessage(message)) throw new Unreadable("the message is signed, but lacks type, timestamp or data");
  // Whoever holds the secret made it: data is of the shape that its type says.
  return { id, ...message } as Message;
};
