// The switches by HTTP, for tests and for the control page: target, shape of messages, schedule, and what people would do.
import { randomUUID } from "node:crypto";
import { Hono, type Context } from "hono";
import * as v from "valibot";
import { page } from "../page.ts";
import { controlPage } from "./control-page.ts";
import { LtError, send, share, withdraw } from "./deliveries.ts";
import { frame } from "./pages.ts";
import { profileSchema } from "./profile.ts";
import { newPerson, resetState, type LtState, type Vendor } from "./state.ts";
import { initialSwitches, switchesSchema } from "./switches.ts";

const targetSchema = v.object({ edgeUrl: v.pipe(v.string(), v.url()), tenant: v.string(), token: v.string(), partner: v.optional(v.string()) });
const personSchema = v.object({ id: v.optional(v.string()), profile: v.optional(profileSchema) });
const idSchema = v.object({ id: v.string() });
const shareSchema = v.object({ id: v.string(), profile: v.optional(profileSchema), status: v.optional(v.picklist(["new", "updated"])) });

export function createControl(vendor: Vendor): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.get("/", (c) => page(c, { ...frame(c), title: "Luotettava Työntekijä", body: controlPage(state, frame(c).language) }));
  app.get("/state", (c) => c.json(stateOf(state)));

  app.post("/target", async (c) => {
    const { partner, ...target } = v.parse(targetSchema, await readBody(c));
    state.target = { ...target, partner: partner ?? target.tenant };
    return answer(c, { target: { ...state.target, token: "…" } });
  });
  app.post("/switches", async (c) => {
    Object.assign(state.switches, v.parse(v.partial(switchesSchema), await readBody(c)));
    return answer(c, { switches: state.switches });
  });
  app.delete("/switches", (c) => {
    state.switches = { ...initialSwitches };
    return c.body(null, 204);
  });

  app.post("/people", async (c) => {
    const { id = randomUUID(), profile } = v.parse(personSchema, await readBody(c));
    const [first] = state.people.values();
    const given = profile ?? first?.profile;
    if (!given) throw new LtError("There is nobody to copy the profile of");
    state.people.set(id, newPerson(id, given));
    return answer(c, { id }, 201);
  });
  app.post("/share", async (c) => {
    const { id, profile, status } = v.parse(shareSchema, await readBody(c));
    return answer(c, { deliveries: await share(vendor, id, profile, status) });
  });
  app.post("/withdraw", async (c) => answer(c, { deliveries: await withdraw(vendor, v.parse(idSchema, await readBody(c)).id) }));
  app.post("/send", async (c) => {
    const { body } = v.parse(v.object({ body: v.string() }), await readBody(c));
    return answer(c, { deliveries: await send(vendor, { person: null, status: "raw", body: Buffer.from(body) }) });
  });
  app.post("/resend", async (c) => {
    const { number } = v.parse(v.object({ number: v.number() }), await readBody(c));
    const delivery = state.deliveries.find((one) => one.number === number);
    if (!delivery || Buffer.byteLength(delivery.sent) !== delivery.bytes) throw new LtError(`No whole message is kept of delivery ${number}`);
    return answer(c, { deliveries: await send(vendor, { person: null, status: "raw", body: Buffer.from(delivery.sent) }) });
  });
  app.post("/reset", (c) => {
    resetState(state);
    return answer(c, { reset: true });
  });

  app.onError((error, c) => {
    if (error instanceof v.ValiError) return c.json({ error: error.message, issues: v.flatten(error.issues) }, 400);
    return c.json({ error: error.message }, error instanceof LtError ? 409 : 400);
  });
  return app;
}

// A form's fields are strings: lists come as repeated boxes, the schedule in seconds.
async function readBody(c: Context): Promise<unknown> {
  if (c.req.header("content-type")?.includes("json")) return c.req.json();
  const form = await c.req.formData();
  const fields = Object.fromEntries([...form.entries()].filter(([name]) => name !== "variants" && name !== "retry"));
  const { repeat, ...rest } = v.parse(v.record(v.string(), v.string()), fields);
  const retry = form.get("retry");
  return {
    ...rest,
    ...(repeat && { repeat: Number(repeat), variants: form.getAll("variants") }),
    ...(typeof retry === "string" && {
      retryMs: retry
        .split(/[\s,;]+/)
        .filter(Boolean)
        .map((seconds) => Number(seconds) * 1000),
    }),
  };
}

function answer(c: Context, value: object, status: 200 | 201 = 200): Response {
  return c.req.header("content-type")?.includes("json") || !c.req.header("accept")?.includes("html") ? c.json(value, status) : c.redirect("/lt/control", 303);
}

/** What a test asks for over HTTP; never the key. */
function stateOf({ target, people, deliveries, switches }: LtState) {
  return {
    target: target && { edgeUrl: target.edgeUrl, tenant: target.tenant, partner: target.partner },
    people: [...people.values()].map(({ body, ...person }) => ({ ...person, sentBytes: body?.length ?? 0 })),
    deliveries,
    switches,
  };
}
