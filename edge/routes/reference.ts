// The API's description and the papers beside it, without proof: for programs, for people, and as text.
import type { Hono } from "hono";
import { Refusal } from "../errors.ts";
import type { Integration } from "../integrations/integration.ts";
import type { Edge } from "../ports.ts";
import { PAPERS, llmsText, referenceMarkdown } from "./docs-markdown.ts";
import { readDescription } from "./docs-operations.ts";
import type { Reference } from "./docs-operations.ts";
import { docsPage } from "./docs-page.ts";
import { docsStyle } from "./docs-style.ts";
import type { Bindings, Endpoint } from "./endpoint.ts";
import { openApi } from "./openapi.ts";

const CACHED = "public, max-age=300";
const headersOf = (type: string) => ({ "content-type": `${type}; charset=utf-8`, "cache-control": CACHED });

type Made = { readonly json: string; readonly reference: Reference; page?: string; markdown?: string };

export const mountReference = (app: Hono<Bindings>, edge: Edge, integrations: readonly Integration[], endpoints: readonly Endpoint[]): void => {
  let made: Made | undefined;
  // Made when somebody asks, and once: on Workers most isolates never need it.
  const make = (): Made => {
    if (made) return made;
    const description = openApi(edge.settings, integrations, endpoints);
    return (made = { json: JSON.stringify(description), reference: readDescription(description) });
  };

  app.get("/openapi.json", (http) => http.body(make().json, 200, { "content-type": "application/json", "access-control-allow-origin": "*", "cache-control": CACHED }));
  app.get("/docs", async (http) => {
    const whole = make();
    whole.page ??= String(await docsPage(edge.settings, whole.reference));
    return http.body(whole.page, 200, headersOf("text/html"));
  });
  app.get("/docs/style.css", (http) => http.body(docsStyle, 200, headersOf("text/css")));
  app.get("/docs/api.md", (http) => {
    const whole = make();
    whole.markdown ??= referenceMarkdown(whole.reference);
    return http.body(whole.markdown, 200, headersOf("text/markdown"));
  });
  app.get("/llms.txt", (http) => http.body(llmsText(make().reference), 200, headersOf("text/plain")));
  app.get("/docs/:path{.+}", async (http) => {
    const path = http.req.param("path");
    const paper = PAPERS.find((each) => each.path === path || each.path === `${path}/README.md`);
    const asset = paper ? await edge.assets.read(`docs/${paper.path}`) : null;
    if (!asset) throw new Refusal({ status: 404, code: "not-found", message: `there is no paper "${path}"` });
    return http.body(asset.body, 200, headersOf("text/markdown"));
  });
};
