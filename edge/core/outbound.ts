// Every call that leaves the edge: only to allowed origins, with a time limit, a size cap and no foreign redirect.
import { VendorFault } from "../errors.ts";
import type { Edge } from "../ports.ts";

export type Call = {
  readonly provider: string;
  /** Names the call in logs, such as `profiles`. */
  readonly operation: string;
  readonly url: string;
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

const REDIRECTS = 3;

/** Seconds or a date, in milliseconds from now. */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - now;
  return ms >= 0 ? ms : undefined;
};

/**
 * Sends the call and answers as soon as the headers are in; the time limit counts until then.
 * Redirects are followed on the same origin only. Any status is an answer; no answer is a `VendorFault`.
 */
export const send = async (edge: Edge, call: Call): Promise<Response> => {
  const fault = (reason: VendorFault["reason"], status = 0) => new VendorFault({ provider: call.provider, operation: call.operation, status, reason });
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), call.timeoutMs ?? edge.settings.pace.vendorTimeoutMs);
  const signal = call.signal ? AbortSignal.any([limit.signal, call.signal]) : limit.signal;
  const started = edge.now();
  try {
    let url = new URL(call.url);
    for (let hop = 0; ; hop++) {
      const answer = await edge.fetch(url, {
        method: call.method ?? "GET",
        headers: { "user-agent": "ats-bridge", ...call.headers },
        ...(call.body === undefined ? {} : { body: call.body }),
        redirect: "manual",
        signal,
      });
      edge.log.info("vendor.call", { integration: call.provider, operation: call.operation, status: answer.status, ms: edge.now() - started });
      const location = answer.headers.get("location");
      if (answer.status < 300 || answer.status > 399 || location === null) return answer;
      const next = URL.parse(location, url);
      await answer.body?.cancel();
      if (next?.origin !== url.origin || hop >= REDIRECTS || (call.method ?? "GET") !== "GET") throw fault("redirect", answer.status);
      url = next;
    }
  } catch (cause) {
    if (cause instanceof VendorFault) throw cause;
    edge.log.warn("vendor.unreachable", { integration: call.provider, operation: call.operation, ms: edge.now() - started });
    throw fault(limit.signal.aborted ? "timeout" : "unavailable");
  } finally {
    clearTimeout(timer);
  }
};

/** A fault for an answer that is not a success, by its status. */
export const faultOf = (edge: Edge, call: Pick<Call, "provider" | "operation">, answer: Response): VendorFault =>
  new VendorFault({
    provider: call.provider,
    operation: call.operation,
    status: answer.status,
    reason: answer.status === 401 || answer.status === 403 ? "refused" : answer.status === 429 || answer.status >= 500 ? "unavailable" : "rejected",
    retryAfterMs: retryAfterMs(answer.headers.get("retry-after"), edge.now()),
  });

/**
 * The body in pieces. Ends in a `VendorFault` when it grows past `maxBytes`, breaks off, or rests for `idleMs`.
 */
export const readPieces = async function* (call: Pick<Call, "provider" | "operation">, answer: Response, maxBytes: number, idleMs: number): AsyncGenerator<Uint8Array> {
  const fault = (reason: VendorFault["reason"]) => new VendorFault({ ...call, status: answer.status, reason });
  if (Number(answer.headers.get("content-length") ?? 0) > maxBytes) {
    await answer.body?.cancel();
    throw fault("too-large");
  }
  if (!answer.body) return;
  const reader = answer.body.getReader();
  let size = 0;
  try {
    for (;;) {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const idle = new Promise<never>((_, reject) => {
        timer = setTimeout(() => reject(fault("timeout")), idleMs);
      });
      const piece = await Promise.race([reader.read(), idle]).finally(() => clearTimeout(timer));
      if (piece.done) return;
      size += piece.value.length;
      if (size > maxBytes) throw fault("too-large");
      yield piece.value;
    }
  } catch (cause) {
    throw cause instanceof VendorFault ? cause : fault("unavailable");
  } finally {
    await reader.cancel().catch(() => undefined);
  }
};

/** The whole body as text, within the cap. */
export const readText = async (edge: Edge, call: Pick<Call, "provider" | "operation">, answer: Response, maxBytes: number): Promise<string> => {
  const decoder = new TextDecoder();
  let text = "";
  for await (const piece of readPieces({ provider: call.provider, operation: call.operation }, answer, maxBytes, edge.settings.pace.vendorTimeoutMs)) {
    text += decoder.decode(piece, { stream: true });
  }
  return text + decoder.decode();
};
