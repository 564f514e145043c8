// The console's addresses: what stands below /console, read and written in one place.

export type ViewName =
  | "overview"
  | "new-tenant"
  | "tenant"
  | "setup"
  | "time-line"
  | "events"
  | "event"
  | "messages"
  | "message"
  | "dead-letters"
  | "people"
  | "pages"
  | "audit"
  | "settings"
  | "not-found";

export interface Route {
  view: ViewName;
  path: string;
  /** Empty where the view is of no tenant. */
  tenant: string;
  /** The provider, event or message that the path names. */
  id: string;
  query: URLSearchParams;
}

export const BASE = "/console";

const TABLE: readonly [ViewName, RegExp][] = [
  ["overview", /^\/?$/],
  ["new-tenant", /^\/new$/],
  ["tenant", /^\/tenants\/([^/]+)$/],
  ["setup", /^\/tenants\/([^/]+)\/connections\/([^/]+)$/],
  ["time-line", /^\/tenants\/([^/]+)\/time-line$/],
  ["events", /^\/tenants\/([^/]+)\/events$/],
  ["event", /^\/tenants\/([^/]+)\/events\/([^/]+)$/],
  ["messages", /^\/tenants\/([^/]+)\/messages$/],
  ["message", /^\/tenants\/([^/]+)\/messages\/([^/]+)$/],
  ["dead-letters", /^\/tenants\/([^/]+)\/dead-letters$/],
  ["people", /^\/tenants\/([^/]+)\/people$/],
  ["pages", /^\/tenants\/([^/]+)\/pages$/],
  ["audit", /^\/tenants\/([^/]+)\/audit$/],
  ["settings", /^\/tenants\/([^/]+)\/settings$/],
];

export function parseRoute(url: URL): Route {
  const path = url.pathname.replace(/\/+$/, "") || BASE;
  const rest = path.startsWith(BASE) ? path.slice(BASE.length) : "\0";
  for (const [view, pattern] of TABLE) {
    const [found, tenant = "", id = ""] = pattern.exec(rest) ?? [];
    if (found !== undefined) return { view, path, tenant: decode(tenant), id: decode(id), query: url.searchParams };
  }
  return { view: "not-found", path, tenant: "", id: "", query: url.searchParams };
}

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The address of a tenant's page: `tenantPath("acme", "events", id)`. */
export const tenantPath = (tenant: string, ...parts: string[]): string =>
  [BASE, "tenants", tenant, ...parts].map((part, index) => (index === 0 ? part : encodeURIComponent(part))).join("/");

/** The part of /v1 that is about one tenant. */
export const apiPath = (tenant: string, ...parts: string[]): string => ["/v1/tenants", ...[tenant, ...parts].map(encodeURIComponent)].join("/");

/** Goes there without leaving the page; the app listens. */
export function go(address: string, replace = false): void {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  window.dispatchEvent(new PopStateEvent("popstate"));
}
