// The ATS as one app: public board, recruiting area, session endpoint, webhook, each page under a content policy.
import { Hono } from "hono";
import { csrf } from "hono/csrf";
import { assets } from "../assets.ts";
import { createGallery } from "../gallery/index.ts";
import type { Bridge } from "./bridge.ts";
import { languageOf, textsOf } from "./language.ts";
import { notFoundPage, type ApplySettings } from "./pages/ad.ts";
import type { View } from "./pages/layout.ts";
import { pagePolicy } from "./policy.ts";
import type { Publisher } from "./publish.ts";
import { createBoard } from "./routes/board.ts";
import { createChanges } from "./routes/changes.ts";
import { createInterviewing } from "./routes/interviewing.ts";
import { createJobs } from "./routes/jobs.ts";
import { createLinkedin } from "./routes/linkedin.ts";
import { createRecruiting } from "./routes/recruiting.ts";
import { createSession } from "./routes/session.ts";
import { createSettings } from "./routes/settings.ts";
import type { Store } from "./store.ts";
import { createWebhook } from "./webhook.ts";

export type Env = { Variables: { view: View } };

export type Parts = {
  edgeUrl: string;
  vendorsUrl: string;
  /** PitchYou's own chat widget runs in the page, so the policy has to let in their script and style. */
  vendorWidget: boolean;
  apply: ApplySettings;
  bridge: Bridge;
  store: Store;
  publisher: Publisher;
  webhookSecret: () => string | undefined;
  /** Something is new at the bridge. */
  ring: () => void;
  /** Something is new here, and in the log of changes. */
  tell: () => void;
  feedToken: string;
};

export function createApp(parts: Parts): Hono<Env> {
  const { edgeUrl, store, webhookSecret, ring } = parts;
  const app = new Hono<Env>();

  app.route("/", createWebhook({ secret: webhookSecret, store, ring }));
  app.route("/bridge", createChanges(parts));
  app.get("/assets/:file", assets(["../look/", "look/", "browser/"].map((folder) => new URL(folder, import.meta.url))));

  app.use(csrf());
  app.use(async (c, next) => {
    const language = languageOf(c);
    c.set("view", { language, t: textsOf(language), path: c.req.path, edgeUrl });
    await next();
    if (!c.res.headers.has("content-security-policy")) c.header("content-security-policy", pagePolicy(parts));
    c.header("referrer-policy", "strict-origin-when-cross-origin");
    c.header("x-content-type-options", "nosniff");
    c.header("cache-control", "no-store");
  });
  app.route("/", createBoard(parts));
  app.route("/ats", createRecruiting(parts));
  app.route("/ats/jobs", createJobs(parts));
  app.route("/ats", createInterviewing(parts));
  app.route("/ats/settings", createSettings(parts));
  app.route("/ats/settings/linkedin", createLinkedin(parts));
  app.route("/bridge", createSession(parts));
  app.route("/gallery", createGallery(parts));
  app.notFound((c) => c.html(notFoundPage(c.var.view, c.req.path.startsWith("/ats") ? "candidates" : "board"), 404));
  return app;
}
