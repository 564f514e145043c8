// Public pages: the board, an ad, privacy.
import { Hono } from "hono";
import { adBySlug } from "../ads/index.ts";
import type { Env, Parts } from "../app.ts";
import { adPage, privacyPage } from "../pages/ad.ts";
import { boardPage } from "../pages/board.ts";

export function createBoard({ store, apply }: Parts): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/", (c) => c.html(boardPage(c.var.view)));
  app.get("/privacy", (c) => c.html(privacyPage(c.var.view)));
  app.get("/jobs/:slug", (c) => {
    const ad = adBySlug(c.req.param("slug"));
    if (!ad) return c.notFound();
    return c.html(
      adPage(
        c.var.view,
        ad,
        store.jobs().find(({ jobId }) => jobId === ad.jobId),
        apply,
      ),
    );
  });

  return app;
}
