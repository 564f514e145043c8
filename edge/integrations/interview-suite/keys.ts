// The keys with which we vouch for a tenant's users: RSA, one kind for SAML (with a certificate), one for OpenID Connect.
// A new key is published at once. OpenID Connect signs with it at once, since its readers fetch keys they do not know;
// SAML signs with it a day later, when the suite has had time to take the new certificate.
import "reflect-metadata"; // @peculiar/x509 needs it to be there first
import { X509CertificateGenerator, cryptoProvider } from "@peculiar/x509";
import * as v from "valibot";
import { seal, toBase64Url, unseal } from "../../core/keyring.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import { findAll, sql } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";

export type KeyKind = "saml" | "oidc";
const ALGORITHM = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", publicExponent: new Uint8Array([1, 0, 1]), modulusLength: 2_048 };
const DAY_MS = 24 * 3_600_000;
const CERTIFICATE_MS = 10 * 365 * DAY_MS;
const PUBLISHED = 2;

const Row = v.object({ id: v.string(), public: v.string(), sealed: v.string(), created_at: v.number() });
type Row = v.InferOutput<typeof Row>;
export type SigningKey = { readonly id: string; /** PEM of the certificate, or a JWK as JSON. */ readonly public: string; /** PKCS #8, base64. */ readonly pkcs8: string };

const place = (tenant: string, id: string) => `interview_keys/${tenant}/${id}`;
const toBase64 = (bytes: ArrayBuffer) => btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(""));

/** Wraps base64 as PEM. */
export const pem = (label: string, base64: string): string => `-----BEGIN ${label}-----\n${base64.replaceAll(/(.{64})/g, "$1\n").trim()}\n-----END ${label}-----\n`;

const certificateOf = async (edge: Edge, tenant: string, keys: CryptoKeyPair): Promise<string> => {
  cryptoProvider.set(crypto);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => (byte & 0x7f).toString(16).padStart(2, "0")).join(""),
    name: `CN=ats-bridge ${tenant}`,
    notBefore: new Date(edge.now() - DAY_MS),
    notAfter: new Date(edge.now() + CERTIFICATE_MS),
    keys,
    signingAlgorithm: ALGORITHM,
  });
  return certificate.toString("pem");
};

const listKeys = (edge: Edge, tenant: string, kind: KeyKind): Promise<Row[]> =>
  findAll(
    edge.databaseFor(tenant),
    Row,
    sql`SELECT id, public, sealed, created_at FROM interview_keys WHERE tenant = ${tenant} AND kind = ${kind} ORDER BY created_at DESC, id DESC LIMIT ${PUBLISHED}`,
  );

/** Makes a key of this kind; `unlessOne` leaves it be when another was quicker. */
export const makeKey = async (edge: Edge, tenant: string, kind: KeyKind, unlessOne = false): Promise<void> => {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  const id = toBase64Url(crypto.getRandomValues(new Uint8Array(12)));
  const shown =
    kind === "saml" ? await certificateOf(edge, tenant, pair) : JSON.stringify({ ...(await crypto.subtle.exportKey("jwk", pair.publicKey)), kid: id, use: "sig", alg: "RS256" });
  const sealed = await seal((await tenantKeys(edge, tenant)).data, place(tenant, id), toBase64(await crypto.subtle.exportKey("pkcs8", pair.privateKey)));
  await edge.databaseFor(tenant).batch([
    sql`INSERT INTO interview_keys (id, tenant, kind, public, sealed, created_at) SELECT ${id}, ${tenant}, ${kind}, ${shown}, ${sealed}, ${edge.now()}
      WHERE ${unlessOne ? 1 : 0} = 0 OR NOT EXISTS (SELECT 1 FROM interview_keys WHERE tenant = ${tenant} AND kind = ${kind})`,
  ]);
};

const keysOf = async (edge: Edge, tenant: string, kind: KeyKind): Promise<Row[]> => {
  const known = await listKeys(edge, tenant, kind);
  if (known.length > 0) return known;
  await makeKey(edge, tenant, kind, true);
  return listKeys(edge, tenant, kind);
};

/** The newest and the one before it. */
export const publishedKeys = async (edge: Edge, tenant: string, kind: KeyKind): Promise<string[]> => (await keysOf(edge, tenant, kind)).map((row) => row.public);

/** A second key on its way would push out the one that the suite knows. */
export const isUnsettled = async (edge: Edge, tenant: string): Promise<boolean> => {
  const known = await listKeys(edge, tenant, "saml");
  return known.length > 1 && (known[0]?.created_at ?? 0) > edge.now() - DAY_MS;
};

export const signingKey = async (edge: Edge, tenant: string, kind: KeyKind): Promise<SigningKey> => {
  const known = await keysOf(edge, tenant, kind);
  const settled = kind === "oidc" ? known[0] : (known.find((row) => row.created_at <= edge.now() - DAY_MS) ?? known.at(-1));
  if (!settled) throw new Error(`tenant ${tenant} has no ${kind} key`);
  const pkcs8 = await unseal((await tenantKeys(edge, tenant)).data, place(tenant, settled.id), settled.sealed);
  return { id: settled.id, public: settled.public, pkcs8 };
};
