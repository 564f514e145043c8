// A small site for tests of the built elements: pages with the headers that a test wants, the files of `dist/`, and an edge of one path.
import { readFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { resolve } from "node:path";
import { after } from "node:test";
import { chromium, type Browser } from "playwright-core";
import { findChromium } from "../../chromium.ts";

export const dist = resolve(import.meta.dirname, "../../../dist/widgets");

/** Strict: our own files only, and Trusted Types with our one policy. */
export const strictCsp = [
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'",
  "require-trusted-types-for 'script'; trusted-types ats-bridge",
].join("; ");

export interface Site {
  origin: string;
  /** Path with query, and headers, of each request so far. */
  requests: { path: string; headers: IncomingHttpHeaders }[];
  /** Puts a page up and answers its address. */
  page(html: string, csp?: string): string;
  /** What `POST /v1/pitchyou/chats` answers besides a fresh address. */
  chat: Record<string, unknown>;
}

const types: Record<string, string> = { js: "text/javascript", css: "text/css", json: "application/json" };

/** Serves `dist/widgets` at `/widgets/` and, as if it were another version, at `/other/widgets/`; ends with the test file. */
export async function startSite(): Promise<Site> {
  const pages = new Map<string, { html: string; csp: string }>();
  const site: Site = { origin: "", requests: [], chat: {}, page };
  let tokens = 0;

  function page(html: string, csp = ""): string {
    const path = `/page-${pages.size + 1}`;
    pages.set(path, { html: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Job ad</title>${html}`, csp });
    return site.origin + path;
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    site.requests.push({ path: request.url ?? "", headers: request.headers });
    const found = pages.get(pathname);
    if (found) {
      response.writeHead(200, { "content-type": "text/html", ...(found.csp && { "content-security-policy": found.csp }) }).end(found.html);
    } else if (pathname === "/v1/pitchyou/chats") {
      response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ url: `${site.origin}/chat/secret-${++tokens}`, sandbox: true, ...site.chat }));
    } else if (/^\/(chat|go)\//.test(pathname)) {
      response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>There</title><p>There");
    } else if (pathname === "/favicon.ico") {
      response.writeHead(204).end();
    } else {
      const file = await readFile(fileOf(pathname)).catch(() => undefined);
      const type = types[pathname.split(".").at(-1) ?? ""];
      if (file && type) response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" });
      else response.writeHead(404);
      response.end(file);
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  site.origin = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return site;
}

function fileOf(pathname: string): string {
  if (pathname.startsWith("/vendor/")) return resolve(import.meta.dirname, "..", pathname.slice("/vendor/".length));
  return dist + pathname.replace(/^\/other/, "").replace(/^\/widgets/, "");
}

export async function startBrowser(): Promise<Browser> {
  const browser = await chromium.launch(await findChromium());
  after(() => browser.close());
  return browser;
}
