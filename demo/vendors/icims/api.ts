// iCIMS's own API as far as a partner reads it after a notification: a token, people, jobs, workflows.
// https://developer.icims.com/REST-API; the shape of single fields is assumed, see records.ts.
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { Hono, type Context } from "hono";
import { jobJson, personJson, workflowJson, type Customer } from "./records.ts";
import type { Fault, IcimsState, Operation, Vendor } from "./state.ts";

const tokenSeconds = 3600;
const kinds = ["people", "jobs", "applicantworkflows"] as const;

export function createApi(vendor: Vendor): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.post("/oauth/token", (c) => answering(vendor, c, "token", null, () => giveToken(vendor, c)));

  for (const kind of kinds) {
    app.get(`/customers/:customerId/${kind}/:id`, (c) => {
      const { customerId, id } = c.req.param();
      return answering(vendor, c, kind, customerId, (fault) => {
        const token = /^Bearer (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
        const issued = token === undefined ? undefined : state.issued.get(token);
        if (!issued || issued.expiresAtMs <= vendor.now()) return problem(c, 401, 9, "The access token is missing or has expired");
        const customer = state.customers.get(customerId);
        // Denied and not found are both a 404, with different codes.
        if (!customer || issued.customerId !== customerId) return problem(c, 404, 3, "Access denied");
        const found = recordJson(state, customer, kind, id);
        if (!found) return problem(c, 404, 2, "The resource was not found");
        if (kind === "people" && fault?.fault === "missing-email") delete found["email"];
        return c.json(chosen(found, c.req.query("fields")));
      });
    });
  }
  return app;
}

function recordJson(state: IcimsState, customer: Customer, kind: (typeof kinds)[number], id: string): Record<string, unknown> | undefined {
  const [person, job, workflow] = [customer.people.get(id), customer.jobs.get(id), customer.workflows.get(id)];
  if (kind === "people") return person && personJson(person);
  if (kind === "jobs") return job && jobJson(job);
  return workflow && workflowJson(customer, workflow, state.apiUrl);
}

function chosen(record: Record<string, unknown>, fields: string | undefined): Record<string, unknown> {
  const wanted = fields?.split(",");
  return wanted ? Object.fromEntries(Object.entries(record).filter(([name]) => wanted.includes(name))) : record;
}

/** Credentials in the body or in a Basic header, as a partner may choose. */
async function giveToken({ state, now }: Vendor, c: Context): Promise<Response> {
  const form = new URLSearchParams(await c.req.text());
  const header = /^Basic (\S+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const [id = "", secret = ""] =
    header === undefined ? [form.get("client_id") ?? "", form.get("client_secret") ?? ""] : Buffer.from(header, "base64").toString().split(":").map(decodeURIComponent);
  if (form.get("grant_type") !== "client_credentials") return c.json({ error: "unsupported_grant_type" }, 400);
  const client = state.clients.get(id);
  if (!client || client.clientSecret !== secret) return c.json({ error: "invalid_client" }, 401, { "www-authenticate": 'Basic realm="iCIMS"' });

  const token = randomBytes(24).toString("base64url");
  state.issued.set(token, { customerId: client.customerId, expiresAtMs: now() + tokenSeconds * 1000 });
  return c.json({ access_token: token, token_type: "Bearer", expires_in: tokenSeconds }, 200, { "cache-control": "no-store", pragma: "no-cache" });
}

/** Answers as the operation's fault says, or does the work; the call is noted either way. */
async function answering(
  vendor: Vendor,
  c: Context,
  operation: Operation,
  customerId: string | null,
  work: (fault: Fault | undefined) => Response | Promise<Response>,
): Promise<Response> {
  const { state, now } = vendor;
  const fault = state.faults.get(operation);
  if (fault?.times === 1) state.faults.delete(operation);
  else if (fault?.times !== undefined) state.faults.set(operation, { ...fault, times: fault.times - 1 });

  if (fault?.fault === "slow") await sleep(fault.ms, undefined, { ref: false });
  const answer = (fault && brokenAnswer(c, fault)) ?? (await work(fault));
  state.calls.push({ operation, customerId, path: new URL(c.req.url).pathname, status: answer.status, at: new Date(now()).toISOString() });
  return answer;
}

function brokenAnswer(c: Context, { fault }: Fault): Response | undefined {
  if (fault === "401") return problem(c, 401, 6, "Fault switch");
  if (fault === "404") return problem(c, 404, 2, "Fault switch");
  if (fault === "500") return problem(c, 500, 0, "Fault switch");
  return fault === "malformed" ? c.body('{"firstname": "Gr', 200, { "content-type": "application/json" }) : undefined;
}

function problem(c: Context, status: 401 | 404 | 500, errorCode: number, errorMessage: string): Response {
  return c.json({ errors: [{ errorMessage, errorCode }] }, status, { "x-error": errorMessage });
}
