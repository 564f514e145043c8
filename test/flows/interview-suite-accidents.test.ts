// The connector's accidents: a suite that is down, slow, lying or loses its answer; webhooks that repeat, lie or come from a stranger.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, describe, it } from "node:test";
import { createTestApp, SUITE } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const JOB = { id: "REQ-7", title: "Logistiker:in" };
const ADA = { id: "APP-1", jobId: "REQ-7", person: { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com" }, invite: true, deadline: "2026-12-01T12:00:00Z" };
const VECTOR = readFileSync(new URL("../fixtures/interview-suite/candidate-changed.json", import.meta.url), "utf8");

describe("the connector's accidents", () => {
  let test: TestApp;
  afterEach(() => test.close());
  let acme: Awaited<ReturnType<TestApp["tenant"]>>;
  let webhook = "";
  let events = 0;

  const start = async (settings: Record<string, unknown> = {}) => {
    test = await createTestApp({ pace: { vendorTimeoutMs: 300 } });
    acme = await test.tenant("acme", { connect: false });
    const connection = await acme.connectSuite(settings);
    webhook = new URL(connection.endpoints.webhook).pathname;
  };
  const settle = (rounds?: number) => test.settle(rounds);
  const say = (type: string, data: unknown, id = `e-${++events}`) => acme.ats("POST", "/v1/ats-events", { id, type, data });
  const log = async () => JSON.stringify((await (await test.operator("GET", "/v1/tenants/acme/log?limit=200")).json()).items);
  const matches = async () => (await (await acme.ats("GET", "/v1/matches")).json()).items;
  const candidates = () => [...test.suite.state.candidates.values()];
  const jobs = () => [...test.suite.state.projects.values()].filter(({ internal_id }) => internal_id === "REQ-7");

  for (const operation of ["projects", "candidates", "actions"] as const) {
    for (const fault of ["lost-answer", "500", "malformed", "slow"] as const) {
      it(`IS-10 IS-12 makes nothing twice when ${operation} answer ${fault}, and catches up by itself`, async () => {
        await start();
        test.suite.state.faults.set(operation, { operation, fault, times: 2, ms: 2_000 });
        await say("job.changed", JOB);
        await say("application.changed", ADA);
        await settle(8);
        assert.equal(jobs().length, 1);
        assert.deepEqual(
          candidates().map(({ status, email }) => [status, email]),
          [["invited", "ada@example.com"]],
        );
        const advanced = test.suite.state.calls.filter(({ path, status }) => path.endsWith("advance_status/") && status === 202);
        assert.ok(advanced.length <= 1);
        assert.equal((await matches()).length, 2);
        assert.equal((await (await test.operator("GET", "/v1/tenants/acme/connections/interview-suite")).json()).state, "healthy");
      });
    }
  }

  it("IS-6 says degraded after two failed tries, healthy again by itself, and action needed for refused credentials", async () => {
    await start();
    const state = async () => (await (await test.operator("GET", "/v1/tenants/acme/connections/interview-suite")).json()).state;
    const checklist = async () =>
      (await (await test.operator("GET", "/v1/tenants/acme/connections/interview-suite")).json()).checklist.find(({ id }: { id: string }) => id === "webhook").done;
    assert.equal(await checklist(), false, "no event yet");
    test.suite.state.faults.set("projects", { operation: "projects", fault: "503", times: 3, ms: 0 });
    await say("job.changed", JOB);
    await test.drain();
    assert.equal(await state(), "healthy", "once may happen");
    await test.later(200);
    assert.equal(await state(), "degraded");
    await settle(4);
    assert.equal(await state(), "healthy");
    assert.equal(jobs().length, 1);
    assert.equal(await checklist(), true, "the webhook of our own project");
  });

  it("IS-7 takes each webhook once, reads back what it names, and never a stranger's address", async () => {
    await start();
    const before = test.calls.length;
    const send = (text: string) => test.request("POST", webhook, { headers: { "content-type": "application/json" }, text });
    const naming = (candidate: string) => JSON.stringify({ event: "candidate_changed", data: { candidate } });
    const refused = [
      "https://acme.interview-suite.com.evil.example/api/v3/companies/1/projects/17/candidates/19/",
      "http://acme.interview-suite.com/api/v3/companies/1/projects/17/candidates/19/",
      "https://acme.interview-suite.com@evil.example/api/v3/companies/1/projects/17/candidates/19/",
      "https://other.interview-suite.com/api/v3/companies/1/projects/17/candidates/19/",
      `${SUITE}/api/v3/companies/2/projects/17/candidates/19/`,
      `${SUITE}/api/v3/companies/1/../2/projects/17/`,
      `${SUITE}/api/v3/companies/1/%2e%2e/2/projects/17/`,
      "file:///etc/passwd",
      "no address",
    ];
    for (const candidate of refused) assert.equal((await send(naming(candidate))).status, 200, candidate);
    await settle();
    assert.deepEqual(
      test.calls.slice(before).map(({ url }) => url),
      [],
    );
    assert.match(await log(), /not this company's/);

    const accepted = [
      "https://acme.interview-suite.com/api/v3/companies/1/projects/17/candidates/19/",
      "https://interview-suite.com/api/v3/companies/1/projects/17/candidates/19/",
    ];
    for (const candidate of accepted) await send(JSON.stringify({ event: "candidate_changed", extra: { a: 1 }, data: { candidate, unknown: true } }));
    for (let time = 0; time < 3; time++) assert.equal((await send(VECTOR)).status, 200);
    await settle();
    const read = test.calls
      .slice(before)
      .map(({ url }) => url)
      .filter((url) => url.startsWith(SUITE));
    assert.ok(read.length > 0 && read.every((url) => url === `${SUITE}/api/v3/companies/1/projects/17/candidates/19/`), read.join("\n"));
    const [event] = await test.edge.directory.all({ text: "SELECT received FROM events WHERE provider = 'interview-suite' ORDER BY received DESC", values: [] });
    assert.equal(event?.["received"], 3);
  });

  it("IS-7 coalesces many webhooks about one thing into one reading, records what it does not know, and answers 404 elsewhere", async () => {
    await start();
    const project = test.suite.addProject("acme", { name: "Messe" });
    await settle();
    const before = test.calls.length;
    for (let number = 0; number < 20; number++)
      await test.request("POST", webhook, {
        text: JSON.stringify({ event: "project_changed", time: `t${number}`, data: { project: `${SUITE}/api/v3/companies/1/projects/${project.id}/` } }),
      });
    await settle();
    assert.equal(test.calls.length - before, 1);
    for (const text of ["no json", "[]", JSON.stringify({ event: "moon_changed", data: { moon: "x" } })]) assert.equal((await test.request("POST", webhook, { text })).status, 200);
    assert.match(await log(), /moon_changed, ignored.*|unreadable, ignored/);
    assert.equal((await test.request("POST", "/hooks/interview-suite/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", { text: "{}" })).status, 404);
  });

  it("IS-14 takes an event once an id, refuses what does not fit field by field, and another tenant sees nothing of it", async () => {
    await start();
    for (let time = 0; time < 3; time++) assert.equal((await say("job.changed", JOB, "same")).status, 200);
    assert.equal((await say("job.changed", { ...JOB, title: "Anders" }, "same")).status, 200);
    await settle();
    assert.equal(jobs()[0]?.name, "Logistiker:in");
    const bad = await say("application.changed", { id: "APP-1", jobId: "REQ-7", person: { firstName: "Ada", lastName: "", email: "nonsense" } });
    assert.equal(bad.status, 400);
    assert.deepEqual(
      (await bad.json()).errors.map(({ path }: { path: string }) => path),
      ["data.person.lastName", "data.person.email"],
    );
    assert.equal((await say("moon.changed", { id: "1" })).status, 400);
    const other = await test.tenant("other", { connect: false });
    assert.equal((await other.ats("POST", "/v1/ats-events", { id: "1", type: "job.changed", data: JOB })).status, 409);
    assert.deepEqual((await (await other.ats("GET", "/v1/matches")).json()).items, []);
  });

  it("IS-12 keeps matches unique both ways, also when two write at once", async () => {
    await start();
    const put = (entity: string, atsId: string, suiteId: string) => acme.ats("PUT", "/v1/matches", { entity, atsId, suiteId });
    const answers = await Promise.all([put("project", "A", "1"), put("project", "A", "2"), put("project", "B", "1"), put("project", "A", "1")]);
    assert.equal((await matches()).filter(({ state }: { state: string }) => state === "linked").length, 1);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200, 409]));
    assert.equal((await put("project", "C", "1")).status, 409);
    assert.equal((await put("user", "A", "1")).status, 200, "another entity is another table");
    assert.equal((await acme.ats("DELETE", "/v1/matches?entity=project&atsId=A")).status, 204);
    assert.equal((await put("project", "C", "1")).status, 200);
    assert.equal((await acme.ats("DELETE", "/v1/matches?entity=project&atsId=nobody")).status, 404);
    assert.equal((await acme.ats("GET", "/v1/matches?limit=0")).status, 400);
    const first = await (await acme.ats("GET", "/v1/matches?limit=1")).json();
    assert.equal((await (await acme.ats("GET", `/v1/matches?limit=1&after=${first.next}`)).json()).items[0].atsId, "C");
  });

  it("IS-2 IS-11 where both sides change a title the ATS's stands and the time line says so; what the suite owns stays", async () => {
    await start();
    await say("job.changed", JOB);
    await settle();
    const [project] = jobs();
    assert.ok(project);
    project.name = "Von Hand geändert";
    await say("job.changed", { ...JOB, title: "Aus dem ATS" });
    await settle();
    assert.equal(jobs()[0]?.name, "Aus dem ATS");
    assert.match(await log(), /conflict: the ATS's title stands/);
  });

  it("keeps nothing of a person who is erased, and says that the suite still has them", async () => {
    await start();
    await say("job.changed", JOB);
    await say("application.changed", ADA);
    await settle();
    const { receipt } = await (await acme.ats("POST", "/v1/people/erase", { email: "ada@example.com" })).json();
    assert.deepEqual(
      receipt.notErased.map(({ where }: { where: string }) => where),
      ["interview-suite"],
    );
    const rows = JSON.stringify(await test.edge.directory.all({ text: "SELECT * FROM interview_ats", values: [] }));
    assert.doesNotMatch(rows, /APP-1/);
    assert.doesNotMatch(test.logged.join("\n"), /ada@example|Lovelace/);
  });

  it("IS-5 takes webhooks by HTTPS only in live mode, as a trusted proxy reports it", async () => {
    const live = {
      MODE: "live",
      OPERATOR_TOKEN: "an-operator-token-of-length",
      MASTER_KEY: btoa("k".repeat(32)),
      PUBLIC_URL: "https://edge.example",
      TRUSTED_PROXIES: "10.0.0.0/8",
      PITCHYOU_API_URL: "",
      LINKEDIN_API_URL: "",
      LINKEDIN_OAUTH_URL: "",
    };
    test = await createTestApp({ env: live });
    const send = async (address: string, proto: string) =>
      (await test.app.request("/hooks/interview-suite/x", { method: "POST", body: "{}", headers: { "x-forwarded-proto": proto } }, { address })).status;
    assert.equal(await send("10.0.0.1", "http"), 403);
    assert.equal(await send("10.0.0.1", "https"), 404, "past the door, to an unknown path");
    assert.equal(await send("192.0.2.1", "https"), 403, "only a trusted proxy may say so");
  });
});
