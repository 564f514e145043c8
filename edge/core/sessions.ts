// Sessions: short-lived signed tokens, all that a browser ever holds. Never stored, never logged.
import { SignJWT, errors, jwtVerify } from "jose";
import * as v from "valibot";
import { Refusal } from "../errors.ts";
import type { Edge } from "../ports.ts";

export type SessionUser = { readonly id: string; readonly name: string; readonly email?: string | undefined };
export type Session = { readonly tenant: string; readonly user: SessionUser; readonly grants: readonly string[]; readonly origin: string };

const Claims = v.object({
  iss: v.literal("ats-bridge"),
  tenant: v.string(),
  user: v.object({ id: v.string(), name: v.string(), email: v.optional(v.string()) }),
  grants: v.array(v.string()),
  origin: v.string(),
});

export const createSession = async (edge: Edge, session: Session, ttlSeconds: number): Promise<{ token: string; expiresAt: string }> => {
  const issuedAt = Math.floor(edge.now() / 1_000);
  const token = await new SignJWT({ tenant: session.tenant, user: session.user, grants: session.grants, origin: session.origin })
    .setProtectedHeader({ alg: "HS256", kid: edge.keys.current.id, typ: "JWT" })
    .setIssuer("ats-bridge")
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .setJti(edge.newId("session"))
    .sign(edge.keys.current.sessions);
  return { token, expiresAt: new Date((issuedAt + ttlSeconds) * 1_000).toISOString() };
};

/** The session of a token, or a 401 that says whether a fresh one would help. */
export const verifySession = async (edge: Edge, token: string): Promise<Session> => {
  try {
    const { payload } = await jwtVerify(
      token,
      (header) => {
        const master = edge.keys.all.find((candidate) => candidate.id === header.kid);
        if (!master) throw new errors.JWKSNoMatchingKey();
        return master.sessions;
      },
      { algorithms: ["HS256"], currentDate: new Date(edge.now()) },
    );
    return v.parse(Claims, payload);
  } catch (cause) {
    if (cause instanceof errors.JWTExpired) throw new Refusal({ status: 401, code: "session-expired", message: "the session has expired: ask for a fresh one" });
    throw new Refusal({ status: 401, code: "unauthorized", message: "the bearer token is not valid" });
  }
};

/** `pitchyou:chat` covers every profile, `pitchyou:chat:<profileId>` one. */
export const isGranted = (session: Session, grant: string, subject?: string): boolean =>
  session.grants.includes(grant) || (subject !== undefined && session.grants.includes(`${grant}:${subject}`));

/** Whether the session may use this kind of call at all, for whatever subject. */
export const mayAttempt = (session: Session, grant: string): boolean => session.grants.some((held) => held === grant || held.startsWith(`${grant}:`));
