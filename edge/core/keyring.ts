// Sealing (AES-256-GCM) and the keys it runs on: the master key wraps tenants' keys, a tenant's key wraps its people's.
// Associated data pins every sealed value to its row and column, so that a value moved elsewhere does not open.
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 as sha2 } from "@noble/hashes/sha2.js";
import { base64url } from "jose";

const utf8 = new TextEncoder();
const NONCE = 12;

export const toBase64Url = (bytes: Uint8Array): string => base64url.encode(bytes);
export const fromBase64Url = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(base64url.decode(text));
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
export const toHex = (bytes: Uint8Array): string => bytes.reduce((text, byte) => text + HEX[byte], "");
// Hashes by @noble/hashes: a call of WebCrypto costs Node seven times as much as hashing what we hash.
export const sha256 = (bytes: Uint8Array | string): Uint8Array => sha2(typeof bytes === "string" ? utf8.encode(bytes) : bytes);
export const sha256Hex = (bytes: Uint8Array | string): string => toHex(sha256(bytes));
export const hmacSha256 = (key: Uint8Array | string, message: Uint8Array | string): Uint8Array =>
  hmac(sha2, typeof key === "string" ? utf8.encode(key) : key, typeof message === "string" ? utf8.encode(message) : message);

/** A sealed value: base64url of nonce and ciphertext. */
export const seal = async (key: CryptoKey, place: string, plain: string): Promise<string> => {
  const iv = crypto.getRandomValues(new Uint8Array(NONCE));
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: utf8.encode(place) }, key, utf8.encode(plain)));
  const sealed = new Uint8Array(NONCE + ciphertext.length);
  sealed.set(iv);
  sealed.set(ciphertext, NONCE);
  return toBase64Url(sealed);
};

/** Throws when the value was changed, moved, or sealed under another key. */
export const unseal = async (key: CryptoKey, place: string, sealed: string): Promise<string> => {
  const bytes = fromBase64Url(sealed);
  const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes.subarray(0, NONCE), additionalData: utf8.encode(place) }, key, bytes.subarray(NONCE));
  return new TextDecoder().decode(plain);
};

/** 32 random bytes that seal, and their wrapped form. */
export const newWrappedKey = async (wrapping: CryptoKey, place: string) => {
  const raw = crypto.getRandomValues(new Uint8Array(32));
  return { raw, wrapped: await seal(wrapping, place, toBase64Url(raw)) };
};
export const unwrapKey = async (wrapping: CryptoKey, place: string, wrapped: string) => fromBase64Url(await unseal(wrapping, place, wrapped));
export const importSealingKey = (raw: Uint8Array<ArrayBuffer>) => crypto.subtle.importKey("raw", raw, "AES-GCM", false, ["encrypt", "decrypt"]);

/** A key for another purpose, derived so that one purpose never sees another's. */
export const deriveBytes = async (raw: Uint8Array<ArrayBuffer>, purpose: string): Promise<Uint8Array<ArrayBuffer>> => {
  const base = await crypto.subtle.importKey("raw", raw, "HKDF", false, ["deriveBits"]);
  return new Uint8Array(await crypto.subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: utf8.encode(purpose) }, base, 256));
};

export type MasterKey = { readonly id: string; readonly key: CryptoKey; readonly sessions: Uint8Array<ArrayBuffer> };
export type Keyring = { readonly current: MasterKey; readonly all: readonly MasterKey[] };

const importMaster = async (base64: string): Promise<MasterKey> => {
  const raw = fromBase64(base64);
  return {
    id: toHex(sha256(raw)).slice(0, 8),
    key: await importSealingKey(await deriveBytes(raw, "wrap")),
    sessions: await deriveBytes(raw, "sessions"),
  };
};

/** While rotating, the previous master key still opens and verifies; only the current one seals and signs. */
export const createKeyring = async (master: string, previous?: string): Promise<Keyring> => {
  const current = await importMaster(master);
  return { current, all: previous === undefined ? [current] : [current, await importMaster(previous)] };
};

/** Compares without telling by its duration where two texts differ: every byte of the given one is looked at. */
export const sameSecret = (given: string, secret: string): boolean => {
  const [a, b] = [utf8.encode(given), utf8.encode(secret)];
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index++) difference |= (a[index] ?? 0) ^ (b[index % b.length] ?? 0);
  return difference === 0;
};
