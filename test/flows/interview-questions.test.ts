// What a recruiter sees of an interview beside the job: through a session, through a hosted page, and in every state it can be in.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { parseQuestion } from "../../edge/integrations/interview-suite/contract.ts";
import { accountType, candidateState, projectState } from "../../edge/integrations/interview-suite/map.ts";
import { ATS_ORIGIN, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

describe("the questions of a job", () => {
  let test: TestApp;
  afterEach(() => test.close());
  let acme: Awaited<ReturnType<TestApp["tenant"]>>;

  const start = async (settings: Record<string, unknown> = {}) => {
    test = await createTestApp({ pace: { vendorTimeoutMs: 200 } });
    acme = await test.tenant("acme", { connect: false });
    await acme.connectSuite(settings);
    const project = test.suite.addProject("acme", { name: "Logistik", internal_id: "REQ-7" });
    for (const question of test.suite.state.questions.values()) if (question.project === project.id) test.suite.remove("question", question);
    await acme.ats("PUT", "/v1/matches", { entity: "project", atsId: "REQ-7", suiteId: String(project.id) });
    await test.later(500);
    return project;
  };
  const ask = (jobId = "REQ-7", headers: Record<string, string> = acme.headers) => test.request("GET", `/v1/interview/questions?jobId=${jobId}`, { headers });

  it("IS-18 IS-19 tells no project, no questions and questions apart, with counts, times and criteria, and 304 while nothing changes", async () => {
    const project = await start();
    assert.deepEqual(await (await ask("REQ-8")).json(), { state: "not_linked", questions: [], candidates: {}, asOf: new Date(test.clock.now).toISOString(), sandbox: true });
    const empty = await (await ask()).json();
    assert.deepEqual([empty.state, empty.project.name, empty.project.status, empty.questions], ["no_questions", "Logistik", "active", []]);
    test.suite.addQuestion(project, { text: "Warum?", preparation_time: 60, answer_time: 120, criteria: ["Motivation"] });
    test.suite.addQuestion(project, { text: "Wann?" });
    const ada = test.suite.addCandidate(project, { first_name: "Ada", last_name: "L", email: "ada@example.com" });
    test.suite.addCandidate(project, { first_name: "Bo", last_name: "L", email: "bo@example.com" });
    test.suite.invite(ada);
    await test.suite.settled();
    await test.later(500);
    const first = await ask();
    const shown = await first.json();
    assert.equal(shown.state, "linked");
    assert.deepEqual(
      shown.questions.map((question: object) => ({ ...question, id: "" })),
      [
        { id: "", position: 1, text: "Warum?", preparationSeconds: 60, answerSeconds: 120, criteria: ["Motivation"] },
        { id: "", position: 2, text: "Wann?", preparationSeconds: 120, answerSeconds: 120, criteria: [] },
      ],
    );
    assert.deepEqual(shown.candidates, { created: 1, invited: 1 });
    assert.doesNotMatch(JSON.stringify(shown), /interview_key|ada@example|partner_data|Bo/);
    test.clock.now += 60_000;
    const etag = first.headers.get("etag") ?? "";
    assert.equal((await test.request("GET", "/v1/interview/questions?jobId=REQ-7", { headers: { ...acme.headers, "if-none-match": etag } })).status, 304);
    test.suite.addQuestion(project, { text: "Noch eine?" });
    assert.equal((await test.request("GET", "/v1/interview/questions?jobId=REQ-7", { headers: { ...acme.headers, "if-none-match": etag } })).status, 200);
  });

  it("IS-18 shows a session only the jobs that it was made for, and signs in its own user only", async () => {
    await start();
    const one = await acme.session(["interview:questions:REQ-7"]);
    assert.equal((await ask("REQ-7", one)).status, 200);
    const other = await ask("REQ-8", one);
    assert.deepEqual([other.status, (await other.json()).code], [403, "grant-missing"]);
    const open = (headers: Record<string, string>, body: object) => test.request("POST", "/v1/interview/open", { headers, body });
    assert.equal((await open(one, { jobId: "REQ-7" })).status, 403);
    const all = await acme.session(["interview:questions", "interview:open"]);
    assert.equal((await ask("REQ-8", all)).status, 200);
    assert.equal((await open(all, { jobId: "REQ-7" })).status, 200);
    assert.equal((await open(all, { jobId: "REQ-7", user: { id: "boss", name: "Boss" } })).status, 400);
    assert.equal((await open(all, { candidateId: "nobody" })).status, 404);
    assert.equal((await ask("REQ-7", { ...one, origin: "https://evil.example" })).status, 403);
  });

  it("IS-19 says whose fault it is when the suite is away, slow or refuses us, and is not set up elsewhere", async () => {
    const project = await start();
    const fault = (name: "503" | "slow" | "malformed") => test.suite.state.faults.set("projects", { operation: "projects", fault: name, times: 1, ms: 1_000 });
    for (const [name, status, code] of [
      ["503", 502, "vendor-unavailable"],
      ["slow", 504, "vendor-timeout"],
      ["malformed", 502, "vendor-unavailable"],
    ] as const) {
      fault(name);
      const answer = await ask();
      assert.deepEqual([answer.status, (await answer.json()).code], [status, code]);
    }
    test.suite.remove("project", project);
    assert.equal((await (await ask()).json()).state, "not_linked");
    const beta = await test.tenant("beta", { connect: false });
    const none = await test.request("GET", "/v1/interview/questions?jobId=REQ-7", { headers: beta.headers });
    assert.deepEqual([none.status, (await none.json()).code], [409, "not-connected"]);
    assert.equal((await acme.ats("GET", "/v1/interview/questions")).status, 400);
  });

  it("IS-18 is a hosted page as well, framed by the tenant's origins only, and signs in nobody without a user", async () => {
    await start();
    const link = async (more: object) => (await acme.ats("POST", "/v1/links", { component: "interview-questions", jobId: "REQ-7", ...more })).json();
    const { url } = await link({ user: { id: "u1", name: "Jana" } });
    const page = await test.request("GET", new URL(url).pathname);
    assert.equal(page.status, 200);
    assert.match(page.headers.get("content-security-policy") ?? "", new RegExp(`frame-ancestors ${ATS_ORIGIN}(;|$)`));
    assert.match(await page.text(), /<interview-questions session-url="[^"]+" job-id="REQ-7">/);
    const session = async (address: string) => {
      const origin = test.edge.settings.publicUrl;
      const { token } = await (await test.request("POST", `${new URL(address).pathname}/session`, { headers: { origin } })).json();
      return { authorization: `Bearer ${token}`, origin };
    };
    const mine = await session(url);
    assert.equal((await ask("REQ-7", mine)).status, 200);
    assert.equal((await ask("REQ-8", mine)).status, 403);
    assert.equal((await test.request("POST", "/v1/interview/open", { headers: mine, body: { jobId: "REQ-7" } })).status, 200);
    const anonymous = await session((await link({})).url);
    assert.equal((await ask("REQ-7", anonymous)).status, 200);
    assert.equal((await test.request("POST", "/v1/interview/open", { headers: anonymous, body: { jobId: "REQ-7" } })).status, 403);
  });
});

describe("the connector's translation", () => {
  it("IS-1 IS-2 turns the suite's words into ours and the ATS's roles into the suite's; whoever is in no table gets the least", () => {
    const words = ["new", "invited", "confirmed", "interviewing", "interviewed", "expired", "aborted", "skipped", "hovering", ""];
    assert.deepEqual(
      words.map((status) => candidateState({ status })),
      ["created", "invited", "in_progress", "in_progress", "completed", "expired", "cancelled", "skipped", "hovering", "created"],
    );
    assert.equal(candidateState({ status: "interviewed", evaluation_status: "completed" }), "evaluated");
    assert.deepEqual(["drafts", "Active", "running", "archived", "inactive", "paused", null].map(projectState), [
      "draft",
      "active",
      "active",
      "closed",
      "closed",
      "unknown",
      "unknown",
    ]);
    assert.deepEqual(["hiring-manager", "recruiter", "admin", "owner", "janitor", "__proto__"].map(accountType), [
      "hiring-manager",
      "recruiter",
      "admin",
      "owner",
      "hiring-manager",
      "hiring-manager",
    ]);
  });

  it("IS-2 reads a question under whichever of the usual names it hides", () => {
    const uri = "https://acme.interview-suite.com/api/v3/companies/1/projects/17/questions/5/";
    assert.deepEqual(
      parseQuestion(
        { resource_uri: uri, prompt: { de: "Warum?", en: "Why?" }, sequence: 3, think_time: "90", max_duration: 120_000, criteria: [{ name: "Mut" }, uri, "Ruhe"] },
        "en",
      ),
      {
        id: "5",
        position: 3,
        text: "Why?",
        preparationSeconds: 90,
        answerSeconds: 120,
        criteria: ["Mut", "Ruhe"],
      },
    );
    assert.deepEqual(parseQuestion({ resource_uri: uri }, "de"), { id: "5", position: null, text: null, criteria: [] });
    assert.equal(parseQuestion("nonsense", "de"), null);
  });
});
