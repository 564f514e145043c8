// What can go wrong for the ATS's backend: the bridge refuses or is away, a message or a receipt is not genuine.

export type FieldError = { readonly path: string; readonly message: string };

type Parts = {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly requestId?: string | undefined;
  readonly errors?: readonly FieldError[];
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
};

/** Every failed call. `status` 0 means that no answer came: `code` is then "unreachable" or "timeout". */
export class BridgeError extends Error {
  readonly status: number;
  /** Stable, kebab-case; branch on this and never on the message. */
  readonly code: string;
  /** Finds the call in the bridge's log. */
  readonly requestId: string | undefined;
  /** The fields of the body that do not fit. */
  readonly errors: readonly FieldError[];
  readonly retryAfterSeconds: number | undefined;
  constructor({ status, code, message, requestId, errors = [], retryAfterSeconds, cause }: Parts) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "BridgeError";
    this.status = status;
    this.code = code;
    this.requestId = requestId;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What was received is not proven to be the bridge's: answer 401 and do nothing. The classes below say why. */
export class VerificationError extends Error {
  // Names in full: a bundler may shorten those of the classes.
  override readonly name: string = "VerificationError";
}
/** A header of Standard Webhooks is missing or cannot be read. */
export class HeaderMissing extends VerificationError {
  override readonly name = "HeaderMissing";
}
/** Signed too long ago or in the future: a recording, or a clock that is wrong. */
export class OutsideTolerance extends VerificationError {
  override readonly name = "OutsideTolerance";
}
/** None of the secrets or keys made this signature. */
export class WrongSignature extends VerificationError {
  override readonly name = "WrongSignature";
}
/** Rightly signed, but not what a message of the bridge looks like. */
export class Unreadable extends VerificationError {
  override readonly name = "Unreadable";
}
