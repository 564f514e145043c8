// Moving a tenant to another deployment: its rows as they are, sealed, and its key under a key of the move's own.
// One line of JSON each: a head, rows, files by name, and an end that says how many there were.
import * as v from "valibot";
import { LATEST_MIGRATION, UniqueViolation, demand, findAll, findOne, sql } from "../db/database.ts";
import type { Database, Row, Statement, Value } from "../db/database.ts";
import { Refusal, notFound } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { fromBase64, importSealingKey, seal, sha256Hex, toHex, unseal } from "./keyring.ts";
import { openTenantKey, wrapTenantKey } from "./tenant-keys.ts";
import { DIRECTORY_TABLES, TENANT_TABLES } from "./tenants.ts";

const FORMAT = "ats-bridge-tenant/1";
const ROWS_AT_ONCE = 500;
const NAME = /^[a-z_]+$/;

const Head = v.object({ format: v.literal(FORMAT), tenant: v.string(), schema: v.string(), key: v.string() });
const RowLine = v.object({ table: v.string(), in: v.picklist(["tenant", "directory"]), row: v.record(v.string(), v.union([v.string(), v.number(), v.null()])) });
const MediaLine = v.object({ media: v.string() });
const EndLine = v.object({ end: v.literal(true), counts: v.record(v.string(), v.number()) });
const Line = v.union([RowLine, MediaLine, EndLine]);

// Tables that count their rows themselves: their numbers belong to the database that gave them.
const NUMBERED = new Set(["log", "audit", "matches", "linkedin_faults"]);
// The key travels in the head, and a repeated create needs no memory of the old address.
const LEFT_OUT = new Set(["tenant_keys", "idempotency"]);

type Source = { readonly name: string; readonly column: string; readonly in: "tenant" | "directory"; readonly db: Database };

const sourcesOf = (edge: Edge, tenant: string): Source[] =>
  [
    ...TENANT_TABLES.map((entry) => {
      const [name = "", column = "tenant"] = entry.split(":");
      return { name, column, in: "tenant" as const, db: edge.databaseFor(tenant) };
    }),
    ...DIRECTORY_TABLES.map((name) => ({ name, column: "tenant", in: "directory" as const, db: edge.directory })),
  ].filter(({ name }) => !LEFT_OUT.has(name));

const place = (tenant: string) => `transfer/${tenant}`;
export const importTransferKey = (base64: string): Promise<CryptoKey> => importSealingKey(fromBase64(base64));

const Bound = v.object({ bound: v.number() });

/** Up to which row each table is read: all bounds are of one moment, so that what comes in meanwhile is in none of them. */
const boundsOf = async (sources: readonly Source[]): Promise<readonly number[]> => {
  const bounds = new Map<Source, number>();
  for (const db of new Set(sources.map((source) => source.db))) {
    const here = sources.filter((source) => source.db === db);
    const results = await db.batch(here.map(({ name }) => ({ text: `SELECT coalesce(max(rowid), 0) AS bound FROM ${name}`, values: [] })));
    results.forEach(({ rows }, index) => {
      const source = here[index];
      if (source) bounds.set(source, v.parse(Bound, rows[0]).bound);
    });
  }
  return sources.map((source) => bounds.get(source) ?? 0);
};

/** Rows of one table in pieces, in the order in which they were written. */
const readTable = async function* ({ name, column, db }: Source, tenant: string, bound: number): AsyncGenerator<Row> {
  for (let last = 0; ;) {
    const rows = await db.all({
      text: `SELECT rowid AS transfer_row, * FROM ${name} WHERE ${column} = ? AND rowid > ? AND rowid <= ? ORDER BY rowid LIMIT ${ROWS_AT_ONCE}`,
      values: [tenant, last, bound],
    });
    for (const { transfer_row, ...row } of rows) {
      last = Number(transfer_row);
      yield row;
    }
    if (rows.length < ROWS_AT_ONCE) return;
  }
};

const isStill = (edge: Edge, tenant: string) =>
  findOne(
    edge.databaseFor(tenant),
    v.object({ suspended_at: v.nullable(v.number()), running: v.number() }),
    sql`SELECT suspended_at, (SELECT count(*) FROM tasks WHERE tasks.tenant = tenants.id AND state = 'leased' AND run_at > ${edge.now()}) AS running FROM tenants WHERE id = ${tenant}`,
  );

/** The lines of an export. The tenant must be suspended and still: a copy of something that moves is no copy. */
export const exportTenant = async (edge: Edge, tenant: string, transferKey: CryptoKey): Promise<AsyncGenerator<string>> => {
  const state = await isStill(edge, tenant);
  if (!state) throw notFound("tenant");
  if (state.suspended_at === null)
    throw new Refusal({ status: 409, code: "tenant-not-suspended", message: `suspend "${tenant}" first, so that nothing changes meanwhile`, who: "operator" });
  if (state.running > 0)
    throw new Refusal({ status: 409, code: "tenant-still-working", message: `${state.running} tasks of "${tenant}" are still running: try again in a moment`, who: "operator" });
  const key = await seal(transferKey, place(tenant), await openTenantKey(edge, tenant));
  const sources = sourcesOf(edge, tenant);
  const bounds = await boundsOf(sources);
  const lines = async function* () {
    yield JSON.stringify({ format: FORMAT, tenant, schema: LATEST_MIGRATION, at: new Date(edge.now()).toISOString(), key });
    const counts: Record<string, number> = {};
    let rows = 0;
    for (const [index, source] of sources.entries()) {
      for await (const row of readTable(source, tenant, bounds[index] ?? 0)) {
        yield JSON.stringify({ table: source.name, in: source.in, row });
        counts[source.name] = (counts[source.name] ?? 0) + 1;
        rows += 1;
        if (source.name === "media" && row["state"] === "stored") yield JSON.stringify({ media: row["id"] });
      }
    }
    yield JSON.stringify({ end: true, rows, counts });
  };
  return lines();
};

const insertRow = ({ table, row }: v.InferOutput<typeof RowLine>): Statement => {
  // A directory's row knows its tenant by the same column; the tenant's own row arrives suspended, and marked as unfinished.
  const kept: Record<string, Value> = table === "tenants" ? { ...row, suspended_at: row["suspended_at"] ?? 0, importing: 1 } : row;
  const columns = Object.keys(kept).filter((name) => !(name === "id" && NUMBERED.has(table)));
  return { text: `INSERT INTO ${table} (${columns.join(", ")}) VALUES (${columns.map(() => "?").join(", ")})`, values: columns.map((name) => kept[name] ?? null) };
};

const badLine = (number: number, why: string) =>
  new Refusal({ status: 400, code: "invalid-body", message: "the lines do not fit", errors: [{ path: `line ${number}`, message: why }] });

const readLines = (text: string, sources: readonly Source[]) => {
  const [first = "", ...rest] = text.split("\n").filter((line) => line.trim() !== "");
  const parsed = (line: string): unknown => {
    try {
      return JSON.parse(line);
    } catch {
      return null;
    }
  };
  const head = v.safeParse(Head, parsed(first));
  if (!head.success) throw badLine(1, `is not the head of an export in the form ${FORMAT}`);
  const { tenant } = head.output;
  const known = new Map(sources.map((source) => [`${source.in}/${source.name}`, source]));
  const lines = rest.map((line, index) => {
    const found = v.safeParse(Line, parsed(line));
    if (!found.success) throw badLine(index + 2, "is no line of an export");
    if ("row" in found.output) {
      const { table, row } = found.output;
      const source = known.get(`${found.output.in}/${table}`);
      if (!source || !Object.keys(row).every((name) => NAME.test(name))) throw badLine(index + 2, `holds no row of a table "${table}"`);
      if (row[source.column] !== tenant) throw badLine(index + 2, "holds another tenant's row");
    }
    return found.output;
  });
  return { head: head.output, lines };
};

const isImporting = (tenant: string) => sql`SELECT 1 FROM tenants WHERE id = ${tenant} AND importing = 1`;

const verifyCounts = async (edge: Edge, tenant: string, counts: Readonly<Record<string, number>>): Promise<void> => {
  for (const { name, column, db } of sourcesOf(edge, tenant)) {
    const [row] = await findAll(db, v.object({ count: v.number() }), { text: `SELECT count(*) AS count FROM ${name} WHERE ${column} = ?`, values: [tenant] });
    if ((row?.count ?? 0) !== (counts[name] ?? 0))
      throw new Refusal({ status: 409, code: "import-incomplete", message: `table ${name} holds ${row?.count ?? 0} rows, the export has ${counts[name] ?? 0}`, who: "operator" });
  }
};

/** Takes in one piece of an export; the same piece again changes nothing. Answers how many rows it held, and whether all are here. */
export const importPiece = async (edge: Edge, text: string, transferKey: CryptoKey): Promise<{ tenant: string; rows: number; complete: boolean }> => {
  const started = readLines(text, sourcesOf(edge, ""));
  const { tenant, schema, key } = started.head;
  if (schema !== LATEST_MIGRATION)
    throw new Refusal({
      status: 409,
      code: "schema-differs",
      message: `the export is of ${schema}, this edge is at ${LATEST_MIGRATION}: bring both to one version`,
      who: "operator",
    });
  const raw = await unseal(transferKey, place(tenant), key).catch(() => {
    throw new Refusal({ status: 403, code: "transfer-key-wrong", message: "the transfer key does not open this export", who: "operator" });
  });
  const db = edge.databaseFor(tenant);
  const rows = started.lines.filter((line) => "row" in line);
  const end = started.lines.find((line) => "end" in line);
  const seen = `import:${sha256Hex(text)}`;
  const remember = sql`INSERT INTO idempotency (tenant, key, fingerprint, resource, created_at) VALUES (${tenant}, ${seen}, '', '', ${edge.now()})`;
  const inside = rows.filter((line) => line.in === "tenant").map(insertRow);
  const outside = rows.filter((line) => line.in === "directory").map(insertRow);
  const opens = rows.some(({ table }) => table === "tenants");
  try {
    // Where the directory is a database of its own, its rows go first: one that is taken stops the piece before anything else is in.
    if (edge.directory !== db && outside.length > 0) await edge.directory.batch([remember, ...outside]).catch(ignoreRepeat);
    await db.batch([
      remember,
      ...(opens ? [] : [demand(isImporting(tenant))]),
      ...inside,
      ...(opens ? [await wrapTenantKey(edge, tenant, raw)] : []),
      ...(edge.directory === db ? outside : []),
    ]);
  } catch (cause) {
    if (!isRepeat(cause)) throw refusalOf(cause, tenant);
  }
  // A repeated end finds the import finished, and perhaps gone on from.
  if (end && (await findOne(db, v.looseObject({}), isImporting(tenant)))) {
    await verifyCounts(edge, tenant, end.counts);
    await db.batch([sql`UPDATE tenants SET importing = 0 WHERE id = ${tenant}`]);
  }
  return { tenant, rows: rows.length, complete: end !== undefined };
};

const isRepeat = (cause: unknown) => cause instanceof UniqueViolation && cause.constraint.startsWith("idempotency.");
const ignoreRepeat = (cause: unknown): void => {
  if (!isRepeat(cause)) throw cause;
};

const refusalOf = (cause: unknown, tenant: string): unknown => {
  if (!(cause instanceof UniqueViolation)) return cause;
  const [table] = cause.constraint.split(".");
  return table === "tenants" || table === "tenant_keys"
    ? new Refusal({ status: 409, code: "tenant-exists", message: `a tenant "${tenant}" is here already`, who: "operator" })
    : new Refusal({ status: 409, code: "taken", message: `what the export brings for ${table} is taken here by another tenant`, who: "operator" });
};

/** The sealed bytes of a file of this tenant, as they are stored. */
export const exportMedia = async (edge: Edge, tenant: string, id: string): Promise<ReadableStream<Uint8Array>> => {
  const known = await findOne(edge.databaseFor(tenant), v.object({ id: v.string() }), sql`SELECT id FROM media WHERE id = ${id} AND tenant = ${tenant} AND state = 'stored'`);
  const body = known && (await edge.media.get(id));
  if (!body) throw notFound("file");
  return body;
};

/** Stores a file of an imported tenant; `digest` is the SHA-256 (base64) that its bytes must have. */
export const importMedia = async (edge: Edge, tenant: string, id: string, body: ReadableStream<Uint8Array>, digest: string | undefined): Promise<void> => {
  const db = edge.databaseFor(tenant);
  const known = await findOne(
    db,
    v.object({ id: v.string() }),
    sql`SELECT media.id FROM media JOIN tenants ON tenants.id = media.tenant WHERE media.id = ${id} AND media.tenant = ${tenant} AND media.state = 'stored' AND tenants.suspended_at IS NOT NULL`,
  );
  if (!known) throw notFound("file of a suspended tenant");
  const hash = edge.newDigest();
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(bytes, controller) {
      hash.update(bytes);
      controller.enqueue(bytes);
    },
  });
  await edge.media.put(id, body.pipeThrough(counted));
  const hex = digest === undefined ? undefined : toHex(fromBase64(digest));
  if (hex === undefined || hex === (await hash.hex())) return;
  await edge.media.delete(id);
  throw new Refusal({ status: 400, code: "digest-differs", message: "the bytes that arrived are not those that Content-Digest names: send the file again", who: "operator" });
};
