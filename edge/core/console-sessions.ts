// Who is signed in to the console: a signed cookie that scripts cannot read, good for eight hours and for no other site.
import { SignJWT, jwtVerify } from "jose";
import * as v from "valibot";
import type { Edge } from "../ports.ts";

const ISSUER = "ats-bridge-console";
export const CONSOLE_SESSION_SECONDS = 8 * 3_600;
const Claims = v.object({ sub: v.string() });

/** Browsers keep `__Host-` cookies to this host and to https. */
export const consoleCookie = (edge: Edge, name: "session" | "login"): string => `${edge.settings.publicUrl.startsWith("https:") ? "__Host-" : ""}ats-bridge-${name}`;

/** Signs claims under the master key; whoever rotates it signs nobody out. */
export const signConsole = (edge: Edge, audience: string, claims: Readonly<Record<string, string>>, seconds: number): Promise<string> => {
  const now = Math.floor(edge.now() / 1_000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: "HS256", kid: edge.keys.current.id })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setIssuedAt(now)
    .setExpirationTime(now + seconds)
    .sign(edge.keys.current.sessions);
};

/** The claims, or null for whatever is not ours, not for this, or over. */
export const openConsole = async (edge: Edge, audience: string, token: string): Promise<Readonly<Record<string, unknown>> | null> => {
  for (const master of edge.keys.all) {
    const found = await jwtVerify(token, master.sessions, { issuer: ISSUER, audience, algorithms: ["HS256"], currentDate: new Date(edge.now()) }).catch(() => null);
    if (found) return found.payload;
  }
  return null;
};

/** `actor` is what the audit will say. A change of CONSOLE_AUTH signs everybody out. */
export const startConsoleSession = (edge: Edge, actor: string): Promise<string> => signConsole(edge, edge.settings.consoleAuth.kind, { sub: actor }, CONSOLE_SESSION_SECONDS);

/** Who is signed in, or null. */
export const consoleActor = async (edge: Edge, cookie: string | undefined): Promise<string | null> => {
  if (cookie === undefined || edge.settings.consoleAuth.kind === "none") return null;
  const claims = v.safeParse(Claims, await openConsole(edge, edge.settings.consoleAuth.kind, cookie));
  return claims.success ? claims.output.sub : null;
};
