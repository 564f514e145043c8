// Receives the bridge's messages: signature over the raw body first, each `webhook-id` once, then ring the feed.
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Webhook } from "standardwebhooks";
import * as v from "valibot";
import { connectionSchema, integrationChangeSchema, messageSchema } from "./contract.ts";
import type { Store } from "./store.ts";

const maxSize = 1024 * 1024;

export function createWebhook({ secret, store, ring }: { secret: () => string | undefined; store: Store; ring: () => void }): Hono {
  const app = new Hono();

  app.post("/webhooks/ats-bridge", bodyLimit({ maxSize }), async (c) => {
    const raw = await c.req.text();
    const id = c.req.header("webhook-id") ?? "";
    const known = secret();
    if (!known) return c.json({ error: "not ready" }, 503);
    const message = verify(known, raw, {
      "webhook-id": id,
      "webhook-timestamp": c.req.header("webhook-timestamp") ?? "",
      "webhook-signature": c.req.header("webhook-signature") ?? "",
    });
    if (!message) return c.json({ error: "wrong signature" }, 401);

    if (!store.noteWebhook(id)) return c.body(null, 204);
    if (message.type === "connection.state.changed") {
      const connection = v.safeParse(connectionSchema, message.data);
      if (connection.success) store.saveSetting(`connection.${connection.output.provider}`, JSON.stringify(connection.output));
    }
    if (message.type === "linkedin.integration.changed") {
      const change = v.safeParse(integrationChangeSchema, message.data);
      if (change.success) store.saveLinkedinChange({ id, at: message.timestamp, change: change.output });
    }
    store.interviews.hear(message.type, message.timestamp, message.data);
    // The message is a doorbell: what happened is read from the feed, in its order, without waiting here.
    if (message.type.startsWith("application.")) ring();
    return c.body(null, 204);
  });

  return app;
}

/** The message, or undefined when the signature, the time or the form is wrong. */
export function verify(secret: string, raw: string, headers: Record<string, string>): v.InferOutput<typeof messageSchema> | undefined {
  try {
    return v.parse(messageSchema, new Webhook(secret).verify(raw, headers));
  } catch {
    return undefined;
  }
}
