// API keys of the ATS's backend: shown once, kept as hashes, found before a tenant is known.
import * as v from "valibot";
import { findAll, findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { sha256Hex, toBase64Url } from "./keyring.ts";

const KeyRow = v.object({ id: v.string(), tenant: v.string(), prefix: v.string(), created_at: v.number() });

export const newApiKey = (edge: Edge): string => `ab_${edge.settings.mode === "live" ? "live" : "test"}_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;

export const saveApiKey = (edge: Edge, tenant: string, id: string, key: string): Statement =>
  sql`INSERT INTO api_keys (id, tenant, hash, prefix, created_at) VALUES (${id}, ${tenant}, ${sha256Hex(key)}, ${key.slice(0, 12)}, ${edge.now()})`;

export const findApiKey = (edge: Edge, key: string) => findOne(edge.directory, KeyRow, sql`SELECT * FROM api_keys WHERE hash = ${sha256Hex(key)}`);

export const listApiKeys = (edge: Edge, tenant: string, limit: number, after: string) =>
  findAll(edge.directory, KeyRow, sql`SELECT * FROM api_keys WHERE tenant = ${tenant} AND id > ${after} ORDER BY id LIMIT ${limit}`);

export const removeApiKey = (tenant: string, id: string): Statement => sql`DELETE FROM api_keys WHERE tenant = ${tenant} AND id = ${id} RETURNING id`;
