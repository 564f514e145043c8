// The stand-in for the interview suite where a partner reads and writes: the tokens and resources of its API v3.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { passwordOf, permanentTokens, serverUser } from "../../demo/vendors/interview-suite/index.ts";
import { createSuite, idOf, origin } from "./interview-suite-client.ts";

const projects = "/api/v3/companies/1/projects/";
const minuteMs = 60_000;

describe("the tokens of the stand-in suite", () => {
  const credentials = { username: serverUser, password: passwordOf("acme"), company: "acme" };

  it("come for user, password and company, and die when nobody uses them for half an hour", async () => {
    const { ask, clock } = createSuite();
    const given = await ask("POST", "/api/v3/api-token-auth/", credentials, "");
    assert.equal(given.status, 200);
    const token = String(given.body["token"]);
    assert.match(token, /^[0-9a-f]{40}$/);
    const read = async () => (await ask("GET", projects, undefined, `Token ${token}`)).status;
    for (let turn = 0; turn < 3; turn += 1) {
      clock.nowMs += 29 * minuteMs;
      assert.equal(await read(), 200);
    }
    clock.nowMs += 31 * minuteMs;
    assert.equal(await read(), 401);
  });

  it("live for days when asked to, but not for more than thirty", async () => {
    const { ask, clock } = createSuite();
    const given = await ask("POST", "/api/v3/api-token-auth/", { ...credentials, extended_expiration_period: 2 }, "");
    clock.nowMs += 47 * 60 * minuteMs;
    assert.equal((await ask("GET", projects, undefined, `Token ${String(given.body["token"])}`)).status, 200);
    const refused = await ask("POST", "/api/v3/api-token-auth/", { ...credentials, extended_expiration_period: 31 }, "");
    assert.deepEqual([refused.status, Object.keys(refused.body)], [400, ["extended_expiration_period"]]);
  });

  it("are refused for anything wrong, in Django's words", async () => {
    const { ask } = createSuite();
    for (const wrong of [{ password: "x" }, { company: "beta" }, { company: "nobody" }, { username: "eva.brandt" }]) {
      const refused = await ask("POST", "/api/v3/api-token-auth/", { ...credentials, ...wrong }, "");
      assert.deepEqual([refused.status, refused.body], [400, { non_field_errors: ["Unable to log in with provided credentials."] }]);
    }
    const missing = await ask("POST", "/api/v3/api-token-auth/", { username: "x" }, "");
    assert.deepEqual(missing.body, { password: ["This field is required."], company: ["This field is required."] });
  });

  it("that are missing, unknown or dropped give 401; permanent ones are never dropped", async () => {
    const { ask, control } = createSuite();
    const { body } = await ask("POST", "/api/v3/api-token-auth/", credentials, "");
    for (const header of ["", "Token nonsense", `Bearer ${permanentTokens["acme"]}`, `Basic ${permanentTokens["acme"]}`])
      assert.equal((await ask("GET", projects, undefined, header)).status, 401);
    assert.equal((await ask("GET", projects, undefined, "")).headers.get("www-authenticate"), "Token");
    await control("/drop-tokens");
    assert.equal((await ask("GET", projects, undefined, `Token ${String(body["token"])}`)).status, 401);
    assert.equal((await ask("GET", projects)).status, 200);
  });

  it("open their own company only", async () => {
    const { suite, ask } = createSuite();
    const theirs = suite.addProject("beta", { name: "Theirs" });
    for (const path of ["/companies/2/", "/company-by-identifier/beta/", "/companies/2/projects/", `/companies/2/projects/${theirs.id}/`]) {
      const refused = await ask("GET", `/api/v3${path}`);
      assert.deepEqual([refused.status, Object.keys(refused.body)], [403, ["detail"]]);
    }
    // Under the own company's path it does not exist at all.
    assert.deepEqual((await ask("GET", `${projects}${theirs.id}/`)).body, { detail: "Not found." });
    assert.equal((await ask("DELETE", `${projects}${theirs.id}/candidates/1/`)).status, 404);
    assert.ok(suite.state.projects.has(theirs.id));
  });
});

describe("the resources of the stand-in suite", () => {
  it("give a company without an id, which its references tell", async () => {
    const { ask } = createSuite();
    const { body } = await ask("GET", "/api/v3/company-by-identifier/acme/");
    assert.equal("id" in body || "identifier" in body, false);
    assert.deepEqual([body["name"], body["projects"]], ["Acme", `${origin}${projects}`]);
    assert.deepEqual((await ask("GET", "/api/v3/companies/1/")).body, body);
    assert.equal((await ask("GET", "/api/v3/company-by-identifier/nobody/")).status, 404);
  });

  it("come in pages whose addresses keep the filter", async () => {
    const { suite, ask, listOf } = createSuite();
    for (let number = 0; number < 45; number += 1) suite.addProject("acme", { name: `P${number}`, internal_id: number % 9 === 0 ? "R-9" : `R-1${number}` });
    const first = await listOf(projects);
    assert.deepEqual([first.meta.total_count, first.objects.length, first.meta.previous, first.meta.next], [46, 20, null, `${origin}${projects}?page=2`]);

    const seen: unknown[] = [];
    for (let next: string | null = `${projects}?internal_id=R-9&page_size=2`; next !== null;) {
      const { meta, objects } = await listOf(next);
      seen.push(...objects.map(({ name }) => name));
      next = meta.next;
    }
    assert.deepEqual(seen, ["P0", "P9", "P18", "P27", "P36"]);
    assert.equal((await listOf(`${projects}?page_size=1000`)).objects.length, 46);
    for (const page of ["4", "0", "x"]) assert.equal((await ask("GET", `${projects}?page=${page}`)).status, 404);
  });

  it("take a project, change what is sent, set its status by its action alone, and delete it", async () => {
    const { ask, listOf } = createSuite();
    const made = await ask("POST", projects, { name: "Pflege", internal_id: "PF-1", language: "de", status: "archived" });
    assert.deepEqual([made.status, made.body["status"], made.body["maximum_score"]], [201, "active", 5]);
    const uri = String(made.body["resource_uri"]);
    assert.equal(made.body["interview_suite_url"], `${origin}/suite/companies/1/projects/${idOf(uri)}`);
    for (const name of ["questions", "candidates", "results", "roles"]) assert.equal(made.body[name], `${uri}${name}/`);

    const changed = await ask("PATCH", uri, { name: "Pflege, Nacht", status: "archived" });
    assert.deepEqual([changed.status, changed.body["name"], changed.body["internal_id"], changed.body["status"]], [202, "Pflege, Nacht", "PF-1", "active"]);
    assert.equal(made.body["status_update_uri"], `${uri}update_status/`);
    assert.equal((await ask("POST", `${uri}update_status/`, { status: "gone" })).status, 400);
    const archived = await ask("POST", `${uri}update_status/`, { status: "archived" });
    assert.deepEqual([archived.status, archived.body["status"], archived.body["closedate"]], [202, "archived", "2026-01-02T03:04:05.678Z"]);
    assert.deepEqual(
      (await listOf(`${projects}?status=archived`)).objects.map(({ resource_uri }) => resource_uri),
      [uri],
    );

    assert.equal((await ask("DELETE", uri)).status, 204);
    assert.equal((await ask("GET", uri)).status, 404);
    assert.deepEqual((await ask("POST", projects, {})).body, { name: ["This field is required."] });
    assert.equal((await ask("PUT", projects, {})).status, 405);
  });

  it("list questions in their order, with seconds and criteria", async () => {
    const { suite, listOf, ask } = createSuite();
    const project = suite.addProject("acme", { name: "P" });
    suite.addQuestion(project, { text: "Why?", preparation_time: 60, answer_time: 90, criteria: ["Motivation", "Auftreten"] });
    suite.addQuestion(project, { text: "When?" });
    const { objects } = await listOf(`${projects}${project.id}/questions/`);
    assert.deepEqual(
      objects.map(({ text, position, preparation_time, answer_time }) => [text, position, preparation_time, answer_time]),
      [
        ["Why?", 1, 60, 90],
        ["When?", 2, 120, 120],
      ],
    );
    assert.match(
      JSON.stringify(objects[0]?.["criteria"]),
      /^\[\{"resource_uri":"http:\/\/suite\.test\/api\/v3\/companies\/1\/projects\/\d+\/criteria\/\d+\/","name":"Motivation"\},/,
    );
    assert.deepEqual((await ask("GET", String(objects[1]?.["resource_uri"]))).body, objects[1]);
  });

  it("invite in three calls, and say nothing of a status or deadline that comes with the first", async () => {
    const { suite, ask, listOf } = createSuite();
    const project = suite.addProject("acme", { name: "P" });
    const made = await ask("POST", `${projects}${project.id}/candidates/`, {
      first_name: "Zoë",
      last_name: "Müller",
      email: "Zoe@Example.org",
      status: "invited",
      deadline: "2026-02-01",
    });
    assert.deepEqual([made.status, made.body["status"], made.body["deadline"], made.body["evaluation_status"]], [201, "new", null, "pending"]);
    assert.match(String(made.body["interview_key"]), /^[0-9a-f]{32}$/);
    const uri = String(made.body["resource_uri"]);

    assert.deepEqual((await ask("POST", `${uri}set_deadline/`, { deadline: "soon" })).body, { deadline: ["Enter a valid date/time."] });
    const limited = await ask("POST", `${uri}set_deadline/`, { deadline: "2026-02-01T12:00:00+01:00" });
    assert.deepEqual([limited.status, limited.body["deadline"], limited.body["status"]], [202, "2026-02-01T11:00:00.000Z", "new"]);
    const invited = await ask("POST", `${uri}advance_status/`, {});
    assert.deepEqual([invited.status, invited.body["status"], invited.body["invitationdate"]], [202, "invited", "2026-01-02T03:04:05.678Z"]);
    const again = await ask("POST", `${uri}advance_status/`, {});
    assert.deepEqual([again.status, again.body], [400, { detail: 'The status "invited" can not be advanced.' }]);

    const found = await listOf(`${projects}${project.id}/candidates/?email=zoe%40EXAMPLE.org`);
    assert.deepEqual(
      found.objects.map(({ resource_uri }) => resource_uri),
      [uri],
    );
    assert.equal((await listOf(`${projects}${project.id}/candidates/?email=zoe`)).meta.total_count, 0);
  });

  it("invite nobody without an address, and expire who does not answer in time", async () => {
    const { suite, ask, clock } = createSuite();
    const project = suite.addProject("acme", { name: "P" });
    const { body } = await ask("POST", `${projects}${project.id}/candidates/`, { first_name: "A", last_name: "B", email: null });
    const uri = String(body["resource_uri"]);
    assert.equal((await ask("POST", `${uri}advance_status/`, {})).status, 400);
    assert.equal(body["email"], null);
    assert.deepEqual((await ask("PATCH", uri, { email: "no address" })).body, { email: ["Enter a valid email address."] });
    const changed = await ask("PATCH", uri, { email: "a@example.org", status: "interviewed" });
    assert.deepEqual([changed.status, changed.body["email"], changed.body["first_name"], changed.body["status"]], [202, "a@example.org", "A", "new"]);
    await ask("POST", `${uri}advance_status/`, {});
    await ask("POST", `${uri}set_deadline/`, { deadline: "2026-01-03" });
    clock.nowMs += 48 * 60 * minuteMs;
    assert.equal((await ask("GET", uri)).body["status"], "expired");
    assert.equal((await ask("DELETE", uri)).status, 204);
    assert.equal((await ask("DELETE", uri)).status, 404);
  });

  it("give one result for each candidate whose evaluation began", async () => {
    const { suite, ask, listOf } = createSuite();
    const project = suite.addProject("acme", { name: "P", maximum_score: 10 });
    const why = suite.addQuestion(project, { text: "Why?", criteria: ["Motivation"] });
    const when = suite.addQuestion(project, { text: "When?" });
    const [zoe, max] = ["Zoë", "Max"].map((first_name) => suite.addCandidate(project, { first_name, last_name: "Müller", email: `${first_name}@example.org` }));
    assert.ok(zoe && max);
    for (const candidate of [zoe, max]) suite.complete(candidate);
    assert.equal((await listOf(`${projects}${project.id}/results/`)).meta.total_count, 0);

    const criterion = why.criteria[0]?.id ?? null;
    suite.rate(zoe, 7, { question: why.id, criterion });
    assert.equal((await ask("GET", `${projects}${project.id}/candidates/${zoe.id}/`)).body["evaluation_status"], "partial");
    const global = suite.rate(zoe, 8, { question: when.id });
    suite.rate(zoe, 1, { question: when.id, evaluator: 1, ignore: true });
    assert.equal((await ask("GET", `${projects}${project.id}/candidates/${zoe.id}/`)).body["evaluation_status"], "completed");

    const { meta, objects } = await listOf(`${projects}${project.id}/results/`);
    const base = `${origin}${projects}${project.id}/`;
    assert.equal(meta.total_count, 1);
    const result = objects[0] ?? {};
    assert.deepEqual([result["candidate"], result["overall_rating"], result["notes"], result["vetos"]], [`${base}candidate/${zoe.id}/`, 7.5, [], []]);
    assert.deepEqual(result["question_results"], [
      { question: `${base}questions/${why.id}/`, average_rating: 7 },
      { question: `${base}questions/${when.id}/`, average_rating: 8 },
    ]);
    assert.deepEqual(result["criteria_results"], [{ criterion: `${base}criteria/${criterion}/`, average_rating: 7 }]);
    const ratings = result["ratings"];
    assert.ok(Array.isArray(ratings) && ratings.length === 3);
    assert.deepEqual(Object.keys(ratings[0] ?? {}), ["resource_uri", "question", "criterion", "answer", "evaluator_profile", "value", "ignore"]);

    const rating = await ask("GET", `${base}ratings/${global.id}/`);
    assert.deepEqual([rating.body["candidate"], rating.body["criterion"], rating.body["value"]], [`${base}candidates/${zoe.id}/`, null, 8]);
    assert.equal((await ask("GET", String(rating.body["answer"]))).body["candidate"], `${base}candidates/${zoe.id}/`);
    assert.throws(() => suite.rate(max, 11), /from 1 to 10/);
    suite.remove("rating", global);
    assert.equal((await ask("GET", `${base}ratings/${global.id}/`)).status, 404);
  });

  it("keep users by the name they were made with", async () => {
    const { ask, listOf } = createSuite();
    const customers = "/api/v3/companies/1/customers/";
    const made = await ask("POST", customers, { username: "ats-77", first_name: "Ida", account_type: "hiring-manager" });
    assert.deepEqual([made.status, made.body["username"], made.body["account_type"]], [201, "ats-77", "hiring-manager"]);
    assert.deepEqual((await listOf(`${customers}?username=ats-77`)).objects, [made.body]);
    const uri = String(made.body["resource_uri"]);
    assert.deepEqual((await ask("PATCH", uri, { username: "other" })).status, 400);
    const changed = await ask("PATCH", uri, { account_type: "recruiter" });
    assert.deepEqual([changed.status, changed.body["account_type"], changed.body["first_name"]], [202, "recruiter", "Ida"]);
    for (const wrong of [{ username: "ats-78" }, { username: "ats-78", account_type: "king" }, { username: "ats-77", account_type: "owner" }])
      assert.equal((await ask("POST", customers, wrong)).status, 400);
  });
});
