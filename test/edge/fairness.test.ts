// Dead tenants beside healthy ones, in a time that only the test turns: what one tenant's endpoint does costs the others next to nothing.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import * as v from "valibot";
import { createRunner } from "../../edge/core/runner.ts";
import { createStanding } from "../../edge/core/standing.ts";
import { enqueue } from "../../edge/core/tasks.ts";
import { findAll, sql } from "../../edge/db/database.ts";
import type { Database } from "../../edge/db/database.ts";
import { VendorFault } from "../../edge/errors.ts";
import type { Edge } from "../../edge/ports.ts";
import { openSqliteStorage } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";

const SECOND = 1_000;
const HEALTHY = ["healthy-1", "healthy-2", "healthy-3"];
const CALL_MS = 100;
/** How an endpoint that is dead answers: after how long, and that it is none. */
const DEAD = { "refuses at once": 1, "hangs until the time limit": 30 * SECOND, "answers 500 after five seconds": 5 * SECOND };
const LIVE = { tickMs: SECOND, firstRetryMs: 5 * SECOND, longestRetryMs: 3_600 * SECOND, leaseMs: 60 * SECOND, tries: 12 };

type World = {
  readonly runtime?: Edge["runtime"];
  readonly dead: number;
  readonly deadAfterMs: number;
  readonly messages: number;
  readonly everyMs: number;
  readonly warm?: boolean;
};

/** Delivers the healthy tenants' messages beside the dead tenants' backlog; answers each one's delay, and how many calls the dead took. */
const deliverBeside = async ({ runtime = "node", dead, deadAfterMs, messages, everyMs, warm = false }: World) => {
  const storage = openSqliteStorage();
  const test = await createTestApp({ storage, pace: LIVE });
  const open = new Set<Promise<unknown>>();
  const track = <T>(answer: Promise<T>): Promise<T> => {
    open.add(answer);
    void answer.catch(() => undefined).finally(() => open.delete(answer));
    return answer;
  };
  let looks = 0;
  const db: Database = {
    all(statement) {
      looks++;
      return track(storage.db.all(statement));
    },
    batch: (statements) => track(storage.db.batch(statements)),
    scrub: () => storage.db.scrub(),
  };
  const edge: Edge = { ...test.edge, runtime, shards: [db], databaseFor: () => db, directory: db, kick: () => runner.kick() };

  const coming: { at: number; happen: () => void }[] = [];
  const delays: number[] = [];
  let deadCalls = 0;
  let deadRunning = 0;
  let healthyRunning = 0;
  let deadAtOnce = 0;
  const after = (ms: number) => new Promise<void>((happen) => coming.push({ at: test.clock.now + ms, happen }));
  const runner = createRunner(edge, {
    "test.deliver": {
      async run(_edge, tenant, { task }) {
        if (HEALTHY.includes(tenant)) {
          healthyRunning++;
          await after(CALL_MS);
          healthyRunning--;
          delays.push(test.clock.now - task.created_at);
          return [];
        }
        deadCalls++;
        deadAtOnce = Math.max(deadAtOnce, ++deadRunning);
        await after(deadAfterMs);
        deadRunning--;
        throw new VendorFault({ provider: "ats", operation: "deliver", status: 0, reason: "unavailable" });
      },
    },
  });
  /** Nothing is under way but what waits for its time. */
  const settled = async () => {
    for (let calm = 0; calm < 4; calm = open.size === 0 ? calm + 1 : 0) await new Promise((turn) => setImmediate(turn));
  };
  /** As the process's timer does; a look that follows another has to wait for its turn, and a full house looks for nobody. */
  const lookAgain = async () => {
    const before = looks;
    runner.kick();
    if (deadRunning + healthyRunning >= (runtime === "workers" ? 6 : 96)) return settled();
    for (const until = performance.now() + 30_000; looks === before && performance.now() < until;) await new Promise((turn) => setImmediate(turn));
    await settled();
  };

  if (warm) {
    await db.batch(HEALTHY.map((tenant) => enqueue(edge, tenant, { name: "test.deliver" })));
    await lookAgain();
    test.clock.now += CALL_MS;
    for (const { happen } of coming.splice(0)) happen();
    await settled();
    delays.length = 0;
  }
  const backlog = Array.from({ length: dead }, (_, index) => Array.from({ length: 80 }, () => enqueue(edge, `dead-${index}`, { name: "test.deliver" }))).flat();
  await db.batch(backlog);
  const start = test.clock.now;
  const send = (index: number): void => {
    if (index >= messages) return;
    const at = start + index * everyMs;
    coming.push({
      at,
      happen: () => {
        void db.batch(HEALTHY.map((tenant) => enqueue(edge, tenant, { name: "test.deliver" }))).then(runner.kick);
        send(index + 1);
      },
    });
  };
  send(0);
  const tick = (at: number) => coming.push({ at, happen: () => tick(at + LIVE.tickMs) });
  tick(start);
  while (delays.length < messages * HEALTHY.length && test.clock.now < start + 3_600 * SECOND) {
    coming.sort((one, other) => one.at - other.at);
    const next = coming.shift();
    if (!next) break;
    test.clock.now = Math.max(test.clock.now, next.at);
    next.happen();
    while (coming[0] && coming[0].at <= test.clock.now) coming.shift()?.happen();
    await settled();
    await lookAgain();
  }
  for (const { happen } of coming.splice(0)) happen();
  await runner.stop();
  await test.close();
  assert.equal(delays.length, messages * HEALTHY.length, "all of the healthy tenants' messages were delivered");
  return { meanMs: delays.reduce((sum, each) => sum + each, 0) / delays.length, worstMs: Math.max(...delays), deadCalls, deadAtOnce };
};

describe("dead tenants beside healthy ones", () => {
  const LOADS = [
    { messages: 40, everyMs: SECOND },
    { messages: 40, everyMs: 0 },
  ];
  for (const [how, dead] of [
    ["refuses at once", 1],
    ["refuses at once", 10],
    ["hangs until the time limit", 1],
    ["hangs until the time limit", 10],
    ["hangs until the time limit", 40],
    ["answers 500 after five seconds", 10],
  ] as const) {
    it(`a dead tenant delays others by less than a fifth: ${dead} whose endpoint ${how}`, async () => {
      for (const load of LOADS) {
        const alone = await deliverBeside({ dead: 0, deadAfterMs: 0, ...load });
        const beside = await deliverBeside({ dead, deadAfterMs: DEAD[how], ...load });
        assert.ok(beside.meanMs < alone.meanMs * 1.2, `${beside.meanMs} ms instead of ${alone.meanMs} ms`);
        assert.ok(beside.worstMs < alone.worstMs * 1.2, `at worst ${beside.worstMs} ms instead of ${alone.worstMs} ms`);
        assert.ok(beside.deadAtOnce <= dead, `${beside.deadAtOnce} calls to the dead at once`);
        assert.ok(beside.deadCalls < 20 * dead, `${beside.deadCalls} calls to the dead in less than a minute`);
      }
    });
  }

  it("leaves half of a Worker's six connections to those whose endpoints work, beside ten that hang", async () => {
    const load = { runtime: "workers", messages: 40, everyMs: SECOND, warm: true } as const;
    const alone = await deliverBeside({ dead: 0, deadAfterMs: 0, ...load });
    const beside = await deliverBeside({ dead: 10, deadAfterMs: DEAD["hangs until the time limit"], ...load });
    assert.ok(beside.meanMs < alone.meanMs * 1.2 && beside.worstMs < alone.worstMs * 1.2, `${beside.meanMs} ms instead of ${alone.meanMs} ms`);
    assert.ok(beside.deadAtOnce <= 3, `${beside.deadAtOnce} at once`);
  });
});

it("gives a kind of work all places once it has worked, half after each failure, and rests in between when one is too many", () => {
  const standing = createStanding({ firstRetryMs: 1_000 });
  const kind = { tenant: "acme", name: "test.deliver" };
  assert.equal(standing.roomOf(kind, 0), 1, "nobody knows it yet");
  standing.worked(kind);
  const rooms = [standing.roomOf(kind, 0)];
  for (let failure = 0; failure < 6; failure++) {
    standing.failed(kind, 0);
    rooms.push(standing.roomOf(kind, 0));
  }
  assert.deepEqual(rooms, [4, 2, 1, 1, 1, 0, 0]);
  assert.deepEqual([standing.roomOf(kind, 1_999), standing.roomOf(kind, 2_000)], [0, 1]);
  assert.equal(standing.roomOf({ ...kind, tenant: "globex" }, 0), 1, "others are judged by what they do");
  standing.worked(kind);
  assert.equal(standing.roomOf(kind, 0), 4);
});

it("PY-31 what was put off while an endpoint was dead is delivered when it is back, all of it", async () => {
  const test = await createTestApp();
  const acme = await test.tenant("acme", { connect: false });
  test.receiver.answers = Array.from({ length: 12 }, () => 500);
  for (let message = 0; message < 40; message++) await acme.ats("POST", "/v1/messages/test");
  await test.drain();
  const tasks = () => findAll(test.edge.directory, v.object({ error: v.nullable(v.string()) }), sql`SELECT error FROM tasks WHERE name = 'messages.deliver'`);
  assert.ok((await tasks()).filter(({ error }) => error?.startsWith("postponed")).length > 20, "most of the backlog sleeps");
  assert.ok(test.receiver.deliveries.length < 12, "and costs no call");
  for (let second = 0; second < 30; second++) await test.later(SECOND);
  assert.deepEqual(await tasks(), []);
  assert.equal(new Set(test.receiver.of("bridge.test").map(({ id }) => id)).size, 40);
  await test.close();
});
