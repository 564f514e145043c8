// Files of applications: sealed on their way into storage, each under a key of its own that its person's key seals.
import * as v from "valibot";
import type { Application } from "../api.ts";
import { findOne, sql } from "../db/database.ts";
import type { Statement } from "../db/database.ts";
import { newFileKey, openStream, sealStream } from "../media/media.ts";
import type { Edge } from "../ports.ts";
import { fromBase64Url, seal, toBase64Url, unseal } from "./keyring.ts";
import { openPersonKey } from "./people.ts";
import { streamOf } from "./streams.ts";
import { tenantKeys } from "./tenant-keys.ts";

export type Attachment = Application["attachments"][number];
export type StoredFile = { readonly media: string; readonly fileKey: Uint8Array<ArrayBuffer>; readonly size: number; readonly sha256: string };

const place = (id: string) => `attachments/${id}`;
const Sealed = v.object({ fileKey: v.string(), mimeType: v.string(), fileName: v.string(), size: v.number() });

/** Written before a file goes up, so that one that never gets an owner is swept. */
export const announceMedia = (edge: Edge, tenant: string, ids: readonly string[]): Statement[] =>
  ids.length === 0 ? [] : [sql`INSERT INTO media (id, tenant, state, created_at) SELECT value, ${tenant}, 'pending', ${edge.now()} FROM json_each(${JSON.stringify(ids)})`];

/** Streams the pieces into storage; size and SHA-256 (hex) are those of the plain file. */
export const storeFile = async (edge: Edge, media: string, pieces: AsyncIterable<Uint8Array>): Promise<StoredFile> => {
  const fileKey = newFileKey();
  const digest = edge.newDigest();
  let size = 0;
  const counted = async function* () {
    for await (const piece of pieces) {
      size += piece.length;
      digest.update(piece);
      yield piece;
    }
  };
  await edge.media.put(media, streamOf(counted()).pipeThrough(await sealStream(fileKey)));
  return { media, fileKey, size, sha256: await digest.hex() };
};

/** Gives a stored file its owner. */
export const saveAttachment = async (
  tenant: string,
  application: string,
  person: { readonly key: CryptoKey },
  attachment: Attachment,
  position: number,
  file: StoredFile,
): Promise<Statement[]> => {
  const { mimeType, fileName, size } = attachment;
  const sealed = await seal(person.key, place(attachment.id), JSON.stringify({ fileKey: toBase64Url(file.fileKey), mimeType, fileName, size }));
  return [
    sql`INSERT INTO attachments (id, tenant, application, position, media, sealed) VALUES (${attachment.id}, ${tenant}, ${application}, ${position}, ${file.media}, ${sealed})`,
    sql`UPDATE media SET state = 'stored' WHERE id = ${file.media}`,
  ];
};

const Row = v.object({ media: v.string(), sealed: v.string(), person: v.string(), wrapped: v.nullable(v.string()) });

/** The plain file as a stream, or null when there is none. */
export const openAttachment = async (edge: Edge, tenant: string, application: string, id: string) => {
  const row = await findOne(
    edge.databaseFor(tenant),
    Row,
    sql`SELECT attachments.media, attachments.sealed, applications.person, people.wrapped FROM attachments
      JOIN applications ON applications.id = attachments.application JOIN people ON people.id = applications.person
      WHERE attachments.id = ${id} AND attachments.application = ${application} AND attachments.tenant = ${tenant}`,
  );
  if (!row?.wrapped) return null;
  const key = await openPersonKey(await tenantKeys(edge, tenant), row.person, row.wrapped);
  const { fileKey, ...about } = v.parse(Sealed, JSON.parse(await unseal(key, place(id), row.sealed)));
  const stored = await edge.media.get(row.media);
  if (!stored) return null;
  return { ...about, body: stored.pipeThrough(await openStream(fromBase64Url(fileKey))) };
};

/** Takes an application's files from it; `sweepMedia` removes them from storage. */
export const doomAttachments = (application: string): Statement[] => [
  sql`UPDATE media SET state = 'doomed' WHERE id IN (SELECT media FROM attachments WHERE application = ${application})`,
  sql`DELETE FROM attachments WHERE application = ${application}`,
];

const DAY = 24 * 3_600_000;
const MediaRow = v.object({ id: v.string() });

/** Removes doomed files, and those whose upload a crash left without an owner a day ago; answers how many. */
export const sweepMedia = async (edge: Edge, tenant: string): Promise<number> => {
  const db = edge.databaseFor(tenant);
  let swept = 0;
  for (;;) {
    const rows = (await db.all(sql`SELECT id FROM media WHERE tenant = ${tenant} AND (state = 'doomed' OR state = 'pending' AND created_at < ${edge.now() - DAY}) LIMIT 100`)).map(
      (row) => v.parse(MediaRow, row),
    );
    if (rows.length === 0) return swept;
    for (const { id } of rows) await edge.media.delete(id);
    await db.batch(rows.map(({ id }) => sql`DELETE FROM media WHERE id = ${id}`));
    swept += rows.length;
  }
};
