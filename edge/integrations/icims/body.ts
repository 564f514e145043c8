// The body of an event: gzip or plain, small, and no deeper than a person would nest it.

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

/** The bytes as they came and as they read; gzip is told by its first bytes, since the header is not always there. */
export const readBody = async (request: Request): Promise<{ raw: Uint8Array<ArrayBuffer>; inflated: Uint8Array<ArrayBuffer> }> => {
  const raw = new Uint8Array(await request.arrayBuffer());
  if (raw[0] !== 0x1f || raw[1] !== 0x8b) return { raw, inflated: raw };
  if (raw.length > COMPRESSED_AT_MOST) throw new Unreadable(`is larger than ${COMPRESSED_AT_MOST} bytes`);
  return { raw, inflated: await inflate(raw) };
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
    return JSON.parse(text, (key, value: unknown) => (key === "__proto__" ? undefined : value));
  } catch {
    throw new Unreadable("is no JSON");
  }
};
