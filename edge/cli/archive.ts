// An exported tenant at rest: small named parts, in a folder or in one tar file, with a manifest of what belongs to it.
import { TAR_END, readTar, tarOf } from "./tar.ts";
import type { Part } from "./tar.ts";
import { Failure, FileExists } from "./ports.ts";
import type { Files, Terminal } from "./ports.ts";

export const ARCHIVE_FORMAT = "ats-bridge-archive/1";
export const MANIFEST = "manifest.json";

export type Manifest = {
  readonly format: typeof ARCHIVE_FORMAT;
  readonly tenant: string;
  readonly schema: string;
  readonly at: string;
  readonly rows: number;
  /** The sealed bytes of each file, as they are stored. */
  readonly media: readonly { readonly id: string; readonly size: number; readonly sha256: string }[];
  readonly parts: readonly { readonly name: string; readonly size: number; readonly sha256: string }[];
};

export type Archive = { add(part: Part): Promise<void>; close(): Promise<void> };

const isTar = (path: string) => path.toLowerCase().endsWith(".tar");
const parentOf = (path: string) => path.slice(0, path.lastIndexOf("/"));
/** Names of ours only: an archive must not lead out of its folder. */
const isName = (name: string) => /^(manifest\.json|rows\/\w+\.ndjson|media\/[\w-]+\/\d+)$/.test(name);

/** A new archive; something that is there already is left alone. */
export const createArchive = async (files: Files, path: string): Promise<Archive> => {
  if (isTar(path)) {
    const file = await files.create(path);
    return {
      add: (part) => file.write(tarOf(part)),
      async close() {
        await file.write(TAR_END);
        await file.close();
      },
    };
  }
  const kind = await files.kindOf(path);
  if (kind === "file" || (kind === "folder" && (await files.list(path)).length > 0)) throw new FileExists(`${path} is there already, and is not overwritten`);
  return {
    async add({ name, bytes }) {
      await files.makeFolder(parentOf(`${path}/${name}`));
      const file = await files.create(`${path}/${name}`);
      await file.write(bytes);
      await file.close();
    },
    close: async () => undefined,
  };
};

const joined = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
};

/** Rows before files, each in order. */
const inOrder = (names: readonly string[]) => names.filter(isName).toSorted((a, b) => Number(b.startsWith("rows/")) - Number(a.startsWith("rows/")) || (a < b ? -1 : 1));

export async function* readArchive(files: Files, path: string): AsyncGenerator<Part> {
  const kind = await files.kindOf(path);
  if (kind === null) throw new Failure("no-archive", `there is nothing at ${path}`);
  if (kind === "file") {
    for await (const part of readTar(files.read(path))) if (isName(part.name)) yield part;
    return;
  }
  for (const name of inOrder(await files.list(path))) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of files.read(`${path}/${name}`)) chunks.push(chunk);
    yield { name, bytes: joined(chunks) };
  }
}

const isManifest = (value: unknown): value is Manifest => typeof value === "object" && value !== null && "format" in value && value.format === ARCHIVE_FORMAT;

const manifestFrom = (bytes: Uint8Array): Manifest => {
  const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
  if (!isManifest(value)) throw new Failure("no-archive", `${MANIFEST} is not of an archive of this kind`);
  return value;
};

/** Reads all of it once: every part there, byte for byte as it was written. */
export const verifyArchive = async ({ files, newDigest, progress }: Terminal, path: string): Promise<Manifest> => {
  const found = new Map<string, string>();
  let manifest: Manifest | undefined;
  for await (const { name, bytes } of readArchive(files, path)) {
    progress(`reading ${name}`, found.size, found.size + 1);
    if (name === MANIFEST) manifest = manifestFrom(bytes);
    const digest = newDigest();
    digest.update(bytes);
    found.set(name, digest.hex());
  }
  progress("", null, 0);
  if (!manifest) throw new Failure("no-archive", `${path} holds no ${MANIFEST}: the export was not finished`);
  const changed = manifest.parts.filter(({ name, sha256 }) => found.get(name) !== sha256).map(({ name }) => name);
  if (changed.length > 0) throw new Failure("archive-damaged", `missing or not as written: ${changed.slice(0, 5).join(", ")}${changed.length > 5 ? " …" : ""}`);
  return manifest;
};
