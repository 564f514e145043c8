// <interview-questions> in a real browser: what it asks of the edge, what it lists, and its different sights.
import { fakeEdge, getPath, linked, listed, notLinked, questions, refusal, sees } from "./questions-support.ts";
import { collect, equal, json, ok, part, problem, replace, restore, same, until, visibleText } from "./support.ts";

describe("the interview questions", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(restore);

  it("IS-19 lists the questions of the job’s project in their order, and says so in an event", async () => {
    const edge = fakeEdge({ "47/11": linked({ asOf: "2026-01-02T03:04:05Z" }) });
    const loads = collect(document, "interview-questions-load");
    const element = await questions({ "job-id": " 47/11 " });
    await until(() => loads.length, "the event");
    await sees(element, "3 questions", "Nurse, Kiel", "active");
    same(listed(element), ["Why care?", "How do you hand over?", "Which shifts?"]);
    equal(part(element, "questions").localName, "ol");
    equal(element.state, "ready");
    same(loads[0]?.detail, { jobId: "47/11", state: "linked", count: 3, asOf: "2026-01-02T03:04:05Z" });
    equal(edge.calls[0]?.url, "https://edge.example/v1/interview/questions?jobId=47%2F11");
    equal(new Headers(edge.calls[0]?.init.headers).get("authorization"), "Bearer s-1");
    equal(edge.posts().length, 0);
  });

  it("IS-18 shows texts alone until the page asks for times, criteria and counts", async () => {
    fakeEdge();
    const element = await questions();
    await sees(element, "Why care?");
    for (const words of ["min", "Motivation", "invited"]) ok(!visibleText(element).includes(words), words);
    element.showTimes = element.showCriteria = element.showCounts = true;
    await sees(element, "30 sec to prepare · 1 min 30 sec to answer", "1 min to answer", "Motivation", "4 invited", "1 under way", "1,234 completed");
    const text = visibleText(element);
    ok(!text.includes("expired"), "where nobody stands is not said");
    equal(element.shadowRoot?.querySelectorAll("[part='times']").length, 2, "no time, no line");
    element.locale = "de";
    await sees(element, "1 Min. 30 Sek. Antwortzeit", "1.234 abgeschlossen");
  });

  it("IS-19 asks for what the page wants beside the questions at once, so that nothing moves later", async () => {
    fakeEdge();
    const element = await questions({ "show-times": "" });
    await until(() => listed(element).length, "the list");
    ok(visibleText(element).includes("to answer"), "with its times");
  });

  it("IS-19 no match says so and how one comes, without a way into the suite", async () => {
    fakeEdge({ "4711": notLinked() });
    const loads = collect(document, "interview-questions-load");
    const element = await questions();
    await sees(element, "No interview project for this job yet", "by itself");
    equal(element.state, "empty");
    equal(loads[0]?.detail.state, "not_linked");
    ok(!element.shadowRoot?.querySelector("[part='open']"), "nothing to open");
  });

  it("IS-19 a project without questions sends to the suite to add them", async () => {
    fakeEdge({ "4711": linked({ state: "no_questions", questions: [] }) });
    const element = await questions();
    await sees(element, "no questions yet", "Nurse, Kiel");
    equal(element.state, "empty");
    ok(part(element, "open").checkVisibility(), "the way into the suite");
  });

  for (const [status, code, state, words] of [
    [403, "grant-missing", "blocked", "You lack the permission"],
    [403, "origin-not-allowed", "blocked", "cannot be shown here yet"],
    [409, "not-connected", "blocked", "cannot be shown here yet"],
    [404, "not-found", "error", "not known here"],
    [502, "vendor-unavailable", "error", "suite is not answering"],
    [502, "vendor-refused-us", "error", "suite is not answering"],
    [504, "vendor-timeout", "error", "suite is not answering"],
    [500, "internal", "error", "cannot be reached"],
  ] as const) {
    it(`IS-19 ${status} ${code} is told apart from no match and no questions, with its code and request`, async () => {
      const edge = fakeEdge();
      edge.instead[getPath] = refusal(status, code);
      const errors = collect(document, "interview-questions-error");
      const element = await questions();
      await sees(element, words, `${code} · req-1`, "Try again");
      ok(element.shadowRoot?.querySelector("small[role='status']")?.textContent, "it is said aloud");
      equal(element.state, state);
      same(errors[0]?.detail, { code, message: "a detail", retryable: status >= 500, requestId: "req-1" });
      ok(!visibleText(element).includes("a detail"), "causes are for developers");
      element.debug = true;
      await sees(element, "a detail");
      delete edge.instead[getPath];
      part(element, "retry").click();
      await sees(element, "Why care?");
      equal(element.state, "ready");
      equal(errors.length, 1);
    });
  }

  it("IS-18 says that the session has ended, and goes on with a new one", async () => {
    const edge = fakeEdge();
    edge.instead[getPath] = ({ init }) => (new Headers(init.headers).get("authorization") === "Bearer s-2" ? json(200, linked()) : problem(401, "session-invalid"));
    const errors = collect(document, "interview-questions-error");
    const element = await questions();
    await sees(element, "Your session has ended", "session-expired");
    equal(element.state, "expired");
    equal(errors[0]?.detail.code, "session-expired");
    element.session = "s-2";
    await sees(element, "Why care?");
    equal(element.state, "ready");
  });

  it("IS-19 what fails to come leaves the last list in sight, what is no longer allowed does not", async () => {
    const edge = fakeEdge();
    const element = await questions();
    await sees(element, "Why care?");
    edge.instead[getPath] = refusal(502, "vendor-unavailable");
    window.dispatchEvent(new Event("online"));
    await sees(element, "suite is not answering", "last known state", "As of");
    equal(element.state, "error");
    equal(listed(element).length, 3);
    edge.instead[getPath] = refusal(403, "grant-missing");
    part(element, "retry").click();
    await sees(element, "You lack the permission");
    equal(listed(element).length, 0);
  });

  it("IS-19 an answer that cannot be read, and a browser that is offline, are said", async () => {
    const edge = fakeEdge();
    edge.instead[getPath] = () => json(200, { state: "other" });
    const errors = collect(document, "interview-questions-error");
    const element = await questions();
    await sees(element, "bad-answer");
    replace(navigator, "onLine", false);
    window.dispatchEvent(new Event("online"));
    await sees(element, "No internet connection");
    equal(element.state, "offline");
    same(
      errors.map(({ detail }) => detail.code),
      ["bad-answer", "offline"],
    );
  });

  it("IS-18 asks nothing without a job, and says so once", async () => {
    const edge = fakeEdge();
    const errors = collect(document, "interview-questions-error");
    const element = await questions({ "job-id": " " });
    await sees(element, "No job selected yet");
    element.debug = true;
    await element.updateComplete;
    equal(edge.calls.length, 0);
    equal(element.state, "empty");
    same(
      errors.map(({ detail }) => detail.code),
      ["missing-job-id"],
    );
    element.jobId = "4711";
    await sees(element, "Why care?");
  });

  it("IS-18 drops an answer for a job that is no longer asked for", async () => {
    const edge = fakeEdge({ "4711": linked(), "4712": linked({ questions: [{ id: "a", position: 1, text: "The other one?", criteria: [] }] }) });
    let answerLate: (response: Response) => void = () => {};
    edge.instead[getPath] = () => new Promise((resolve) => (answerLate = resolve));
    const loads = collect(document, "interview-questions-load");
    const element = await questions();
    await until(() => edge.gets().length === 1, "the first call");
    delete edge.instead[getPath];
    element.jobId = "4712";
    await sees(element, "The other one?", "1 question");
    answerLate(json(200, linked()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    same(listed(element), ["The other one?"]);
    same(
      loads.map(({ detail }) => detail.jobId),
      ["4712"],
    );
    equal(edge.gets()[0]?.init.signal?.aborted, true);
  });

  it("IS-18 asks no more once it is gone, and afresh when it comes back", async () => {
    const edge = fakeEdge();
    const element = await questions();
    await sees(element, "Why care?");
    element.remove();
    window.dispatchEvent(new Event("online"));
    equal(edge.calls.length, 1);
    document.body.append(element);
    await until(() => edge.calls.length === 2, "the second call");
    await sees(element, "Why care?");
  });

  it("IS-18 marks a sandbox, and shows what comes in as text only", async () => {
    fakeEdge({ "4711": linked({ sandbox: true, questions: [{ id: "x", position: 1, text: "<img src=x onerror=alert(1)>", criteria: "none" }] }) });
    const element = await questions({ "show-criteria": "" });
    await sees(element, "TEST", "<img src=x onerror=alert(1)>");
    equal(element.state, "test");
    equal(element.shadowRoot?.querySelector("img"), null);
  });

  it("IS-18 puts its heading at the level of the page, and tells changes aloud", async () => {
    const edge = fakeEdge();
    const element = await questions({ "heading-level": "2" });
    await sees(element, "Why care?");
    equal(part(element, "title").localName, "h2");
    const live = element.shadowRoot?.querySelector("small[role='status']");
    equal(live?.textContent, "3 questions");
    edge.answers["4711"] = linked({ questions: [{ id: "q9", position: 1, text: "New?", criteria: [] }] });
    window.dispatchEvent(new Event("online"));
    await until(() => live?.textContent === "1 question", "the change");
    element.headingLevel = 9;
    await until(() => part(element, "title").localName === "h3", "the default for what is no level");
  });
});
