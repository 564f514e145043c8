// The settings page and what its buttons do.
import { Hono } from "hono";
import * as v from "valibot";
import { ads } from "../ads/index.ts";
import type { Env, Parts } from "../app.ts";
import { attempt, BridgeError } from "../bridge.ts";
import { connectionSchema, type Connection } from "../contract.ts";
import { settingsPage, type Outcome, type Standings } from "../pages/settings.ts";

const peopleSchema = v.object({ email: v.pipe(v.string(), v.trim(), v.email()), do: v.picklist(["export", "ask-erase", "erase"]) });
const exportsKept = 20;

export function createSettings({ bridge, store, ring }: Parts): Hono<Env> {
  const app = new Hono<Env>();
  const exportFiles = new Map<string, string>();

  app.get("/", async (c) => c.html(settingsPage(c.var.view, await standings(c.var.view.language), c.req.query("pulled") === "1" ? { pulled: true } : undefined)));

  app.post("/pull", async (c) => {
    const outcome = await attempt(() => bridge.pitchyou.pull());
    if (outcome instanceof BridgeError) return c.html(settingsPage(c.var.view, await standings(c.var.view.language), { problem: outcome }), 502);
    ring();
    return c.redirect("/ats/settings?pulled=1", 303);
  });

  app.post("/people", async (c) => {
    const asked = v.safeParse(peopleSchema, await c.req.parseBody());
    const outcome = asked.success ? await act(asked.output) : undefined;
    return c.html(settingsPage(c.var.view, await standings(c.var.view.language), outcome));
  });

  app.get("/exports/:file", (c) => {
    const file = exportFiles.get(c.req.param("file"));
    return file === undefined
      ? c.notFound()
      : c.body(file, 200, { "content-type": "application/json; charset=utf-8", "content-disposition": 'attachment; filename="export.json"' });
  });

  async function act({ email, do: action }: v.InferOutput<typeof peopleSchema>): Promise<Outcome> {
    if (action === "ask-erase") return { confirmErase: email };

    if (action === "export") {
      const answer = await attempt(() => bridge.people.export({ email }));
      if (answer instanceof BridgeError) return { problem: answer };
      const own = store.candidates().filter(({ application }) => application.person.email?.toLowerCase() === email.toLowerCase());
      return { exported: answer, email, file: keepExport(JSON.stringify({ bridge: answer, ats: own }, null, 2)) };
    }

    const erased = await attempt(() => bridge.people.erase({ email }));
    if (erased instanceof BridgeError) return { problem: erased };
    return { erased, email, own: store.forgetPerson(email) };
  }

  function keepExport(text: string): string {
    const name = crypto.randomUUID();
    exportFiles.set(name, text);
    if (exportFiles.size > exportsKept) exportFiles.delete([...exportFiles.keys()][0] ?? "");
    return name;
  }

  async function standings(language: string): Promise<Standings> {
    const [pitchyou, suite, integrations, receipts] = await Promise.all([
      connection("pitchyou", () => bridge.pitchyou.templates({ language })),
      connection("interview-suite", askSuite),
      attempt(() => bridge.linkedin.integrations({ language })),
      attempt(listReceipts),
    ]);
    return {
      connection: pitchyou,
      suite,
      linkedin: integrations instanceof BridgeError ? integrations : integrations.items,
      receipts: receipts instanceof BridgeError ? receipts : receipts.items,
    };
  }

  const listReceipts = () => bridge.receipts.list({ limit: 10 });

  // A question about questions goes on to the suite itself: once its state was reported, whether the bridge answers is enough.
  const askSuite = () => (store.setting("connection.interview-suite") === null ? bridge.interview.questions(ads[0]?.jobId ?? "") : listReceipts());

  // The bridge reports each change of state in a message; before the first one, whether it answers tells enough.
  async function connection(provider: string, ask: () => Promise<unknown>): Promise<Connection> {
    const reported = store.setting(`connection.${provider}`);
    const answer = await attempt(ask);
    if (answer instanceof BridgeError && answer.status === 0) return { provider, state: "unreachable" };
    if (reported !== null) return v.parse(connectionSchema, JSON.parse(reported));
    if (!(answer instanceof BridgeError)) return { provider, state: "healthy" };
    return answer.code === "not-connected" ? { provider, state: "not_set_up" } : { provider, state: "degraded", cause: answer.code };
  }

  return app;
}
