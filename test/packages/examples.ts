// The examples in `demo/examples/` as their readers would have them: copied out of this repository, installed with the packed package,
// and opened in Chromium before an edge that answers from here.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { after } from "node:test";
import type { BrowserContext, Route } from "playwright-core";
import { ROOT } from "../support/processes.ts";
import { dist, startBrowser } from "../widgets/node/site.ts";
import { pack, run, unpack } from "./packed.ts";

export const examples = join(ROOT, "demo/examples");

/** They stay from run to run. Not below this project's `node_modules`, whose content compilers take for libraries. */
const scratch = join(tmpdir(), `ats-bridge-examples-${createHash("sha256").update(ROOT).digest("hex").slice(0, 8)}`);

/** Answers where each of them stands, installed. */
export async function install(names: readonly string[]): Promise<(name: string) => string> {
  const { tarball } = await pack();
  await mkdir(scratch, { recursive: true });
  await rename(tarball, join(scratch, "ats-bridge.tgz")).catch(() => cp(tarball, join(scratch, "ats-bridge.tgz")));
  const wanted: string[] = [];
  for (const name of names) {
    const folder = join(scratch, name);
    await mkdir(folder, { recursive: true });
    for (const old of await readdir(folder)) if (old !== "node_modules") await rm(join(folder, old), { recursive: true });
    await cp(join(examples, name), folder, { recursive: true, filter: (path) => !/\/(node_modules|dist|\.next)$/.test(path) });
    const described = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    described.dependencies["ats-bridge"] = "file:../ats-bridge.tgz";
    wanted.push(JSON.stringify(described));
    await writeFile(join(folder, "package.json"), JSON.stringify(described));
  }
  const { dependencies } = JSON.parse(await readFile(join(ROOT, "dist/package.json"), "utf8"));
  const stamp = JSON.stringify([wanted, dependencies]);
  const stampFile = join(scratch, "installed.json");
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) {
    const installed = join(scratch, "node_modules/ats-bridge");
    await rm(installed, { recursive: true, force: true });
    await mkdir(installed);
    await unpack(join(scratch, "ats-bridge.tgz"), installed);
  } else {
    await rm(stampFile, { force: true });
    for (const name of ["", ...names]) await rm(join(scratch, name, "node_modules"), { recursive: true, force: true });
    await writeFile(join(scratch, "package.json"), JSON.stringify({ private: true, workspaces: names }));
    const quiet = ["--no-audit", "--no-fund", "--no-package-lock", "--ignore-scripts", "--prefer-offline", "--fetch-retries=1", "--fetch-timeout=20000"];
    const { code, out } = await run("npm", ["install", ...quiet], scratch);
    if (code !== 0) throw new Error(`the examples need an npm registry, once: npm install did not succeed\n${out.slice(-2_000)}`);
    await writeFile(stampFile, stamp);
  }
  return (name) => join(scratch, name);
}

const types: Record<string, string> = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };

/** Serves a folder until the test file ends. */
export async function serve(folder: string, index = "index.html"): Promise<string> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "", "http://localhost");
    const file = await readFile(join(folder, pathname === "/" ? index : pathname)).catch(() => undefined);
    response.writeHead(file ? 200 : 404, { "content-type": types[extname(pathname === "/" ? index : pathname)] ?? "application/octet-stream" }).end(file);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/`;
}

const browser = await startBrowser();
const linkedin = await readFile(join(ROOT, "test/widgets/linkedin/in.js"), "utf8");
const questions: Record<string, string[]> = { "4711": ["Why care?", "Which shifts?", "How do you hand over?"], "4712": ["Why drive?", "Which licence?"] };

export interface Visit {
  context: BrowserContext;
  /** `authorization` of each request for questions. */
  tokens: string[];
  faults: string[];
}

/** A browser for which `localhost:8787` is the edge, LinkedIn its stand-in, and any page's backend gives sessions. */
export async function visitor(options: { javaScriptEnabled?: boolean } = {}): Promise<Visit> {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(30_000);
  const visit: Visit = { context, tokens: [], faults: [] };
  context.on("console", (message) => message.type() === "error" && visit.faults.push(message.text()));
  context.on("weberror", (error) => visit.faults.push(error.error().message));
  await context.addInitScript(() => Object.assign(window, { fakeLinkedIn: { frame: "https://www.linkedin.com/plugin", parses: 0, callbacks: [] } }));
  await context.route("**/my/bridge-session", (route) => route.fulfill({ json: { token: "of-the-page", expiresAt: new Date(Date.now() + 600_000).toISOString() } }));
  await context.route("https://platform.linkedin.com/**", (route) => route.fulfill({ contentType: "text/javascript", body: linkedin }));
  await context.route("https://www.linkedin.com/**", (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>Plugin</title><p>A plugin" }));
  await context.route("http://localhost:8787/**", (route) => answer(visit, route));
  return visit;
}

async function answer({ tokens }: Visit, route: Route): Promise<void> {
  const { pathname, searchParams } = new URL(route.request().url());
  const headers = { "access-control-allow-origin": "*" };
  if (pathname.startsWith("/widgets/")) return route.fulfill({ path: dist + pathname.slice("/widgets".length), headers });
  if (pathname === "/v1/interview/questions") {
    tokens.push((await route.request().headerValue("authorization")) ?? "");
    const texts = questions[searchParams.get("jobId") ?? ""] ?? [];
    return route.fulfill({
      headers,
      json: {
        state: "linked",
        project: { name: "Drivers", status: "active" },
        questions: texts.map((text, position) => ({ id: `q${position}`, position, text, answerSeconds: 60, criteria: [] })),
        candidates: {},
        asOf: new Date().toISOString(),
      },
    });
  }
  if (pathname === "/v1/linkedin/plugin") {
    const at = "https://platform.linkedin.com";
    return route.fulfill({ headers, json: { apiKey: "child123", scriptUrl: `${at}/xdoor/scripts/in.js`, extensionUrl: `${at}/rsc/extensions/onboarding-widget` } });
  }
  return route.fulfill({ headers, json: { items: [], next: null } });
}
