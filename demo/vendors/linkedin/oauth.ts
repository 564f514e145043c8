// Two-legged OAuth: parameters in a form body and nowhere else; the parent's token is for provisioning, a customer's for its integrations.
import * as v from "valibot";
import { bearerOf, LinkedInError } from "./answers.ts";
import { newKey, type App, type Vendor } from "./state.ts";
import type { ApiCall } from "./tunnel.ts";

const form = v.object({ grant_type: v.string(), client_id: v.string(), client_secret: v.string() });

export function giveToken({ state, now }: Vendor, call: ApiCall): Response {
  if (call.method !== "POST") return refuse(405, "invalid_request", "Only POST is supported");
  if (call.query !== "") return refuse(400, "invalid_request", "Parameters belong in the body");
  if (!call.header("content-type")?.startsWith("application/x-www-form-urlencoded")) return refuse(400, "invalid_request", "A form is expected");
  const given = v.safeParse(form, Object.fromEntries(new URLSearchParams(call.body)));
  if (!given.success) return refuse(400, "invalid_request", `A required parameter "${v.getDotPath(given.issues[0]) ?? ""}" is missing`);

  const { grant_type: grant, client_id: clientId, client_secret: secret } = given.output;
  const secrets = clientId === state.parent.clientId ? [state.parent.clientSecret] : (state.apps.get(clientId)?.secrets ?? []);
  if (grant !== "client_credentials") return refuse(400, "unsupported_grant_type", "The grant type is not supported");
  if (!secrets.includes(secret)) return refuse(401, "invalid_client", "Client authentication failed");

  const token = `AQX${newKey(120)}`;
  const { tokenSeconds, expiresInAsString } = state.switches;
  state.tokens.set(token, { clientId, expiresAtMs: now() + tokenSeconds * 1000 });
  return Response.json({ access_token: token, expires_in: expiresInAsString ? String(tokenSeconds) : tokenSeconds });
}

/** The customer whose token the call carries; the parent's own token is refused. */
export function customerOf(vendor: Vendor, call: ApiCall): App {
  const app = vendor.state.apps.get(callerOf(vendor, call));
  if (!app) throw new LinkedInError(403, `Not enough permissions to access: ${call.method} ${call.path}`, 100);
  return app;
}

export function requireParent(vendor: Vendor, call: ApiCall): void {
  if (callerOf(vendor, call) !== vendor.state.parent.clientId) throw new LinkedInError(403, `Not enough permissions to access: ${call.method} ${call.path}`, 100);
}

function callerOf({ state, now }: Vendor, call: ApiCall): string {
  const given = bearerOf(call);
  if (given === "") throw new LinkedInError(401, "Empty oauth2_access_token");
  const token = state.tokens.get(given);
  if (!token) throw new LinkedInError(401, "Invalid access token");
  if (token.expiresAtMs <= now()) throw new LinkedInError(401, "The token used in the request has expired");
  return token.clientId;
}

function refuse(status: number, error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status });
}
