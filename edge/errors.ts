// The two ways a request can fail: we refuse it, or a vendor failed us.

export type Actor = "candidate" | "recruiter" | "ats" | "operator";
export type FieldError = { readonly path: string; readonly message: string };

/** What a problem is called, by its status. */
export const PROBLEM_TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "No valid proof",
  403: "Not allowed",
  404: "Not found",
  405: "Method not allowed",
  409: "Conflict",
  410: "Gone",
  413: "Too large",
  415: "Unsupported media type",
  422: "Not possible",
  429: "Too many requests",
  500: "Internal error",
  502: "The vendor failed",
  503: "Not available",
  504: "The vendor is too slow",
};

type RefusalParts = {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 502 | 503 | 504;
  /** Stable, kebab-case. */
  readonly code: string;
  /** Safe to show: says what was attempted. */
  readonly message: string;
  readonly who?: Actor;
  readonly errors?: readonly FieldError[];
  readonly headers?: Readonly<Record<string, string>>;
};

/** We cannot serve this request; `who` can change that. */
export class Refusal extends Error {
  readonly status: RefusalParts["status"];
  readonly code: string;
  readonly who: Actor;
  readonly errors: readonly FieldError[];
  readonly headers: Readonly<Record<string, string>>;
  constructor(parts: RefusalParts) {
    super(parts.message);
    this.name = "Refusal";
    this.status = parts.status;
    this.code = parts.code;
    this.who = parts.who ?? "ats";
    this.errors = parts.errors ?? [];
    this.headers = parts.headers ?? {};
  }
}

type FaultParts = {
  readonly provider: string;
  readonly operation: string;
  /** What the vendor answered; 0 when it did not. */
  readonly status: number;
  readonly reason: "refused" | "unavailable" | "timeout" | "malformed" | "too-large" | "redirect" | "rejected";
  readonly retryAfterMs?: number | undefined;
};

/** Our call to a vendor failed. Never holds the vendor's body. */
export class VendorFault extends Error {
  readonly provider: string;
  readonly operation: string;
  readonly status: number;
  readonly reason: FaultParts["reason"];
  readonly retryAfterMs: number | undefined;
  constructor(parts: FaultParts) {
    super(`${parts.provider} ${parts.operation}: ${parts.reason}${parts.status ? ` (${parts.status})` : ""}`);
    this.name = "VendorFault";
    this.provider = parts.provider;
    this.operation = parts.operation;
    this.status = parts.status;
    this.reason = parts.reason;
    this.retryAfterMs = parts.retryAfterMs;
  }
  /** Whether the same call may succeed later without anybody changing something. */
  get retryable(): boolean {
    return this.reason === "unavailable" || this.reason === "timeout" || this.reason === "malformed";
  }
}

/** Another tenant's things and things that never were look alike. */
export const notFound = (what: string): Refusal => new Refusal({ status: 404, code: "not-found", message: `no such ${what}` });
