// The LinkedIn page of the settings: the element, the link for an admin without an account here, what support asks for.
import { Hono, type Context } from "hono";
import * as v from "valibot";
import type { Env, Parts } from "../app.ts";
import { attempt, BridgeError } from "../bridge.ts";
import { linkDays, linkedinPage, type LinkedinOutcome } from "../pages/linkedin.ts";
import { linkedinPolicy } from "../policy.ts";

const daySeconds = 24 * 3600;
const ownPageSeconds = 3600;
const linkSchema = v.object({ days: v.pipe(v.string(), v.transform(Number), v.picklist(linkDays)) });
const outcomeSchema = v.fallback(v.optional(v.picklist(["made", "taken-back"])), undefined);

export function createLinkedin(parts: Parts): Hono<Env> {
  const { bridge, store } = parts;
  const app = new Hono<Env>();
  const home = "/ats/settings/linkedin";
  const makeLink = (ttlSeconds: number) => bridge.links.create({ component: "ats-linkedin-onboard", ttlSeconds });

  function show(c: Context<Env>, outcome: LinkedinOutcome | undefined, status: 200 | 502 = 200): Response | Promise<Response> {
    c.header("content-security-policy", linkedinPolicy(parts));
    return c.html(linkedinPage(c.var.view, store.links(), store.linkedinChanges(), outcome), status);
  }

  app.get("/", (c) => show(c, v.parse(outcomeSchema, c.req.query("link"))));

  app.post("/links", async (c) => {
    const asked = v.safeParse(linkSchema, await c.req.parseBody());
    if (!asked.success) return c.notFound();
    const link = await attempt(() => makeLink(asked.output.days * daySeconds));
    if (link instanceof BridgeError) return show(c, link, 502);
    store.saveLink(link);
    return c.redirect(`${home}?link=made`, 303);
  });

  app.post("/links/:id/take-back", async (c) => {
    const id = c.req.param("id");
    const answer = await attempt(() => bridge.links.remove(id));
    // One that the bridge no longer knows opens nothing either.
    if (answer instanceof BridgeError && answer.status !== 404) return show(c, answer, 502);
    store.forgetLink(id);
    return c.redirect(`${home}?link=taken-back`, 303);
  });

  app.get("/support-bundle", (c) => passOn(c, () => bridge.linkedin.supportBundle(), "application/json; charset=utf-8", "linkedin-support.json"));
  app.get("/integrations", (c) => passOn(c, () => bridge.linkedin.integrationsFile(), "text/csv; charset=utf-8", "linkedin-integrations.csv"));

  /** Where the element sends those whose browser holds LinkedIn back here: the hosted page, for this once. */
  app.get("/own-page", async (c) => {
    const link = await attempt(() => makeLink(ownPageSeconds));
    return link instanceof BridgeError ? show(c, link, 502) : c.redirect(link.url, 303);
  });

  // Asked with the API key and passed on as it is: the bridge has made tokens and secrets unreadable.
  async function passOn(c: Context<Env>, ask: () => Promise<Response>, type: string, fileName: string): Promise<Response> {
    const answer = await attempt(ask);
    if (answer instanceof BridgeError) return show(c, answer, 502);
    return new Response(answer.body, { headers: { "content-type": type, "content-disposition": `attachment; filename="${fileName}"` } });
  }

  return app;
}
