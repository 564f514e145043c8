// Runs due tasks: claim with a lease, do the work, settle in one batch. A crash at any point repeats safely.
import type { Database, Statement } from "../db/database.ts";
import { DemandUnmet } from "../db/database.ts";
import { Refusal, VendorFault } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { note } from "./log.ts";
import { backoffMs, bury, claim, demandHeld, extendLease, findDue, putBack, settle } from "./tasks.ts";
import type { Task } from "./tasks.ts";

/** What a handler may use besides the task: `signal` ends when the lease is lost. */
export type TaskRun = { readonly task: Task; readonly signal: AbortSignal };

export type TaskHandler = {
  /** Returns what is committed together with the end of the task. Throwing is "again later". Twice does no harm. */
  readonly run: (edge: Edge, tenant: string, run: TaskRun) => Promise<readonly Statement[]>;
  /** Waits between tries, in milliseconds; without it they double within the general pace. */
  readonly retriesMs?: (edge: Edge) => readonly number[];
  /** What is committed with a failed try; `dead` after the last. */
  readonly failed?: (edge: Edge, tenant: string, task: Task, cause: unknown, dead: boolean) => Promise<readonly Statement[]>;
};
export type TaskHandlers = Readonly<Record<string, TaskHandler>>;

export type Runner = {
  /** Starts what is due, now or as soon as there is room. */
  readonly kick: () => void;
  /** Runs until nothing is due. */
  readonly drain: () => Promise<void>;
  /** Starts no more, and waits for what runs. */
  readonly stop: () => Promise<void>;
};

const AT_ONCE = 16;

const runTask = async (edge: Edge, db: Database, handlers: TaskHandlers, task: Task) => {
  const lost = new AbortController();
  let leasedUntil = edge.now() + edge.settings.pace.leaseMs;
  const heartbeat = setInterval(() => {
    const until = edge.now() + edge.settings.pace.leaseMs;
    void db.batch([extendLease(edge, task)]).then(
      ([result]) => {
        if (result?.changes === 0) lost.abort();
        else leasedUntil = until;
      },
      // One missed beat is no lost lease; a lease that has ended is.
      () => edge.now() >= leasedUntil && lost.abort(),
    );
  }, edge.settings.pace.leaseMs / 3);
  try {
    const handler = handlers[task.name];
    if (!handler) throw new Error(`no handler for task ${task.name}`);
    // Whoever ran it last did not live to say why: a task that ends its process must not do so for ever.
    if (task.tries > triesOf(edge, handler)) throw new Error("its runs ended without a word");
    const statements = await handler.run(edge, task.tenant, { task, signal: lost.signal });
    const [held, done] = settle(task);
    await db.batch([held, ...statements, done]);
    edge.log.info("task.done", { tenant: task.tenant, task: task.name, id: task.id, tries: task.tries });
    edge.kick();
  } catch (cause) {
    // Whoever holds the lease now finishes the work: nothing to record here.
    if (cause instanceof DemandUnmet || lost.signal.aborted) return;
    await recordFailure(edge, db, handlers, task, cause);
  } finally {
    clearInterval(heartbeat);
  }
};

const triesOf = (edge: Edge, handler: TaskHandler | undefined): number => {
  const schedule = handler?.retriesMs?.(edge);
  return schedule ? schedule.length + 1 : edge.settings.pace.tries;
};

const RETRY_AFTER_AT_MOST_MS = 24 * 3_600_000;

const recordFailure = async (edge: Edge, db: Database, handlers: TaskHandlers, task: Task, cause: unknown) => {
  const handler = handlers[task.name];
  const { pace } = edge.settings;
  const schedule = handler?.retriesMs?.(edge);
  const dead = task.tries >= triesOf(edge, handler);
  const planned = schedule?.[task.tries - 1];
  const waitMs = planned === undefined ? backoffMs(pace, task.tries) : planned * (1 + Math.random() / 5);
  const asked = cause instanceof VendorFault ? Math.min(cause.retryAfterMs ?? 0, RETRY_AFTER_AT_MOST_MS) : 0;
  const reason = cause instanceof VendorFault || cause instanceof Refusal ? cause.message : cause instanceof Error ? cause.name : "unknown";
  edge.log.warn(dead ? "task.dead" : "task.failed", { tenant: task.tenant, task: task.name, id: task.id, tries: task.tries, reason });
  const follow = (await handler?.failed?.(edge, task.tenant, task, cause, dead)) ?? [];
  await db.batch([
    demandHeld(task),
    dead ? bury(task, reason) : putBack(task, edge.now() + Math.max(waitMs, asked), reason),
    ...(dead ? [note(edge, task.tenant, { provider: task.name.split(".")[0] ?? null, kind: "task", subject: task.id, outcome: "dead", cause: reason })] : []),
    ...follow,
  ]);
};

/** One runner a process. It claims only what it has room for, so that other processes share the work; `slowToo` as in `NewTask`. */
export const createRunner = (edge: Edge, handlers: TaskHandlers, { slowToo = true }: { readonly slowToo?: boolean } = {}): Runner => {
  const running = new Set<Promise<void>>();
  let stopped = false;
  let filling: Promise<void> | null = null;
  let again = false;
  /** A task has ended since the last look began. */
  let freed = false;
  let resting: ReturnType<typeof setTimeout> | undefined;

  const start = (db: Database, task: Task) => {
    const work: Promise<void> = runTask(edge, db, handlers, task)
      .catch((cause: unknown) => {
        if (cause instanceof DemandUnmet) return;
        // The database refused even the record of the failure: the lease runs out and the task comes back.
        edge.log.error("task.unrecorded", { task: task.name, id: task.id, reason: cause instanceof Error ? cause.name : "unknown" });
      })
      .finally(() => {
        running.delete(work);
        // There is room now where there was none.
        freed = true;
        kick();
      });
    running.add(work);
  };
  /** Looks for work in every shard; answers whether there was any. */
  const look = async (): Promise<boolean> => {
    let any = false;
    for (const db of edge.shards) {
      const room = AT_ONCE - running.size;
      if (room <= 0 || stopped) break;
      const due = await findDue(edge, db, { limit: room, slowToo });
      if (due.length === 0) continue;
      any = true;
      for (const task of await claim(edge, db, due)) start(db, task);
    }
    return any;
  };
  /** A look that finds nothing costs something, the more the longer the backlog: the next one waits ten times as long, unless a task ends. */
  const rest = (tookMs: number) => {
    if (stopped || resting) return;
    resting = setTimeout(() => {
      resting = undefined;
      if (again) kick();
    }, tookMs * 10);
  };
  const fill = async () => {
    try {
      do {
        again = false;
        freed = false;
        const started = performance.now();
        if (!(await look()) && !freed) rest(performance.now() - started);
      } while ((freed || (again && !resting)) && !stopped);
    } finally {
      // In the same turn as the last look at the flags: a kick in between would be heard by nobody.
      filling = null;
    }
  };
  const kick = () => {
    if (stopped) return;
    if (filling || (resting && !freed)) {
      again = true;
      return;
    }
    filling = fill().catch((cause: unknown) => edge.log.error("runner.claim", { reason: cause instanceof Error ? cause.message : "unknown" }));
  };

  return {
    kick,
    async drain() {
      for (;;) {
        await filling;
        const any = stopped ? false : await look();
        // A task that ended during the look has begun another, which may have found what this one did not.
        if (filling) continue;
        if (running.size > 0) await Promise.race(running);
        else if (!any) return;
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(resting);
      await filling;
      await Promise.allSettled(running);
    },
  };
};
