// The media port, and sealed streams: AES-256-GCM over 64 KiB chunks, so that a file of any size passes
// through in constant memory and a cut or re-ordered file does not open.

export type MediaStore = {
  /** Stores the stream whole or not at all; durable when it returns. */
  put(id: string, body: ReadableStream<Uint8Array>): Promise<void>;
  get(id: string): Promise<ReadableStream<Uint8Array> | null>;
  delete(id: string): Promise<void>;
};

const CHUNK = 64 * 1024;
const TAG = 16;

const importFileKey = (raw: Uint8Array<ArrayBuffer>, usage: "encrypt" | "decrypt") => crypto.subtle.importKey("raw", raw, "AES-GCM", false, [usage]);

// Each file has a key of its own, so a counter is a sound nonce; the last chunk says that it is the last.
const chunkParameters = (index: number, last: boolean) => {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, index);
  return { name: "AES-GCM", iv, additionalData: Uint8Array.of(last ? 1 : 0) };
};

/** Cuts a stream into chunks of `size`, holding one back so that `last` is known. */
const chunked = (size: number, each: (chunk: Uint8Array<ArrayBuffer>, index: number, last: boolean) => Promise<Uint8Array>) => {
  const held = new Uint8Array(size);
  let used = 0;
  let index = 0;
  return new TransformStream<Uint8Array, Uint8Array>({
    async transform(bytes, controller) {
      let rest = bytes;
      while (rest.length > 0) {
        if (used === size) {
          controller.enqueue(await each(held, index++, false));
          used = 0;
        }
        const take = rest.subarray(0, size - used);
        held.set(take, used);
        used += take.length;
        rest = rest.subarray(take.length);
      }
    },
    async flush(controller) {
      controller.enqueue(await each(held.subarray(0, used), index, true));
    },
  });
};

export const newFileKey = (): Uint8Array<ArrayBuffer> => crypto.getRandomValues(new Uint8Array(32));

export const sealStream = async (fileKey: Uint8Array<ArrayBuffer>): Promise<TransformStream<Uint8Array, Uint8Array>> => {
  const key = await importFileKey(fileKey, "encrypt");
  return chunked(CHUNK, async (chunk, index, last) => new Uint8Array(await crypto.subtle.encrypt(chunkParameters(index, last), key, chunk)));
};

/** The reader fails when the stored file was cut, changed or re-ordered. */
export const openStream = async (fileKey: Uint8Array<ArrayBuffer>): Promise<TransformStream<Uint8Array, Uint8Array>> => {
  const key = await importFileKey(fileKey, "decrypt");
  return chunked(CHUNK + TAG, async (chunk, index, last) => new Uint8Array(await crypto.subtle.decrypt(chunkParameters(index, last), key, chunk)));
};
