// What the command line needs of the machine it runs on, and the shape of its commands.

export type Tone = "good" | "warn" | "bad" | "quiet" | "strong";

/** Incremental SHA-256. */
export type Digest = { update(bytes: Uint8Array): void; hex(): string };

/** A file that is being written, part by part. */
export type Writing = { write(bytes: Uint8Array): Promise<void>; close(): Promise<void> };

export type Files = {
  kindOf(path: string): Promise<"file" | "folder" | null>;
  readText(path: string): Promise<string>;
  /** In the parts in which the machine hands it over. */
  read(path: string): AsyncIterable<Uint8Array>;
  /** Fails with `FileExists` where something is; `secret` is for its owner's eyes only. */
  create(path: string, options?: { secret?: boolean }): Promise<Writing>;
  makeFolder(path: string): Promise<void>;
  /** The names in a folder and below it, with slashes. */
  list(path: string): Promise<string[]>;
};

export type Terminal = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly files: Files;
  readonly newDigest: () => Digest;
  /** Colour where people look; the text itself elsewhere. */
  readonly paint: (tone: Tone, text: string) => string;
  readonly print: (text: string) => void;
  /** Where nobody's program reads: the way there, not the result. */
  readonly say: (text: string) => void;
  /** A bar while something long runs, where somebody watches; `done` null takes it away. */
  readonly progress: (label: string, done: number | null, of: number) => void;
  /** Asked without an echo; null where nobody can answer. */
  readonly askSecret: (question: string) => Promise<string | null>;
};

export class FileExists extends Error {}
/** The caller asked for something that cannot be: exit code 2, with a way to the command's help. */
export class WrongUsage extends Error {}
/** Something went wrong that only words can say: exit code 1. */
export class Failure extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** What a command has to say, for people and for programs. */
export type Outcome = { readonly text: string; readonly json: unknown; readonly red?: boolean };

export type OptionShape = { readonly type: "string" | "boolean"; readonly what: string; /** As shown in the help. */ readonly value?: string };
export type Given = {
  readonly words: readonly string[];
  readonly text: (name: string) => string | undefined;
  readonly flag: (name: string) => boolean;
};

export type Command = {
  readonly name: string;
  readonly summary: string;
  /** What follows the command's name, one line a form. */
  readonly forms: readonly string[];
  readonly options: Readonly<Record<string, OptionShape>>;
  /** Further lines of the help. */
  readonly notes?: readonly string[];
  readonly run: (terminal: Terminal, given: Given) => Promise<Outcome>;
};
