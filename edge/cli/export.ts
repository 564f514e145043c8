// `export`: a suspended tenant's rows and files, sealed as they are, into a folder or a tar file; the key to them is kept apart.
import { ARCHIVE_FORMAT, MANIFEST, createArchive } from "./archive.ts";
import type { Archive, Manifest } from "./archive.ts";
import { BridgeError } from "../kit/errors.ts";
import { connect, operatorOptions, pathOf } from "./operator.ts";
import type { Operator } from "./operator.ts";
import { Failure, FileExists, WrongUsage } from "./ports.ts";
import type { Command, Terminal } from "./ports.ts";
import { randomBase64 } from "./secrets.ts";

const utf8 = new TextEncoder();
/** Well below what the edge takes in one piece: a single row may be larger, and goes alone. */
const PIECE_BYTES = 900_000;
const CHUNK_BYTES = 8 * 1024 * 1024;
const STILL_TRIES = 30;
const TIMEOUT_MS = 120_000;

type Head = { readonly format: string; readonly tenant: string; readonly schema: string; readonly at: string };
type End = { readonly end: true; readonly rows: number };
type Line = { readonly row?: unknown; readonly media?: string; readonly end?: true };

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of body) {
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

/** Adds parts and remembers their hashes for the manifest. */
const recorder = ({ newDigest }: Terminal, archive: Archive) => {
  const parts: { name: string; size: number; sha256: string }[] = [];
  return {
    parts,
    async add(name: string, bytes: Uint8Array<ArrayBuffer>) {
      const digest = newDigest();
      digest.update(bytes);
      parts.push({ name, size: bytes.length, sha256: digest.hex() });
      await archive.add({ name, bytes });
    },
  };
};
type Recorder = ReturnType<typeof recorder>;

const number = (index: number): string => String(index).padStart(6, "0");

/** Writes the rows in pieces that can be imported as they are: the head first, then lines. The end is a piece of its own. */
const takeRows = async (terminal: Terminal, body: ReadableStream<Uint8Array>, { add }: Recorder): Promise<{ head: Head; rows: number; media: string[] }> => {
  let head: Head | undefined;
  let [headLine, held, pieces, rows] = ["", 0, 0, 0];
  let piece: string[] = [];
  const media: string[] = [];
  const flush = async () => {
    if (piece.length === 0) return;
    await add(`rows/${number(++pieces)}.ndjson`, utf8.encode(`${[headLine, ...piece].join("\n")}\n`));
    [piece, held] = [[], 0];
  };
  for await (const line of linesOf(body)) {
    if (head === undefined) {
      [head, headLine] = [JSON.parse(line), line];
      continue;
    }
    const read: Line & Partial<End> = JSON.parse(line);
    if (read.end) {
      await flush();
      if (read.rows !== rows) throw new Failure("export-incomplete", `the edge counted ${String(read.rows)} rows, ${rows} arrived: try again`);
      await add("rows/end.ndjson", utf8.encode(`${headLine}\n${line}\n`));
      return { head, rows, media };
    }
    if (read.row !== undefined) rows += 1;
    if (read.media !== undefined) media.push(read.media);
    const size = utf8.encode(line).length + 1;
    if (held + size > PIECE_BYTES) await flush();
    piece.push(line);
    held += size;
    if (rows % 100 === 0) terminal.progress(`${rows} rows`, 0, 1);
  }
  throw new Failure("export-incomplete", "the export broke off before its end: try again");
};

const takeFile = async ({ call }: Operator, terminal: Terminal, tenant: string, id: string, { add }: Recorder): Promise<Manifest["media"][number]> => {
  const { body } = await call("GET", pathOf(tenant, `/export/media/${encodeURIComponent(id)}`), { stream: true, timeoutMs: TIMEOUT_MS });
  const digest = terminal.newDigest();
  let [size, chunks, held] = [0, 0, new Uint8Array(CHUNK_BYTES)];
  let filled = 0;
  const flush = async () => {
    await add(`media/${id}/${number(++chunks)}`, held.slice(0, filled));
    filled = 0;
  };
  for await (const bytes of body ?? []) {
    digest.update(bytes);
    size += bytes.length;
    for (let from = 0; from < bytes.length;) {
      const some = bytes.subarray(from, from + CHUNK_BYTES - filled);
      held.set(some, filled);
      filled += some.length;
      from += some.length;
      if (filled === CHUNK_BYTES) await flush();
    }
  }
  if (filled > 0 || chunks === 0) await flush();
  return { id, size, sha256: digest.hex() };
};

/** What ran when the tenant was suspended ends first. */
const whenStill = async (terminal: Terminal, ask: () => Promise<Response>): Promise<Response> => {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof BridgeError) || cause.code !== "tenant-still-working" || tries === STILL_TRIES) throw cause;
      terminal.progress("waiting for running tasks", tries, STILL_TRIES);
      await terminal.sleep(1_000);
    }
  }
};

export const exportTenant: Command = {
  name: "export",
  summary: "Take a tenant out of an edge, to move it to another one",
  forms: ["TENANT --to FILE.tar|FOLDER [--suspend]"],
  options: {
    ...operatorOptions,
    to: { type: "string", value: "PATH", what: "where to: one file if it ends in .tar, else a folder" },
    suspend: { type: "boolean", what: "suspend the tenant first: notifications are still taken in, everything else waits" },
    "key-file": { type: "string", value: "FILE", what: "where the transfer key goes (PATH.key)" },
  },
  notes: ["Nothing is readable without the transfer key. Take both to the new edge on different ways, and delete them afterwards."],
  async run(terminal, given) {
    const [tenant, ...more] = given.words;
    const to = given.text("to")?.replace(/\/+$/, "");
    if (tenant === undefined || more.length > 0 || !to) throw new WrongUsage("say whom and where to: export TENANT --to FILE.tar");
    const keyFile = given.text("key-file") ?? `${to}.key`;
    const { files, progress, paint } = terminal;
    for (const path of [to, keyFile]) if ((await files.kindOf(path)) === "file") throw new FileExists(`${path} is there already, and is not overwritten`);

    const operator = await connect(terminal, given);
    if (given.flag("suspend")) await operator.call("POST", pathOf(tenant, "/suspend"));
    const transferKey = randomBase64(32);
    const answer = await whenStill(terminal, () => operator.call("POST", pathOf(tenant, "/export"), { body: { transferKey }, stream: true, timeoutMs: TIMEOUT_MS }));
    if (!answer.body) throw new Failure("export-incomplete", "the edge answered with nothing");

    const key = await files.create(keyFile, { secret: true });
    await key.write(utf8.encode(`${transferKey}\n`));
    await key.close();
    const archive = await createArchive(files, to);
    const parts = recorder(terminal, archive);
    const { head, rows, media: ids } = await takeRows(terminal, answer.body, parts);
    const media: Manifest["media"][number][] = [];
    for (const id of ids) {
      progress(`${media.length} of ${ids.length} files`, media.length, ids.length);
      media.push(await takeFile(operator, terminal, tenant, id, parts));
    }
    const manifest: Manifest = { format: ARCHIVE_FORMAT, tenant: head.tenant, schema: head.schema, at: head.at, rows, media, parts: parts.parts };
    await archive.add({ name: MANIFEST, bytes: utf8.encode(`${JSON.stringify(manifest, null, 2)}\n`) });
    await archive.close();
    progress("", null, 0);

    const bytes = media.reduce((sum, { size }) => sum + size, 0);
    const next = `at the new edge: ats-bridge import ${to} --key-file ${keyFile}`;
    return {
      text: `${paint("good", "●")} ${tenant}: ${rows} rows and ${media.length} files (${bytes} bytes) are in ${to}\n${paint("good", "●")} the transfer key is in ${keyFile}, for your eyes only: keep it apart\n${paint("quiet", `→ ${next}`)}`,
      json: { tenant, to, keyFile, rows, files: media.length, bytes, schema: head.schema, next },
    };
  },
};
