// What a word of an operator's search stands for: our ids behind a job, a person's e-mail address or a vendor's id.
import * as v from "valibot";
import { findAll, sql } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { CHANNELS, externalHash } from "./applications.ts";
import { emailLookup } from "./people.ts";
import { lookupHash, tenantKeys } from "./tenant-keys.ts";

const Id = v.object({ id: v.string() });
/** Of a long history the newest events are searched; older ones are found by the application that they made. */
const EVENTS_SEARCHED = 50_000;
const SUBJECTS_AT_MOST = 2_000;

/** How a vendor's id may stand in the record table, as JSON: as it came, or hashed where it tells who somebody is. */
const formsOf = async (edge: Edge, tenant: string, word: string): Promise<string> => {
  const keys = await tenantKeys(edge, tenant);
  return JSON.stringify([word, lookupHash(keys, "external", word), emailLookup(keys, word), ...CHANNELS.map((channel) => externalHash(keys, channel, word))]);
};

/** Ids of events whose sender's own identifiers hold this word. */
export const eventsNamed = async (edge: Edge, tenant: string, word: string): Promise<readonly string[]> => eventsHolding(edge, tenant, word, await formsOf(edge, tenant, word));

/** `forms` is JSON. */
const eventsHolding = async (edge: Edge, tenant: string, word: string, forms: string): Promise<readonly string[]> => {
  const newest = sql`SELECT id, key FROM events WHERE tenant = ${tenant} ORDER BY created_at DESC LIMIT ${EVENTS_SEARCHED}`;
  const found = await findAll(
    edge.databaseFor(tenant),
    Id,
    sql`SELECT id FROM (${newest}) AS newest WHERE id = ${word} OR EXISTS (SELECT 1 FROM json_each(${forms}) AS form WHERE instr(newest.key, form.value) > 0) LIMIT ${SUBJECTS_AT_MOST}`,
  );
  return found.map(({ id }) => id);
};

/** Every subject of the time line that this word leads to: itself, applications of that job or person, their messages, and events that name it. */
export const subjectsOf = async (edge: Edge, tenant: string, word: string): Promise<readonly string[]> => {
  const forms = await formsOf(edge, tenant, word);
  const people = sql`SELECT person FROM people_lookups WHERE tenant = ${tenant} AND hash IN (SELECT value FROM json_each(${forms}))`;
  const db = edge.databaseFor(tenant);
  const applications = await findAll(
    db,
    Id,
    sql`SELECT id FROM applications WHERE tenant = ${tenant} AND (id = ${word} OR job_id = ${word} OR external_hash IN (SELECT value FROM json_each(${forms})) OR person IN (${people}))
      ORDER BY seq DESC LIMIT ${SUBJECTS_AT_MOST}`,
  );
  const own = [word, ...applications.map(({ id }) => id)];
  const messages = await findAll(
    db,
    Id,
    sql`SELECT id FROM messages WHERE tenant = ${tenant} AND (subject IN (SELECT value FROM json_each(${JSON.stringify(own)})) OR person IN (${people})) ORDER BY created_at DESC LIMIT ${SUBJECTS_AT_MOST}`,
  );
  return [...new Set([...own, ...messages.map(({ id }) => id), ...(await eventsHolding(edge, tenant, word, forms))])];
};
