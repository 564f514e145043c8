// The switches by HTTP, for tests and for the control page: behaviour, faults, and what LinkedIn's people or the customer would do.
import { Hono, type Context } from "hono";
import * as v from "valibot";
import { addApp } from "./applications.ts";
import { LinkedInError } from "./answers.ts";
import { contextSchema } from "./batch.ts";
import { controlPage } from "./control-page.ts";
import { requestIntegrations } from "./onboarding.ts";
import { page } from "./page.ts";
import { challenge, deliver, disable, enable } from "./pushes.ts";
import { integrationsOf, resetState, type LinkedInState, type Vendor } from "./state.ts";
import { entityFaultSchema, faultSchema, initialSwitches, operations, switchesSchema } from "./switches.ts";

const item = v.object({ integrationContext: contextSchema, integrationType: v.string(), tenantType: v.string() });
const itemsSchema = v.object({ clientId: v.string(), items: v.optional(v.array(item)) });
const faultsSchema = v.union([faultSchema, v.array(faultSchema)]);
const clearSchema = v.object({ operation: v.picklist(operations), fault: v.literal("none") });
const strings = v.optional(v.array(v.string()), []);
const appSchema = v.object({ name: v.string(), clientId: v.string(), clientSecret: v.string(), validJsSdkDomains: strings });
const challengeSchema = v.object({ clientId: v.string(), url: v.optional(v.pipe(v.string(), v.url())) });
const clientSchema = v.object({ clientId: v.string() });

export function createControl(vendor: Vendor): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.get("/", (c) => page(c, { language: "en", title: "Stand-in for LinkedIn", layout: "plain", body: controlPage(state) }));
  app.get("/state", (c) => c.json(stateOf(state)));

  app.post("/switches", async (c) => {
    Object.assign(state.switches, v.parse(v.partial(switchesSchema), await readBody(c)));
    return answer(c, { switches: state.switches });
  });
  app.delete("/switches", (c) => {
    state.switches = { ...initialSwitches };
    return c.body(null, 204);
  });

  app.post("/faults", async (c) => {
    const given = await readBody(c);
    const clear = v.safeParse(clearSchema, given);
    if (clear.success) state.faults.delete(clear.output.operation);
    else for (const fault of [v.parse(faultsSchema, given)].flat()) state.faults.set(fault.operation, fault);
    return answer(c, { faults: [...state.faults.values()] });
  });
  app.delete("/faults", (c) => {
    state.faults.clear();
    state.entityFaults = [];
    return c.body(null, 204);
  });
  app.post("/entity-faults", async (c) => {
    state.entityFaults.push(v.parse(entityFaultSchema, await readBody(c)));
    return answer(c, { entityFaults: state.entityFaults }, 201);
  });

  app.post("/apps", async (c) => {
    const { urn, clientId } = addApp(vendor, v.parse(appSchema, await readBody(c)));
    return answer(c, { key: urn, clientId }, 201);
  });
  app.post("/secrets/forget", async (c) => {
    const { clientId } = v.parse(clientSchema, await readBody(c));
    const secrets = state.apps.get(clientId)?.secrets ?? [];
    if (secrets.length > 1) secrets.shift();
    return answer(c, { secrets: secrets.length });
  });
  app.post("/requests", async (c) => {
    const { clientId, items = [] } = v.parse(itemsSchema, await readBody(c));
    return answer(c, { requested: requestIntegrations(vendor, clientId, items).length }, 201);
  });
  for (const [path, change] of [
    ["/enable", enable],
    ["/disable", disable],
  ] as const) {
    app.post(path, async (c) => {
      const { clientId, items } = v.parse(itemsSchema, await readBody(c));
      const all = integrationsOf(state, clientId).filter(({ onboardingStatus }) => onboardingStatus === (path === "/enable" ? "PARTNER_READY" : "ENABLED"));
      return answer(c, { deliveries: await change(vendor, clientId, items ?? all) });
    });
  }
  app.post("/resend", async (c) => {
    const { id } = v.parse(v.object({ id: v.string() }), await readBody(c));
    const sent = state.deliveries.findLast((delivery) => delivery.id === id);
    if (!sent) throw new LinkedInError(404, `No push with the id ${id}`);
    return answer(c, { deliveries: [await deliver(vendor, sent)] });
  });
  app.post("/challenge", async (c) => {
    const { clientId, url } = v.parse(challengeSchema, await readBody(c));
    return answer(c, await challenge(vendor, clientId, url));
  });
  app.post("/reset", (c) => {
    resetState(state);
    return answer(c, { reset: true });
  });

  app.onError((error, c) => {
    if (error instanceof v.ValiError) return c.json({ error: error.message, issues: v.flatten(error.issues) }, 400);
    return Response.json({ error: error.message }, { status: error instanceof LinkedInError ? error.status : 400 });
  });
  return app;
}

// A form's fields are strings: numbers and yes or no are read as such, and what is empty was left out.
async function readBody(c: Context): Promise<unknown> {
  if (c.req.header("content-type")?.includes("json")) return c.req.json();
  const fields = v.parse(v.record(v.string(), v.string()), await c.req.parseBody());
  const read = ([name, value]: [string, string]): [string, unknown] => [name, name === "fault" ? value : /^(\d+|true|false|null)$/.test(value) ? JSON.parse(value) : value];
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== "")
      .map(read),
  );
}

function answer(c: Context, value: object, status: 200 | 201 = 200): Response {
  return c.req.header("content-type")?.includes("json") || !c.req.header("accept")?.includes("html") ? c.json(value, status) : c.redirect("/linkedin/control", 303);
}

/** What a test asks for over HTTP; never a secret. */
function stateOf(state: LinkedInState) {
  const { switches, entityFaults, challenges, deliveries, batches, violations, calls } = state;
  return {
    apps: [...state.apps.values()].map(({ secrets, ...app }) => ({ ...app, secrets: secrets.length })),
    integrations: [...state.integrations.values()].map((integration) => ({ ...integration, configurations: Object.fromEntries(integration.configurations) })),
    switches,
    faults: [...state.faults.values()],
    entityFaults,
    challenges,
    deliveries,
    batches,
    violations,
    calls,
    callCounts: Object.fromEntries(operations.map((name) => [name, calls.filter((call) => call.operation === name).length])),
  };
}
