// How integrations are spelled on the wire: `/v2` in Rest.li 1.0 (the documented form) and `/rest` in Rest.li 2.0.
// Rest.li compares keys as sets of parts, and its answers re-order and encode them: keys are parsed, never compared as texts.
import * as v from "valibot";
import { Context, DATA_PROVIDER, identityKey } from "./contract.ts";
import type { Configuration, Identity } from "./contract.ts";

export type Spelling = "v2" | "rest";
type Request = { readonly method: "GET" | "POST" | "PUT" | "DELETE"; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body?: string };

export type Codec = {
  readonly rename: (named: readonly (Identity & { readonly name: string })[]) => Request;
  readonly read: (identities: readonly Identity[]) => Request;
  readonly find: (requestId: string) => Request;
  readonly configure: (identity: Identity, configuration: Configuration) => Request;
  /** Bytes that this identity adds to the query, at that place. */
  readonly queryBytes: (identity: Identity, index: number) => number;
};

export const BATCH_AT_MOST = 100;
export const QUERY_BYTES_AT_MOST = 4_096;

/** The same for every spelling of a key, or null when it is none. */
export const canonicalKey = (key: string): string | null => {
  const record = /^\((.*)\)$/.exec(key);
  const parts = record
    ? new Map((record[1] ?? "").split(",").map((part) => [part.slice(0, part.indexOf(":")), decodeURIComponent(part.slice(part.indexOf(":") + 1))]))
    : new Map(new URLSearchParams(key));
  const [integrationContext, integrationType, tenantType] = ["integrationContext", "integrationType", "tenantType"].map((name) => parts.get(name) ?? "");
  if (!v.is(Context, integrationContext) || !integrationType || !tenantType || (parts.get("dataProvider") ?? DATA_PROVIDER) !== DATA_PROVIDER) return null;
  return identityKey({ integrationContext, integrationType, tenantType });
};

const json = { "content-type": "application/json" };
const patch = (name: string) => ({ patch: { $set: { integrationName: name } } });
const values = (configuration: Configuration) => Object.fromEntries(Object.entries(configuration).map(([key, value]) => [key, { configurationValue: { string: value } }]));

const keyOf = ({ integrationContext, integrationType, tenantType }: Identity) =>
  `integrationContext=${integrationContext}&integrationType=${integrationType}&tenantType=${tenantType}&dataProvider=${DATA_PROVIDER}`;
const quad = ({ integrationContext, integrationType, tenantType }: Identity, index: number) =>
  [`integrationContext=${integrationContext}`, `integrationType=${integrationType}`, `tenantType=${tenantType}`, `dataProvider=${DATA_PROVIDER}`]
    .map((part) => `ids[${index}].${part}`)
    .join("&");

/** No protocol header: a missing one means 1.0, which this syntax is. */
export const v2: Codec = {
  rename: (named) => ({
    method: "POST",
    path: `/v2/atsIntegrations?${named.map(quad).join("&")}`,
    headers: { ...json, "x-restli-method": "batch_partial_update" },
    body: JSON.stringify({ entities: Object.fromEntries(named.map((each) => [keyOf(each), patch(each.name)])) }),
  }),
  read: (identities) => ({ method: "GET", path: `/v2/atsIntegrations?${identities.map(quad).join("&")}`, headers: {} }),
  find: (requestId) => ({ method: "GET", path: `/v2/atsIntegrations?q=request&requestId=${encodeURIComponent(requestId)}`, headers: {} }),
  configure: (identity, configuration) => ({
    method: "PUT",
    path: `/v2/atsIntegrations/${keyOf(identity)}/configurations?${Object.keys(configuration)
      .map((key) => `ids=${key}`)
      .join("&")}`,
    headers: { ...json, "x-restli-method": "batch_update" },
    body: JSON.stringify({ entities: values(configuration) }),
  }),
  queryBytes: (identity, index) => quad(identity, index).length + (index === 0 ? 0 : 1),
};

const record = (parts: Readonly<Record<string, string>>) =>
  `(${Object.entries(parts)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}:${encodeURIComponent(value).replaceAll(/[()',]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)}`)
    .join(",")})`;
const three = ({ integrationContext, integrationType, tenantType }: Identity) => record({ integrationContext, integrationType, tenantType });

/** `version` is `YYYYMM`. The key of a configuration is our reading: LinkedIn's page of it was not to be had. */
export const rest = (version: string): Codec => {
  const headers = { "linkedin-version": version, "x-restli-protocol-version": "2.0.0" };
  const list = (identities: readonly Identity[]) => `ids=List(${identities.map(three).join(",")})`;
  return {
    rename: (named) => ({
      method: "POST",
      path: `/rest/integrations?${list(named)}`,
      headers: { ...headers, ...json, "x-restli-method": "batch_partial_update" },
      body: JSON.stringify({ entities: Object.fromEntries(named.map((each) => [three(each), patch(each.name)])) }),
    }),
    read: (identities) => ({ method: "GET", path: `/rest/integrations?${list(identities)}`, headers }),
    find: (requestId) => ({ method: "GET", path: `/rest/integrations?q=request&requestId=${encodeURIComponent(requestId)}`, headers }),
    configure: (identity, configuration) => {
      const keys = Object.entries(configuration).map(([key, value]) => [record({ ...identity, configurationKey: key }), { configurationValue: { string: value } }] as const);
      return {
        method: "PUT",
        path: `/rest/integrationConfigurations?ids=List(${keys.map(([key]) => key).join(",")})`,
        headers: { ...headers, ...json, "x-restli-method": "batch_update" },
        body: JSON.stringify({ entities: Object.fromEntries(keys) }),
      };
    },
    queryBytes: (identity, index) => three(identity).length + (index === 0 ? "ids=List()".length : 1),
  };
};

/** The fewest groups of at most 100 identities and 4,096 query bytes each, in order. */
export const inBatches = <T extends Identity>(codec: Codec, identities: readonly T[]): T[][] => {
  const batches: T[][] = [];
  let bytes = 0;
  for (const identity of identities) {
    const last = batches.at(-1);
    const added = last ? codec.queryBytes(identity, last.length) : 0;
    if (last && last.length < BATCH_AT_MOST && bytes + added <= QUERY_BYTES_AT_MOST) {
      last.push(identity);
      bytes += added;
    } else {
      batches.push([identity]);
      bytes = codec.queryBytes(identity, 0);
    }
  }
  return batches;
};
