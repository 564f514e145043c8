// Reading a page's Content Security Policies as a browser does: which directive counts, and whether it lets a host through.

export type Policy = {
  readonly directives: ReadonlyMap<string, readonly string[]>;
  /** Where it stands: a header or a meta tag. */
  readonly from: "header" | "meta";
};

/** A header may hold several policies, separated by commas; all of them hold. Of a repeated directive the first counts. */
export const parsePolicies = (value: string, from: Policy["from"]): Policy[] =>
  value
    .split(",")
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const directives = new Map<string, readonly string[]>();
      for (const part of text.split(";")) {
        const [name = "", ...sources] = part.trim().split(/\s+/);
        if (name !== "" && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), sources);
      }
      return { directives, from };
    });

const FALLBACK: Readonly<Record<string, readonly string[]>> = {
  "script-src": ["script-src-elem", "script-src", "default-src"],
  "style-src": ["style-src-elem", "style-src", "default-src"],
  "connect-src": ["connect-src", "default-src"],
  "frame-src": ["frame-src", "child-src", "default-src"],
  "img-src": ["img-src", "default-src"],
  "form-action": ["form-action"],
};

/** The directive that decides, with its sources; null where the policy says nothing about it. */
export const deciding = (policy: Policy, directive: string): { readonly name: string; readonly sources: readonly string[] } | null => {
  for (const name of FALLBACK[directive] ?? [directive]) {
    const sources = policy.directives.get(name);
    if (sources) return { name, sources };
  }
  return null;
};

const hostMatches = (pattern: string, host: string): boolean => (pattern.startsWith("*.") ? host.endsWith(pattern.slice(1)) : pattern === host);

/** One source expression against an origin; `page` is the origin of the page itself. */
export const allows = (source: string, origin: string, page: string): boolean => {
  const text = source.toLowerCase();
  const wanted = new URL(origin);
  if (text === "'self'") return origin === page;
  if (text === "*") return true;
  if (/^[a-z][a-z0-9+.-]*:$/.test(text)) return text === wanted.protocol || (text === "http:" && wanted.protocol === "https:");
  const [, scheme, host = "", port] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?([^/:]+)(?::(\d+|\*))?(?:\/.*)?$/.exec(text) ?? [];
  if (!hostMatches(host, wanted.hostname)) return false;
  // Without a scheme the page's own counts; http also stands for https.
  const schemes = scheme ? [`${scheme}:`] : [new URL(page).protocol];
  if (!schemes.includes(wanted.protocol) && !(schemes.includes("http:") && wanted.protocol === "https:")) return false;
  const standard = wanted.protocol === "https:" ? "443" : "80";
  const wantedPort = wanted.port || standard;
  return port === "*" || (port ?? standard) === wantedPort;
};

/** With it, hosts in `script-src` count for nothing: only a nonce or a hash lets a script in, and what that loads. */
export const isStrictDynamic = (sources: readonly string[]): boolean => sources.some((source) => source.toLowerCase() === "'strict-dynamic'");
