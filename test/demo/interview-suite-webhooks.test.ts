// The stand-in for the interview suite when it calls and when it fails: its webhooks, its faults, what a restart leaves.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { createInterviewSuite, keepSuite } from "../../demo/vendors/interview-suite/index.ts";
import { createSuite, idOf, origin } from "./interview-suite-client.ts";

const projects = "/api/v3/companies/1/projects/";

describe("the webhooks of the stand-in suite", () => {
  const endpoint = "https://edge.test/hooks/suite/acme/key";

  it("tell of each change by references, after it, without keeping it waiting", async () => {
    const { suite, hooks, replies, ask } = createSuite();
    suite.register("acme", endpoint);
    suite.register("acme", endpoint);
    let release = () => {};
    replies.push(() => new Promise<Response>((resolve) => (release = () => resolve(new Response(null, { status: 503 })))));
    const { body, status } = await ask("POST", projects, { name: "P" });
    assert.equal(status, 201);
    const project = String(body["resource_uri"]);
    const made = await ask("POST", `${project}candidates/`, { first_name: "A", last_name: "B", email: "a@example.org" });
    const candidate = String(made.body["resource_uri"]);
    await ask("PATCH", project, { name: "Q" });
    const question = suite.addQuestion(idOf(project), { text: "Why?" });
    await ask("POST", `${candidate}advance_status/`, {});
    suite.complete(idOf(candidate));
    const rating = suite.rate(idOf(candidate), 3);
    suite.rate(idOf(candidate), 4);
    suite.remove("rating", rating);
    await ask("DELETE", candidate);
    await ask("DELETE", project);
    while (hooks.length === 0) await new Promise((resolve) => setImmediate(resolve));
    release();
    await suite.settled();

    const [answer, refs] = [`${project}answervideos/${rating.id - 1}/`, { project, candidate }];
    assert.deepEqual(
      hooks.map(({ event, data }) => [event, data]),
      [
        ["project_changed", { action: "created", project }],
        ["candidate_changed", { action: "created", ...refs }],
        ["project_changed", { project }],
        ["project_changed", { project }],
        ["candidate_changed", { action: "modified", ...refs }],
        ["answervideo_changed", { action: "created", ...refs, question: `${project}questions/${question.id}/`, answervideo: answer }],
        ["candidate_changed", { action: "modified", ...refs }],
        ["rating_changed", { action: "created", ...refs, rating: `${project}ratings/${rating.id}/` }],
        ["rating_changed", { action: "modified", ...refs, rating: `${project}ratings/${rating.id}/` }],
        ["rating_deleted", { ...refs, rating: `${project}ratings/${rating.id}/` }],
        ["candidate_deleted", refs],
        ["project_deleted", { project }],
      ],
    );
    assert.ok(hooks.every((hook) => hook.endpoint === endpoint && /^2026-01-02T03:04:05\.678\d{3}\+00:00$/.test(hook.time)));
    assert.equal(new Set(hooks.map(({ body }) => body)).size, hooks.length);
    assert.deepEqual([hooks[0]?.headers.get("user-agent"), hooks[0]?.headers.get("content-type")], ["interview suite webhook", "application/json"]);
    assert.deepEqual(
      suite.state.sendings.slice(0, 2).map(({ status }) => status),
      [503, 200],
    );
  });

  it("reach the endpoints of their company only", async () => {
    const { suite, hooks } = createSuite();
    suite.register("acme", endpoint);
    suite.register("beta", "https://edge.test/hooks/suite/beta/key");
    suite.addProject("beta", { name: "B" });
    await suite.settled();
    assert.deepEqual(
      hooks.map((hook) => [hook.endpoint, hook.data["project"]?.includes("/companies/2/")]),
      [["https://edge.test/hooks/suite/beta/key", true]],
    );
  });

  it("come twice, late or broken when told to, are never tried again, and can be sent again", async () => {
    const { suite, hooks, replies, control } = createSuite();
    suite.register("acme", endpoint);
    await control("/switches", { duplicateWebhooks: true, webhookDelayMs: 30 });
    const startedAt = performance.now();
    suite.addProject("acme", { name: "twice" });
    await suite.settled();
    assert.ok(performance.now() - startedAt > 25);
    assert.deepEqual([hooks.length, hooks[0]?.body === hooks[1]?.body], [2, true]);
    await suite.fetch(new Request(`${origin}/suite/control/switches`, { method: "DELETE" }));

    await control("/faults", { operation: "webhooks", fault: "503", times: 1 });
    suite.addProject("acme", { name: "not sent" });
    await suite.settled();
    assert.deepEqual([hooks.length, suite.state.sendings.at(-1)?.problem], [2, "Fault switch: not sent (503)"]);
    await control("/faults", { operation: "webhooks", fault: "malformed", times: 1 });
    suite.addProject("acme", { name: "broken" });
    await suite.settled();
    assert.equal(hooks[2]?.event, "malformed");
    replies.push(() => Promise.reject(new Error("nobody there")));
    suite.addProject("acme", { name: "refused" });
    await suite.settled();
    const last = suite.state.sendings.at(-1);
    assert.deepEqual([hooks.length, last?.status, last?.problem], [4, null, "nobody there"]);

    assert.equal((await control("/webhooks/again", { number: last?.number })).status, 200);
    await suite.settled();
    assert.deepEqual([hooks[4]?.body, suite.state.sendings.at(-1)?.status], [last?.body, 200]);
    assert.equal((await control("/webhooks/again", { number: 999 })).status, 409);
  });

  it("and the API name their own host, or the product's when told to", async () => {
    const { ask, control } = createSuite();
    await control("/switches", { hosts: "real" });
    const { body } = await ask("GET", "/api/v3/company-by-identifier/acme/");
    assert.equal(body["projects"], `https://acme.interview-suite.com${projects}`);
    assert.match(String((await ask("GET", `${projects}?page_size=1`)).text), /"interview_suite_url":"https:\/\/acme\.interview-suite\.com\/suite\/companies\/1\/projects\/\d+"/);
    const fixed = createSuite({ origin: "http://localhost:8790" });
    assert.equal((await fixed.ask("GET", "/api/v3/companies/1/")).body["projects"], `http://localhost:8790${projects}`);
  });

  it("name the product's hosts too when addresses do", async () => {
    const { suite, hooks, control } = createSuite();
    suite.register(2, endpoint);
    await control("/switches", { hosts: "real" });
    suite.addProject(2, { name: "B" });
    await suite.settled();
    assert.match(hooks[0]?.data["project"] ?? "", /^https:\/\/beta\.interview-suite\.com\/api\/v3\/companies\/2\/projects\/\d+\/$/);
  });
});

describe("the faults of the stand-in suite", () => {
  it("hit an operation as often as told, and every call is noted", async () => {
    const { suite, ask, control } = createSuite();
    for (const [fault, status] of [
      ["401", 401],
      ["403", 403],
      ["404", 404],
      ["500", 500],
      ["503", 503],
      ["malformed", 200],
    ] as const) {
      assert.equal((await control("/faults", { operation: "projects", fault, times: 1 })).status, 200);
      const answer = await ask("GET", projects);
      assert.equal(answer.status, status);
      if (fault === "malformed") assert.throws(() => JSON.parse(answer.text));
    }
    await control("/faults", [{ operation: "projects", fault: "slow", ms: 40, times: 1 }]);
    const startedAt = performance.now();
    assert.equal((await ask("GET", projects)).status, 200);
    assert.ok(performance.now() - startedAt > 35);
    assert.deepEqual(
      suite.state.calls.map(({ method, path, status }) => [method, path, status]),
      [401, 403, 404, 500, 503, 200, 200].map((status) => ["GET", projects, status]),
    );
    await control("/faults", { operation: "company", fault: "500" });
    for (let turn = 0; turn < 3; turn += 1) assert.equal((await ask("GET", "/api/v3/companies/1/")).status, 500);
    await control("/faults", { operation: "company", fault: "none" });
    assert.equal((await ask("GET", "/api/v3/companies/1/")).status, 200);
  });

  it("can do the work and lose the answer", async () => {
    const { suite, ask, listOf, control } = createSuite();
    const project = suite.addProject("acme", { name: "P" });
    await control("/faults", { operation: "candidates", fault: "lost-answer", times: 1 });
    assert.equal((await ask("POST", `${projects}${project.id}/candidates/`, { first_name: "A", last_name: "B", email: "a@example.org" })).status, 500);
    assert.equal((await listOf(`${projects}${project.id}/candidates/?email=a@example.org`)).meta.total_count, 1);
  });
});

describe("the memory of the stand-in suite", () => {
  it("carries records, endpoints and tokens over a restart, and goes on counting", () => {
    const folder = mkdtempSync(join(tmpdir(), "suite-"));
    const file = join(folder, "vendors.suite");
    try {
      const before = createInterviewSuite();
      const memory = keepSuite(before.state, file);
      before.register("acme", "http://127.0.0.1:9/hook");
      const project = before.addProject("acme", { name: "Kept" });
      before.addQuestion(project, { text: "Why?", criteria: ["Fit"] });
      const candidate = before.addCandidate(project, { first_name: "A", last_name: "B" });
      before.complete(candidate);
      before.rate(candidate, 4);
      before.state.tokens.set("t", { company: 1, customer: 1, idleMs: 1, expiresAtMs: 2 });
      before.close();
      memory.stop();

      const later = createInterviewSuite();
      const again = keepSuite(later.state, file);
      again.stop();
      for (const name of ["projects", "questions", "candidates", "answers", "ratings", "customers", "tokens", "endpoints", "counts"] as const)
        assert.deepEqual(later.state[name], before.state[name]);
      assert.ok(later.addProject("acme", { name: "Next" }).id > candidate.id);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
