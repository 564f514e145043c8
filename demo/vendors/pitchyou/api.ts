// The API as PitchYou's page of 11 February 2021 describes it (https://www.pitchyou.de/wissen/artikel/api): what a customer's server calls.
import { Hono, type Context } from "hono";
import { createMiddleware } from "hono/factory";
import * as v from "valibot";
import { operation, type ApiEnv } from "./faults.ts";
import { sizeOf, streamOf } from "./media.ts";
import { newKey, profileKey, type Client, type PitchYouState, type StoredProfile } from "./state.ts";
import { templateList } from "./templates.ts";

const credentials = v.object({ grant_type: v.optional(v.string()), client_id: v.optional(v.string()), client_secret: v.optional(v.string()) });
const chatRequest = v.object({ profileId: v.union([v.string(), v.number()]), recruiterName: v.optional(v.nullable(v.string())) });

export function createApi(state: PitchYouState): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  let chatTokensGiven = 0;

  const bearer = createMiddleware<ApiEnv>(async (c, next) => {
    const token = state.tokens.get(/^Bearer (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1] ?? "");
    if (!token || token.expiresAtMs < Date.now()) return c.json({ error: "invalid_token" }, 401, { "www-authenticate": "Bearer" });
    c.set("customer", token.client.actsFor);
    return next();
  });

  app.post("/token", operation(state, "token"), async (c) => {
    const client = await authenticate(c, state);
    if (client instanceof Response) return client;

    const token = newKey();
    c.set("customer", client.actsFor);
    state.tokens.set(token, { client, expiresAtMs: Date.now() + client.expiresInSeconds * 1000 });
    return c.json({ access_token: token, token_type: "bearer", expires_in: String(client.expiresInSeconds) });
  });

  app.get("/api/jobtemplates/v1/gettemplates", operation(state, "templates"), bearer, (c) => c.json(templateList));

  app.get("/api/applicant/v1/profiles", operation(state, "profiles"), bearer, (c) => {
    const open = [...state.profiles.values()].filter((profile) => profile.customer === c.var.customer && !profile.confirmed);
    return c.body(`[${open.map((profile) => profile.json).join(",")}]`, 200, { "content-type": "application/json; charset=utf-8" });
  });

  app.get("/api/media/v1/download/:profileId/:mediaId", operation(state, "media"), bearer, (c) => {
    const media = findProfile(state, c.var.customer, c.req.param("profileId"))?.media.get(c.req.param("mediaId"));
    if (!media) return c.json({ error: "not_found" }, 404);

    // A made-up file comes without its length, as from a server that does not know it; an uploaded one with it.
    const headers: Record<string, string> = "bytes" in media ? { "content-length": String(sizeOf(media)) } : {};
    return c.body(streamOf(media), 200, { ...headers, "content-type": "application/octet-stream" });
  });

  app.post("/api/applicant/v1/confirm", operation(state, "confirm"), bearer, async (c) => {
    const profileIds = readIds(await c.req.text());
    if (!profileIds) return c.json({ error: "an array of profileIds is expected" }, 400);

    for (const profileId of profileIds) {
      const profile = findProfile(state, c.var.customer, profileId);
      if (profile) profile.confirmed = true;
    }
    state.confirms.push({ customer: c.var.customer, profileIds, at: new Date().toISOString() });
    return c.body(null, 200);
  });

  app.post("/api/chattoken/v1", operation(state, "chattoken"), bearer, async (c) => {
    const request = v.safeParse(chatRequest, await c.req.json().catch(() => null));
    if (!request.success) return c.json({ error: "profileId is missing" }, 400);
    const profile = findProfile(state, c.var.customer, String(request.output.profileId));
    if (!profile) return c.json({ error: "not_found" }, 404);

    const token = newKey();
    state.chatTokens.set(token, { customer: c.var.customer, profileId: profile.profileId, recruiterName: request.output.recruiterName?.trim() ?? "", opened: false });
    // The page says "a string" and no more, so every client has to take all three forms.
    const forms = [JSON.stringify(token), token, JSON.stringify({ token })];
    const text = forms[chatTokensGiven % forms.length] ?? token;
    chatTokensGiven += 1;
    return c.body(text, 200, { "content-type": text === token ? "text/plain" : "application/json" });
  });

  return app;
}

async function authenticate(c: Context, state: PitchYouState): Promise<Client | Response> {
  const contentType = c.req.header("content-type") ?? "";
  const json = contentType.includes("application/json");
  if (!json && !contentType.includes("application/x-www-form-urlencoded")) return c.json({ error: "invalid_request" }, 415);

  const body = v.safeParse(credentials, json ? await c.req.json().catch(() => null) : await c.req.parseBody());
  const basic = /^Basic (.+)$/i.exec(c.req.header("authorization") ?? "")?.[1];
  const [basicId, basicSecret] = basic ? Buffer.from(basic, "base64").toString().split(":").map(decodeURIComponent) : [];
  const given = body.success ? body.output : {};
  const client = state.clients.get(basicId ?? given.client_id ?? "");
  const style = json ? "json" : basic ? "basic" : "form";

  if (!client || client.clientSecret !== (basicSecret ?? given.client_secret)) return c.json({ error: "invalid_client" }, 401);
  if (client.tokenStyle !== style) return c.json({ error: "invalid_request" }, style === "json" || client.tokenStyle === "json" ? 415 : 400);
  if (given.grant_type !== "client_credentials") return c.json({ error: "unsupported_grant_type" }, 400);
  return client;
}

function findProfile(state: PitchYouState, customer: string, profileId: string): StoredProfile | undefined {
  return state.profiles.get(profileKey(customer, profileId));
}

// Numbers are read as they are spelled: JSON.parse would damage an id above 2^53.
function readIds(text: string): string[] | undefined {
  const spelled = text.replace(/"(?:[^"\\]|\\.)*"|(\d+)/g, (match, digits) => (digits ? `"${match}"` : match));
  try {
    return v.parse(v.array(v.string()), JSON.parse(spelled));
  } catch {
    return undefined;
  }
}
