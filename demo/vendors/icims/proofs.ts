// The three ways in which iCIMS can prove itself to a partner, and ways to get each wrong.
import * as v from "valibot";
import { icimsDate, signHmac, usualHeaders } from "./hmac.ts";
import type { Transport } from "./wire.ts";

const text = v.pipe(v.string(), v.minLength(1));

export const proofSchema = v.variant("type", [
  /** `tokenUrl` is the partner's; whether the credentials go in a header or in the body is not documented. */
  v.object({ type: v.literal("oauth2"), tokenUrl: v.pipe(v.string(), v.url()), clientId: text, clientSecret: text, style: v.optional(v.picklist(["basic", "body"]), "basic") }),
  v.object({ type: v.literal("hmac"), user: text, secret: text }),
  v.object({ type: v.literal("basic"), username: text, password: text }),
]);
export type Proof = v.InferOutput<typeof proofSchema>;

/** `wrong-secret` and `none` hold for all kinds; `forged-token` for OAuth; the others for HMAC. */
export const proofFaults = ["wrong-secret", "none", "forged-token", "changed-body", "stale", "unsigned-hash"] as const;
export type ProofFault = (typeof proofFaults)[number];

export type Tokens = Map<string, { token: string; expiresAtMs: number }>;

type Proving = {
  proof: Proof;
  url: string;
  sent: Uint8Array;
  plain: Uint8Array;
  hashOf: "sent" | "plain";
  fault: ProofFault | undefined;
  nowMs: number;
  timeoutMs: number;
  transport: Transport;
  tokens: Tokens | undefined;
};

/** The partner's token endpoint refused, or answered what is no token. */
export class TokenProblem extends Error {
  readonly status: number;
  constructor(status: number, body: string) {
    super(`The token endpoint answered ${status}: ${body.slice(0, 300)}`);
    this.status = status;
  }
}

export async function prove(proving: Proving): Promise<Record<string, string>> {
  const { proof, url, sent, plain, hashOf, fault, nowMs } = proving;
  if (fault === "none") return {};
  const secretOf = (secret: string) => (fault === "wrong-secret" ? `${secret}-wrong` : secret);
  switch (proof.type) {
    case "basic":
      return { authorization: basic(proof.username, secretOf(proof.password)) };
    case "hmac": {
      const hour = 3_600_000;
      const signedHeaders = fault === "unsigned-hash" ? usualHeaders.filter((name) => name !== "x-icims-content-sha256") : usualHeaders;
      const date = icimsDate(fault === "stale" ? nowMs - hour : nowMs);
      const { host: _, ...headers } = signHmac({
        user: proof.user,
        secret: secretOf(proof.secret),
        url,
        body: sent,
        hashed: hashOf === "plain" ? plain : sent,
        date,
        signedHeaders,
      });
      return headers;
    }
    case "oauth2":
      return {
        authorization: `Bearer ${fault === "forged-token" ? "eyJhbGciOiJub25lIn0.e30." : await tokenOf({ ...proving, proof: { ...proof, clientSecret: secretOf(proof.clientSecret) } })}`,
      };
  }
}

const tokenAnswer = v.pipe(v.string(), v.parseJson(), v.object({ access_token: text, token_type: v.literal("Bearer"), expires_in: v.number() }));

async function tokenOf({ proof, nowMs, timeoutMs, transport, tokens }: Proving & { proof: Extract<Proof, { type: "oauth2" }> }): Promise<string> {
  const key = `${proof.tokenUrl} ${proof.clientId} ${proof.clientSecret}`;
  const kept = tokens?.get(key);
  if (kept && kept.expiresAtMs > nowMs) return kept.token;

  const inBody = proof.style === "body" ? { client_id: proof.clientId, client_secret: proof.clientSecret } : {};
  // RFC 6749 2.3.1: both are form-encoded before they are joined.
  const inHeader = proof.style === "basic" ? { authorization: basic(encodeURIComponent(proof.clientId), encodeURIComponent(proof.clientSecret)) } : {};
  const body = Buffer.from(new URLSearchParams({ grant_type: "client_credentials", ...inBody }).toString());
  const answer = await transport({ method: "POST", url: proof.tokenUrl, headers: { "content-type": "application/x-www-form-urlencoded", ...inHeader }, body }, timeoutMs);
  const read = v.safeParse(tokenAnswer, answer.body);
  if (answer.status !== 200 || !read.success) throw new TokenProblem(answer.status, answer.body);
  tokens?.set(key, { token: read.output.access_token, expiresAtMs: nowMs + read.output.expires_in * 1000 });
  return read.output.access_token;
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;
}
