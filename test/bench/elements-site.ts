// The pages on which elements and peers are measured, on loopback: one page each, with the policy, the delay and the language that a measurement wants.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { setTimeout as later } from "node:timers/promises";
import { brotliCompressSync } from "node:zlib";
import { builtFolder, type BuiltPeer } from "./peers/bundle.ts";
import type { Kind } from "./peers/catalog.ts";

export interface Subject {
  name: string;
  kind: Kind;
  ours: boolean;
  html: string;
  styles: string[];
  scripts: string[];
  /** Selects what makes it ready, in whatever shadow root. */
  control: string;
  /** Built by the page's script and not by a tag. */
  called: boolean;
}

export interface PageOptions {
  csp?: string;
  locale?: string;
  /** Every script comes late, or not at all, or is asked for once the page has been painted. */
  script?: "late" | "blocked" | "after-paint";
  /** Addresses of scripts beside the subject's own, before and after it. */
  before?: string[];
  after?: string[];
  /** Beside the subject's. */
  html?: string;
}

export interface Site {
  origin: string;
  /** Puts a page up and answers its address. */
  page(subject: Subject, options?: PageOptions): string;
  /** Scripts and style sheets sent since the last call, in bytes after brotli at quality 11, each once. */
  takeWeight(): number;
  close(): void;
}

const root = resolve(import.meta.dirname, "../..");
const lateMs = 800;
const lines = "<p>A sentence about the job and the team that waits for it.</p>".repeat(40);
const types: Record<string, string> = { js: "text/javascript", css: "text/css" };

const claims = Buffer.from(JSON.stringify({ tenant: "acme", user: { id: "u1", name: "Jana" }, grants: ["interview:questions"] })).toString("base64url");
const questions = [1, 2, 3, 4, 5, 6].map((position) => ({
  id: `q${position}`,
  position,
  text: `How do you plan a shift, part ${position}?`,
  answerSeconds: 90,
  criteria: ["Calm"],
}));

/** Our four, as the README has them. */
export const ours: Subject[] = (
  [
    ["pitchyou-apply-button", "button", 'client-id="acme" job-id="4711"', '<a href="https://acme.pitchyou.de/go/4711">Apply with WhatsApp</a>', "a[part=link]"],
    ["pitchyou-chat", "chat", 'profile-id="p-1" session="s-1"', "", "[part=open], [part=open-tab]"],
    ["ats-linkedin-onboard", "onboarding", 'session="s-1"', "", "[part=panel]"],
    ["interview-questions", "questions", `job-id="4711" heading-level="2" session="e30.${claims}.sig"`, "", "[part=question]"],
  ] as const
).map(([tag, kind, attributes, inner, control]) => ({
  name: `<${tag}>`,
  kind,
  ours: true,
  html: `<${tag} ${attributes}>${inner}</${tag}>`,
  styles: ["/widgets/ats-bridge.css"],
  scripts: ["/widgets/ats-bridge.js"],
  control,
  called: false,
}));

export function subjectOf({ id, name, kind, html = "", control, script, styles, called = false }: BuiltPeer): Subject {
  const at = (file: string): string => `/peers/${id}/${file}`;
  return { name, kind, ours: false, html, styles: styles.map(at), scripts: [at(script)], control, called };
}

export async function startElementsSite(): Promise<Site> {
  const pages = new Map<string, { html: string; csp: string }>();
  const sent = new Map<string, number>();
  const server = createServer(async ({ url = "" }, response) => {
    const { pathname, search } = new URL(url, "http://site");
    const found = pages.get(pathname);
    if (found) return response.writeHead(200, { "content-type": "text/html", ...(found.csp && { "content-security-policy": found.csp }) }).end(found.html);
    const answer = answerOfEdge(pathname, site.origin);
    if (answer) return response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    if (search === "?blocked") return response.destroy();
    if (search === "?late") await later(lateMs);
    const type = types[pathname.split(".").at(-1) ?? ""];
    const file = type && (await readFile(fileOf(pathname)).catch(() => undefined));
    if (!file) return response.writeHead(404).end();
    if (!pathname.startsWith("/linkedin/") && !sent.has(pathname)) sent.set(pathname, brotliOf(pathname, file));
    return response.writeHead(200, { "content-type": type }).end(file);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const site: Site = {
    origin: `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`,
    page(subject, options = {}) {
      const path = `/page-${pages.size + 1}`;
      pages.set(path, { html: htmlOf(subject, options), csp: options.csp ?? "" });
      return site.origin + path;
    },
    takeWeight() {
      const weight = [...sent.values()].reduce((sum, each) => sum + each, 0);
      sent.clear();
      return weight;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
  return site;
}

const weights = new Map<string, number>();

function brotliOf(pathname: string, file: Buffer): number {
  const weight = weights.get(pathname) ?? brotliCompressSync(file).length;
  weights.set(pathname, weight);
  return weight;
}

function fileOf(pathname: string): string {
  if (pathname.startsWith("/peers/")) return builtFolder + pathname.slice("/peers".length);
  if (pathname.startsWith("/linkedin/")) return `${root}/test/widgets${pathname}`;
  return `${root}/dist${pathname}`;
}

function htmlOf({ html, styles, scripts }: Subject, { locale = "en", script, before = [], after = [], html: more = "" }: PageOptions): string {
  const sheet = (href: string): string => `<link rel="stylesheet" href="${href}">`;
  const tag = (src: string): string => `<script type="module" src="${src}${script ? `?${script}` : ""}"></script>`;
  const tags = [...before, ...scripts, ...after];
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Cook</title><link rel="icon" href="data:,">
${styles.map(sheet).join("")}${script === "after-paint" ? afterPaint(tags) : tags.map(tag).join("")}</head>
<body><main><h1>Cook</h1><p>Seven people, one kitchen.</p><div id="place">${html}</div>${more}${lines}</main></body></html>`;
}

/** So that what is timed begins with the page's first paint, whether a script would otherwise come before it or not. */
function afterPaint(addresses: string[]): string {
  return `<script>
new PerformanceObserver((list, observer) => {
  if (!list.getEntriesByName("first-paint")[0]) return;
  observer.disconnect();
  for (const src of ${JSON.stringify(addresses)}) document.head.append(Object.assign(document.createElement("script"), { type: "module", src }));
}).observe({ type: "paint", buffered: true });
</script>`;
}

/** What our edge would say, and LinkedIn's stand-in. */
function answerOfEdge(pathname: string, origin: string): object | undefined {
  if (pathname === "/v1/interview/questions")
    return {
      state: "linked",
      project: { name: "Cook", status: "active", openUrl: "https://suite.example/projects/7" },
      questions,
      candidates: { invited: 4 },
      asOf: "2026-01-02T03:04:05Z",
    };
  if (pathname === "/v1/linkedin/plugin")
    return { apiKey: "child123", scriptUrl: `${origin}/linkedin/in.js`, extensionUrl: `${origin}/linkedin/onboarding-widget`, allowedDomains: [origin], sandbox: false };
  if (pathname === "/v1/linkedin/integrations") return { items: [], next: null };
  return undefined;
}
