// Runs due tasks: claim with a lease, do the work, settle in one batch. A crash at any point repeats safely.
import type { Database, Statement } from "../db/database.ts";
import { DemandUnmet } from "../db/database.ts";
import { Refusal, VendorFault } from "../errors.ts";
import type { Edge } from "../ports.ts";
import { putOff, standingOf, tryRested, wakeUp } from "./backlog.ts";
import { note } from "./log.ts";
import { OF_A_KIND, kindOf } from "./standing.ts";
import type { Kind, Room } from "./standing.ts";
import { LOOKED_AT, backoffMs, bury, claim, demandHeld, extendLease, findDue, putBack, settle } from "./tasks.ts";
import type { Due, Task } from "./tasks.ts";

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

/** How many tasks run at once. Those that have failed before, or whose kind fails now, take at most half: what works always finds a place. */
type Places = {
  readonly all: number;
  /** Of these, for slow ones: they may hold files. */
  readonly slow: number;
};
const PLACES: Readonly<Record<Edge["runtime"], Places>> = {
  node: { all: 96, slow: 16 },
  // One call of a Worker has six connections to the outside: what waits for one would use up its time limit waiting.
  workers: { all: 6, slow: 4 },
};

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
    standingOf(edge).worked(task);
    // What stays asleep comes due by itself.
    await wakeUp(edge, db, task).catch(() => edge.log.warn("runner.asleep", { tenant: task.tenant, task: task.name }));
    edge.log.info("task.done", { tenant: task.tenant, task: task.name, id: task.id, tries: task.tries });
    edge.kick();
  } catch (cause) {
    // Whoever holds the lease now finishes the work: nothing to record here.
    if (cause instanceof DemandUnmet || lost.signal.aborted) return;
    standingOf(edge).failed(task, edge.now());
    await recordFailure(edge, db, handlers, task, cause);
    await putOff(edge, db, task);
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
  const places = PLACES[edge.runtime];
  const running = new Map<Promise<void>, Task>();
  let stopped = false;
  let filling: Promise<void> | null = null;
  let again = false;
  /** A task has ended since the last look began. */
  let freed = false;
  let resting: ReturnType<typeof setTimeout> | undefined;
  /** Kinds that were found with more to do than they have room for: until a task ends, they must not hide what stands behind them. */
  const passed = new Map<string, Room>();
  /** The last look has found another of these. */
  let learned = false;

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
        passed.clear();
        freed = true;
        kick();
      });
    running.set(work, task);
  };
  const count = (fits: (task: Task) => boolean) => [...running.values()].filter(fits).length;
  /** Of one kind the least counts: its first may find no place where its second would find no room. */
  const pass = ({ tenant, name }: Kind, room: number) => {
    const kind = kindOf({ tenant, name });
    if (room >= (passed.get(kind)?.room ?? OF_A_KIND)) return;
    passed.set(kind, { tenant, name, room });
    learned = true;
  };
  /** Of those that are due: each kind's first before any kind's second. What fails, and who has not worked yet, shares half of the places. */
  const choose = (due: readonly Due[], places: { all: number; doubtful: number; slow: number }): string[] => {
    const standing = standingOf(edge);
    const next = new Map<string, number>();
    const placed = due.map((task) => {
      const place = (next.get(kindOf(task)) ?? task.running) + 1;
      next.set(kindOf(task), place);
      return { task, place };
    });
    const left = { ...places };
    return placed
      .toSorted((one, other) => one.place - other.place)
      .flatMap(({ task, place }) => {
        const [room, trusted] = [standing.roomOf(task, edge.now()), standing.isTrusted(task)];
        const doubted = !trusted || task.tries > 0;
        if (place > room) pass(task, room);
        else if (!trusted && left.doubtful === 0) pass(task, 0);
        if (place > room || left.all === 0 || (doubted && left.doubtful === 0) || (task.slow === 1 && left.slow === 0)) return [];
        left.all--;
        if (doubted) left.doubtful--;
        if (task.slow === 1) left.slow--;
        return [task.id];
      });
  };
  /** Looks for work in every shard; answers whether there was any. */
  const look = async (): Promise<boolean> => {
    let any = false;
    const standing = standingOf(edge);
    for (const db of edge.shards) {
      const left = {
        all: places.all - running.size,
        doubtful: Math.max(0, Math.floor(places.all / 2) - count((task) => task.tries > 1 || !standing.isTrusted(task))),
        slow: Math.max(0, places.slow - count(({ slow }) => slow === 1)),
      };
      if (left.all <= 0 || stopped) break;
      await tryRested(edge, db);
      const now = edge.now();
      const unproven = [...running.values()].filter((task) => standing.roomOf(task, now) < OF_A_KIND).map(({ tenant, name }) => ({ tenant, name, room: 1 }));
      const due = await findDue(edge, db, {
        limit: LOOKED_AT,
        slowToo: slowToo && left.slow > 0,
        freshOnly: left.doubtful === 0,
        rooms: [...standing.failing(now), ...passed.values(), ...unproven],
      });
      learned = false;
      const ids = choose(due, left);
      // Whoever learned nothing and starts nothing would find the same again.
      any ||= ids.length > 0 || learned;
      for (const task of await claim(edge, db, ids)) start(db, task);
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
        // What was found first may have hidden what stands behind it.
        if (await look()) again = true;
        else if (!freed) rest(performance.now() - started);
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
        if (running.size > 0) await Promise.race(running.keys());
        else if (!any) return;
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(resting);
      await filling;
      await Promise.allSettled(running.keys());
    },
  };
};
