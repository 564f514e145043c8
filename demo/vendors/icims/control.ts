// The control by HTTP, for tests and for the page: where notifications go, what users do, what is switched and broken.
import { setTimeout as sleep } from "node:timers/promises";
import { Hono, type Context } from "hono";
import * as v from "valibot";
import { page } from "../page.ts";
import { again, click, dispatch, IcimsError } from "./clicks.ts";
import { controlPage } from "./control-page.ts";
import { eventNames } from "./events.ts";
import { frame } from "./portal.ts";
import { proofSchema } from "./proofs.ts";
import { faultSchema, initialSwitches, operations, resetState, switchesSchema, type IcimsState, type Vendor } from "./state.ts";

const times = v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)));
const customerId = v.string();
const targetSchema = v.object({ customerId, edgeUrl: v.pipe(v.string(), v.url()), search: v.optional(v.string(), ""), proof: proofSchema });
const sendSchema = v.object({
  customerId,
  eventType: v.picklist(eventNames),
  workflowId: v.optional(v.string()),
  newStatus: v.optional(v.string()),
  overrides: v.optional(v.record(v.string(), v.unknown())),
  times,
});
const rawSchema = v.object({ customerId, payload: v.string(), times });
const againSchema = v.object({ number: v.number(), times });
const faultsSchema = v.union([faultSchema, v.array(faultSchema)]);
const clearSchema = v.object({ operation: v.picklist(operations), fault: v.literal("none") });
const personSchema = v.object({ customerId, id: v.string(), firstname: v.string(), lastname: v.string(), email: v.nullable(v.string()), phone: v.string() });

const longestWaitMs = 1500;

export function createControl(vendor: Vendor): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.get("/", (c) =>
    page(c, { ...frame, title: "Stand-in for iCIMS", body: controlPage(state, c.req.query("customer")), live: { href: "/icims/control/version", version: versionOf(state) } }),
  );
  app.get("/version", (c) => c.text(versionOf(state)));
  app.get("/state", (c) => c.json(stateOf(state)));

  app.post("/target", async (c) => {
    const { customerId, ...target } = v.parse(targetSchema, await readBody(c));
    state.targets.set(customerId, target);
    return answer(c, { customerId, edgeUrl: target.edgeUrl, proof: target.proof.type });
  });
  app.post("/send", async (c) => {
    const sending = click(vendor, v.parse(sendSchema, await readBody(c)));
    return answer(c, { sent: await inTime(c, sending) });
  });
  app.post("/raw", async (c) => answer(c, { sent: await dispatch(vendor, v.parse(rawSchema, await readBody(c))) }));
  app.post("/again", async (c) => {
    const given = v.parse(againSchema, await readBody(c));
    const sent = state.sent.find(({ number }) => number === given.number);
    if (!sent) throw new IcimsError(`No notification ${given.number}`);
    return answer(c, { sent: await inTime(c, again(vendor, sent, given.times)) });
  });

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
    return c.body(null, 204);
  });

  app.post("/people", async (c) => {
    const { customerId, ...person } = v.parse(personSchema, await readBody(c));
    const customer = state.customers.get(customerId);
    if (!customer) throw new IcimsError(`No customer ${customerId}`);
    customer.people.set(person.id, person);
    return answer(c, { id: person.id }, 201);
  });
  app.post("/labels", async (c) => {
    Object.assign(state.labels, v.parse(v.record(v.string(), v.string()), await readBody(c)));
    return answer(c, { labels: state.labels });
  });
  app.post("/reset", (c) => {
    resetState(state);
    return answer(c, { reset: true });
  });

  app.onError((error, c) => {
    if (error instanceof v.ValiError) return c.json({ error: error.message, issues: v.flatten(error.issues) }, 400);
    return c.json({ error: error.message }, error instanceof IcimsError ? 409 : 400);
  });
  return app;
}

/** A program gets every answer; a page is shown soon, and the rest appears on it by itself. */
function inTime<Value>(c: Context, work: Promise<Value>): Promise<Value | undefined> {
  return wantsPage(c) ? Promise.race([work, sleep(longestWaitMs, undefined)]) : work;
}

// A form's fields are strings; numbers, yes and no are read as such where they mean one, and what is empty was left out.
async function readBody(c: Context): Promise<unknown> {
  if (c.req.header("content-type")?.includes("json")) return c.req.json();
  const fields = v.parse(v.record(v.string(), v.string()), await c.req.parseBody());
  const typed = new Set(["times", "number", "gzip", "keepTokens", "proofFault", "timeoutMs"]);
  const read = ([name, value]: [string, string]): [string, unknown] => [name, typed.has(name) && /^(\d+|true|false|null)$/.test(value) ? JSON.parse(value) : value];
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== "")
      .map(read),
  );
}

function wantsPage(c: Context): boolean {
  return !c.req.header("content-type")?.includes("json") && (c.req.header("accept")?.includes("html") ?? false);
}

function answer(c: Context, value: object, status: 200 | 201 = 200): Response {
  // Back to the customer whose page it was.
  return wantsPage(c) ? c.redirect(`/icims/control${URL.parse(c.req.header("referer") ?? "")?.search ?? ""}`, 303) : c.json(value, status);
}

/** Changes with everything the page shows. */
function versionOf({ sent, calls, counts }: IcimsState): string {
  return `${counts.sent}-${sent.reduce((sum, { answers, open }) => sum + answers.length + open * 1000, 0)}-${calls.length}`;
}

/** What a test asks for over HTTP; never a secret. */
function stateOf(state: IcimsState) {
  const { sent, calls, switches, labels } = state;
  return {
    customers: [...state.customers.values()].map(({ id, name, people, jobs, workflows }) => ({
      id,
      name,
      people: [...people.values()],
      jobs: [...jobs.values()],
      workflows: [...workflows.values()],
    })),
    targets: [...state.targets].map(([customerId, { edgeUrl, search, proof }]) => ({ customerId, edgeUrl, search, proof: proof.type })),
    sent,
    calls,
    switches,
    faults: [...state.faults.values()],
    labels,
  };
}
