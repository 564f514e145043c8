// Takes one profile in: its files into storage, then profile, application, message and confirm task in one batch.
import { announceMedia, saveAttachment, storeFile } from "../../core/attachments.ts";
import type { Attachment, StoredFile } from "../../core/attachments.ts";
import { asSaved, saveApplication } from "../../core/applications.ts";
import { unchanged } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { note } from "../../core/log.ts";
import { tell } from "../../core/messages.ts";
import { newPerson } from "../../core/people.ts";
import { enqueue } from "../../core/tasks.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import { UniqueViolation, demand } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";
import { downloadMedia } from "./client.ts";
import type { Profile } from "./contract.ts";
import { contentOf, filesOf, safeFileName, safeMimeType } from "./map.ts";
import type { WantedFile } from "./map.ts";
import { saveProfile } from "./store.ts";

type Fetched = { readonly attachment: Attachment; readonly file: StoredFile | null };

const CONFIRM_SOON_MS = 200;

/** Confirms that come together share a call. */
export const confirmTask = (edge: Edge, tenant: string) => enqueue(edge, tenant, { name: "pitchyou.confirm", key: "all", runAt: edge.now() + CONFIRM_SOON_MS });

/** What PitchYou no longer has, or is larger than we take, must not hold the application back: it is marked. */
const missingBecause = (cause: unknown): Attachment["missing"] => {
  // The token endpoint may answer 404 too: that says nothing of the file.
  if (!(cause instanceof VendorFault) || cause.operation !== "media") return undefined;
  if (cause.status === 404 || cause.status === 410) return "gone";
  return cause.reason === "too-large" ? "too-large" : undefined;
};

const fetchFile = async (edge: Edge, connection: Connection, profile: Profile, application: string, wanted: WantedFile, media: string, signal: AbortSignal): Promise<Fetched> => {
  const id = edge.newId("file");
  const mimeType = safeMimeType(wanted.media.mimeType);
  const about = {
    id,
    kind: wanted.kind,
    mimeType,
    fileName: safeFileName(wanted.media.fileName, wanted.kind, mimeType),
    href: `/v1/applications/${application}/attachments/${id}`,
  };
  try {
    const pieces = await downloadMedia(edge, connection, profile.profileId.text, wanted.media.mediaId, signal);
    const file = await storeFile(edge, media, pieces);
    return { attachment: { ...about, size: file.size, sha256: file.sha256 }, file };
  } catch (cause) {
    const missing = missingBecause(cause);
    if (!missing) throw cause;
    return { attachment: { ...about, size: 0, sha256: "", missing }, file: null };
  }
};

export type Planned = { readonly profile: Profile; readonly media: readonly string[] };

/** Gives every file of these profiles its place in storage; `statements` announce them, in one batch for all. */
export const planMedia = (edge: Edge, tenant: string, profiles: readonly Profile[]): { planned: Planned[]; statements: Statement[] } => {
  const planned = profiles.map((profile) => ({ profile, media: filesOf(profile).map(() => edge.newId("media")) }));
  return {
    planned,
    statements: announceMedia(
      edge,
      tenant,
      planned.flatMap(({ media }) => media),
    ),
  };
};

/** True when the profile was taken in now, false when somebody had done so before. */
export const takeIn = async (edge: Edge, connection: Connection, { profile, media }: Planned, signal: AbortSignal): Promise<boolean> => {
  const { tenant } = connection;
  const db = edge.databaseFor(tenant);
  const id = edge.newId("app");
  const wanted = filesOf(profile);
  const fetched: Fetched[] = [];
  for (const [index, each] of wanted.entries()) {
    fetched.push(await fetchFile(edge, connection, profile, id, each, media[index] ?? "", signal));
  }

  const keys = await tenantKeys(edge, tenant);
  const person = await newPerson(edge, tenant, keys, { email: profile.email, externalId: profile.profileId.text });
  const application = {
    id,
    channel: "pitchyou" as const,
    externalId: profile.profileId.text,
    person,
    jobId: profile.externalReferenceId,
    state: "received" as const,
    content: contentOf(
      profile,
      fetched.map(({ attachment }) => attachment),
    ),
  };
  const files = await Promise.all(fetched.map(({ attachment, file }, position) => (file ? saveAttachment(tenant, id, person, attachment, position, file) : [])));

  try {
    await db.batch([
      // A connection or tenant that was removed while files were on their way takes nothing more in.
      demand(unchanged(connection)),
      await saveProfile(tenant, keys, profile.profileId, id),
      ...person.statements,
      await saveApplication(edge, tenant, keys, application),
      ...files.flat(),
      note(edge, tenant, { provider: "pitchyou", kind: "event", subject: id, outcome: "received" }),
      ...(await tell(edge, tenant, keys, { type: "application.received", data: asSaved(edge, application), subject: id, person })),
      confirmTask(edge, tenant),
    ]);
  } catch (cause) {
    // Another pull was first: its rows stand, our files have no owner and are swept.
    if (cause instanceof UniqueViolation) return false;
    throw cause;
  }
  edge.kick();
  return true;
};
