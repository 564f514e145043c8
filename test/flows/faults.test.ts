// A fault at every step that a notification's handler waits for: thrown before, answer lost after, and hung. The steps are counted
// by a clean run, not listed by hand. What is left is all or nothing, and the sender's repeat ends as if nothing had happened.
import assert from "node:assert/strict";
import { after, describe, it, mock } from "node:test";
import { createApp } from "../../edge/app.ts";
import type { Database } from "../../edge/db/database.ts";
import { hmacSha256, toHex } from "../../edge/core/keyring.ts";
import { integrations } from "../../edge/integrations/index.ts";
import { closeStorages } from "../support/databases.ts";
import { createTestApp, SUITE } from "../support/test-app.ts";

const API = "http://127.0.0.1:3/icims";
const LT = { authorization: "Bearer a-token-of-sixteen", "content-type": "application/json" };
const ICIMS = { authorization: `Basic ${btoa("u:p")}`, "content-type": "application/json" };
const TABLES = ["events", "applications", "people", "people_lookups", "messages", "tasks", "lt_shares", "receipts", "interview_ats"];
/** Addresses and keys of the test that runs. */
const here = { key: "", linkedin: "", suite: "" };
const LINKEDIN_SECRET = "a-linkedin-secret";

type Fault = "throws" | "answer-lost" | "hangs";
type Sending = { readonly path: string; readonly headers: Record<string, string>; readonly body: unknown };
type Scenario = {
  readonly title: string;
  /** What has to be there before. */
  readonly before?: (id: string) => readonly Sending[];
  readonly send: (id: string) => Sending;
  readonly faults: readonly Fault[];
  /** A fault of iCIMS's API parks the application: then nobody can find it by e-mail yet. */
  readonly parks?: boolean;
};

const lt = (id: string, more: object = {}): Sending => ({
  path: "/hooks/luotettava-tyontekija/acme",
  headers: LT,
  body: { mydatashare_user_id: id, profile: { first_name: "Aino", email: `${id}@example.fi` }, ...more },
});
const revoked = (id: string): Sending => ({ ...lt(id), body: { mydatashare_user_id: id, status: "revoked" } });
const icims = (eventType: string, id: string, more: object): Sending => ({
  path: "/hooks/icims",
  headers: ICIMS,
  body: { customerId: "9001", eventType, systemId: id, userId: "3301", ...more },
});

const push = (id: string): Sending => {
  const body = { id, type: "INTEGRATION_STATUS_CHANGE" };
  const signature = toHex(hmacSha256(LINKEDIN_SECRET, `hmacsha256=${JSON.stringify(body)}`));
  return { path: here.linkedin, headers: { "content-type": "application/json", "x-li-signature": signature }, body };
};
const atsEvent = (id: string): Sending => ({
  path: "/v1/ats-events",
  headers: { authorization: `Bearer ${here.key}`, "content-type": "application/json" },
  body: { id, type: "application.changed", data: { id, jobId: "REQ-7", person: { firstName: "Ada", lastName: "Lovelace", email: `${id}@example.com` }, invite: true } },
});
const webhook = (id: string): Sending => ({
  path: here.suite,
  headers: { "content-type": "application/json" },
  body: { event: "candidate_changed", data: { candidate: `${SUITE}/api/v3/companies/1/projects/17/candidates/${id}/` } },
});

// Luotettava Työntekijä has no deadline of its own to test a hang against: it repeats after its own.
const SCENARIOS: readonly Scenario[] = [
  { title: "LT-2 LT-5 a first share", send: (id) => lt(id), faults: ["throws", "answer-lost"] },
  { title: "LT-5 LT-7 an update", before: (id) => [lt(id)], send: (id) => lt(id, { status: "updated", more: 1 }), faults: ["throws", "answer-lost"] },
  { title: "LT-5 LT-11 a withdrawal", before: (id) => [lt(id)], send: revoked, faults: ["throws", "answer-lost"] },
  {
    title: "IC-9 IC-10 IC-16 IC-18 a status that makes an application",
    send: (id) => icims("WorkFlowStatusChangeEvent", id, { newStatus: "D1" }),
    faults: ["throws", "answer-lost", "hangs"],
  },
  {
    title: "IC-10 IC-16 IC-22 a candidate's assessment",
    send: (id) => icims("AssessmentEvent", id, { returnUrl: "https://careers-acme.icims.com/return" }),
    parks: true,
    faults: ["throws", "answer-lost", "hangs"],
  },
  { title: "LI-28 a push of LinkedIn", send: push, faults: ["throws", "answer-lost"] },
  { title: "IS-14 an event of the ATS", send: atsEvent, faults: ["throws", "answer-lost"] },
  { title: "IS-7 a webhook of the suite", send: webhook, faults: ["throws", "answer-lost"] },
];

const iCimsApi: typeof fetch = async (input) => {
  const path = new URL(String(input)).pathname;
  if (path.endsWith("/token")) return Response.json({ access_token: "t", expires_in: 3_600 });
  if (path.includes("/people/")) return Response.json({ firstname: "Ada", lastname: "Lovelace", email: "ada@example.com" });
  return Response.json({ associatedprofile: { id: 3301 }, baseprofile: { id: 2201 } });
};

describe("a fault at every step that is waited for", () => {
  after(closeStorages);

  for (const storage of ["sqlite", "d1"] as const) {
    it(`${SCENARIOS.map(({ title }) => title).join(", ")}: leaves all or nothing on ${storage}`, async (context) => {
      const test = await createTestApp({ storage });
      const acme = await test.tenant("acme", { connect: false });
      here.key = acme.key;
      here.suite = new URL((await acme.connectSuite()).endpoints.webhook).pathname;
      const linkedin = await test.operator("PUT", "/v1/tenants/acme/connections/linkedin", { clientId: "li-client", clientSecret: LINKEDIN_SECRET });
      here.linkedin = new URL((await linkedin.json()).endpoints.callback).pathname;
      await test.operator("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", { token: "a-token-of-sixteen" });
      await test.operator("PUT", "/v1/tenants/acme/connections/icims", {
        customerId: "9001",
        auth: { type: "basic", username: "u", password: "p" },
        rules: ["WorkFlowStatusChangeEvent", "AssessmentEvent"].map((eventType) => ({ eventType, do: "application" })),
        api: { baseUrl: API, tokenUrl: `${API}/token`, clientId: "c", clientSecret: "s" },
      });

      let steps = 0;
      let failAt: number | null = null;
      let fault: Fault = "throws";
      /** Counts a step; the chosen one fails as chosen. */
      const step = async <T>(work: () => Promise<T>): Promise<T> => {
        steps++;
        if (steps !== failAt) return work();
        if (fault === "throws") throw new Error("the step failed");
        if (fault === "hangs") return new Promise<never>(() => undefined);
        await work();
        throw new Error("the answer was lost");
      };
      const real = test.edge.directory;
      const db: Database = {
        all: (statement) => step(() => real.all(statement)),
        batch: (statements) => step(() => real.batch(statements)),
        scrub: () => step(() => real.scrub()),
      };
      const reading: typeof fetch = (input, init) => step(() => iCimsApi(input, init));
      const app = createApp({ ...test.edge, directory: db, shards: [db], databaseFor: () => db, fetch: reading }, integrations);

      const post = async ({ path, headers, body }: Sending): Promise<string | null> => {
        const answer = Promise.resolve(app.request(path, { method: "POST", headers, body: JSON.stringify(body) }));
        if (failAt !== null && fault === "hangs") {
          // The handler's own deadline ends it, whatever it waits for.
          let ended = false;
          void answer.finally(() => (ended = true));
          for (let turn = 0; !ended; turn++) {
            await new Promise<void>((next) => setImmediate(next));
            if (turn > 200) mock.timers.tick(1_000);
          }
        }
        const heard = await answer;
        return `${heard.status} ${heard.headers.get("location")} ${heard.status < 400 ? await heard.text() : ""}`;
      };
      const counts = async () => Promise.all(TABLES.map(async (table) => Number((await real.all({ text: `SELECT count(*) AS count FROM ${table}`, values: [] }))[0]?.["count"])));
      const seen = ({ parks }: Scenario, change: readonly number[]) => (parks ? change.filter((_, index) => TABLES[index] !== "people_lookups") : change);
      const minus = (left: readonly number[], right: readonly number[]) => left.map((count, index) => count - (right[index] ?? 0));

      // The first ones make the connections healthy and fetch a token: both happen once, not once an event.
      for (const sending of [lt("warm"), webhook("warm"), icims("WorkFlowStatusChangeEvent", "warm", { newStatus: "D1" })]) assert.match((await post(sending)) ?? "", /^200/);

      let tried = 0;
      for (const scenario of SCENARIOS) {
        const run = async (id: string, chosen: Fault | null, at: number | null) => {
          failAt = null;
          for (const sending of scenario.before?.(id) ?? []) await post(sending);
          const before = await counts();
          [steps, failAt, fault] = [0, at, chosen ?? "throws"];
          const heard = await post(scenario.send(id));
          failAt = null;
          return { heard, steps, before, change: seen(scenario, minus(await counts(), before)) };
        };
        const clean = await run(`clean-${SCENARIOS.indexOf(scenario)}`, null, null);
        assert.ok(clean.steps >= 3, `${scenario.title}: ${clean.steps} steps`);
        const nothing = clean.change.map(() => 0);
        for (const chosen of scenario.faults) {
          // On D1, which is slow to test, the one fault that only a database can make.
          if (chosen !== "answer-lost" && storage === "d1") continue;
          if (chosen === "hangs") mock.timers.enable({ apis: ["setTimeout"] });
          for (let at = 1; at <= clean.steps; at++) {
            const what = `${scenario.title}: step ${at} of ${clean.steps} ${chosen}`;
            const id = `${SCENARIOS.indexOf(scenario)}-${chosen}-${at}`;
            const faulty = await run(id, chosen, at);
            assert.ok(
              [nothing, clean.change].some((allowed) => allowed.join() === faulty.change.join()),
              `${what}: ${faulty.change.join()} of ${clean.change.join()}`,
            );
            if (faulty.heard?.startsWith("2") || faulty.heard?.startsWith("3")) assert.deepEqual(faulty.change, clean.change, `${what}: acknowledged, so it is there`);
            assert.equal(await post(scenario.send(id)), clean.heard, `${what}: the repeat`);
            assert.deepEqual(seen(scenario, minus(await counts(), faulty.before)), clean.change, `${what}: after the repeat`);
            tried++;
          }
          mock.timers.reset();
        }
      }
      context.diagnostic(`${tried} faults`);
      assert.ok(tried > (storage === "sqlite" ? 100 : 50), `${tried} faults`);
      await test.close();
    });
  }
});
