// The gallery of the elements: the page that chooses, its cells, and their files, under the same strict policy as the ATS's pages.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { Hono } from "hono";
import { assets } from "../assets.ts";
import { cellPage } from "./cell.ts";
import { readCell, readChoice } from "./cells.ts";
import { galleryPage } from "./page.ts";

const require = createRequire(import.meta.url);

/** One type on every machine, so that what is seen is what others see. */
const fonts = new Map(["latin", "latin-ext"].map((part) => [`${part}.woff2`, readFileSync(require.resolve(`@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`))]));

/** No call may leave a cell: what it shows is a preview. */
export function galleryPolicy(edgeUrl: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' ${edgeUrl}`,
    `style-src 'self' ${edgeUrl}`,
    "font-src 'self'",
    "img-src 'self'",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types ats-bridge",
  ].join("; ");
}

export function createGallery({ edgeUrl }: { edgeUrl: string }): Hono {
  const app = new Hono();

  app.use(async (c, next) => {
    await next();
    c.header("content-security-policy", galleryPolicy(edgeUrl));
  });
  app.get("/", (c) => c.html(galleryPage(readChoice((name) => c.req.query(name)))));
  app.get("/cell", (c) =>
    c.html(
      cellPage(
        readCell((name) => c.req.query(name)),
        edgeUrl,
      ),
    ),
  );
  app.get("/assets/:file", assets(["look/", "browser/"].map((folder) => new URL(folder, import.meta.url))));
  app.get("/fonts/:file", (c) => {
    const font = fonts.get(c.req.param("file"));
    return font ? c.body(new Uint8Array(font), 200, { "content-type": "font/woff2" }) : c.notFound();
  });
  return app;
}
