// Where the elements get their session: `session-url="/bridge/session"`. The API key stays here.
import { Hono } from "hono";
import type { Env, Parts } from "../app.ts";
import { BridgeError } from "../bridge.ts";
import { signedIn } from "../signed-in.ts";

// A real ATS grants only what this user may do.
const grants = ["linkedin:onboard", "pitchyou:chat", "pitchyou:templates", "interview:questions", "interview:open"];

export function createSession({ bridge }: Parts): Hono<Env> {
  const app = new Hono<Env>();

  app.post("/session", async (c) => {
    const { origin } = new URL(c.req.url);
    if (c.req.header("origin") !== origin) return c.json({ code: "foreign-origin" }, 403);
    try {
      return c.json(await bridge.sessions.create({ user: signedIn, grants, origin }));
    } catch (error) {
      if (error instanceof BridgeError) return c.json({ code: error.code, detail: error.message }, 502);
      throw error;
    }
  });

  return app;
}
