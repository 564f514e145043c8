// How an element holds the session that the ATS minted for it: in memory only, renewed at 80 % of its life
// and once when the edge refuses it, one call at a time.
import type { Text } from "./element.ts";

export interface Session {
  token: string;
  /** ISO 8601; without it the token is used until it is refused. */
  expiresAt?: string;
}

export interface SessionAsk {
  reason: "first" | "renewal" | "refused";
}

/** What an element's page gives: a token, an address of its own that answers one, or a function. */
export interface SessionSource {
  session: Text;
  sessionUrl: Text;
  getSession: ((ask: SessionAsk) => Session | string | Promise<Session | string>) | undefined;
}

export type SessionFault = "session-missing" | "session-expired" | "session-unavailable";

export interface SessionKeeper {
  /** A token fit for use; `refused` is one that the edge has just answered with 401. */
  token(refused?: string): Promise<{ token: string } | { fault: SessionFault }>;
}

interface Held {
  token: string;
  renewAt: number;
  endsAt: number;
}

export function keepSession(source: SessionSource): SessionKeeper {
  let held: Held | undefined;
  let asking: Promise<Held | SessionFault> | undefined;
  let given: Text;

  return {
    async token(refused) {
      if (source.session && source.session !== given) held = hold((given = source.session));
      const current = held && held.token !== refused ? held : undefined;
      if (current && Date.now() < current.renewAt) return current;
      if (!source.getSession && !source.sessionUrl) return { fault: given ? "session-expired" : "session-missing" };

      asking ??= fetchSession(source, refused ? "refused" : held ? "renewal" : "first").finally(() => (asking = undefined));
      const fetched = await asking;
      if (typeof fetched !== "string") return (held = fetched);
      // Between 80 and 100 % of its life the old token still serves while the ATS cannot give a new one.
      return current && Date.now() < current.endsAt ? current : { fault: fetched };
    },
  };
}

async function fetchSession(source: SessionSource, reason: SessionAsk["reason"]): Promise<Held | SessionFault> {
  try {
    if (source.getSession) return parseSession(await source.getSession({ reason }));
    const response = await fetch(source.sessionUrl ?? "", { method: "POST", credentials: "same-origin" });
    if (response.status === 401 || response.status === 403) return "session-expired";
    // Life is counted by the server's clock where it tells its own: the visitor's may be wrong.
    return parseSession(await response.json(), Date.parse(response.headers.get("date") ?? ""));
  } catch {
    return "session-unavailable";
  }
}

function parseSession(value: unknown, serverNow = NaN): Held | SessionFault {
  const { token, expiresAt }: Record<string, unknown> = typeof value === "string" ? { token: value } : { ...Object(value) };
  if (typeof token !== "string" || !token) return "session-unavailable";
  return hold(token, Date.parse(String(expiresAt)) - (serverNow || Date.now()));
}

function hold(token: string, lifeMs = NaN): Held {
  const life = Number.isNaN(lifeMs) ? Infinity : lifeMs;
  return { token, renewAt: Date.now() + life * 0.8, endsAt: Date.now() + life };
}
