// What LinkedIn sends: the challenge, and pushes that only name an id to look up.
import * as v from "valibot";
import { commitOnce } from "../../core/events.ts";
import { findConnection } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { findHookTenant } from "../../core/hook-paths.ts";
import { note } from "../../core/log.ts";
import { Refusal, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import type { Hook } from "../../routes/hook.ts";
import { validSecrets } from "./client.ts";
import { Push, STATUS_CHANGE } from "./contract.ts";
import { challengeResponse, verifySignature } from "./signature.ts";
import { lookUp } from "./tasks.ts";

const Challenge = v.pipe(v.string(), v.uuid());

const connectionAt = async (edge: Edge, path: string): Promise<Connection> => {
  const tenant = await findHookTenant(edge, "linkedin", path);
  const connection = tenant === null ? null : await findConnection(edge, tenant, "linkedin");
  if (!connection) throw notFound("callback address");
  return connection;
};

export const linkedinHooks: readonly Hook[] = [
  {
    method: "GET",
    path: "/hooks/linkedin/{secretPath}",
    summary: "LinkedIn's challenge: answered within its three seconds",
    answers: { 200: "the challenge's response", 400: "no challenge code", 404: "unknown path" },
    async serve(edge, http) {
      const connection = await connectionAt(edge, http.req.param("secretPath") ?? "");
      const code = v.safeParse(Challenge, http.req.query("challengeCode"));
      if (!code.success) throw new Refusal({ status: 400, code: "bad-challenge", message: "challengeCode must be a UUID" });
      const [secret] = await validSecrets(edge, connection);
      if (secret === undefined) throw notFound("callback address");
      return http.json({ challengeCode: code.output, challengeResponse: challengeResponse(secret, code.output) });
    },
  },
  {
    method: "POST",
    path: "/hooks/linkedin/{secretPath}",
    summary: "LinkedIn's push: recorded once, answered, looked up by a task",
    answers: { 200: "taken, also a repeat", 400: "signed but no JSON", 401: "bad signature", 404: "unknown path", 413: "too large" },
    async serve(edge, http) {
      const connection = await connectionAt(edge, http.req.param("secretPath") ?? "");
      const bytes = new Uint8Array(await http.req.arrayBuffer());
      if (!verifySignature(await validSecrets(edge, connection), bytes, http.req.header("x-li-signature") ?? "")) {
        await edge
          .databaseFor(connection.tenant)
          .batch([note(edge, connection.tenant, { provider: "linkedin", kind: "refusal", subject: http.get("requestId"), outcome: "401", cause: "bad signature" })]);
        throw new Refusal({ status: 401, code: "bad-signature", message: "X-LI-Signature does not match the body" });
      }
      const push = v.safeParse(v.pipe(v.string(), v.parseJson(), Push), new TextDecoder().decode(bytes));
      if (!push.success) throw new Refusal({ status: 400, code: "invalid-json", message: "the body is not a notification" });

      const { id, type, expiresAt } = push.output;
      const expired = typeof expiresAt === "number" && expiresAt > 0 && expiresAt < edge.now();
      const wanted = type === STATUS_CHANGE && !expired;
      const outcome = expired ? `${type}, expired` : type;
      const answer = { status: 200, headers: { "content-type": "application/json" }, body: '{"status":"ok"}' };
      const said = await commitOnce(edge, connection.tenant, { provider: "linkedin", key: `${type}:${id}`, outcome }, wanted ? [lookUp(edge, connection.tenant, id)] : [], answer);
      return http.body(said.body, 200, said.headers);
    },
  },
];
