// What a door must bring. The edge knows these interfaces and never a runtime.
import type { Database } from "./db/database.ts";
import type { Mailer } from "./mail/mail.ts";
import type { MediaStore } from "./media/media.ts";
import type { Settings } from "./settings.ts";
import type { Keyring } from "./core/keyring.ts";

/** `event`, `at` and `level` are the line's own. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;
/** Structured lines; fields never hold personal data, tokens or secrets. */
export type Log = {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
};

/** A file of `dist/`, or null. */
export type Asset = { readonly body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>; readonly type: string };
export type Assets = { read(path: string): Promise<Asset | null> };

/** Incremental SHA-256, which WebCrypto lacks. */
export type Digest = { update(bytes: Uint8Array): void; hex(): Promise<string> };

export type Edge = {
  readonly settings: Settings;
  readonly runtime: "node" | "workers";
  /** Holds what is read before a tenant is known: API keys, signing keys. A batch never spans two databases. */
  readonly directory: Database;
  readonly shards: readonly Database[];
  readonly databaseFor: (tenant: string) => Database;
  readonly media: MediaStore;
  /** Null without SMTP_URL. */
  readonly mail: Mailer | null;
  readonly keys: Keyring;
  readonly assets: Assets;
  readonly log: Log;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970, UTC. */
  readonly now: () => number;
  /** Waits; a test turns its clock instead. */
  readonly sleep: (ms: number) => Promise<void>;
  /** An opaque id, `<prefix>_` and at least 128 random bits. */
  readonly newId: (prefix: string) => string;
  readonly newDigest: () => Digest;
  /** Tells the runner that tasks may wait; costs nothing when there are none. */
  readonly kick: () => void;
};
