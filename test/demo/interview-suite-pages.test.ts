// The stand-in for the interview suite where people meet it: its pages, which need no script, and its control.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { chromium, type Browser } from "playwright-core";
import { listen } from "../../demo/listen.ts";
import { oauthClient, permanentTokens } from "../../demo/vendors/interview-suite/index.ts";
import { startVendors, type Vendors } from "../../demo/vendors/server.ts";
import { findChromium } from "../chromium.ts";
import { createSuite, idOf } from "./interview-suite-client.ts";

describe("the pages of the stand-in suite", () => {
  it("speak German, English and Finnish, and allow nothing foreign", async () => {
    const { suite, show } = createSuite();
    const project = suite.addProject("acme", { name: "<b>P</b>" });
    for (const [language, word] of [
      ["de", "Bewerber"],
      ["en-GB,en;q=0.9", "Candidates"],
      ["fi", "Hakijat"],
      ["sv", "Bewerber"],
    ] as const) {
      const { status, text, headers } = await show(`/suite/companies/1/projects/${project.id}`, language);
      assert.equal(status, 200);
      assert.match(text, new RegExp(`<h2>${word}</h2>`));
      assert.match(text, /&lt;b&gt;P&lt;\/b&gt;/);
      assert.match(headers.get("content-security-policy") ?? "", /^default-src 'none'; script-src 'self'; .*frame-ancestors 'none'$/);
    }
    for (const path of ["/suite", "/suite/companies/1", "/suite/control"]) assert.equal((await show(path)).status, 200);
    for (const path of [
      "/suite/companies/3",
      "/suite/companies/1/projects/99",
      `/suite/companies/2/projects/${project.id}`,
      `/suite/companies/1/projects/${project.id}/candidates/1`,
    ])
      assert.equal((await show(path)).status, 404);
  });

  it("add, change, move and remove questions by forms alone, and announce it", async () => {
    const { suite, hooks, submit, show } = createSuite();
    suite.register("acme", "https://edge.test/hook");
    const made = await submit("/suite/companies/1/projects", { name: " Pflege ", internal_id: "PF-1" });
    assert.equal(made.status, 303);
    const path = made.location;
    const project = idOf(path);
    const texts = () => [...suite.state.questions.values()].filter((one) => one.project === project).toSorted((a, b) => a.position - b.position);
    const names = () => texts().map(({ text, position }) => `${position} ${text}`);

    await submit(`${path}/questions/usual`);
    assert.equal(texts().length, 4);
    for (const question of texts().slice(1)) await submit(`${path}/questions/${question.id}/remove`);
    const added = await submit(`${path}/questions`, { text: "Why?", preparation_time: "30", answer_time: "60", criteria: "Motivation, , Fit,Fit" });
    assert.deepEqual([added.status, added.location], [303, path]);
    const [first, second] = texts();
    assert.ok(first && second);
    assert.deepEqual(
      second.criteria.map(({ name }) => name),
      ["Motivation", "Fit"],
    );
    await submit(`${path}/questions/${second.id}/move`, { by: "-1" });
    await submit(`${path}/questions/${second.id}/move`, { by: "-1" });
    assert.deepEqual(names(), ["1 Why?", `2 ${first.text}`]);
    const [kept] = second.criteria;
    await submit(`${path}/questions/${second.id}`, { text: "Why us?", preparation_time: "0", answer_time: "90", criteria: "New, Motivation" });
    assert.deepEqual([names()[0], second.answer_time, second.criteria[1]], ["1 Why us?", 90, kept]);
    assert.match((await show(path)).text, /Why us\?/);
    assert.equal((await submit(`${path}/questions`, { text: "", preparation_time: "x", answer_time: "60" })).status, 400);

    await submit(`${path}/status`, { status: "archived" });
    assert.equal(suite.state.projects.get(project)?.status, "archived");
    assert.equal((await submit(`${path}/delete`)).location, "/suite/companies/1");
    await suite.settled();
    assert.deepEqual(
      hooks.map(({ event, data }) => `${event} ${data["action"] ?? ""}`),
      ["project_changed created", ...Array.from({ length: 8 }, () => "project_changed "), "project_deleted "],
    );
  });

  it("lead a candidate from the invitation to the rating, by forms alone", async () => {
    const { suite, hooks, submit, show } = createSuite();
    suite.register("acme", "https://edge.test/hook");
    const project = suite.addProject("acme", { name: "P", maximum_score: 4 });
    const question = suite.addQuestion(project, { text: "Why?", criteria: ["Motivation"] });
    const path = `/suite/companies/1/projects/${project.id}`;
    await submit(`${path}/candidates`, { first_name: "Ida", last_name: "Lund", email: "" });
    await submit(`${path}/candidates`, { first_name: "Zoë", last_name: "Müller", email: "zoe@example.org" });
    const [ida, zoe] = [...suite.state.candidates.values()];
    assert.ok(ida && zoe);
    assert.match((await show(`${path}/candidates/${ida.id}`)).text, /Nobody is invited without an e-mail address/);
    assert.equal((await submit(`${path}/candidates/${ida.id}/invite`)).status, 400);

    const page = `${path}/candidates/${zoe.id}`;
    assert.equal((await submit(`${page}/complete`)).location, page);
    assert.equal(zoe.status, "interviewed");
    Object.assign(zoe, { status: "new" });
    for (const step of ["invite", "confirm", "complete"]) assert.deepEqual(await submit(`${page}/${step}`), { status: 303, location: page, text: "" });
    assert.equal((await submit(`${page}/confirm`)).status, 400);

    const criterion = String(question.criteria[0]?.id);
    assert.equal((await submit(`${page}/ratings`, { question: String(question.id), criterion, value: "5" })).status, 400);
    await submit(`${page}/ratings`, { question: String(question.id), criterion, value: "3" });
    await submit(`${page}/ratings`, { question: String(question.id), criterion, value: "4" });
    const [rating, more] = [...suite.state.ratings.values()];
    assert.deepEqual([rating?.value, more], [4, undefined]);
    const shown = (await show(page)).text;
    assert.match(shown, /value="4" aria-pressed="true"/);
    assert.match(shown, /Average 4 of 4/);
    await submit(`${page}/ratings/${rating?.id}/remove`);
    assert.equal(suite.state.ratings.size, 0);
    assert.equal((await submit(`${page}/delete`)).location, path);
    await suite.settled();
    assert.deepEqual(hooks.map(({ event }) => event).slice(-4), ["rating_changed", "rating_changed", "rating_deleted", "candidate_deleted"]);
  });

  it("answer a version that changes with what they show, and with nothing else", async () => {
    const { suite, show } = createSuite();
    const [mine, other] = ["A", "B"].map((name) => suite.addProject("acme", { name }));
    assert.ok(mine && other);
    const version = async () => (await show(`/suite/companies/1/projects/${mine.id}?version`)).text;
    const first = await version();
    suite.addQuestion(other, { text: "?" });
    assert.equal(await version(), first);
    suite.addQuestion(mine, { text: "?" });
    assert.notEqual(await version(), first);
    assert.match((await show(`/suite/companies/1/projects/${mine.id}`)).text, new RegExp(`data-version="${await version()}"`));
  });
});

describe("the control of the stand-in suite", () => {
  it("does by HTTP what people do, and tells the state without a secret", async () => {
    const { suite, control, show } = createSuite();
    assert.equal((await control("/webhooks", { company: "acme", url: "https://edge.test/hook" })).status, 201);
    const project = (await control("/projects", { company: "acme", name: "P" })).body["id"];
    const question = (await control("/questions", { project, text: "Why?", criteria: ["Fit"] })).body["id"];
    const candidate = (await control("/candidates", { project, first_name: "A", last_name: "B", email: "a@example.org" })).body["id"];
    for (const step of ["invite", "confirm", "complete"]) assert.equal((await control("/candidates/step", { candidate, step })).status, 200);
    for (const status of ["aborted", "interviewed"]) assert.equal((await control("/candidates/status", { candidate, status })).body["status"], status);
    const rated = await control("/ratings", { candidate, question, value: 4 });
    assert.equal(rated.status, 201);
    assert.equal((await control("/ratings", { candidate, question, value: 9 })).status, 409);
    assert.equal((await control("/projects", { company: "nobody", name: "P" })).status, 409);
    assert.equal((await control("/faults", { operation: "nothing", fault: "500" })).status, 400);

    const { text } = await show("/suite/control/state");
    assert.match(text, /"first_name":"A"/);
    for (const secret of [...Object.values(permanentTokens), oauthClient.secret, "interview_key", "password"]) assert.equal(text.includes(secret), false);
    assert.equal((await control("/remove", { kind: "rating", id: rated.body["id"] })).status, 200);
    await suite.settled();
    assert.match((await show("/suite/control")).text, /rating_deleted/);
    await control("/reset");
    assert.deepEqual([suite.state.candidates.size, suite.state.endpoints.length], [0, 1]);
    assert.equal((await control("/webhooks/remove", { company: 1, url: "https://edge.test/hook" })).status, 200);
    assert.equal(suite.state.endpoints.length, 0);
  });
});

describe("the stand-in suite in a browser without script", () => {
  let vendors: Vendors;
  let browser: Browser;
  before(async () => {
    vendors = await startVendors({ port: 0 });
    browser = await chromium.launch(await findChromium());
  });
  after(async () => {
    await browser.close();
    await vendors.close();
  });

  it("serves a whole interview, from the project to the rating", async () => {
    const page = await browser.newPage({ locale: "en-GB", javaScriptEnabled: false });
    await page.goto(`${vendors.url}/suite`);
    await page.getByRole("link", { name: "Acme" }).click();
    await page.getByText("Create project").first().click();
    await page.getByLabel("Name").fill("Night shift");
    await page.getByRole("button", { name: "Create project" }).click();
    await page.getByRole("button", { name: "Add four usual questions" }).click();
    await page.getByText("Add candidate").first().click();
    await page.getByLabel("First name").fill("Zoë");
    await page.getByLabel("Last name").fill("Müller");
    await page.getByLabel("E-mail").fill("zoe@example.org");
    await page.getByRole("button", { name: "Add candidate" }).click();
    await page.getByRole("link", { name: "Zoë Müller" }).click();
    await page.getByRole("button", { name: "Send invitation" }).click();
    await page.getByRole("button", { name: "Opens the invitation and confirms" }).click();
    await page.getByRole("button", { name: "Answers the interview" }).click();
    await page.getByRole("group", { name: "Motivation" }).getByRole("button", { name: "4" }).click();
    await page.getByText("Average 4 of 5").waitFor();
    assert.equal([...vendors.suite.state.ratings.values()].at(-1)?.value, 4);
    await page.close();
  });

  it("leads from the consent back to the partner on another origin", async () => {
    const partner = await listen(() => new Response("arrived"), 0);
    try {
      const asked = new URLSearchParams({
        response_type: "code",
        client_id: oauthClient.id,
        redirect_uri: `${partner.url}/callback`,
        code_challenge: "a".repeat(43),
        code_challenge_method: "S256",
      });
      const page = await browser.newPage({ locale: "en-GB", javaScriptEnabled: false });
      await page.goto(`${vendors.url}/suite/oauth/authorize?${asked}`);
      await page.getByRole("button", { name: "Allow access" }).click();
      await page.getByText("arrived").waitFor();
      assert.ok(page.url().startsWith(`${partner.url}/callback?code=`));
      await page.close();
    } finally {
      await partner.close();
    }
  });
});
