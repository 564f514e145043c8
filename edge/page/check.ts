// What stands between a page and the elements on it, in words: policies, missing origins, frames, mixed content.
import type { Settings } from "../settings.ts";
import { allows, deciding, isStrictDynamic, parsePolicies } from "./csp.ts";
import type { Policy } from "./csp.ts";
import { bringsForeignFrames, needsOf, TAGS, toleratesTrustedTypes } from "./needs.ts";
import type { Need, Tag } from "./needs.ts";

/** A page as it was answered. */
export type Page = { readonly url: string; readonly status: number; readonly headers: Headers; readonly html: string };
export type Finding = {
  readonly level: "blocked" | "warning" | "good";
  /** Stable, kebab-case. */
  readonly code: string;
  readonly text: string;
  readonly fix: string | null;
};

const SESSION_TAGS: ReadonlySet<Tag> = new Set(["pitchyou-chat", "ats-linkedin-onboard", "interview-questions"]);

/** Attributes of the tags of one name, as they stand in the page's source. */
const tagsIn = (html: string, name: string): string[] => [...html.matchAll(new RegExp(`<${name}\\b([^>]*)>`, "gi"))].map(([, attributes = ""]) => attributes);
const attribute = (attributes: string, name: string): string | undefined =>
  new RegExp(`\\b${name}\\s*=\\s*("([^"]*)"|'([^']*)'|([^\\s>]+))`, "i")
    .exec(attributes)
    ?.slice(2)
    .find((each) => each !== undefined);

/** Elements that the page's source shows; those that a script adds later cannot be seen here. */
export const tagsOn = (html: string): Tag[] => TAGS.filter((tag) => tagsIn(html, tag).length > 0);

const policiesOf = ({ headers, html }: Page): Policy[] => [
  ...parsePolicies(headers.get("content-security-policy") ?? "", "header"),
  ...tagsIn(html, "meta")
    .filter((meta) => attribute(meta, "http-equiv")?.toLowerCase() === "content-security-policy")
    .flatMap((meta) => parsePolicies((attribute(meta, "content") ?? "").replaceAll("&#39;", "'"), "meta")),
];

const ourScript = ({ html }: Page, edge: string): string | undefined =>
  tagsIn(html, "script").find((attributes) => {
    const src = attribute(attributes, "src") ?? "";
    return src.startsWith(`${edge}/widgets/`);
  });

const judgeNeed = (policy: Policy, need: Need, page: Page, edge: string): Finding | null => {
  const rule = deciding(policy, need.directive);
  if (!rule) return null;
  const own = new URL(page.url).origin;
  const where = `${rule.name}${policy.from === "meta" ? " (in a meta tag)" : ""}`;
  if (need.directive === "script-src" && isStrictDynamic(rule.sources)) {
    const script = need.source === edge ? ourScript(page, edge) : undefined;
    const nonce = script === undefined ? undefined : attribute(script, "nonce");
    if (script === undefined || (nonce !== undefined && rule.sources.includes(`'nonce-${nonce}'`))) return null;
    return {
      level: "blocked",
      code: "nonce-missing",
      text: `${where} has 'strict-dynamic': hosts count for nothing, and our script tag has no nonce of the page`,
      fix: "Put the page's nonce on the script tag",
    };
  }
  const source = need.source === "'self'" ? own : need.source;
  if (rule.sources.some((each) => allows(each, source, own))) return null;
  return {
    level: need.optional ? "warning" : "blocked",
    code: "csp-host-missing",
    text: `${where} does not allow ${need.source}: ${need.why}`,
    fix: `Add ${need.source} to ${need.directive}`,
  };
};

const judgePolicy = (policy: Policy, tags: readonly Tag[], page: Page, settings: Settings): Finding[] => {
  const edge = new URL(settings.publicUrl).origin;
  const needs = [...new Map(tags.flatMap((tag) => needsOf(tag, settings)).map((need) => [`${need.directive} ${need.source}`, need])).values()];
  const findings = needs.flatMap((need) => judgeNeed(policy, need, page, edge) ?? []);
  if (policy.directives.get("require-trusted-types-for")?.includes("'script'")) {
    const names = policy.directives.get("trusted-types");
    if (names && !names.includes("*") && !names.includes("ats-bridge"))
      findings.push({ level: "blocked", code: "trusted-types-name-missing", text: "trusted-types does not name our policy", fix: "Add ats-bridge to trusted-types" });
    for (const tag of tags.filter((each) => !toleratesTrustedTypes(each)))
      findings.push({
        level: "blocked",
        code: "trusted-types-forbid-linkedin",
        text: `<${tag}> brings LinkedIn's own script, which cannot run under require-trusted-types-for`,
        fix: "Take that directive off this one page, or use the hosted page (POST /v1/links)",
      });
  }
  const sandbox = policy.directives.get("sandbox");
  const missing = sandbox ? ["allow-scripts", "allow-same-origin", "allow-popups", "allow-forms"].filter((token) => !sandbox.includes(token)) : [];
  if (missing.length > 0)
    findings.push({ level: "blocked", code: "page-sandboxed", text: `the page's own sandbox lacks ${missing.join(", ")}`, fix: `Add ${missing.join(" ")} to sandbox` });
  return findings;
};

const judgeIsolation = (page: Page, tags: readonly Tag[]): Finding[] => {
  const embedder = page.headers.get("cross-origin-embedder-policy")?.split(";")[0]?.trim();
  return embedder === "require-corp" && tags.some(bringsForeignFrames)
    ? [
        {
          level: "blocked",
          code: "embedder-policy",
          text: "Cross-Origin-Embedder-Policy: require-corp keeps out the vendor's frame, which does not send that header",
          fix: "Leave the header off this page; the chat then opens in a tab, LinkedIn needs the hosted page",
        },
      ]
    : [];
};

/** `origins` are the tenant's; `wanted` are elements that a script adds later, beside those that the source shows. */
export const checkPage = (
  page: Page,
  wanted: readonly Tag[],
  origins: readonly string[],
  settings: Settings,
): { readonly tags: readonly Tag[]; readonly findings: readonly Finding[] } => {
  const edge = new URL(settings.publicUrl).origin;
  const tags = [...new Set([...wanted, ...tagsOn(page.html)])];
  const own = new URL(page.url);
  const findings: Finding[] = [];
  if (page.status >= 400)
    findings.push({ level: "blocked", code: "page-unavailable", text: `the page answers ${page.status}`, fix: "Name an address that can be read without signing in" });
  if (!/html/i.test(page.headers.get("content-type") ?? "")) findings.push({ level: "blocked", code: "page-no-html", text: "the address does not answer HTML", fix: null });
  if (ourScript(page, edge) === undefined)
    findings.push({
      level: "warning",
      code: "script-not-seen",
      text: "our script is not in the page's source; a tag manager or a bundle may bring it later",
      fix: `<script type="module" src="${edge}/widgets/ats-bridge.js"></script>`,
    });
  if (tags.length === 0)
    findings.push({ level: "warning", code: "elements-not-seen", text: "none of the elements is in the page's source", fix: "Name those that a script adds later" });
  if (own.protocol === "https:" && edge.startsWith("http:"))
    findings.push({ level: "blocked", code: "mixed-content", text: "the page is https and this edge is not: browsers block it", fix: "Set an https PUBLIC_URL" });
  if (tags.some((tag) => SESSION_TAGS.has(tag)) && !origins.includes(own.origin))
    findings.push({ level: "blocked", code: "origin-not-allowed", text: `${own.origin} is not one of the tenant's origins`, fix: `Add ${own.origin} to the tenant's origins` });
  findings.push(...policiesOf(page).flatMap((policy) => judgePolicy(policy, tags, page, settings)), ...judgeIsolation(page, tags));
  if (!findings.some(({ level }) => level === "blocked"))
    findings.unshift({ level: "good", code: "nothing-in-the-way", text: "nothing that can be seen from here stands in the way", fix: null });
  return { tags, findings };
};
