// The control page and its HTTP twin: fault switches, injected profiles, further clients, what happened so far.
import { Hono, type Context } from "hono";
import { html } from "hono/html";
import * as v from "valibot";
import { faultRow } from "../fault-row.ts";
import { faultKinds, faultSchema, operations } from "./faults.ts";
import type { Html } from "../page.ts";
import { page } from "./page.ts";
import { inject, injectionSchema } from "./profiles.ts";
import { sampleProfiles } from "./sample-profiles.ts";
import { resetState, type PitchYouState } from "./state.ts";

const faultsSchema = v.union([faultSchema, v.array(faultSchema)]);
const clearSchema = v.object({ operation: v.picklist(operations), fault: v.literal("none") });
const clientSchema = v.object({
  clientId: v.string(),
  clientSecret: v.string(),
  name: v.exactOptional(v.string()),
  /** Whose data the credentials open, when it is not the client's own. */
  actsFor: v.optional(v.string()),
  tokenStyle: v.optional(v.picklist(["form", "basic", "json"]), "form"),
  expiresInSeconds: v.optional(v.number(), 3600),
});

export function createControl(state: PitchYouState): Hono {
  const app = new Hono();

  app.get("/", (c) => page(c, { language: "en", title: "Stand-in for PitchYou", layout: "plain", body: controlPage(state) }));
  app.get("/state", (c) => c.json(stateOf(state)));

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

  app.post("/profiles", async (c) => {
    const given = await readBody(c);
    const injections = v.parse(v.union([injectionSchema, v.array(injectionSchema)]), given);
    return answer(c, { profileIds: [injections].flat().map((injection) => inject(state, injection).profileId) }, 201);
  });
  app.post("/samples", (c) => answer(c, { profileIds: sampleProfiles(new Date()).map((sample) => inject(state, sample).profileId) }, 201));

  app.post("/clients", async (c) => {
    const client = v.parse(clientSchema, await readBody(c));
    state.clients.set(client.clientId, { ...client, actsFor: client.actsFor ?? client.clientId });
    return answer(c, { clients: [...state.clients.keys()] }, 201);
  });

  app.post("/reset", (c) => {
    resetState(state);
    return answer(c, { reset: true });
  });

  app.onError((error, c) => (error instanceof v.ValiError ? c.json({ error: error.message, issues: v.flatten(error.issues) }, 400) : c.json({ error: error.message }, 400)));
  return app;
}

// A form's fields are all strings, and an empty number means that it was left out.
async function readBody(c: Context): Promise<unknown> {
  if (c.req.header("content-type")?.includes("json")) return c.req.json();
  const { times, ms, ...rest } = v.parse(v.record(v.string(), v.string()), await c.req.parseBody());
  return { ...rest, ...(times && { times: Number(times) }), ...(ms && { ms: Number(ms) }) };
}

function answer(c: Context, value: object, status: 200 | 201 = 200): Response {
  return c.req.header("content-type")?.includes("json") || !c.req.header("accept")?.includes("html") ? c.json(value, status) : c.redirect("/pitchyou/control", 303);
}

/** What a test asks for over HTTP: counts and lists, never the bytes of files. */
function stateOf(state: PitchYouState) {
  return {
    clients: [...state.clients.keys()],
    profiles: [...state.profiles.values()].map(({ customer, profileId, name, confirmed, media }) => ({ customer, profileId, name, confirmed, media: [...media.keys()] })),
    confirms: state.confirms,
    chatTokens: Object.fromEntries(state.chatTokens),
    conversations: [...state.conversations.values()].map(({ messages }) => messages.map(({ from, name, text, fileName }) => ({ from, name, text, fileName }))),
    faults: [...state.faults.values()],
    calls: state.calls,
    callCounts: Object.fromEntries(operations.map((name) => [name, state.calls.filter((call) => call.operation === name).length])),
  };
}

function controlPage(state: PitchYouState): Html {
  const open = [...state.profiles.values()].filter((profile) => !profile.confirmed).length;
  return html`
    <main class="sheet wide-sheet">
      <header>
        <h1>Control</h1>
        <p class="muted">Make an operation of the stand-in fail, and watch what the bridge does about it. Everything here also works by HTTP.</p>
      </header>
      <section>
        <h2>Faults</h2>
        <div class="scroll">
          <table>
            <thead><tr><th scope="col">Operation</th><th scope="col">Calls</th><th scope="col">Now</th><th scope="col">Change</th></tr></thead>
            <tbody>${operations.map((name) => faultRow("/pitchyou/control", state, faultKinds, name))}</tbody>
          </table>
        </div>
      </section>
      <section>
        <h2>Profiles</h2>
        <p>${open} waiting to be fetched, ${state.profiles.size - open} confirmed.</p>
        <div class="row">
          <form method="post" action="/pitchyou/control/samples"><button class="button">Put in sample profiles</button></form>
          <form method="post" action="/pitchyou/control/reset"><button class="button danger">Forget everything</button></form>
        </div>
      </section>
    </main>`;
}
