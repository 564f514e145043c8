// Who is signed in at the pages, by a cookie. Whatever proves a person's identity ends in `signIn`.
import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Customer } from "./records.ts";
import { nextId, type Vendor } from "./state.ts";

const cookie = "suite_session";
const mostSessions = 1000;

/** `userId` is the partner's: the same one is the same user next time. */
export type Person = { name: string; email: string; userId: string };

/** Sets the cookie, then leads to `target` if that is a path of this origin, else to the company's projects. */
export function signIn(vendor: Vendor, c: Context, company: number, person: Person, target: string | undefined): Response {
  const { sessions } = vendor.state;
  const session = randomBytes(24).toString("base64url");
  sessions.set(session, { company, customer: customerFor(vendor, company, person).id });
  const [oldest] = sessions.keys();
  if (sessions.size > mostSessions && oldest !== undefined) sessions.delete(oldest);
  setCookie(c, cookie, session, { path: "/suite", httpOnly: true, sameSite: "Lax" });
  return c.redirect(ownPath(c, target) ?? `/suite/companies/${company}`, 303);
}

export function signOut({ state }: Vendor, c: Context): Response {
  state.sessions.delete(getCookie(c, cookie) ?? "");
  deleteCookie(c, cookie, { path: "/suite" });
  return c.redirect("/suite", 303);
}

/** Nobody has to be signed in: without, the pages work as the company's first recruiter. */
export function signedIn({ state }: Vendor, c: Context): Customer | null {
  const session = state.sessions.get(getCookie(c, cookie) ?? "");
  return (session && state.customers.get(session.customer)) ?? null;
}

function customerFor({ state }: Vendor, company: number, { name, email, userId }: Person): Customer {
  const known = [...state.customers.values()].find((one) => one.company === company && (one.username === userId || (email !== "" && one.email === email)));
  const [first_name = "", ...rest] = name.trim().split(/\s+/);
  const named = { first_name, last_name: rest.join(" "), email };
  if (known) return Object.assign(known, named);
  const customer: Customer = { id: nextId(state), company, username: userId, ...named, phone: null, account_type: "recruiter", status: "active" };
  state.customers.set(customer.id, customer);
  return customer;
}

// Resolved first: "//elsewhere" and "/\elsewhere" are paths only at first sight.
function ownPath(c: Context, target: string | undefined): string | undefined {
  const { origin } = new URL(c.req.url);
  const url = target === undefined ? null : URL.parse(target, origin);
  return url?.origin === origin && url.pathname.startsWith("/suite") ? `${url.pathname}${url.search}` : undefined;
}
