// The connector between the ATS and the interview suite: both sides black boxes, in step whichever setup the ATS can do.
import assert from "node:assert/strict";
import { after, afterEach, describe, it } from "node:test";
import { closeStorages, STORAGE_KINDS } from "../support/databases.ts";
import { permanentTokens } from "../../demo/vendors/interview-suite/index.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const JOB = { id: "REQ-7", title: "Logistiker:in", language: "de" };
const ADA = { id: "APP-1", jobId: "REQ-7", person: { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com", phone: "+491" } };
const JANA = { id: "u-9", firstName: "Jana", lastName: "Keller", email: "jana@acme.example", role: "recruiter" };

type Tenant = Awaited<ReturnType<TestApp["tenant"]>>;

describe("the connector", () => {
  let test: TestApp;
  afterEach(() => test.close());
  after(closeStorages);
  let acme: Tenant;
  let events = 0;

  const start = async (settings: Record<string, unknown> = {}, storage: "sqlite" | "d1" = "sqlite") => {
    test = await createTestApp({ storage });
    acme = await test.tenant("acme", { connect: false });
    return acme.connectSuite(settings);
  };
  /** What the ATS says, and everything that follows from it. */
  const say = async (type: string, data: unknown, id = `e-${++events}`) => {
    const answer = await acme.ats("POST", "/v1/ats-events", { id, type, data });
    await settle();
    return answer;
  };
  const settle = () => test.settle(1, 300);
  const projectOf = (job: string) => [...test.suite.state.projects.values()].find((each) => each.internal_id === job);
  const candidates = () => [...test.suite.state.candidates.values()];
  const matches = async (query = "") => (await (await acme.ats("GET", `/v1/matches${query}`)).json()).items;
  const told = (type: string) => test.receiver.of(type).map(({ data }) => data);
  const writes = () =>
    test.suite.state.calls
      .filter(({ method, path }) => method !== "GET" && !path.includes("token-auth"))
      .map(({ method, path }) => `${method} ${path.replace(/^.*companies\/1\//, "")}`);

  for (const storage of STORAGE_KINDS) {
    it(`IS-8 IS-10 IS-11 IS-14 keeps job, candidate and user in step in the ideal setup, without an echo, on ${storage}`, async () => {
      const connection = await start({}, storage);
      assert.match(connection.endpoints.webhook, /\/hooks\/interview-suite\/[\w-]{20,}$/);
      for (const [type, data] of [
        ["job.changed", JOB],
        ["user.changed", JANA],
        ["application.changed", { ...ADA, invite: true, deadline: "2026-12-01T12:00:00Z" }],
      ] as const) {
        const answer = await say(type, data);
        assert.equal(answer.status, 200, await answer.text());
      }
      const project = projectOf("REQ-7");
      assert.equal(project?.name, "Logistiker:in");
      assert.deepEqual(
        candidates().map(({ first_name, email, status, deadline }) => [first_name, email, status, Date.parse(deadline ?? "")]),
        [["Ada", "ada@example.com", "invited", Date.parse("2026-12-01T12:00:00Z")]],
      );
      assert.ok([...test.suite.state.customers.values()].some(({ username, account_type }) => username === "u-9" && account_type === "recruiter"));
      assert.deepEqual(
        (await matches()).map(({ entity, atsId, state }: Record<string, string>) => [entity, atsId, state]),
        [
          ["project", "REQ-7", "linked"],
          ["user", "u-9", "linked"],
          ["candidate", "APP-1", "linked"],
        ],
      );
      // Four makings and two actions, and not one more when the webhooks of all of them have come back.
      const made = writes();
      assert.equal(made.length, 5, made.join("\n"));
      assert.ok(test.suite.state.sendings.length >= 3, "webhooks did come");
      assert.deepEqual(told("interview.candidate.changed"), []);
      assert.deepEqual(
        told("interview.project.changed").filter((each) => each["jobId"] !== null),
        [],
      );

      const [candidate] = candidates();
      assert.ok(candidate && project);
      test.suite.addQuestion(project, { text: "Warum Logistik?" });
      test.suite.confirm(candidate);
      test.suite.complete(candidate);
      await settle();
      test.suite.rate(candidate, 4);
      await settle();
      assert.deepEqual(told("interview.candidate.changed").at(-1), { jobId: "REQ-7", applicationId: "APP-1", candidate: { id: String(candidate.id), status: "completed" } });
      const [rating] = told("interview.rating.changed");
      assert.deepEqual({ ...rating, rating: { ...(rating?.["rating"] as object), id: "" } }, { jobId: "REQ-7", applicationId: "APP-1", rating: { id: "", value: 4, maximum: 5 } });
      assert.deepEqual(writes(), made, "what comes from the suite is not sent back to it");
    });
  }

  it("IS-12 IS-13 IS-14 a deletion retires the match, archives what the suite can archive, and destroys nothing there", async () => {
    await start();
    await say("job.changed", JOB);
    await say("application.changed", ADA);
    await say("application.deleted", { id: "APP-1" });
    await say("job.deleted", { id: "REQ-7" });
    assert.equal(projectOf("REQ-7")?.status, "archived");
    assert.equal(candidates().length, 1);
    assert.deepEqual(
      (await matches()).map(({ state }: { state: string }) => state),
      ["retired", "retired"],
    );
    assert.equal((await (await acme.ats("GET", "/v1/interview/questions?jobId=REQ-7")).json()).state, "not_linked");
  });

  it("IS-7 IS-13 tells the ATS of a deletion in the suite, retires the match and makes nothing anew", async () => {
    await start();
    await say("job.changed", JOB);
    await say("application.changed", ADA);
    const [candidate] = candidates();
    const project = projectOf("REQ-7");
    assert.ok(candidate && project);
    test.suite.addQuestion(project, { text: "Warum?" });
    test.suite.invite(candidate);
    test.suite.confirm(candidate);
    test.suite.complete(candidate);
    const rating = test.suite.rate(candidate, 3);
    await settle();
    test.suite.remove("rating", rating);
    await settle();
    assert.deepEqual(told("interview.rating.deleted"), [{ jobId: "REQ-7", applicationId: "APP-1", rating: { id: String(rating.id) } }]);
    test.suite.remove("candidate", candidate);
    await settle();
    assert.deepEqual(told("interview.candidate.deleted"), [{ jobId: "REQ-7", applicationId: "APP-1", candidate: { id: String(candidate.id) } }]);
    test.suite.remove("project", project);
    await settle();
    assert.deepEqual(told("interview.project.deleted"), [{ jobId: "REQ-7", project: { id: String(project.id) } }]);
    assert.deepEqual(
      (await matches()).filter(({ state }: { state: string }) => state === "linked"),
      [],
    );
    assert.equal(projectOf("REQ-7"), undefined);
  });

  it("IS-7 IS-10 tells the ATS of what was made in the suite: a project without a job, a candidate with who that is", async () => {
    await start();
    await say("job.changed", JOB);
    const other = test.suite.addProject("acme", { name: "Messe" });
    const project = projectOf("REQ-7");
    assert.ok(project);
    const candidate = test.suite.addCandidate(project, { first_name: "Lea", last_name: "Sommer", email: "lea@example.de" });
    await settle();
    assert.deepEqual(told("interview.project.changed").at(-1), { jobId: null, project: { id: String(other.id), name: "Messe", status: "active" } });
    assert.deepEqual(told("interview.candidate.changed"), [
      { jobId: "REQ-7", candidate: { id: String(candidate.id), status: "created", person: { firstName: "Lea", lastName: "Sommer", email: "lea@example.de", phone: null } } },
    ]);
    // The ATS makes an application of it and says that they are the same.
    assert.equal((await acme.ats("PUT", "/v1/matches", { entity: "candidate", atsId: "APP-9", suiteId: String(candidate.id) })).status, 200);
    await say("application.changed", { id: "APP-9", jobId: "REQ-7", person: { firstName: "Lea", lastName: "Sommer", email: "lea@example.de" } });
    assert.equal(candidates().length, 1);
    test.suite.invite(candidate);
    await settle();
    assert.equal(told("interview.candidate.changed").at(-1)?.["applicationId"], "APP-9");
    const { receipt } = await (await acme.ats("POST", "/v1/people/erase", { email: "lea@example.de" })).json();
    assert.deepEqual(
      receipt.notErased.map(({ where }: { where: string }) => where),
      ["interview-suite"],
    );
  });

  it("IS-15 runs the static setup every N minutes from its cursors, pushes only what changed, and writes nothing when nothing did", async () => {
    test = await createTestApp();
    acme = await test.tenant("acme", { connect: false });
    test.feed.push({ id: "1", type: "job.changed", data: JOB }, { id: "2", type: "nonsense", data: {} }, { id: "3", type: "application.changed", data: { ...ADA, invite: true } });
    await acme.connectSuite({ setup: "static", everyMinutes: 2, atsFeed: { url: test.feedUrl, token: "feed-token" } });
    await settle();
    assert.equal(candidates()[0]?.status, "invited");
    const before = writes().length;
    const reads = () => test.calls.filter(({ url }) => url.startsWith(test.feedUrl)).map(({ url }) => new URL(url).searchParams.get("after"));
    assert.deepEqual(reads().slice(0, 3), [null, "2", "3"]);
    // A minute lasts a second here; an unchanged round costs reads only.
    const rows = async () =>
      JSON.stringify(
        await Promise.all(
          ["interview_objects", "interview_ats", "interview_runs", "matches"].map((table) => test.edge.directory.all({ text: `SELECT * FROM ${table}`, values: [] })),
        ),
      );
    const kept = await rows();
    await test.later(2_100);
    assert.equal(reads().at(-1), "3", "goes on where it stopped");
    assert.equal(await rows(), kept);
    assert.equal(writes().length, before);
    // Polling finds what no webhook has told.
    test.suite.state.endpoints.length = 0;
    const [candidate] = candidates();
    assert.ok(candidate);
    test.suite.confirm(candidate);
    test.feed.push({ id: "4", type: "job.changed", data: { ...JOB, title: "Leitung Logistik" } });
    await test.later(2_100);
    await settle();
    assert.equal(projectOf("REQ-7")?.name, "Leitung Logistik");
    assert.deepEqual(told("interview.candidate.changed").at(-1), { jobId: "REQ-7", applicationId: "APP-1", candidate: { id: String(candidate.id), status: "in_progress" } });
    assert.match(JSON.stringify(await (await test.operator("GET", "/v1/tenants/acme/log?limit=200")).json()), /unreadable item/);
  });

  it("IS-15 never lets two runs overlap, and a run asked for during another one follows it", async () => {
    await start({ setup: "static", atsFeed: { url: test?.feedUrl ?? "http://127.0.0.1:5/changes", token: "feed-token" } });
    let open = 0;
    let most = 0;
    const fetchNow = test.edge.fetch;
    const counting: typeof fetch = async (input, init) => {
      if (!String(input).includes("/projects/?")) return fetchNow(input, init);
      most = Math.max(most, ++open);
      await new Promise((next) => setTimeout(next, 5));
      return fetchNow(input, init).finally(() => open--);
    };
    Object.assign(test.edge, { fetch: counting });
    for (let round = 0; round < 3; round++) assert.equal((await acme.ats("POST", "/v1/interview/pull")).status, 202);
    const draining = test.drain();
    await new Promise((next) => setTimeout(next, 2));
    await acme.ats("POST", "/v1/interview/pull");
    await draining;
    await test.drain();
    assert.equal(most, 1);
  });

  it("IS-16 IS-17 begins quick, goes on static and ends ideal with the same matches", async () => {
    test = await createTestApp();
    acme = await test.tenant("acme", { connect: false });
    const quick = test.suite.addProject("acme", { name: "Logistik", internal_id: "REQ-7" });
    await acme.connectSuite({ setup: "quick", sso: { type: "link", startUrl: "http://127.0.0.1:4/login?next={target}" } });
    assert.deepEqual(
      (await matches()).map(({ atsId, suiteId }: Record<string, string>) => [atsId, suiteId]),
      [["REQ-7", String(quick.id)]],
    );
    const opened = await (await acme.ats("POST", "/v1/interview/open", { jobId: "REQ-7", user: { id: "u1", name: "Jana" } })).json();
    const target = new URL(opened.url).searchParams.get("next") ?? "";
    assert.equal(new URL(target).pathname, `/suite/companies/1/projects/${quick.id}`);

    const before = await matches();
    test.feed.push({ id: "1", type: "job.changed", data: JOB }, { id: "2", type: "application.changed", data: ADA });
    await acme.connectSuite({ setup: "static", everyMinutes: 60, atsFeed: { url: test.feedUrl, token: "feed-token" } });
    await settle();
    assert.equal(candidates().length, 1);
    await acme.connectSuite({ setup: "ideal" });
    await say("application.changed", { ...ADA, invite: true });
    assert.equal(candidates()[0]?.status, "invited");
    const now = await matches();
    assert.deepEqual(now.slice(0, 1), before);
    assert.deepEqual(
      now.map(({ atsId, state }: Record<string, string>) => [atsId, state]),
      [
        ["REQ-7", "linked"],
        ["APP-1", "linked"],
      ],
    );
    assert.equal([...test.suite.state.projects.values()].filter(({ internal_id }) => internal_id === "REQ-7").length, 1);
  });

  it("IS-12 finds before it makes: by internal id, by user name, by e-mail; an application waits for its job", async () => {
    await start();
    const project = test.suite.addProject("acme", { name: "Alt", internal_id: "REQ-7" });
    test.suite.addCandidate(project, { first_name: "Ada", last_name: "L.", email: "ADA@example.com" });
    await settle();
    await say("application.changed", { ...ADA, id: "APP-2", jobId: "REQ-LATER", person: { ...ADA.person, email: "x@example.com" } });
    await say("job.changed", JOB);
    await say("application.changed", ADA);
    assert.equal(candidates().length, 1);
    assert.equal(candidates()[0]?.last_name, "Lovelace");
    assert.equal(project.name, "Logistiker:in");
    await say("job.changed", { id: "REQ-LATER", title: "Später" });
    await settle();
    assert.equal(candidates().length, 2, "the one that waited");
  });

  it("IS-4 signs in by password, renews what the suite has dropped, and by a permanent token; refused credentials need somebody", async () => {
    await start();
    await say("job.changed", JOB);
    test.suite.dropTokens();
    assert.equal((await say("job.changed", { ...JOB, title: "Neu" })).status, 200);
    assert.equal(projectOf("REQ-7")?.name, "Neu");
    await acme.connectSuite({ auth: { type: "token", token: permanentTokens["acme"] } });
    await say("job.changed", { ...JOB, title: "Mit Token" });
    assert.equal(projectOf("REQ-7")?.name, "Mit Token");
    assert.equal((await (await test.operator("GET", "/v1/tenants/acme/connections/interview-suite")).json()).state, "healthy");
    await acme.connectSuite({ auth: { type: "password", username: "ats-bridge", password: "wrong" } });
    const refused = await (await test.operator("GET", "/v1/tenants/acme/connections/interview-suite")).json();
    assert.equal(refused.state, "action_needed");
  });

  it("IS-9 IS-14 meets the tenant's rules once an event: a rating reached, an application received by another channel", async () => {
    await start({
      rules: [
        { on: "rating", when: { atLeast: 4 }, do: "message" },
        { on: "application.received", do: "invite" },
      ],
    });
    await test.operator("PUT", "/v1/tenants/acme/connections/icims", {
      customerId: "9001",
      auth: { type: "basic", username: "u", password: "p" },
      rules: [{ eventType: "AssessmentEvent", do: "application" }],
    });
    await say("job.changed", JOB);
    await say("application.changed", ADA);
    const project = projectOf("REQ-7");
    const [candidate] = candidates();
    assert.ok(project && candidate);
    test.suite.addQuestion(project, { text: "Warum?" });
    test.suite.invite(candidate);
    test.suite.confirm(candidate);
    test.suite.complete(candidate);
    for (const value of [3, 5]) {
      test.suite.rate(candidate, value);
      await settle();
    }
    test.suite.state.sendings.forEach((sending) => test.suite.sendAgain(sending.number));
    await settle();
    const met = told("interview.rule.met");
    assert.deepEqual(met, [{ rule: { on: "rating", when: { atLeast: 4 }, do: "message" }, jobId: "REQ-7", applicationId: "APP-1", value: 5 }]);
  });
});
