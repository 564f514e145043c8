// Rest.li's two ways to write the key of an integration: protocol 1.0 (`ids[0].part=…`, `a=b&c=d`) and 2.0 (`ids=List((a:b,c:d))`).
// https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/protocol-version
import { LinkedInError } from "./answers.ts";

/** A compound key, whatever its parts; whether they make an integration is judged later. */
export type Parts = Readonly<Record<string, string>>;
export type Protocol = "1.0.0" | "2.0.0";

/** Equal for equal sets of parts, however they were ordered and encoded. */
export function canonical(parts: Parts): string {
  return JSON.stringify(Object.entries(parts).sort(([left], [right]) => (left < right ? -1 : 1)));
}

export function readIds(protocol: Protocol, query: string): Parts[] {
  const ids = protocol === "2.0.0" ? readList(query) : readIndexed(query);
  return [...new Map(ids.map((parts) => [canonical(parts), parts])).values()];
}

export function readKey(protocol: Protocol, text: string): Parts {
  return protocol === "2.0.0" ? readRecord(text) : toParts(pairsOf(text));
}

/** The pairs of a 1.0 query or key; names and values are both form-encoded. */
export function pairsOf(text: string): [string, string][] {
  return text
    .split("&")
    .filter(Boolean)
    .map((pair) => {
      const at = pair.indexOf("=");
      if (at < 1) throw new LinkedInError(400, `Invalid key: ${text}`);
      return [decode(pair.slice(0, at)), decode(pair.slice(at + 1))];
    });
}

function readIndexed(query: string): Parts[] {
  const ids = new Map<number, [string, string][]>();
  for (const [name, value] of pairsOf(query)) {
    const [, index, part] = /^ids\[(\d+)\]\.(\w+)$/.exec(name) ?? [];
    if (index !== undefined && part !== undefined) ids.set(Number(index), [...(ids.get(Number(index)) ?? []), [part, value]]);
    else if (name.startsWith("ids")) throw new LinkedInError(400, `Invalid query parameter: ${name}`);
  }
  return [...ids].sort(([left], [right]) => left - right).map(([, pairs]) => toParts(pairs));
}

function readList(query: string): Parts[] {
  const value = query
    .split("&")
    .find((pair) => pair.startsWith("ids="))
    ?.slice("ids=".length);
  if (value === undefined || /^ids(\[|%5B)/im.test(query)) throw new LinkedInError(400, "Protocol 2.0.0 expects ids=List(…)");
  const inner = /^List\((.*)\)$/.exec(value)?.[1];
  if (inner === undefined) throw new LinkedInError(400, `Invalid list: ${value}`);
  return inner === "" ? [] : inner.split(/(?<=\)),(?=\()/).map(readRecord);
}

// Values have their reserved characters encoded, so what is left of them is structure.
function readRecord(text: string): Parts {
  const inner = /^\(([^()']*)\)$/.exec(text)?.[1];
  if (!inner) throw new LinkedInError(400, `Invalid key: ${text}`);
  return toParts(
    inner.split(",").map((field) => {
      const [name = "", value, ...rest] = field.split(":");
      if (name === "" || value === undefined || rest.length > 0) throw new LinkedInError(400, `Invalid key: ${text}`);
      return [decode(name), decode(value)];
    }),
  );
}

function toParts(pairs: [string, string][]): Parts {
  if (pairs.length === 0) throw new LinkedInError(400, "Invalid key: it is empty");
  const parts = Object.fromEntries(pairs);
  if (Object.keys(parts).length < pairs.length) throw new LinkedInError(400, "Invalid key: a part is given twice");
  return parts;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new LinkedInError(400, `Invalid encoding: ${text}`);
  }
}

export const spellings = ["request", "shuffled", "sorted", "versioned"] as const;
export type Spelling = (typeof spellings)[number];

const asRequested = ["integrationContext", "integrationType", "tenantType", "dataProvider"];
const asAnswered = ["integrationType", "tenantType", "dataProvider", "integrationContext"];

/** The key as an answer spells it: as the request, in the sample answer's order, sorted as by the framework, or in 2.0 form. */
export function spellKey(parts: Parts, spelling: Spelling): string {
  const order = spelling === "request" ? asRequested : spelling === "shuffled" ? asAnswered : Object.keys(parts).sort();
  const pairs = [...order, ...Object.keys(parts).filter((name) => !order.includes(name))].flatMap((name): [string, string][] =>
    parts[name] === undefined ? [] : [[name, parts[name]]],
  );
  if (spelling === "request") return pairs.map(([name, value]) => `${name}=${value}`).join("&");
  if (spelling === "versioned") return `(${pairs.map(([name, value]) => `${name}:${encodeReserved(value)}`).join(",")})`;
  return new URLSearchParams(pairs).toString();
}

function encodeReserved(value: string): string {
  return encodeURIComponent(value).replace(/[()'!*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
