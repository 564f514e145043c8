// One Trusted Types policy a page, named `ats-bridge`, made by whichever copy or version of our code comes first.
// A second `createPolicy` under the same name would throw, so the first is shared through the global symbol registry.

interface Policy {
  /** Only Lit's templates pass here: literals of our own source, never data. */
  createHTML(html: string): string;
  /** Whoever loads a script checks its address first. */
  createScriptURL(url: string): string;
  /** Only the lines that LinkedIn's loader reads out of its own tag; a tag with an address runs no text. */
  createScript(text: string): string;
}

const key = Symbol.for("ats-bridge.trusted-types");
const page: typeof globalThis & { [key]?: Policy; trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } } = globalThis;

const pass = (text: string): string => text;
const rules = { createHTML: pass, createScriptURL: pass, createScript: pass };

export const policy: Policy = (page[key] ??= createPolicy());

/** A page that does not allow the name refuses the single use instead, where that can be told. */
function createPolicy(): Policy {
  try {
    return page.trustedTypes?.createPolicy("ats-bridge", rules) ?? rules;
  } catch {
    return rules;
  }
}
