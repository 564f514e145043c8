// Takes one message in: gather, decide, commit once. What somebody else changed meanwhile is gathered again.
import { asSaved, changeApplication, externalHash, openContent, revokeApplication, saveApplication, setAcknowledgement } from "../../core/applications.ts";
import { doomAttachments } from "../../core/attachments.ts";
import { moveConnection } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { commitOnce } from "../../core/events.ts";
import { cleanUp, erasureOf, erasureReceipt } from "../../core/erasure.ts";
import { sha256Hex } from "../../core/keyring.ts";
import { note } from "../../core/log.ts";
import { tell } from "../../core/messages.ts";
import { forgetLookups, newPerson } from "../../core/people.ts";
import { keepReceipt } from "../../core/receipts.ts";
import { enqueue } from "../../core/tasks.ts";
import { tenantKeys } from "../../core/tenant-keys.ts";
import type { TenantKeys } from "../../core/tenant-keys.ts";
import type { Tenant } from "../../core/tenants.ts";
import { DemandUnmet, UniqueViolation, sql } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";
import type { LtMessage } from "./contract.ts";
import { anonymised, contentOf } from "./map.ts";
import { findShare, saveShare, timesSeen } from "./store.ts";
import type { Share } from "./store.ts";

const PROVIDER = "luotettava-tyontekija";
const HOUR_MS = 3_600_000;
/** The same body again this soon is a retry; later it is somebody going back to an earlier profile. */
const RETRY_MS = 24 * HOUR_MS;
/** After a withdrawal the same body is a late retry for much longer: it must not bring the data back. */
const TOMBSTONE_MS = 30 * 24 * HOUR_MS;
const TRIES = 5;
const OK = { status: 200, headers: { "content-type": "application/json" }, body: '{"status":"ok"}' };

type Context = { readonly edge: Edge; readonly tenant: Tenant; readonly keys: TenantKeys; readonly message: LtMessage; readonly hash: string; readonly share: Share | null };

/** A first share, or one after a withdrawal: a new life with a new person's key, told and acknowledged once. */
const receive = async ({ edge, tenant, keys, message, hash, share }: Context): Promise<Statement[]> => {
  const id = share?.application ?? edge.newId("app");
  const life = (share?.life ?? 0) + 1;
  const person = await newPerson(edge, tenant.id, keys, { email: message.email, externalId: message.userId });
  const application = { id, channel: PROVIDER, externalId: message.userId, person, jobId: null, state: "received", content: contentOf(message) } as const;
  const acknowledgement = { state: message.email === null ? "no-address" : "waiting", since: new Date(edge.now()).toISOString() } as const;
  return [
    ...saveShare(tenant.id, share, { hash, application: id, life, state: "active" }),
    ...person.statements,
    share ? await changeApplication(edge, tenant.id, application) : await saveApplication(edge, tenant.id, keys, application),
    setAcknowledgement(edge, tenant.id, id, acknowledgement.state),
    ...(await tell(edge, tenant.id, keys, { type: "application.received", data: { ...asSaved(edge, application), acknowledgement }, subject: id, person })),
    ...(message.email === null ? [] : [enqueue(edge, tenant.id, { name: `${PROVIDER}.acknowledge`, key: `${id}:${life}`, payload: { application: id, life } })]),
  ];
};

const update = async (context: Context, share: Share): Promise<Statement[]> => {
  const { edge, tenant, keys, message, hash } = context;
  const before = await openContent(edge, tenant.id, share.application);
  // Erased at the person's own request meanwhile: what comes now is a new share.
  if (!before) return receive(context);
  const person = { id: before.person, key: before.key };
  const change = { id: share.application, person, jobId: before.jobId, state: "updated", content: contentOf(message) } as const;
  const { receivedAt, acknowledgement } = before;
  const data = { ...asSaved(edge, { ...change, channel: PROVIDER, externalId: message.userId }), receivedAt, ...(acknowledgement ? { acknowledgement } : {}) };
  return [
    ...saveShare(tenant.id, share, { ...share, hash }),
    await changeApplication(edge, tenant.id, change),
    ...(await tell(edge, tenant.id, keys, { type: "application.updated", data, subject: share.application, person })),
  ];
};

/** By the tenant's own policy; readers see a tombstone in every case. */
const revoke = async ({ edge, tenant, keys, message, hash }: Context, share: Share): Promise<Statement[]> => {
  const saved = saveShare(tenant.id, share, { ...share, hash, state: "revoked" });
  const stored = await openContent(edge, tenant.id, share.application);
  if (!stored) return saved;
  if (tenant.settings.onRevoke === "erase") {
    const { counts, channels, statements } = await erasureOf(edge, tenant.id, stored.person, "application.revoked");
    const receipt = await erasureReceipt(edge, tenant.id, { externalId: message.userId }, 1, counts, channels);
    return [...saved, ...statements, await keepReceipt(edge, receipt), note(edge, tenant.id, { provider: PROVIDER, kind: "task", subject: receipt.id, outcome: "erased" })];
  }
  const told = await tell(edge, tenant.id, keys, {
    type: "application.revoked",
    data: { id: share.application, channel: PROVIDER, externalId: message.userId, state: "revoked" },
    subject: share.application,
  });
  if (tenant.settings.onRevoke === "flag") {
    return [
      ...saved,
      await revokeApplication(edge, tenant.id, share.application, null),
      ...told,
      note(edge, tenant.id, { provider: PROVIDER, kind: "task", subject: share.application, outcome: "flagged for a person" }),
    ];
  }
  return [
    ...saved,
    await revokeApplication(edge, tenant.id, share.application, { key: stored.key, content: anonymised(stored.content) }),
    ...doomAttachments(share.application),
    ...forgetLookups(stored.person),
    sql`DELETE FROM messages WHERE person = ${stored.person}`,
    ...told,
    note(edge, tenant.id, { provider: PROVIDER, kind: "task", subject: share.application, outcome: "anonymised" }),
  ];
};

/** What this message means now, and the key under which it takes effect once; a retry keeps its first key. */
const decide = async (context: Context): Promise<{ key: string; outcome: string; statements: Statement[] }> => {
  const { edge, tenant, message, hash, share } = context;
  if (message.kind === "revoke") {
    if (share?.state !== "active") return { key: `${hash}:revoke:${share?.life ?? 0}`, outcome: "revoked", statements: [] };
    return { key: `${hash}:revoke:${share.life}`, outcome: "revoked", statements: await revoke(context, share) };
  }
  const fingerprint = sha256Hex(message.canonical);
  const { count, last } = await timesSeen(edge, tenant.id, hash, fingerprint);
  const ageMs = last === null ? Number.POSITIVE_INFINITY : edge.now() - last;
  // Whether somebody was erased is only asked where it decides.
  const again = ageMs < RETRY_MS || (ageMs < TOMBSTONE_MS && share !== null && (share.state === "revoked" || (await openContent(edge, tenant.id, share.application)) === null));
  const key = `${hash}:${fingerprint}:${again ? count - 1 : count}`;
  const outcome = message.unknownStatus === null ? message.kind : `${message.kind}, unknown status`;
  if (again) return { key, outcome, statements: [] };
  return { key, outcome, statements: share?.state === "active" ? await update(context, share) : await receive(context) };
};

export const takeIn = async (edge: Edge, tenant: Tenant, connection: Connection, message: LtMessage): Promise<void> => {
  const keys = await tenantKeys(edge, tenant.id);
  const hash = externalHash(keys, PROVIDER, message.userId);
  const alive = connection.state === "healthy" ? [] : await moveConnection(edge, connection, "healthy", null);
  for (let attempt = 1; ; attempt++) {
    const { key, outcome, statements } = await decide({ edge, tenant, keys, message, hash, share: await findShare(edge, tenant.id, hash) });
    try {
      await commitOnce(edge, tenant.id, { provider: PROVIDER, key, outcome }, [...statements, ...alive], OK);
      if (message.kind === "revoke") await cleanUp(edge, tenant.id);
      return;
    } catch (cause) {
      const overtaken = cause instanceof DemandUnmet || cause instanceof UniqueViolation;
      if (!overtaken || attempt === TRIES) throw cause;
    }
  }
};
