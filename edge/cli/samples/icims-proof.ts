// How iCIMS proves itself to the edge: Basic, its HMAC scheme, or a token of ours (client-credentials grant).
import { objectIn } from "../probe.ts";
import { basic, hmacSha256Hex, sha256Hex } from "../hashing.ts";
import { Failure, WrongUsage } from "../ports.ts";
import type { Context } from "./sample.ts";

export type Prove = (body: string, secret?: string) => Promise<Record<string, string>>;

const SCHEME = "x-icims-v1-hmac-sha256";
const SIGNED = ["content-type", "host", "x-icims-content-sha256", "x-icims-date"];

export const hmacHeaders = async (address: URL, user: string, secret: string, body: string, nowMs: number): Promise<Record<string, string>> => {
  const date = new Date(nowMs).toISOString().replace(/\.\d+Z$/, "+0000");
  const headers = { "content-type": "application/json", "x-icims-content-sha256": await sha256Hex(body), "x-icims-date": date };
  const all: Readonly<Record<string, string>> = { ...headers, host: address.host };
  const canonical = ["POST", address.pathname, address.search.slice(1), ...SIGNED.map((name) => `${name}:${all[name] ?? ""}`), "", SIGNED.join(";")].join("\n");
  const signature = await hmacSha256Hex(secret, [SCHEME, date, await sha256Hex(canonical)].join("\n"));
  return { ...headers, authorization: `${SCHEME} user=${user},signedheaders=${SIGNED.join(";")},signature=${signature}` };
};

const tokenFrom = async ({ send }: Context, user: string, secret: string): Promise<string> => {
  const answer = await send("/oauth/token", {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", authorization: basic(encodeURIComponent(user), encodeURIComponent(secret)) },
    body: "grant_type=client_credentials",
  });
  if ("failure" in answer) throw new Failure("unreachable", answer.failure);
  // A refusal is an answer too: the event then goes out with a token that cannot be good.
  return objectIn<{ access_token: string }>(answer.text).access_token ?? "refused";
};

export const proofOf = (context: Context): Prove => {
  const { need, given, edge, terminal } = context;
  const kind = given.text("proof") ?? "basic";
  if (!["basic", "hmac", "oauth2"].includes(kind)) throw new WrongUsage(`"${kind}" is no proof: basic, hmac or oauth2`);
  const own = kind === "basic";
  const user = need("user", own ? "icims-acme" : undefined);
  const right = need("secret", own ? "icims-demo-password" : undefined);
  return async (body, secret = right) => {
    if (kind === "basic") return { "content-type": "application/json", authorization: basic(user, secret) };
    if (kind === "hmac") return hmacHeaders(new URL(`${edge}/hooks/icims`), user, secret, body, terminal.now());
    return { "content-type": "application/json", authorization: `Bearer ${await tokenFrom(context, user, secret)}` };
  };
};
