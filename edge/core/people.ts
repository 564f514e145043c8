// People: each has a key of its own that seals what we know of them, and is found by keyed hashes only.
import * as v from "valibot";
import { findAll, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { importSealingKey, newWrappedKey, unwrapKey } from "./keyring.ts";
import { lookupHash } from "./tenant-keys.ts";
import { PERSON_ROWS } from "./tenants.ts";
import type { TenantKeys } from "./tenant-keys.ts";

const place = (id: string) => `people/${id}`;
const PersonRow = v.object({ id: v.string(), wrapped: v.nullable(v.string()) });

/** By what a person is looked up. */
export type Identity = { readonly email?: string | null; readonly externalId?: string | null };

/** An address is found however it is written. */
export const emailLookup = (keys: TenantKeys, email: string): string => lookupHash(keys, "email", email.trim().toLowerCase());

const hashes = (keys: TenantKeys, { email, externalId }: Identity): string[] => [
  ...(email ? [emailLookup(keys, email)] : []),
  ...(externalId ? [lookupHash(keys, "external", externalId)] : []),
];

/** Look-ups by which a known person is found as well. */
export const findableAs = (tenant: string, keys: TenantKeys, person: string, identity: Identity): Statement[] =>
  hashes(keys, identity).map((hash) => sql`INSERT INTO people_lookups (tenant, hash, person) VALUES (${tenant}, ${hash}, ${person}) ON CONFLICT DO NOTHING`);

/** A new person: the key for sealing now, and the statements that keep it. */
export const newPerson = async (edge: Edge, tenant: string, keys: TenantKeys, identity: Identity) => {
  const id = edge.newId("person");
  const { raw, wrapped } = await newWrappedKey(keys.data, place(id));
  const statements: Statement[] = [
    sql`INSERT INTO people (id, tenant, wrapped, created_at) VALUES (${id}, ${tenant}, ${wrapped}, ${edge.now()})`,
    ...findableAs(tenant, keys, id, identity),
  ];
  return { id, key: await importSealingKey(raw), statements };
};

export const openPersonKey = async (keys: TenantKeys, id: string, wrapped: string): Promise<CryptoKey> => importSealingKey(await unwrapKey(keys.data, place(id), wrapped));

/** Everyone with this e-mail address or vendor's id whose data still stands. */
export const findPeople = async (edge: Edge, tenant: string, keys: TenantKeys, identity: Identity) => {
  const wanted = JSON.stringify(hashes(keys, identity));
  return findAll(
    edge.databaseFor(tenant),
    PersonRow,
    sql`SELECT DISTINCT people.id, people.wrapped FROM people_lookups JOIN people ON people.id = people_lookups.person
      WHERE people_lookups.tenant = ${tenant} AND people_lookups.hash IN (SELECT value FROM json_each(${wanted})) AND people.wrapped IS NOT NULL ORDER BY people.created_at`,
  );
};

/** Nobody finds the person any longer; what the key seals stays. */
export const forgetLookups = (id: string): Statement[] => [sql`DELETE FROM people_lookups WHERE person = ${id}`];

/** Destroys the person's key and look-ups: what was sealed under it is gone, also from copies and journals. */
export const forgetPerson = (id: string): Statement[] => [
  sql`UPDATE people SET wrapped = NULL WHERE id = ${id}`,
  ...PERSON_ROWS.map(({ forget }) => ({ text: forget, values: [id] })),
  ...forgetLookups(id),
];
