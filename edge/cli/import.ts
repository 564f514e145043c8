// `import`: brings an exported tenant into this edge. It can be broken off and begun again: what is here already stays as it is.
import { readArchive, verifyArchive } from "./archive.ts";
import type { Manifest } from "./archive.ts";
import { fromBase64, toBase64 } from "./hashing.ts";
import { connect, operatorOptions, pathOf } from "./operator.ts";
import type { Operator } from "./operator.ts";
import { Failure, WrongUsage } from "./ports.ts";
import type { Command, Given, Terminal } from "./ports.ts";
import type { Part } from "./tar.ts";

const END = "rows/end.ndjson";
const TIMEOUT_MS = 120_000;

type Imported = { readonly tenant: string; readonly rows: number; readonly complete: boolean };

const keyOf = async ({ env, files }: Terminal, given: Given, path: string): Promise<string> => {
  const file = given.text("key-file") ?? `${path}.key`;
  const text = given.text("key-file") === undefined && env["TRANSFER_KEY"] ? env["TRANSFER_KEY"] : (await files.kindOf(file)) === "file" ? await files.readText(file) : "";
  const key = text.trim();
  if (key === "") throw new WrongUsage(`the transfer key is missing: put it into ${file}, or name another file with --key-file`);
  try {
    if (fromBase64(key).length === 32) return key;
  } catch {
    // Said below.
  }
  throw new WrongUsage("the transfer key is not 32 bytes in base64");
};

const hexToBase64 = (hex: string): string => toBase64(Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)));

const sendPiece = async ({ call }: Operator, key: string, { bytes }: Part): Promise<Imported> =>
  (await call("POST", "/v1/import", { raw: { type: "application/x-ndjson", body: bytes }, headers: { "transfer-key": key }, repeatable: true, timeoutMs: TIMEOUT_MS })).json();

const sendFile = async ({ call }: Operator, tenant: string, { id, sha256 }: Manifest["media"][number], body: ReadableStream<Uint8Array>): Promise<void> => {
  await call("PUT", `/v1/import/media/${encodeURIComponent(tenant)}/${encodeURIComponent(id)}`, {
    raw: { type: "application/octet-stream", body },
    headers: { "content-digest": `sha-256=:${hexToBase64(sha256)}:` },
    timeoutMs: TIMEOUT_MS,
  });
};

/** Reads on only as far as the next part of this file goes. */
const fileStream = (parts: AsyncGenerator<Part>, first: Part, prefix: string, after: (next: Part | undefined) => void): ReadableStream<Uint8Array> => {
  let next: Part | undefined = first;
  return new ReadableStream({
    async pull(controller) {
      if (next === undefined) return;
      controller.enqueue(next.bytes);
      const read = await parts.next();
      next = !read.done && read.value.name.startsWith(prefix) ? read.value : undefined;
      if (next !== undefined) return;
      after(read.done ? undefined : read.value);
      controller.close();
    },
  });
};

/** Rows, then files, and at last the piece that says how much there must be: only then is the tenant whole. */
const sendAll = async (terminal: Terminal, operator: Operator, path: string, manifest: Manifest, key: string): Promise<number> => {
  const media = new Map(manifest.media.map((each) => [each.id, each]));
  const total = manifest.parts.length;
  const parts = readArchive(terminal.files, path);
  let [end, rows, done]: [Part | undefined, number, number] = [undefined, 0, 0];
  let read = await parts.next();
  let part = read.done ? undefined : read.value;
  const advance = async () => {
    read = await parts.next();
    part = read.done ? undefined : read.value;
  };
  while (part !== undefined) {
    terminal.progress(`${rows} rows, ${part.name}`, ++done, total);
    const [folder, id = ""] = part.name.split("/");
    const file = folder === "media" ? media.get(id) : undefined;
    if (file) {
      let following: Part | undefined;
      await sendFile(
        operator,
        manifest.tenant,
        file,
        fileStream(parts, part, `media/${id}/`, (next) => (following = next)),
      );
      part = following;
      continue;
    }
    if (part.name === END) end = part;
    else if (folder === "rows") rows += (await sendPiece(operator, key, part)).rows;
    await advance();
  }
  if (!end) throw new Failure("archive-damaged", `${END} is missing`);
  if (rows !== manifest.rows) throw new Failure("import-incomplete", `${rows} rows were taken, the archive has ${manifest.rows}`);
  const { complete } = await sendPiece(operator, key, end);
  if (!complete) throw new Failure("import-incomplete", "the edge does not call the import complete");
  return rows;
};

export const importTenant: Command = {
  name: "import",
  summary: "Bring an exported tenant into this edge",
  forms: ["FILE.tar|FOLDER [--resume]"],
  options: {
    ...operatorOptions,
    "key-file": { type: "string", value: "FILE", what: "the export's transfer key (else TRANSFER_KEY, else FILE.key)" },
    resume: { type: "boolean", what: "let the tenant work at once; else it waits until you say so" },
  },
  notes: ["Checks the whole archive first. Broken off, it can be begun again; both edges must be of one version."],
  async run(terminal, given) {
    const [named, ...more] = given.words;
    if (named === undefined || more.length > 0) throw new WrongUsage("say which archive: import FILE.tar");
    const path = named.replace(/\/+$/, "");
    const key = await keyOf(terminal, given, path);
    const operator = await connect(terminal, given);
    const manifest = await verifyArchive(terminal, path);
    const { tenant, media } = manifest;
    const rows = await sendAll(terminal, operator, path, manifest, key);
    terminal.progress("", null, 0);
    const resumed = given.flag("resume");
    if (resumed) await operator.call("POST", pathOf(tenant, "/resume"));

    const { paint } = terminal;
    const next = resumed
      ? "hand the vendors the new addresses: GET /v1/tenants/{tenant}/connections lists them"
      : `delete the tenant at the old edge, hand the vendors the new addresses, then POST ${pathOf(tenant, "/resume")}`;
    return {
      text: `${paint("good", "●")} ${tenant}: ${rows} rows and ${media.length} files are here, each counted and compared${resumed ? "" : "; it is suspended"}\n${paint("quiet", `→ ${next}`)}`,
      json: { tenant, rows, files: media.length, suspended: !resumed, next },
    };
  },
};
