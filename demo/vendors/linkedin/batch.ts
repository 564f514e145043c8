// What the batch operations share: which spelling and version a call speaks, and that its address and body name the same keys.
import * as v from "valibot";
import { LinkedInError } from "./answers.ts";
import { canonical, readIds, readKey, spellKey, type Parts, type Protocol, type Spelling } from "./rest-li.ts";
import type { Identity, Vendor } from "./state.ts";
import type { ApiCall } from "./tunnel.ts";

/** `v2` has four key parts, `rest` has no `dataProvider` and wants a version. */
export type Edition = "v2" | "rest";

const mostIds = 100;
const oldestVersion = "202602";
const newestVersion = "202612";
export const contextSchema = v.pipe(v.string(), v.regex(/^urn:li:(organization|contract):[A-Za-z0-9_-]+$/));
const filled = v.pipe(v.string(), v.regex(/^\w+$/));
const three = { integrationContext: contextSchema, integrationType: filled, tenantType: filled };
const identities = { v2: v.strictObject({ ...three, dataProvider: v.literal("ATS") }), rest: v.strictObject(three) };

export function protocolOf(call: ApiCall, edition: Edition): Protocol {
  const protocol = call.header("x-restli-protocol-version") ?? "1.0.0";
  if (protocol !== "1.0.0" && protocol !== "2.0.0") throw new LinkedInError(400, `Unsupported protocol version ${protocol}`);
  if (edition === "v2") return protocol;

  const version = call.header("linkedin-version");
  if (version === undefined) throw new LinkedInError(400, "A version must be present: set the LinkedIn-Version header");
  if (!/^\d{6}$/.test(version) || version < oldestVersion || version > newestVersion) throw new LinkedInError(426, `Requested version ${version} is not active`);
  if (protocol !== "2.0.0") throw new LinkedInError(400, "X-RestLi-Protocol-Version: 2.0.0 is required");
  return protocol;
}

export function requireMethod(call: ApiCall, method: string, name: string): void {
  if (call.method !== method) throw new LinkedInError(405, `${call.method} is not supported here`);
  const given = call.header("x-restli-method");
  if (given?.toLowerCase() !== name) throw new LinkedInError(400, `x-restli-method: ${name} is required, not ${given ?? "none"}`);
}

export function readBatchIds(protocol: Protocol, query: string): Parts[] {
  const ids = readIds(protocol, query);
  if (ids.length === 0) throw new LinkedInError(400, "The batch names no ids");
  if (ids.length > mostIds) throw new LinkedInError(400, `The batch names ${ids.length} ids; ${mostIds} are the most`);
  return ids;
}

/** The body's entities by the id they belong to; compared as sets of parts, so order and encoding do not matter. */
export function matchEntities(protocol: Protocol, ids: readonly Parts[], entities: Record<string, unknown>): Map<Parts, unknown> {
  const given = new Map<string, unknown>();
  for (const [text, entity] of Object.entries(entities)) {
    const key = canonical(readKey(protocol, text));
    if (given.has(key)) throw new LinkedInError(400, `Duplicate key in the body: ${text}`);
    given.set(key, entity);
  }

  const matched = new Map(ids.map((id) => [id, canonical(id)]));
  for (const key of given.keys()) if (![...matched.values()].includes(key)) throw new LinkedInError(400, `Batch request mismatch: the body's key ${key} is not in the address`);
  for (const key of matched.values()) if (!given.has(key)) throw new LinkedInError(400, `Batch request mismatch: the id ${key} has no entity in the body`);
  return new Map([...matched].map(([id, key]) => [id, given.get(key)]));
}

export function toIdentity(parts: Parts, edition: Edition): Identity {
  const read = v.safeParse(identities[edition], parts);
  if (!read.success) throw new LinkedInError(400, `Invalid key: ${v.getDotPath(read.issues[0]) ?? "its parts"}`);
  const { integrationContext, integrationType, tenantType } = read.output;
  return { integrationContext, integrationType, tenantType };
}

export function spellingOf({ state }: Vendor, protocol: Protocol, method: string): Spelling {
  const { keySpelling } = state.switches;
  if (protocol === "2.0.0") return "versioned";
  return keySpelling === "documented" ? (method === "GET" ? "request" : "shuffled") : keySpelling;
}

/** Does the work for each id; one that fails stands in `errors` and spoils nothing for the others. */
export function eachEntity<Key>(
  keys: readonly Key[],
  spell: (key: Key) => string,
  work: (key: Key) => object | undefined,
): { errors: Record<string, object>; results: Record<string, object> } {
  const errors: Record<string, object> = {};
  const results: Record<string, object> = {};
  for (const key of keys) {
    try {
      const result = work(key);
      if (result) results[spell(key)] = result;
    } catch (error) {
      if (!(error instanceof LinkedInError)) throw error;
      errors[spell(key)] = { status: error.status, message: error.message, serviceErrorCode: error.code };
    }
  }
  return { errors, results };
}

export function spellWith(spelling: Spelling): (parts: Parts) => string {
  return (parts) => spellKey(parts, spelling);
}
