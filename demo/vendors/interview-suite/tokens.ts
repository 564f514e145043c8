// Who is asking: a token by user and password that dies when idle, a permanent one, or an OAuth access token.
// https://viasto.eu/apiv3/authentication.html
import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import * as v from "valibot";
import { ApiProblem, readFields } from "./answering.ts";
import type { Company } from "./records.ts";
import { passwordOf, permanentTokens, serverUser, SuiteError, type Grant, type Vendor } from "./state.ts";

const idleMs = 30 * 60_000;
const dayMs = 24 * 60 * 60_000;
const longestDays = 30;

const credentialsSchema = v.object({
  username: v.string(),
  password: v.string(),
  company: v.string(),
  extended_expiration_period: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestDays))),
});

export async function giveToken({ state, now }: Vendor, c: Context): Promise<Response> {
  const { username, password, company: identifier, extended_expiration_period: days } = await readFields(c, credentialsSchema);
  const company = [...state.companies.values()].find((one) => one.identifier === identifier);
  const user = [...state.customers.values()].find((one) => one.company === company?.id && (one.username === username || one.email === username));
  if (!company || user?.username !== serverUser || password !== passwordOf(identifier)) {
    throw new ApiProblem(400, { non_field_errors: ["Unable to log in with provided credentials."] });
  }
  const token = randomBytes(20).toString("hex");
  const lifeMs = days === undefined ? idleMs : days * dayMs;
  state.tokens.set(token, { company: company.id, customer: user.id, idleMs: lifeMs, expiresAtMs: now() + lifeMs });
  return c.json({ token });
}

/** Whose call it is. */
export function authenticate(vendor: Vendor, c: Context): Grant {
  const { state, now } = vendor;
  const [, scheme = "", token = ""] = /^(Token|Bearer) (\S+)$/i.exec(c.req.header("authorization") ?? "") ?? [];
  if (token === "") throw new ApiProblem(401, "Authentication credentials were not provided.");
  const known = scheme.toLowerCase() === "bearer" ? state.access.get(token) : (permanentGrant(vendor, token) ?? state.tokens.get(token));
  if (!known || known.expiresAtMs <= now()) throw new ApiProblem(401, "Invalid token.");
  const idle = state.tokens.get(token);
  if (idle) idle.expiresAtMs = now() + idle.idleMs;
  return known;
}

function permanentGrant(vendor: Vendor, token: string): Grant | undefined {
  const company = [...vendor.state.companies.values()].find(({ identifier }) => permanentTokens[identifier] === token);
  return company && { company: company.id, customer: serverUserOf(vendor, company), expiresAtMs: Infinity };
}

export function serverUserOf({ state }: Vendor, company: Company): number {
  const user = [...state.customers.values()].find((one) => one.company === company.id && one.username === serverUser);
  if (!user) throw new SuiteError(`${company.name} has no server user`);
  return user.id;
}

export const tokenKinds = ["expiring", "access", "refresh"] as const;

/** What was issued is worth nothing any more; permanent tokens stay. */
export function dropTokens({ state }: Vendor, kinds: readonly (typeof tokenKinds)[number][] = tokenKinds): void {
  if (kinds.includes("expiring")) state.tokens.clear();
  if (kinds.includes("access")) state.access.clear();
  if (kinds.includes("refresh")) state.refresh.clear();
}
