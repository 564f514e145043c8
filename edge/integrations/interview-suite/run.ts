// One run of the static setup, and the first one of every other: the ATS's change feed from its cursor, then the suite's lists.
// What has not changed costs reads and writes nothing.
import * as v from "valibot";
import { findMatches } from "../../core/matches.ts";
import { note } from "../../core/log.ts";
import { faultOf, readText, send } from "../../core/outbound.ts";
import type { Statement } from "../../db/database.ts";
import { VendorFault } from "../../errors.ts";
import { AtsItem, takeAtsItem } from "./ats.ts";
import { PROVIDER, listResults, readAll, readCandidate, readPages, readProject, readRating, sized } from "./client.ts";
import { Candidate, Project, idOf } from "./contract.ts";
import { goneObject, observeCandidate, observeProject, observeRating, ratingPath } from "./observe.ts";
import type { Sync } from "./observe.ts";
import { partsOf } from "./references.ts";
import { findObjects, findRun, listMissing, markListed, saveCursor, saveProgress } from "./store.ts";
import type { KnownObject } from "./store.ts";

export const FEED = "ats-feed";
const FEED_BYTES = 4 * 1024 * 1024;
const FEED_PAGES_AT_MOST = 1_000;
/** A task reads no more projects than one call of a Worker may ask of its database; the run goes on as a new one. */
const PROJECTS_A_TASK = 50;
const COMMITTED_TOGETHER = 100;

const FeedPage = v.object({ items: v.array(v.unknown()), next: v.nullish(v.string()) });

const readFeed = async ({ suite }: Sync, url: string, after: string | null) => {
  const address = new URL(url);
  if (after !== null) address.searchParams.set("after", after);
  const { feedToken = "" } = suite.secrets;
  const call = {
    provider: FEED,
    operation: "changes",
    url: address.href,
    headers: { accept: "application/json", authorization: `Bearer ${feedToken}` },
    ...(suite.signal ? { signal: suite.signal } : {}),
  };
  const answer = await send(suite.edge, call);
  const text = await readText(suite.edge, call, answer, FEED_BYTES);
  if (!answer.ok) throw faultOf(suite.edge, call, answer);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), FeedPage), text);
  if (!parsed.success) throw new VendorFault({ ...call, status: answer.status, reason: "malformed" });
  return parsed.output;
};

/** Items and cursor are committed together; an item that cannot be read is noted and passed over. */
const takePage = async ({ suite: { edge }, tenant, keys }: Sync, items: readonly unknown[], cursor: string | null): Promise<number> => {
  let statements: Statement[] = [];
  let changed = 0;
  const inBatch = new Set<string>();
  for (const raw of items) {
    const item = v.safeParse(AtsItem, raw);
    if (!item.success) {
      const issue = item.issues[0];
      statements.push(
        note(edge, tenant, {
          provider: PROVIDER,
          kind: "refusal",
          subject: FEED,
          outcome: "unreadable item",
          cause: `${v.getDotPath(issue) ?? "item"}: ${issue.message}`.slice(0, 200),
        }),
      );
      continue;
    }
    const name = `${item.output.type.split(".")[0]}:${item.output.data.id}`;
    // What comes twice in a page is decided on what the first time left.
    if (inBatch.has(name)) {
      await edge.databaseFor(tenant).batch(statements);
      statements = [];
      inBatch.clear();
    }
    inBatch.add(name);
    const taken = await takeAtsItem(edge, tenant, keys, item.output);
    if (taken.length > 0) changed++;
    statements.push(...taken);
  }
  await edge.databaseFor(tenant).batch([...statements, ...(cursor === null ? [] : [saveCursor(tenant, cursor)])]);
  return changed;
};

/** Answers how many items brought something new. */
export const pullFeed = async (sync: Sync, url: string): Promise<number> => {
  let cursor = (await findRun(sync.suite.edge, sync.tenant)).feed_cursor;
  let changed = 0;
  for (let page = 0; page < FEED_PAGES_AT_MOST; page++) {
    const { items, next = null } = await readFeed(sync, url, cursor);
    const moved = next !== null && next !== cursor;
    if (items.length > 0 || moved) changed += await takePage(sync, items, moved ? next : null);
    sync.suite.edge.kick();
    if (!moved) return changed;
    cursor = next;
  }
  return changed;
};

type Belongs = { readonly project: string; readonly jobId: string | null };

const pullCandidates = async (sync: Sync, belongs: Belongs, listed: boolean): Promise<void> => {
  const { suite, tenant } = sync;
  const db = suite.edge.databaseFor(tenant);
  const named: string[] = [];
  for await (const { objects } of readPages(suite, Candidate, "candidates", sized(`projects/${belongs.project}/candidates`))) {
    const ids = objects.map((each) => idOf(each.resource_uri));
    const paths = ids.map((id) => `projects/${belongs.project}/candidates/${id}`);
    named.push(...paths);
    const [known, matches] = [await findObjects(suite.edge, tenant, paths), await findMatches(suite.edge, tenant, "candidate", ids)];
    const statements: Statement[] = [];
    for (const [index, candidate] of objects.entries()) {
      statements.push(...(await observeCandidate(sync, belongs, candidate, known.get(paths[index] ?? "") ?? null, matches.get(ids[index] ?? "") ?? null)));
    }
    await db.batch(statements);
  }
  await forgetMissing(sync, "candidate", belongs.project, named);
  if (!listed) await db.batch([markListed(tenant, belongs.project)]);
};

export const pullRatings = async (sync: Sync, belongs: Belongs, maximum: number | null): Promise<void> => {
  const { suite, tenant } = sync;
  const db = suite.edge.databaseFor(tenant);
  const rated = (await listResults(suite, belongs.project)).flatMap((result) =>
    (result.ratings ?? []).map((rating) => ({ rating, candidate: partsOf(`/${result.candidate}`).candidate, path: ratingPath(suite, belongs.project, rating) })),
  );
  const known = await findObjects(
    suite.edge,
    tenant,
    rated.map(({ path }) => path),
  );
  const matches = await findMatches(suite.edge, tenant, "candidate", [...new Set(rated.flatMap(({ candidate }) => candidate ?? []))]);
  for (let from = 0; from < rated.length; from += COMMITTED_TOGETHER) {
    const statements: Statement[] = [];
    for (const { rating, candidate, path } of rated.slice(from, from + COMMITTED_TOGETHER)) {
      const match = candidate === null ? null : (matches.get(candidate) ?? null);
      statements.push(...(await observeRating(sync, { ...belongs, candidate, maximum }, rating, known.get(path) ?? null, match)));
    }
    await db.batch(statements);
  }
  const named = rated.map(({ path }) => path);
  await forgetMissing(sync, "rating", belongs.project, named);
};

/** What a whole list no longer names may have been made while it was read: gone is what cannot be read any more. */
const forgetMissing = async (sync: Sync, entity: KnownObject["entity"], project: string | null, named: readonly string[]): Promise<void> => {
  const { suite, tenant } = sync;
  const read = {
    project: (path: string) => readProject(suite, path.split("/").at(-1) ?? ""),
    candidate: (path: string) => readCandidate(suite, path),
    rating: (path: string) => readRating(suite, path),
  }[entity];
  for (const missing of await listMissing(suite.edge, tenant, entity, project, named)) {
    // What is there but cannot be read as we know it is not gone.
    const shown = await read(missing.path).catch((cause: unknown) => cause instanceof VendorFault && cause.reason === "malformed");
    if (!shown) await suite.edge.databaseFor(tenant).batch(await goneObject(sync, missing));
  }
};

/** A suite that lets us read no results still has projects and candidates. */
const unlessRefused = async (work: Promise<void>): Promise<void> =>
  work.catch((cause: unknown) => {
    if (!(cause instanceof VendorFault) || ![403, 404, 405].includes(cause.status)) throw cause;
  });

export const pullProject = async (sync: Sync, project: Project): Promise<void> => {
  const { suite, tenant } = sync;
  const id = idOf(project.resource_uri);
  const known = (await findObjects(suite.edge, tenant, [`projects/${id}`])).get(`projects/${id}`) ?? null;
  const { jobId, statements } = await observeProject(sync, project, known);
  await suite.edge.databaseFor(tenant).batch(statements);
  const belongs = { project: id, jobId };
  await unlessRefused(pullCandidates(sync, belongs, known?.listed === 1));
  await unlessRefused(pullRatings(sync, belongs, project.maximum_score ?? null));
};

/** Reads all projects with what is in them; false when there were more than one task may take. */
export const pullSuite = async (sync: Sync): Promise<boolean> => {
  const { suite, tenant } = sync;
  const { edge } = suite;
  const db = edge.databaseFor(tenant);
  const from = (await findRun(edge, tenant)).last_project;
  const projects = await readAll(suite, Project, "projects", sized("projects"));
  if (from === null)
    await forgetMissing(
      sync,
      "project",
      null,
      projects.map((each) => `projects/${idOf(each.resource_uri)}`),
    );
  // A project that has gone meanwhile is where the run begins anew.
  const start = from === null ? 0 : projects.findIndex((each) => idOf(each.resource_uri) === from) + 1;
  const some = projects.slice(start, start + PROJECTS_A_TASK);
  for (const project of some) {
    await pullProject(sync, project);
    edge.kick();
  }
  const last = some.at(-1);
  const whole = last === undefined || start + PROJECTS_A_TASK >= projects.length;
  if (!whole) await db.batch([saveProgress(tenant, idOf(last.resource_uri))]);
  else if (from !== null) await db.batch([saveProgress(tenant, null)]);
  return whole;
};
