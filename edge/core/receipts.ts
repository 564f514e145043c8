// Receipts of data-subject requests: detached JWS (RFC 7515, appendix F), EdDSA, verifiable with /.well-known/jwks.json.
import { CompactSign, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from "jose";
import * as v from "valibot";
import { Receipt as ReceiptShape } from "../api.ts";
import type { Receipt } from "../api.ts";
import { findAll, json, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import { seal, unseal } from "./keyring.ts";

const Jwk = v.looseObject({ kty: v.string(), crv: v.string(), x: v.string() });
const KeyRow = v.object({ id: v.string(), public_jwk: json(Jwk), sealed: v.string() });
const place = (id: string) => `signing_keys/${id}`;

const readKeys = (edge: Edge) => findAll(edge.directory, KeyRow, sql`SELECT * FROM signing_keys ORDER BY created_at`);

/** Made at first use, sealed under the master key; a second maker at the same moment adds a second valid key. */
const signingKey = async (edge: Edge) => {
  for (const row of (await readKeys(edge)).toReversed()) {
    for (const master of edge.keys.all) {
      const opened = await unseal(master.key, place(row.id), row.sealed).catch(() => null);
      if (opened !== null) return { id: row.id, jwk: v.parse(Jwk, JSON.parse(opened)) };
    }
  }
  const pair = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const jwk = v.parse(Jwk, await exportJWK(pair.privateKey));
  const id = await calculateJwkThumbprint(publicJwk);
  await edge.directory.batch([
    sql`INSERT INTO signing_keys (id, public_jwk, sealed, created_at) VALUES (${id}, ${JSON.stringify(publicJwk)}, ${await seal(edge.keys.current.key, place(id), JSON.stringify(jwk))}, ${edge.now()})`,
  ]);
  return { id, jwk };
};

/** The receipt's signature over its JSON as answered: `header..signature`. */
export const signReceipt = async (edge: Edge, receipt: Receipt): Promise<string> => {
  const { id, jwk } = await signingKey(edge);
  const jws = await new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: "EdDSA", kid: id, typ: "ats-bridge-receipt+jws" })
    .sign(await importJWK(jwk, "EdDSA"));
  const [header = "", , signature = ""] = jws.split(".");
  return `${header}..${signature}`;
};

/** Keeps a receipt that nobody was waiting for, so that the ATS can fetch it. */
export const keepReceipt = async (edge: Edge, receipt: Receipt): Promise<Statement> =>
  sql`INSERT INTO receipts (id, tenant, body, signature, created_at) VALUES (${receipt.id}, ${receipt.tenant}, ${JSON.stringify(receipt)}, ${await signReceipt(edge, receipt)}, ${edge.now()})`;

const ReceiptRow = v.object({ id: v.string(), body: json(ReceiptShape), signature: v.string(), created_at: v.number() });

/** Newest first. */
export const listReceipts = (edge: Edge, tenant: string, limit: number, before: number) =>
  findAll(edge.databaseFor(tenant), ReceiptRow, sql`SELECT * FROM receipts WHERE tenant = ${tenant} AND created_at < ${before} ORDER BY created_at DESC LIMIT ${limit}`);

export const publicKeys = async (edge: Edge) => ({ keys: (await readKeys(edge)).map((row) => ({ ...row.public_jwk, kid: row.id, alg: "EdDSA", use: "sig" })) });
