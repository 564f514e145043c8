// How iCIMS proves who it is: a token of ours, its HMAC scheme, or Basic; and how we find the customer's connection by it.
// HMAC as at https://developer.icims.com/REST-API/authenticating-requests-using-hmac and as working clients of it do.
import { SignJWT, jwtVerify } from "jose";
import * as v from "valibot";
import { findConnection, openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { hmacSha256, sameSecret, sha256Hex, toHex } from "../../core/keyring.ts";
import { findOne, sql } from "../../db/database.ts";
import { Refusal } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import type { Body } from "./body.ts";

export const TOKEN_SECONDS = 86_400;
const SKEW_MS = 5 * 60_000;
const SCHEME = "x-icims-v1-hmac-sha256";
const SIGNED = ["host", "x-icims-content-sha256", "x-icims-date"];

export const Secrets = v.object({ auth: v.array(v.object({ value: v.string(), until: v.nullable(v.number()) })), apiClientSecret: v.optional(v.string()) });
export type CredentialKind = "oauth2" | "hmac" | "basic";
const Owner = v.object({ tenant: v.string() });
const Named = v.object({ auth: v.object({ type: v.string(), name: v.string() }) });

/** The same for an unknown user and a wrong secret. */
export const unauthorized = () =>
  new Refusal({
    status: 401,
    code: "unauthorized",
    message: "the credentials are not valid",
    headers: { "www-authenticate": `Bearer realm="icims", Basic realm="icims", ${SCHEME}` },
  });

/** The connection that owns this credential, if it still is its credential. */
export const findByCredential = async (edge: Edge, kind: CredentialKind, name: string): Promise<Connection | null> => {
  const owner = await findOne(edge.directory, Owner, sql`SELECT tenant FROM icims_credentials WHERE kind = ${kind} AND name = ${name}`);
  const connection = owner && (await findConnection(edge, owner.tenant, "icims"));
  if (!connection) return null;
  const { auth } = v.parse(Named, connection.settings);
  return auth.type === kind && auth.name === name ? connection : null;
};

export const validSecrets = async (edge: Edge, connection: Connection): Promise<string[]> =>
  (await openSecrets(edge, connection, Secrets)).auth.filter(({ until }) => until === null || until > edge.now()).map(({ value }) => value);

/** Takes as long for an unknown user as for a known one. */
export const isOneOf = (given: string, secrets: readonly string[]): boolean => {
  let matches = false;
  for (const secret of secrets.length > 0 ? secrets : ["nobody"]) if (sameSecret(given, secret) && secrets.length > 0) matches = true;
  return matches;
};

export const issueToken = (edge: Edge, clientId: string): Promise<string> => {
  const issuedAt = Math.floor(edge.now() / 1_000);
  return new SignJWT({})
    .setProtectedHeader({ alg: "HS256", typ: "JWT", kid: edge.keys.current.id })
    .setIssuer("ats-bridge")
    .setAudience("icims-events")
    .setSubject(clientId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_SECONDS)
    .setJti(edge.newId("token"))
    .sign(edge.keys.current.sessions);
};

const byToken = async (edge: Edge, token: string): Promise<Connection | null> => {
  for (const master of edge.keys.all) {
    const verified = await jwtVerify(token, master.sessions, { algorithms: ["HS256"], issuer: "ats-bridge", audience: "icims-events", currentDate: new Date(edge.now()) }).catch(
      () => null,
    );
    if (verified?.payload.sub !== undefined) return findByCredential(edge, "oauth2", verified.payload.sub);
  }
  return null;
};

const decodeBasic = (encoded: string): readonly [string, string] | null => {
  try {
    const text = new TextDecoder().decode(Uint8Array.from(atob(encoded), (char) => char.charCodeAt(0)));
    const colon = text.indexOf(":");
    return colon < 0 ? null : [text.slice(0, colon), text.slice(colon + 1)];
  } catch {
    return null;
  }
};

export type Proven = { readonly request: Request; readonly body: Pick<Body, "hash" | "rawHash"> };

/** What is signed: method, path, query, the named headers in byte order, and their list. */
export const canonicalRequest = (request: Request, names: readonly string[]): string => {
  const url = new URL(request.url);
  const headers = names.toSorted().map((name) => `${name}:${name === "host" ? (request.headers.get("host") ?? url.host) : (request.headers.get(name) ?? "").trim()}`);
  return [request.method, url.pathname, url.search.slice(1), ...headers, "", names.join(";")].join("\n");
};

export const hmacSignature = (secret: string, date: string, canonical: string): string => toHex(hmacSha256(secret, [SCHEME, date, sha256Hex(canonical)].join("\n")));

const byHmac = async (edge: Edge, header: string, { request, body }: Proven): Promise<Connection | null> => {
  const parts = new Map(header.split(",").map((part) => [part.slice(0, part.indexOf("=")).trim(), part.slice(part.indexOf("=") + 1).trim()]));
  const [user, list, signature] = [parts.get("user") ?? "", parts.get("signedheaders") ?? "", parts.get("signature") ?? ""];
  const names = list.split(";");
  // Anything but plain header names would make Headers throw.
  if (!names.every((name) => /^[a-z0-9-]+$/.test(name))) return null;
  const date = request.headers.get("x-icims-date") ?? "";
  const claimed = (request.headers.get("x-icims-content-sha256") ?? "").toLowerCase();
  // A signature that does not cover the body's hash proves nothing about the body.
  const covers = SIGNED.every((name) => names.includes(name));
  const fresh = Math.abs(Date.parse(date.replace(/([+-]\d\d)(\d\d)$/, "$1:$2")) - edge.now()) <= SKEW_MS;
  const sameBody = claimed === body.rawHash || claimed === body.hash;
  const connection = await findByCredential(edge, "hmac", user);
  const canonical = canonicalRequest(request, names);
  const expected = (connection ? await validSecrets(edge, connection) : ["nobody"]).map((secret) => hmacSignature(secret, date, canonical));
  const signed = isOneOf(signature, expected);
  return connection && covers && fresh && sameBody && signed ? connection : null;
};

/** The connection that the request proves to speak for, or a 401 that tells nothing. */
export const prove = async (edge: Edge, proven: Proven): Promise<Connection> => {
  const [, scheme = "", rest = ""] = /^(\S+) +(.*)$/.exec(proven.request.headers.get("authorization") ?? "") ?? [];
  let connection: Connection | null = null;
  if (scheme.toLowerCase() === "bearer") connection = await byToken(edge, rest.trim());
  else if (scheme.toLowerCase() === SCHEME) connection = await byHmac(edge, rest, proven);
  else if (scheme.toLowerCase() === "basic") {
    const [name, password] = decodeBasic(rest.trim()) ?? ["", ""];
    const found = await findByCredential(edge, "basic", name);
    if (isOneOf(password, found ? await validSecrets(edge, found) : [])) connection = found;
  }
  if (!connection) throw unauthorized();
  return connection;
};
