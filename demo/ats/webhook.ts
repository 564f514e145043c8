// Receives the bridge's messages: signature over the raw body first, each `webhook-id` once, then ring the feed.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import * as v from "valibot";
import { VerificationError, verifyMessage } from "../../edge/kit/index.ts";
import { connectionSchema, integrationChangeSchema } from "./contract.ts";
import type { Store } from "./store.ts";

const maxSize = 1024 * 1024;

export function createWebhook({ secret, store, ring }: { secret: () => string | undefined; store: Store; ring: () => void }): Hono {
  const app = new Hono();

  app.onError((error, c) => {
    if (error instanceof VerificationError) return c.json({ error: error.name }, 401);
    throw error;
  });
  app.post("/webhooks/ats-bridge", bodyLimit({ maxSize }), async (c) => {
    const known = secret();
    if (!known) return c.json({ error: "not ready" }, 503);
    const message = await verifyMessage(c.req.raw, known);
    if (!store.noteWebhook(message.id)) return c.body(null, 204);

    if (message.type === "connection.state.changed") {
      const connection = v.safeParse(connectionSchema, message.data);
      if (connection.success) store.saveSetting(`connection.${connection.output.provider}`, JSON.stringify(connection.output));
    }
    if (message.type === "linkedin.integration.changed") {
      const change = v.safeParse(integrationChangeSchema, message.data);
      if (change.success) store.saveLinkedinChange({ id: message.id, at: message.timestamp, change: change.output });
    }
    store.interviews.hear(message.type, message.timestamp, message.data);
    // The message is a doorbell: what happened is read from the feed, in its order, without waiting here.
    if (message.type.startsWith("application.")) ring();
    return c.body(null, 204);
  });

  return app;
}
