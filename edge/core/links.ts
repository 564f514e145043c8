// Links to hosted pages: a signed address that can be taken back.
import { SignJWT, jwtVerify } from "jose";
import * as v from "valibot";
import { findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { seal, unseal } from "./keyring.ts";
import { tenantKeys } from "./tenant-keys.ts";

export const COMPONENTS = ["ats-linkedin-onboard", "interview-questions"] as const;

const Link = v.object({
  component: v.picklist(COMPONENTS),
  jobId: v.optional(v.string()),
  user: v.optional(v.object({ id: v.string(), name: v.string(), email: v.optional(v.string()) })),
  grants: v.array(v.string()),
});
export type Link = v.InferOutput<typeof Link>;

const LinkRow = v.object({ id: v.string(), tenant: v.string(), body: v.string(), expires_at: v.number() });
export type KeptLink = Omit<v.InferOutput<typeof LinkRow>, "body"> & { readonly body: Link };

const place = (id: string) => `links/${id}`;

/** Whom a link signs in is nobody else's to read: sealed under the tenant's key. */
export const saveLink = async (edge: Edge, tenant: string, id: string, link: Link, expiresAt: number): Promise<Statement> => {
  const sealed = await seal((await tenantKeys(edge, tenant)).data, place(id), JSON.stringify(link));
  return sql`INSERT INTO links (id, tenant, component, body, expires_at, created_at) VALUES (${id}, ${tenant}, ${link.component}, ${sealed}, ${expiresAt}, ${edge.now()})`;
};

export const removeLink = (tenant: string, id: string): Statement => sql`DELETE FROM links WHERE tenant = ${tenant} AND id = ${id} RETURNING id`;

/** The unguessable part of the address. */
export const signLink = (edge: Edge, id: string, expiresAt: number): Promise<string> =>
  new SignJWT({})
    .setProtectedHeader({ alg: "HS256", kid: edge.keys.current.id })
    .setIssuer("ats-bridge-link")
    .setJti(id)
    .setExpirationTime(Math.floor(expiresAt / 1_000))
    .sign(edge.keys.current.sessions);

const gone = () => new Refusal({ status: 410, code: "link-gone", message: "this link has expired or was taken back: ask for a new one" });

/** The link of a token, or a refusal: 404 for a forged one, 410 for one that has ended. */
export const openLink = async (edge: Edge, token: string): Promise<KeptLink> => {
  let id: string | undefined;
  for (const master of edge.keys.all) {
    const verified = await jwtVerify(token, master.sessions, { algorithms: ["HS256"], issuer: "ats-bridge-link", currentDate: new Date(0) }).catch(() => null);
    id ??= verified?.payload.jti;
  }
  if (id === undefined) throw new Refusal({ status: 404, code: "not-found", message: "there is no such link" });
  const link = await findOne(edge.directory, LinkRow, sql`SELECT * FROM links WHERE id = ${id}`);
  if (!link || link.expires_at <= edge.now()) throw gone();
  // Links made before 0008_operations.sql stand in the clear; the last of them ends 30 days after that.
  const text = link.body.startsWith("{") ? link.body : await unseal((await tenantKeys(edge, link.tenant)).data, place(link.id), link.body);
  return { ...link, body: v.parse(Link, JSON.parse(text)) };
};
