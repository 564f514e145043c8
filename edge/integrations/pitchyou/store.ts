// Profiles taken in, and which of them PitchYou still has to hear about.
import * as v from "valibot";
import { externalHash } from "../../core/applications.ts";
import { seal, unseal } from "../../core/keyring.ts";
import type { TenantKeys } from "../../core/tenant-keys.ts";
import { findAll, sql } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";
import type { Profile, WrittenId } from "./contract.ts";

const place = (tenant: string, hash: string) => `pitchyou_profiles/${tenant}/${hash}`;
const ProfileRow = v.object({ hash: v.string(), application: v.string(), sealed: v.string() });
export type Waiting = { readonly hash: string; readonly application: string; readonly json: string };
const KnownRow = v.object({ hash: v.string(), confirmed_at: v.nullable(v.number()) });

/** Fails the batch with a `UniqueViolation` when the profile was taken in before. */
export const saveProfile = async (tenant: string, keys: TenantKeys, id: WrittenId, application: string): Promise<Statement> => {
  const hash = externalHash(keys, "pitchyou", id.text);
  return sql`INSERT INTO pitchyou_profiles (tenant, hash, application, sealed) VALUES (${tenant}, ${hash}, ${application}, ${await seal(keys.data, place(tenant, hash), id.json)})`;
};

/** Parts a list into profiles that are new and hashes of those taken in before. */
export const partByKnown = async (edge: Edge, tenant: string, keys: TenantKeys, profiles: readonly Profile[]) => {
  const hashed = profiles.map((profile) => ({ profile, hash: externalHash(keys, "pitchyou", profile.profileId.text) }));
  const known = new Map<string, number | null>();
  for (let from = 0; from < hashed.length; from += 1_000) {
    const wanted = JSON.stringify(hashed.slice(from, from + 1_000).map(({ hash }) => hash));
    const rows = await findAll(
      edge.databaseFor(tenant),
      KnownRow,
      sql`SELECT hash, confirmed_at FROM pitchyou_profiles WHERE tenant = ${tenant} AND hash IN (SELECT value FROM json_each(${wanted}))`,
    );
    for (const row of rows) known.set(row.hash, row.confirmed_at);
  }
  return {
    fresh: hashed.filter(({ hash }) => !known.has(hash)).map(({ profile }) => profile),
    repeated: hashed.filter(({ hash }) => known.has(hash)).map(({ hash }) => hash),
  };
};

/** What is listed again was not heard as confirmed: it is confirmed again. */
export const unconfirm = (tenant: string, hashes: readonly string[]): Statement =>
  sql`UPDATE pitchyou_profiles SET confirmed_at = NULL WHERE tenant = ${tenant} AND confirmed_at IS NOT NULL AND hash IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`;

/** Ids as PitchYou wrote them (JSON), with the hashes to mark once they are confirmed. */
export const listUnconfirmed = async (edge: Edge, tenant: string, keys: TenantKeys, limit: number): Promise<Waiting[]> => {
  const rows = await findAll(
    edge.databaseFor(tenant),
    ProfileRow,
    sql`SELECT hash, application, sealed FROM pitchyou_profiles WHERE tenant = ${tenant} AND confirmed_at IS NULL ORDER BY rowid LIMIT ${limit}`,
  );
  return Promise.all(rows.map(async ({ hash, application, sealed }) => ({ hash, application, json: await unseal(keys.data, place(tenant, hash), sealed) })));
};

export const markConfirmed = (edge: Edge, tenant: string, hashes: readonly string[]): Statement =>
  sql`UPDATE pitchyou_profiles SET confirmed_at = ${edge.now()} WHERE tenant = ${tenant} AND hash IN (SELECT value FROM json_each(${JSON.stringify(hashes)}))`;
