// One call to the bridge: proof, time limit, problems as errors, and another try where the bridge asks for it and a repeat does no harm.
import { BridgeError } from "./errors.ts";
import type { FieldError } from "./errors.ts";

export type CallerOptions = {
  /** Where the bridge is, such as `https://bridge.example.com`. */
  readonly edge: string;
  /** The bearer token of each call. */
  readonly token: string;
  /** On every call. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly timeoutMs?: number | undefined;
};

export type CallOptions = {
  /** A language tag for texts that people read, such as `de`. */
  readonly language?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

export type CreateOptions = CallOptions & {
  /** Makes a repeat harmless for 30 days: it answers what the first one made. */
  readonly idempotencyKey?: string;
};

export type Asked = CreateOptions & {
  readonly query?: Readonly<Record<string, string | number | undefined>> | undefined;
  readonly body?: unknown;
  /** Bytes of another kind than JSON; a stream goes out as it comes in. */
  readonly raw?: { readonly type: string; readonly body: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array> } | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A POST that may be repeated although it carries no key. */
  readonly repeatable?: boolean;
  /** Leaves the body unread; the time limit then ends where it begins. */
  readonly stream?: boolean;
};

export type Call = (method: string, path: string, asked?: Asked) => Promise<Response>;

const TIMEOUT_MS = 10_000;
const TRIES = 3;
/** Whoever is to wait longer is told so instead. */
const LONGEST_WAIT_SECONDS = 20;

const addressOf = (edge: string, path: string, query: Asked["query"] = {}): string => {
  const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return `${edge}${path}${given.length > 0 ? `?${new URLSearchParams(given)}` : ""}`;
};

const isFieldError = (value: unknown): value is FieldError =>
  typeof value === "object" && value !== null && "path" in value && typeof value.path === "string" && "message" in value && typeof value.message === "string";

const problemOf = async (answer: Response): Promise<BridgeError> => {
  const wait = Number(answer.headers.get("retry-after") ?? Number.NaN);
  const body: unknown = await answer.json().catch(() => null);
  const said: { code?: unknown; detail?: unknown; errors?: unknown } = typeof body === "object" && body !== null ? body : {};
  return new BridgeError({
    status: answer.status,
    code: typeof said.code === "string" ? said.code : "unexplained",
    message: typeof said.detail === "string" ? said.detail : `the bridge answered ${answer.status} without saying why`,
    requestId: answer.headers.get("x-request-id") ?? undefined,
    errors: Array.isArray(said.errors) ? said.errors.filter(isFieldError) : [],
    retryAfterSeconds: Number.isFinite(wait) ? wait : undefined,
  });
};

const noAnswer = (cause: unknown, timeoutMs: number): BridgeError =>
  cause instanceof Error && cause.name === "TimeoutError"
    ? new BridgeError({ status: 0, code: "timeout", message: `no answer within ${timeoutMs / 1_000} s`, cause })
    : new BridgeError({ status: 0, code: "unreachable", message: "the bridge cannot be reached", cause });

const pause = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resume, stop) => {
    const giveUp = () => {
      clearTimeout(timer);
      stop(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", giveUp);
      resume();
    }, ms);
    signal?.addEventListener("abort", giveUp, { once: true });
  });

export const createCall = ({ edge, token, headers: always, fetch: ask = fetch, timeoutMs: usual = TIMEOUT_MS }: CallerOptions): Call => {
  if (!/^https?:/i.test(edge) || !URL.canParse(edge)) throw new TypeError(`"${edge}" is not the address of a bridge: https://bridge.example.com`);
  const base = edge.replace(/\/+$/, "");

  const once = async (method: string, path: string, asked: Asked): Promise<Response> => {
    const { query, body, raw, idempotencyKey, language, timeoutMs = usual, signal, stream } = asked;
    signal?.throwIfAborted();
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(new DOMException("no answer in time", "TimeoutError")), timeoutMs);
    const headers = {
      authorization: `Bearer ${token}`,
      ...always,
      ...asked.headers,
      ...(raw ? { "content-type": raw.type } : body === undefined ? {} : { "content-type": "application/json" }),
      ...(language === undefined ? {} : { "accept-language": language }),
      ...(idempotencyKey === undefined ? {} : { "idempotency-key": idempotencyKey }),
    };
    const sent = raw ? { body: raw.body, ...(raw.body instanceof ReadableStream ? { duplex: "half" } : {}) } : body === undefined ? {} : { body: JSON.stringify(body) };
    const init = { method, headers, redirect: "manual", signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal, ...sent } as const;
    try {
      const answer = await ask(addressOf(base, path, query), init);
      if (stream === true && answer.ok) return answer;
      return new Response(answer.body === null ? null : await answer.arrayBuffer(), answer);
    } catch (cause) {
      // The caller's own stop is theirs to see as they made it.
      signal?.throwIfAborted();
      throw noAnswer(stop.signal.aborted ? stop.signal.reason : cause, timeoutMs);
    } finally {
      clearTimeout(late);
    }
  };

  return async (method, path, asked = {}) => {
    // A stream is gone once it was sent.
    const repeatable = (method !== "POST" || asked.repeatable === true || asked.idempotencyKey !== undefined) && !(asked.raw?.body instanceof ReadableStream);
    for (let tries = 1; ; tries++) {
      const answer = await once(method, path, asked);
      if (answer.ok) return answer;
      const problem = await problemOf(answer);
      const wait = problem.retryAfterSeconds;
      const again = repeatable && (problem.status === 429 || problem.status === 503) && wait !== undefined && wait <= LONGEST_WAIT_SECONDS && tries < TRIES;
      if (!again) throw problem;
      await pause(wait * 1_000, asked.signal);
    }
  };
};
