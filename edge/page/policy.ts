// The Content Security Policy that a page with these elements needs, and no more: https://www.w3.org/TR/CSP3/
import type { Settings } from "../settings.ts";
import { needsOf, toleratesTrustedTypes } from "./needs.ts";
import type { Directive, Tag } from "./needs.ts";

/** Sources by directive, in the order in which people write them; each once. */
export const directivesFor = (tags: readonly Tag[], settings: Settings): ReadonlyMap<Directive, readonly string[]> => {
  const directives = new Map<Directive, string[]>();
  for (const { directive, source } of tags.flatMap((tag) => needsOf(tag, settings))) {
    const sources = directives.get(directive) ?? [];
    if (!sources.includes(source)) sources.push(source);
    directives.set(directive, sources);
  }
  return directives;
};

/** What to add to the page's own policy, as one header's value. Trusted Types where every element can live with them. */
export const policyFor = (tags: readonly Tag[], settings: Settings): string => {
  const lines = [...directivesFor(tags, settings)].map(([directive, sources]) => `${directive} ${sources.join(" ")}`);
  const strict = tags.every(toleratesTrustedTypes);
  return [...lines, ...(strict ? ["require-trusted-types-for 'script'", "trusted-types ats-bridge"] : [])].join("; ");
};
