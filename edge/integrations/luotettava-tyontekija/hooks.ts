// The one address that Luotettava Työntekijä posts to. Exactly 200 for all that it may not repeat, and never before it is durable.
import * as v from "valibot";
import { clientAddress, isWithin } from "../../core/client-address.ts";
import { findConnection, openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { sameSecret } from "../../core/keyring.ts";
import { note } from "../../core/log.ts";
import { findTenant } from "../../core/tenants.ts";
import { Refusal } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { bearer } from "../../routes/proof.ts";
import type { HttpContext } from "../../routes/endpoint.ts";
import type { Hook } from "../../routes/hook.ts";
import { parseBody, parseMessage } from "./contract.ts";
import { takeIn } from "./take-in.ts";

export const Settings = v.object({
  allowedIps: v.optional(v.array(v.string()), []),
  acknowledgement: v.object({ locale: v.picklist(["de", "en", "fi", "sv", "fr"]), subject: v.string(), text: v.string() }),
});
/** The newest first; the one before it stays valid until its moment. */
export const Secrets = v.object({ tokens: v.array(v.object({ value: v.string(), until: v.nullable(v.number()) })) });

const unauthorized = () => new Refusal({ status: 401, code: "unauthorized", message: "the bearer token is not valid", headers: { "www-authenticate": "Bearer" } });

const isValidToken = async (edge: Edge, connection: Connection, token: string): Promise<boolean> => {
  let valid = false;
  for (const { value, until } of (await openSecrets(edge, connection, Secrets)).tokens) {
    if (sameSecret(token, value) && (until === null || until > edge.now())) valid = true;
  }
  return valid;
};

const prove = async (edge: Edge, http: HttpContext) => {
  const token = bearer(http);
  const id = http.req.param("tenant") ?? "";
  const tenant = /^[a-z0-9][a-z0-9-]{0,62}$/.test(id) ? await findTenant(edge, id) : null;
  const connection = tenant && (await findConnection(edge, tenant.id, "luotettava-tyontekija"));
  if (token === null || !tenant || !connection || !(await isValidToken(edge, connection, token))) throw unauthorized();
  const { allowedIps } = v.parse(Settings, connection.settings);
  const address = clientAddress(edge, http);
  if (allowedIps.length > 0 && (address === null || !isWithin(address, allowedIps))) {
    await edge
      .databaseFor(tenant.id)
      .batch([note(edge, tenant.id, { provider: "luotettava-tyontekija", kind: "refusal", subject: http.get("requestId"), outcome: "403", cause: "address not allowed" })]);
    throw new Refusal({ status: 403, code: "address-not-allowed", message: "messages from this address are not taken" });
  }
  return { tenant, connection };
};

const serve = async (edge: Edge, http: HttpContext): Promise<Response> => {
  const { tenant, connection } = await prove(edge, http);
  const bodies = parseBody(await http.req.text());
  if (bodies === null) throw new Refusal({ status: 400, code: "invalid-json", message: "the body is not readable JSON" });
  const messages = bodies.map(parseMessage);
  if (messages.length === 0 || messages.includes(null)) throw new Refusal({ status: 422, code: "no-usable-id", message: "a message has no usable mydatashare_user_id" });
  try {
    for (const message of messages) if (message) await takeIn(edge, tenant, connection, message);
  } catch (cause) {
    // Whatever kept it from being stored: the sender repeats until it hears 200.
    edge.log.error("lt.unstored", { tenant: tenant.id, requestId: http.get("requestId"), reason: cause instanceof Error ? cause.name : "unknown" });
    throw new Refusal({ status: 503, code: "not-stored", message: "the message could not be stored: send it again", who: "operator", headers: { "retry-after": "30" } });
  }
  return http.body('{"status":"ok"}', 200, { "content-type": "application/json" });
};

const answers = {
  200: "taken, also a repeat",
  400: "unreadable",
  401: "no valid token",
  403: "address not allowed",
  413: "too large",
  422: "no usable id",
  503: "not stored: send it again",
};

export const ltHooks: readonly Hook[] = ["", "/"].map((slash) => ({
  method: "POST" as const,
  path: `/hooks/luotettava-tyontekija/{tenant}${slash}`,
  summary: "A talent profile shared, updated or withdrawn",
  answers,
  serve,
}));
