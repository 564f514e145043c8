// Media in a folder: written beside, flushed, then renamed, so that a file is whole or absent.
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { MediaStore } from "./media.ts";

export const openFolder = (root: string): MediaStore => {
  const place = (id: string) => {
    if (!/^[\w-]{4,}$/.test(id)) throw new Error(`media id "${id}" is not one of ours`);
    // Two letters of the random part spread the files over folders.
    return { folder: join(root, id.slice(-2)), path: join(root, id.slice(-2), id) };
  };
  return {
    async put(id, body) {
      const { folder, path } = place(id);
      const file = await open(`${path}.part`, "w").catch(async () => {
        await mkdir(folder, { recursive: true });
        return open(`${path}.part`, "w");
      });
      try {
        for await (const chunk of body) await file.writeFile(chunk);
        await file.datasync();
        await file.close();
        await rename(`${path}.part`, path);
        // The name is durable once its folder is.
        const directory = await open(folder, "r");
        await directory.sync().finally(() => directory.close());
      } catch (cause) {
        await file.close().catch(() => undefined);
        await rm(`${path}.part`, { force: true });
        throw cause;
      }
    },
    async get(id) {
      const { path } = place(id);
      if (!(await stat(path).catch(() => null))) return null;
      return Readable.toWeb(createReadStream(path, { highWaterMark: 256 * 1024 })) as ReadableStream<Uint8Array>; // node's and the DOM's types name the same class
    },
    async delete(id) {
      const { path } = place(id);
      await rm(path, { force: true });
      await rm(`${path}.part`, { force: true });
    },
  };
};
