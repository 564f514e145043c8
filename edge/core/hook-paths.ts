// The unguessable part of an address that a vendor calls; it outlives a change of settings, not a removal.
import * as v from "valibot";
import { findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { toBase64Url } from "./keyring.ts";

const Row = v.object({ path: v.string(), tenant: v.string() });

const findHookPath = async (edge: Edge, tenant: string, provider: string): Promise<string | null> =>
  (await findOne(edge.directory, Row, sql`SELECT path, tenant FROM hook_paths WHERE tenant = ${tenant} AND provider = ${provider}`))?.path ?? null;

const makeHookPath = async (edge: Edge, tenant: string, provider: string): Promise<string> => {
  const fresh = toBase64Url(crypto.getRandomValues(new Uint8Array(24)));
  await edge.directory.batch([sql`INSERT INTO hook_paths (path, tenant, provider) VALUES (${fresh}, ${tenant}, ${provider}) ON CONFLICT DO NOTHING`]);
  // Two that make it at once both get the one that was first.
  return (await findHookPath(edge, tenant, provider)) ?? fresh;
};

/** The address to hand to the vendor; its path is made at the first call. */
export const hookUrl = async (edge: Edge, tenant: string, provider: string): Promise<string> => {
  const path = (await findHookPath(edge, tenant, provider)) ?? (await makeHookPath(edge, tenant, provider));
  return `${edge.settings.publicUrl}/hooks/${provider}/${path}`;
};

export const findHookTenant = async (edge: Edge, provider: string, path: string): Promise<string | null> =>
  (await findOne(edge.directory, Row, sql`SELECT path, tenant FROM hook_paths WHERE path = ${path} AND provider = ${provider}`))?.tenant ?? null;

export const removeHookPath = (tenant: string, provider: string): Statement => sql`DELETE FROM hook_paths WHERE tenant = ${tenant} AND provider = ${provider}`;
