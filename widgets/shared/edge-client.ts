// The one place where elements talk to the edge: bearer session, one renewal on a 401, problem details (RFC 9457) read as errors.
import { watchCsp } from "./csp.ts";
import type { Text } from "./element.ts";
import type { ElementError } from "./events.ts";
import type { SessionFault, SessionKeeper } from "./session.ts";

export interface EdgeAccess {
  /** Where the edge is; default: where this file came from. */
  edge: Text;
  session: SessionKeeper;
  language: string;
}

export interface EdgeCall {
  method: "GET" | "POST";
  path: string;
  body?: object;
  /** Beside ours: `idempotency-key`, `if-none-match`. */
  headers?: Record<string, string>;
  /** Goes on when the page is closed. */
  keepalive?: boolean;
  signal: AbortSignal;
}

export interface EdgeProblem extends ElementError {
  /** 0 where no answer came. */
  status: number;
}

/** A 304 has the value null. */
export type EdgeAnswer = { value: unknown; etag?: string } | { problem: EdgeProblem };

const timeoutMs = 40_000;

const sessionFaults: Record<SessionFault, string> = {
  "session-missing": "set attribute session or session-url, or property getSession",
  "session-expired": "the session has ended, and the page gave no new one",
  "session-unavailable": "the page could not get a session",
};

/** Never throws; a call that its caller gave up answers too, and is to be dropped. */
export async function callEdge(access: EdgeAccess, call: EdgeCall, refused?: string): Promise<EdgeAnswer> {
  if (!navigator.onLine) return failed("offline", "the browser is offline");
  const session = await access.session.token(refused);
  if ("fault" in session) return failed(session.fault, sessionFaults[session.fault], session.fault !== "session-missing");
  const answer = await ask(access, call, session.token);
  return "problem" in answer && answer.problem.status === 401 && !refused ? callEdge(access, call, session.token) : answer;
}

/** The edge that served this file, at `/widgets/…` or `/widgets/{version}/…`. */
export function edgeOf(edge: Text): string {
  const url = import.meta.url;
  return (edge || url.slice(0, url.lastIndexOf("/widgets/"))).replace(/\/+$/, "");
}

async function ask(access: EdgeAccess, { method, path, body, headers, keepalive = false, signal }: EdgeCall, token: string): Promise<EdgeAnswer> {
  const base = edgeOf(access.edge);
  if (!URL.canParse(base, document.baseURI)) return failed("bad-edge", `${base} is no address`, false);
  const edge = new URL(base, document.baseURI).href.replace(/\/$/, "");
  let blocked = false;
  const stop = watchCsp("connect-src", edge, () => (blocked = true));
  try {
    const response = await fetch(edge + path, {
      method,
      headers: { authorization: `Bearer ${token}`, "accept-language": access.language, "content-type": "application/json", ...headers },
      body: body ? JSON.stringify(body) : null,
      credentials: "omit",
      keepalive,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    const value: unknown = await response.json().catch(() => null);
    if (!response.ok && response.status !== 304) return { problem: parseProblem(response, value) };
    const etag = response.headers.get("etag");
    return { value, ...(etag && { etag }) };
  } catch {
    // The event that tells of a CSP comes a little later than the failure.
    await new Promise((resolve) => setTimeout(resolve));
    if (blocked) return failed("connect-blocked-by-csp", `connect-src of this page must allow ${edge}`, false);
    return navigator.onLine ? failed("edge-unreachable", `${edge} does not answer`) : failed("offline", "the browser is offline");
  } finally {
    stop();
  }
}

function failed(code: string, message: string, retryable = true): { problem: EdgeProblem } {
  return { problem: { code, message, retryable, status: 0 } };
}

function parseProblem({ status, headers }: Response, value: unknown): EdgeProblem {
  const { code, detail, requestId = headers.get("x-request-id") }: Record<string, unknown> = { ...Object(value) };
  return {
    code: String(code ?? `http-${status}`),
    message: String(detail ?? `the edge answered ${status}`),
    retryable: status > 499 || status === 429,
    status,
    ...(requestId ? { requestId: String(requestId) } : {}),
  };
}
