// The suite names everything by absolute addresses. Which of them are the customer's own, and where they are read:
// always at the configured origin, never at one that a payload names.
import type { Connection } from "../../core/connections.ts";
import * as v from "valibot";

export const Settings = v.looseObject({
  baseUrl: v.string(),
  company: v.string(),
  setup: v.picklist(["ideal", "static", "quick"]),
  auth: v.variant("type", [
    v.object({ type: v.literal("password"), username: v.string() }),
    v.object({ type: v.literal("token") }),
    v.object({ type: v.literal("oauth2"), authorizeUrl: v.string(), tokenUrl: v.string(), clientId: v.string(), scope: v.optional(v.string()) }),
  ]),
  everyMinutes: v.number(),
  sso: v.optional(
    v.variant("type", [
      v.object({ type: v.literal("link"), startUrl: v.string() }),
      v.object({ type: v.literal("saml"), acsUrl: v.string(), audience: v.string() }),
      v.object({ type: v.literal("oidc"), clientId: v.string(), redirectUris: v.array(v.string()), initiateUrl: v.string() }),
    ]),
  ),
  atsFeed: v.optional(v.object({ url: v.string() })),
  rules: v.array(
    v.object({
      on: v.picklist(["rating", "candidate", "project", "application.received"]),
      when: v.optional(v.object({ atLeast: v.optional(v.number()), status: v.optional(v.string()) })),
      do: v.picklist(["message", "invite"]),
    }),
  ),
});
export type Settings = v.InferOutput<typeof Settings>;
export type Rule = Settings["rules"][number];

export const settingsOf = (connection: Connection): Settings => v.parse(Settings, connection.settings);
/** What calls have taught us. */
export const Learned = v.object({ companyId: v.optional(v.string()), tokenPath: v.optional(v.string()) });

const VENDOR_HOST = "interview-suite.com";

const isOurs = ({ baseUrl, company }: Pick<Settings, "baseUrl" | "company">, url: URL): boolean => {
  if (url.username !== "" || url.password !== "") return false;
  if (url.origin === new URL(baseUrl).origin) return true;
  return url.protocol === "https:" && url.port === "" && (url.hostname === VENDOR_HOST || url.hostname === `${company}.${VENDOR_HOST}`);
};

/** The address below the company's own, such as `projects/17/candidates/19`, or null for what is not this company's. */
export const pathOf = (settings: Pick<Settings, "baseUrl" | "company">, companyId: string, reference: unknown): string | null => {
  const url = typeof reference === "string" ? URL.parse(reference) : null;
  if (!url || !isOurs(settings, url) || /%2e|%2f|%5c|\\/i.test(String(reference)) || /\/\.\.?(\/|$)/.test(String(reference))) return null;
  const root = `/api/v3/companies/${companyId}/`;
  return url.pathname.startsWith(root) ? `${url.pathname.slice(root.length).replace(/\/+$/, "")}${url.search}` : null;
};

/** Anything but the vendor's own host is somebody's test. */
export const isStandIn = ({ baseUrl }: Pick<Settings, "baseUrl">): boolean => !`.${new URL(baseUrl).hostname}`.endsWith(`.${VENDOR_HOST}`);

/** Where the browser may be sent to: the suite's own pages. */
export const pageOf = (settings: Pick<Settings, "baseUrl" | "company">, address: string | null | undefined): string => {
  const url = URL.parse(address ?? "");
  return url && isOurs(settings, url) ? url.href : `${settings.baseUrl}/`;
};

export const companyIdIn = (text: string): string | null => /\/api\/v3\/companies\/(\d+)\//.exec(text)?.[1] ?? null;

/** `projects/17/candidates/19` names project 17 and candidate 19; results spell a candidate in the singular. */
export const partsOf = (path: string): { project: string | null; candidate: string | null; rating: string | null; customer: string | null } => ({
  project: /^projects\/([^/?]+)/.exec(path)?.[1] ?? null,
  candidate: /\/candidates?\/([^/?]+)/.exec(path)?.[1] ?? null,
  rating: /\/ratings\/([^/?]+)/.exec(path)?.[1] ?? null,
  customer: /^customers\/([^/?]+)/.exec(path)?.[1] ?? null,
});
