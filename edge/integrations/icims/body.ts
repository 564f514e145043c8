// The body of an event: gzip or plain, small, and no deeper than a person would nest it.
import { sha256Hex } from "../../core/keyring.ts";

const COMPRESSED_AT_MOST = 256 * 1024;
const INFLATED_AT_MOST = 1024 * 1024;
const DEPTH_AT_MOST = 32;
const KEYS_AT_MOST = 2_000;

export class Unreadable extends Error {}

const inflate = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => {
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > INFLATED_AT_MOST) throw new Unreadable(`inflates to more than ${INFLATED_AT_MOST} bytes`);
      pieces.push(value);
    }
  } catch (cause) {
    throw cause instanceof Unreadable ? cause : new Unreadable("is no whole gzip");
  } finally {
    await reader.cancel().catch(() => undefined);
  }
  const all = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
};

/** The bytes as they read, and the SHA-256 (hex) of these and of the bytes as they came; `trouble` is for whoever proved to have sent them. */
export type Body = { readonly bytes: Uint8Array; readonly hash: string; readonly rawHash: string; readonly trouble?: Unreadable };

/** gzip is told by its first bytes, since the header is not always there. */
export const readBody = async (request: Request): Promise<Body> => {
  const raw = new Uint8Array(await request.arrayBuffer());
  const rawHash = sha256Hex(raw);
  if (raw[0] !== 0x1f || raw[1] !== 0x8b) return { bytes: raw, hash: rawHash, rawHash };
  try {
    if (raw.length > COMPRESSED_AT_MOST) throw new Unreadable(`is larger than ${COMPRESSED_AT_MOST} bytes`);
    const bytes = await inflate(raw);
    return { bytes, hash: sha256Hex(bytes), rawHash };
  } catch (cause) {
    if (!(cause instanceof Unreadable)) throw cause;
    return { bytes: raw, hash: rawHash, rawHash, trouble: cause };
  }
};

/** Counts brackets before parsing, so that depth and width cost nothing. */
const checkShape = (text: string): void => {
  let depth = 0;
  let keys = 0;
  let inString = false;
  for (let index = 0; index < text.length; index++) {
    const char = text[index];
    if (inString) {
      if (char === "\\") index++;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === "{" || char === "[") {
      if (++depth > DEPTH_AT_MOST) throw new Unreadable(`is nested deeper than ${DEPTH_AT_MOST}`);
    } else if (char === "}" || char === "]") depth--;
    else if (char === ":" && ++keys > KEYS_AT_MOST) throw new Unreadable(`has more than ${KEYS_AT_MOST} members`);
  }
};

export const parseJson = (bytes: Uint8Array): unknown => {
  if (bytes.length > INFLATED_AT_MOST) throw new Unreadable(`is larger than ${INFLATED_AT_MOST} bytes`);
  const text = new TextDecoder().decode(bytes).replace(/^\uFEFF/, "");
  checkShape(text);
  try {
    // A reviver costs more than all the rest, and hardly any body needs it.
    return text.includes("__proto__") || text.includes("\\u") ? JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value)) : JSON.parse(text);
  } catch {
    throw new Unreadable("is no JSON");
  }
};
