// A first sync of many candidates against the bare calls at the same concurrency; an unchanged one; a look-up among a million matches.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findMatch } from "../../edge/core/matches.ts";
import { sql } from "../../edge/db/database.ts";
import { startEdge } from "../../edge/node.ts";

const CANDIDATES = 10_000;
const BARE = 1_000;
/** As many as the runner lets one tenant's tasks of a kind run at once. */
const AT_ONCE = 4;
const FEED_PAGE = 500;
const MATCHES = 1_000_000;
const LOOK_UPS = 2_000;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

type Counts = { calls: number; writes: number; candidates: number };

const startSuite = async () => {
  const child = fork(fileURLToPath(new URL("./suite-server.ts", import.meta.url)));
  const heard = <T>() => new Promise<T>((answer) => child.once("message", (message) => answer(message as T))); // our own suite-server.ts
  const { port } = await heard<{ port: number }>();
  return {
    url: `http://127.0.0.1:${port}`,
    counts: () => {
      const answer = heard<Counts>();
      child.send("counts");
      return answer;
    },
    close: () => child.kill(),
  };
};

const person = (number: number) => ({ firstName: "Ada", lastName: `Nr ${number}`, email: `ada${number}@example.com` });

/** The ATS's change feed: one job, then all its applications. */
const startFeed = () =>
  new Promise<{ url: string; close: () => void }>((ready) => {
    const all = [
      { id: "job", type: "job.changed", data: { id: "REQ-7", title: "Logistik", language: "de" } },
      ...Array.from({ length: CANDIDATES }, (_, number) => ({
        id: `a${number}`,
        type: "application.changed",
        data: { id: `APP-${number}`, jobId: "REQ-7", person: person(number) },
      })),
    ];
    const server = createServer((request, response) => {
      const from = Number(new URL(request.url ?? "", "http://feed").searchParams.get("after") ?? 0);
      const items = all.slice(from, from + FEED_PAGE);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ items, next: items.length > 0 ? String(from + items.length) : null }));
    });
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      ready({ url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/changes`, close: () => server.close() });
    });
  });

const bareCalls = async (url: string): Promise<number> => {
  const started = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let number = next++; number < BARE; number = next++) {
        const { firstName, lastName, email } = person(number);
        const answer = await fetch(`${url}/api/v3/companies/1/projects/17/candidates/`, {
          method: "POST",
          body: JSON.stringify({ first_name: firstName, last_name: lastName, email }),
        });
        await answer.arrayBuffer();
      }
    }),
  );
  return BARE / ((performance.now() - started) / 1_000);
};

export const benchSuite = async () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-bench-"));
  const alone = await startSuite();
  const bare = await bareCalls(alone.url);
  alone.close();

  const [suite, feed] = [await startSuite(), await startFeed()];
  const edge = await startEdge({ env: { PORT: "0", SANDBOX_FAST: "1", DATABASE_PATH: join(folder, "edge.db") }, log: quiet });
  const call = (method: string, path: string, body: unknown) =>
    fetch(`${edge.url}${path}`, {
      method,
      headers: { authorization: "Bearer sandbox-operator", "bridge-tenant": "acme", "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  await call("PUT", "/v1/tenants/acme", { name: "Acme", origins: [] });
  const token = "0".repeat(40);
  await call("PUT", "/v1/tenants/acme/connections/interview-suite", {
    baseUrl: suite.url,
    company: "acme",
    setup: "static",
    everyMinutes: 1_440,
    auth: { type: "token", token },
    atsFeed: { url: feed.url, token },
  });
  while ((await suite.counts()).candidates === 0) await new Promise((later) => setTimeout(later, 5));
  const started = performance.now();
  let { candidates } = await suite.counts();
  const from = candidates;
  while (candidates < CANDIDATES) {
    await new Promise((later) => setTimeout(later, 50));
    ({ candidates } = await suite.counts());
  }
  const ours = (CANDIDATES - from) / ((performance.now() - started) / 1_000);
  await new Promise((later) => setTimeout(later, 2_000));

  const before = await suite.counts();
  const again = performance.now();
  await call("POST", "/v1/interview/pull", {});
  const pages = CANDIDATES / 100 + 2;
  let after = await suite.counts();
  while (after.calls - before.calls < pages) {
    await new Promise((later) => setTimeout(later, 20));
    after = await suite.counts();
  }
  const resync = { calls: after.calls - before.calls, writes: after.writes - before.writes, ms: performance.now() - again };

  const db = edge.edge.databaseFor("big");
  await db.batch([
    sql`INSERT INTO matches (tenant, entity, ats_id, suite_id, suite_uri, state, created_at, updated_at)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MATCHES}) SELECT 'big', 'candidate', 'A' || i, 'S' || i, '', 'linked', 0, 0 FROM n`,
  ]);
  const looking = performance.now();
  for (let look = 0; look < LOOK_UPS; look++) {
    const number = 1 + ((look * 7_919_317) % MATCHES);
    await findMatch(edge.edge, "big", "candidate", look % 2 ? { atsId: `A${number}` } : { suiteId: `S${number}` });
  }
  const lookUpMs = (performance.now() - looking) / LOOK_UPS;
  await edge.close();
  suite.close();
  feed.close();
  rmSync(folder, { recursive: true, force: true });
  return { ours, bare, resync, lookUpMs };
};
