// The two databases and media stores that every flow is run on: SQLite with a folder, and D1 with R2 in local workerd.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { D1Database, R2Bucket } from "@cloudflare/workers-types";
import { getPlatformProxy } from "wrangler";
import { openD1 } from "../../edge/db/d1.ts";
import type { Database } from "../../edge/db/database.ts";
import { openSqlite } from "../../edge/db/sqlite.ts";
import { openFolder } from "../../edge/media/folder.ts";
import type { MediaStore } from "../../edge/media/media.ts";
import { openR2 } from "../../edge/media/r2.ts";
import { applyMigrations } from "./migrations.ts";

process.env["WRANGLER_SEND_METRICS"] = "false";

export type Storage = { readonly db: Database; readonly media: MediaStore; readonly close: () => Promise<void> };
export type StorageKind = "sqlite" | "d1";
export const STORAGE_KINDS: readonly StorageKind[] = ["sqlite", "d1"];

export const openSqliteStorage = (path = ":memory:"): Storage => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-test-"));
  const db = openSqlite(path);
  return {
    db,
    media: openFolder(folder),
    close: async () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

type Bindings = { DB: D1Database; MEDIA: R2Bucket };
let proxy: Promise<Awaited<ReturnType<typeof getPlatformProxy<Bindings>>>> | undefined;

/** One workerd a test file; each storage finds it empty. */
export const openD1Storage = async (): Promise<Storage> => {
  proxy ??= getPlatformProxy<Bindings>({ persist: false });
  const { env } = await proxy;
  await applyMigrations(env.DB);
  return { db: openD1(env.DB), media: openR2(env.MEDIA), close: async () => undefined };
};

export const openStorage = async (kind: StorageKind): Promise<Storage> => (kind === "sqlite" ? openSqliteStorage() : openD1Storage());

/** Ends the file's workerd; call it once after all tests. */
export const closeStorages = async (): Promise<void> => {
  const opened = await proxy;
  proxy = undefined;
  await opened?.dispose();
};
