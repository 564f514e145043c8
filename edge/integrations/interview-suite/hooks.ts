// What the suite sends: addresses of what has changed, unsigned, once. So nothing in it is believed: each is read back with our own token,
// and a forged call can cause a reading at most. https://viasto.eu/webhooks/index.html
import * as v from "valibot";
import { isWithin } from "../../core/client-address.ts";
import { findConnection } from "../../core/connections.ts";
import { commitOnce } from "../../core/events.ts";
import { findHookTenant } from "../../core/hook-paths.ts";
import { sha256Hex } from "../../core/keyring.ts";
import { Refusal, notFound } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import type { HttpContext } from "../../routes/endpoint.ts";
import type { Hook } from "../../routes/hook.ts";
import { PROVIDER } from "./client.ts";
import { Webhook } from "./contract.ts";
import { readSoon } from "./reading.ts";
import { webhookHeard } from "./tasks.ts";

const OK = { status: 200, headers: { "content-type": "application/json" }, body: '{"status":"ok"}' };

/** In live mode the suite may come by HTTPS only, as the socket or a trusted proxy reports it. */
const demandHttps = (edge: Edge, http: HttpContext): void => {
  if (edge.settings.mode !== "live") return;
  const address = http.env?.address;
  const forwarded = address !== undefined && isWithin(address, edge.settings.trustedProxies) ? http.req.header("x-forwarded-proto")?.split(",").at(-1)?.trim() : undefined;
  const scheme = forwarded ?? (edge.settings.trustedProxies.length > 0 ? new URL(http.req.url).protocol.slice(0, -1) : "https");
  if (scheme !== "https") throw new Refusal({ status: 403, code: "https-required", message: "webhooks are taken by HTTPS only" });
};

/** Which of the addresses tells most, by the event's name; null for events that we do not know. */
const named = ({ event, data }: Webhook): { reference: unknown; candidate: string | null } | null => {
  const candidate = typeof data["candidate"] === "string" ? data["candidate"] : null;
  const [what = "", verb = ""] = event.split(/_(?=[^_]*$)/);
  if (verb !== "changed" && verb !== "deleted") return null;
  if (what === "answervideo") return { reference: candidate, candidate };
  return ["project", "candidate", "rating", "customer"].includes(what) ? { reference: data[what], candidate } : null;
};

export const suiteHooks: readonly Hook[] = [
  {
    method: "POST",
    path: "/hooks/interview-suite/{secretPath}",
    summary: "The suite's webhook: recorded once, answered, read back by a task",
    answers: { 200: "taken, also a repeat and what we do not know", 404: "unknown path" },
    async serve(edge, http) {
      demandHttps(edge, http);
      const tenant = await findHookTenant(edge, PROVIDER, http.req.param("secretPath") ?? "");
      const connection = tenant === null ? null : await findConnection(edge, tenant, PROVIDER);
      if (!connection) throw notFound("webhook address");
      const text = await http.req.text();
      const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), Webhook), text);
      const wanted = parsed.success ? named(parsed.output) : null;
      const outcome = !parsed.success ? "unreadable, ignored" : wanted === null ? `${parsed.output.event}, ignored` : parsed.output.event;
      const reading = wanted !== null && typeof wanted.reference === "string" ? [readSoon(edge, connection.tenant, wanted.reference, wanted.candidate)] : [];
      const said = await commitOnce(edge, connection.tenant, { provider: PROVIDER, key: sha256Hex(text), outcome }, [...reading, ...webhookHeard(connection)], OK);
      return http.body(said.body, 200, said.headers);
    },
  },
];
