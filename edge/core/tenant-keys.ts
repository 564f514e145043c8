// A tenant's data key and what is derived from it; a person's key; keyed hashes for look-ups.
import * as v from "valibot";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { deriveBytes, hmacSha256, importSealingKey, newWrappedKey, seal, toBase64Url, unwrapKey } from "./keyring.ts";
import { notFound } from "../errors.ts";

export type TenantKeys = { readonly data: CryptoKey; readonly lookup: Uint8Array };

const KeyRow = v.object({ tenant: v.string(), wrapped: v.string(), master: v.string() });
const place = (tenant: string) => `tenant_keys/${tenant}`;
const CACHED_AT_MOST = 2_000;
const caches = new WeakMap<Edge["keys"], Map<string, TenantKeys>>();

const derive = async (raw: Uint8Array<ArrayBuffer>): Promise<TenantKeys> => ({
  data: await importSealingKey(await deriveBytes(raw, "data")),
  lookup: await deriveBytes(raw, "lookup"),
});

const openWrapped = async (edge: Edge, row: v.InferOutput<typeof KeyRow>) => {
  const master = edge.keys.all.find((candidate) => candidate.id === row.master);
  if (!master) throw new Error(`the key of tenant ${row.tenant} is wrapped by master key ${row.master}, which is not set`);
  return await unwrapKey(master.key, place(row.tenant), row.wrapped);
};

/** A new tenant's key; the second call for the same tenant keeps the first key. */
export const createTenantKey = async (edge: Edge, tenant: string): Promise<Statement> => {
  const { wrapped } = await newWrappedKey(edge.keys.current.key, place(tenant));
  return sql`INSERT INTO tenant_keys (tenant, wrapped, master) VALUES (${tenant}, ${wrapped}, ${edge.keys.current.id}) ON CONFLICT DO NOTHING`;
};

/** The tenant's key itself, as base64url: for a move to another deployment, under a key of its own. */
export const openTenantKey = async (edge: Edge, tenant: string): Promise<string> => {
  const row = await findOne(edge.databaseFor(tenant), KeyRow, sql`SELECT * FROM tenant_keys WHERE tenant = ${tenant}`);
  if (!row) throw notFound("tenant");
  return toBase64Url(await openWrapped(edge, row));
};

/** Keeps a tenant's key that came from elsewhere, under this deployment's master key. */
export const wrapTenantKey = async (edge: Edge, tenant: string, key: string): Promise<Statement> =>
  sql`INSERT INTO tenant_keys (tenant, wrapped, master) VALUES (${tenant}, ${await seal(edge.keys.current.key, place(tenant), key)}, ${edge.keys.current.id})`;

/** The row is read each time, so that a tenant that was erased elsewhere has no keys here either; only unwrapping is remembered. */
export const tenantKeys = async (edge: Edge, tenant: string): Promise<TenantKeys> => {
  const row = await findOne(edge.databaseFor(tenant), KeyRow, sql`SELECT * FROM tenant_keys WHERE tenant = ${tenant}`);
  if (!row) throw notFound("tenant");
  const cache = caches.get(edge.keys) ?? new Map<string, TenantKeys>();
  caches.set(edge.keys, cache);
  const known = cache.get(row.wrapped);
  if (known) return known;
  const keys = await derive(await openWrapped(edge, row));
  if (cache.size >= CACHED_AT_MOST) cache.clear();
  cache.set(row.wrapped, keys);
  return keys;
};

/** Wraps up to 100 tenants' keys anew under the current master key; answers how many it found. */
export const rewrapTenantKeys = async (edge: Edge): Promise<number> => {
  let found = 0;
  for (const db of edge.shards) {
    const stale = await findAll(db, KeyRow, sql`SELECT * FROM tenant_keys WHERE master <> ${edge.keys.current.id} LIMIT 100`);
    found += stale.length;
    const statements: Statement[] = [];
    for (const row of stale) {
      const wrapped = await seal(edge.keys.current.key, place(row.tenant), toBase64Url(await openWrapped(edge, row)));
      statements.push(sql`UPDATE tenant_keys SET wrapped = ${wrapped}, master = ${edge.keys.current.id} WHERE tenant = ${row.tenant} AND master = ${row.master}`);
    }
    await db.batch(statements);
  }
  return found;
};

/** The hash by which a value is found without being stored; `kind` keeps an e-mail and an id apart. */
export const lookupHash = (keys: TenantKeys, kind: string, value: string): string => toBase64Url(hmacSha256(keys.lookup, `${kind}\n${value}`));
