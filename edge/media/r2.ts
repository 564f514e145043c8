// Media in R2. Its put wants a known length, so longer streams go up in parts of 5 MiB, R2's smallest.
import type { R2Bucket, R2MultipartUpload, R2UploadedPart } from "@cloudflare/workers-types";
import type { MediaStore } from "./media.ts";

const PART = 5 * 1024 * 1024;
const SMALL = 256 * 1024;

export const openR2 = (bucket: R2Bucket): MediaStore => ({
  async put(id, body) {
    // Grows with the file, so that a small one does not cost a whole part.
    let buffer = new Uint8Array(SMALL);
    let used = 0;
    let upload: R2MultipartUpload | undefined;
    const parts: R2UploadedPart[] = [];
    try {
      for await (const chunk of body) {
        let rest = chunk;
        while (rest.length > 0) {
          if (used === PART) {
            upload ??= await bucket.createMultipartUpload(id);
            parts.push(await upload.uploadPart(parts.length + 1, buffer));
            used = 0;
          }
          if (used === buffer.length) {
            const larger = new Uint8Array(Math.min(PART, buffer.length * 4));
            larger.set(buffer);
            buffer = larger;
          }
          const take = rest.subarray(0, buffer.length - used);
          buffer.set(take, used);
          used += take.length;
          rest = rest.subarray(take.length);
        }
      }
      const tail = buffer.subarray(0, used);
      if (!upload) {
        await bucket.put(id, tail);
        return;
      }
      parts.push(await upload.uploadPart(parts.length + 1, tail));
      await upload.complete(parts);
    } catch (cause) {
      await upload?.abort();
      throw cause;
    }
  },
  async get(id) {
    const found = await bucket.get(id);
    return found ? (found.body as unknown as ReadableStream<Uint8Array>) : null; // workers-types and the DOM name the same class
  },
  async delete(id) {
    await bucket.delete(id);
  },
});
