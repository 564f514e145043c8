// Who may sign in to the console: CONSOLE_AUTH in its three forms, and closed where a live edge has none.

export type ConsoleAuth =
  | { readonly kind: "none" }
  /** Whoever has the operator's token. */
  | { readonly kind: "token" }
  /** Cloudflare Access stands in front and vouches: https://developers.cloudflare.com/cloudflare-one/identity/authorization-cookie/validating-json/ */
  | { readonly kind: "access"; readonly team: string; readonly audience: string }
  /** OpenID Connect; `allowed` are e-mail addresses and `@domains`. */
  | { readonly kind: "oidc"; readonly issuer: string; readonly clientId: string; readonly clientSecret: string; readonly allowed: readonly string[] };

const FORMS = '"token", "access https://TEAM.cloudflareaccess.com AUDIENCE", or "oidc https://ISSUER CLIENT_ID CLIENT_SECRET @example.com,somebody@example.org"';

/** The parsed setting, or in words what is wrong with it. `isAllowedUrl` judges the address of the identity provider. */
export const readConsoleAuth = (setting: string | undefined, live: boolean, isAllowedUrl: (address: string) => boolean): ConsoleAuth | { readonly problem: string } => {
  if (!setting) return { kind: live ? "none" : "token" };
  const [kind, address = "", ...rest] = setting.trim().split(/\s+/);
  if (kind === "token" && address === "") return { kind };
  const where = address.replace(/\/+$/, "");
  if (kind === "access" && isAllowedUrl(address) && rest.length === 1 && rest[0]) return { kind, team: where, audience: rest[0] };
  const [clientId, clientSecret, allowed] = rest;
  if (kind === "oidc" && isAllowedUrl(address) && clientId && clientSecret && allowed && rest.length === 3) {
    const each = allowed.toLowerCase().split(",");
    if (each.every((entry) => /^[^\s@]*@[^\s@]+$/.test(entry))) return { kind, issuer: where, clientId, clientSecret, allowed: each };
  }
  return { problem: `CONSOLE_AUTH must be ${FORMS}` };
};

/** Whether this person is on the list, by address or by the part after the @. */
export const isAllowedPerson = (allowed: readonly string[], email: string): boolean => {
  const address = email.trim().toLowerCase();
  const at = address.indexOf("@");
  return at > 0 && allowed.some((entry) => entry === address || entry === address.slice(at));
};
