// <interview-questions> in a real browser: the last good list from an earlier visit, seen by the same user only, and how it is kept live.
import { fakeEdge, fakeTab, getPath, holdTimers, linked, listed, minutesAgo, questions, refusal, sees, sessionOf, type FakeEdge } from "./questions-support.ts";
import { collect, equal, json, ok, part, replace, restore, same, until, visibleText } from "./support.ts";

let jobs = 0;

/** A job that no other test knows. */
const newJob = (): string => `job-${++jobs}-${crypto.randomUUID()}`;

/** An earlier visit, whose answer the browser has kept. */
async function visited(job: string, session: string): Promise<FakeEdge> {
  const edge = fakeEdge({ [job]: linked({ asOf: minutesAgo(3) }) });
  const element = await questions({ "job-id": job, session });
  await sees(element, "Why care?");
  const end = performance.now() + 5_000;
  while (!(await everything()).includes(job)) ok(performance.now() < end, "it is kept");
  element.remove();
  return edge;
}

/** The edge takes its time; the answered function lets it go on. */
function holdEdge(edge: FakeEdge): () => void {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  edge.instead[getPath] = async ({ url, init }) => {
    await held;
    if (new Headers(init.headers).has("if-none-match")) return new Response(null, { status: 304 });
    return json(200, edge.answers[new URL(url).searchParams.get("jobId") ?? ""] ?? {});
  };
  return release;
}

async function everything(): Promise<string> {
  const request = indexedDB.open("ats-bridge-questions");
  // Whoever comes first makes it.
  request.addEventListener("upgradeneeded", () => request.result.createObjectStore("answers"));
  const database = await done(request);
  const table = database.transaction("answers").objectStore("answers");
  const [names, values] = await Promise.all([done(table.getAllKeys()), done(table.getAll())]);
  database.close();
  return JSON.stringify([names, values]);
}

function done<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}

describe("the interview questions of an earlier visit", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(restore);

  it("IS-19 are shown at once with their age, while the fresh ones load", async () => {
    const job = newJob();
    const edge = await visited(job, sessionOf("u1"));
    const loads = collect(document, "interview-questions-load");
    const release = holdEdge(edge);
    const element = await questions({ "job-id": job, session: sessionOf("u1") });
    await until(() => listed(element).length, "the list");
    // With its age, and that it is being refreshed.
    await sees(element, "As of 3 minutes ago", "updating");
    equal(loads.length, 0, "no answer yet");
    edge.answers[job] = linked({ questions: [{ id: "n", position: 1, text: "New?", criteria: [] }] });
    release();
    await sees(element, "New?", "As of now");
    ok(!visibleText(element).includes("updating"), "it is fresh");
    equal(loads.length, 1);
  });

  it("IS-19 stay in sight with their age where the suite is out of reach, with another try", async () => {
    const job = newJob();
    const edge = await visited(job, sessionOf("u1"));
    edge.instead[getPath] = refusal(504, "vendor-timeout");
    const element = await questions({ "job-id": job, session: sessionOf("u1") });
    await sees(element, "Why care?", "As of 3 minutes ago", "suite is not answering", "last known state", "Try again");
    equal(element.state, "error");
  });

  for (const [whose, session] of [
    ["another user", () => sessionOf("u2")],
    ["another customer", () => sessionOf("u1", { tenant: "other" })],
    ["the same user with fewer permissions", () => sessionOf("u1", { grants: ["interview:open"] })],
    ["a token that does not tell", () => "opaque"],
  ] as const) {
    it(`IS-18 are not shown to ${whose}`, async () => {
      const job = newJob();
      const edge = await visited(job, sessionOf("u1"));
      const release = holdEdge(edge);
      const element = await questions({ "job-id": job, session: session() });
      await until(() => edge.gets().length === 2, "the call");
      await new Promise((resolve) => setTimeout(resolve, 100));
      equal(listed(element).length, 0);
      equal(element.state, "loading");
      release();
    });
  }

  it("IS-18 leave with the permission, from the page and from the browser", async () => {
    const job = newJob();
    const session = sessionOf("u1");
    const edge = await visited(job, session);
    edge.instead[getPath] = refusal(403, "grant-missing");
    const element = await questions({ "job-id": job, session });
    await sees(element, "You lack the permission");
    equal(listed(element).length, 0);
    for (let turn = 0; (await everything()).includes(job); turn++) ok(turn < 100, "nothing is kept");
  });

  it("IS-18 give way at once where the page changes to another user’s session", async () => {
    const job = newJob();
    const edge = fakeEdge({ [job]: linked() });
    const element = await questions({ "job-id": job, session: sessionOf("u1") });
    await sees(element, "Why care?");
    const release = holdEdge(edge);
    element.session = sessionOf("u2");
    await until(() => listed(element).length === 0 && element.state === "loading", "the list is gone");
    release();
    await sees(element, "Why care?");
    equal(edge.gets().length, 3, "not modified is no answer for whoever has not seen it");
  });

  it("IS-18 are kept without the session, and a renewed one of the same user changes nothing", async () => {
    const job = newJob();
    const session = sessionOf("u1");
    const edge = await visited(job, session);
    const kept = await everything();
    ok(kept.includes("Why care?") && !session.split(".").some((each) => each.length > 3 && kept.includes(each)), "no token");
    const element = await questions({ "job-id": job, session });
    await sees(element, "Why care?", "As of 3 minutes ago");
    const asked = edge.gets().length;
    element.session = sessionOf("u1");
    await until(() => edge.gets().length > asked, "the next call");
    equal(listed(element).length, 3);
  });

  it("IS-19 do without where the browser keeps nothing", async () => {
    const job = newJob();
    fakeEdge({ [job]: linked() });
    replace(IDBDatabase.prototype, "transaction", () => {
      throw new DOMException("no", "InvalidStateError");
    });
    const element = await questions({ "job-id": job, session: sessionOf("u1") });
    await sees(element, "Why care?");
    equal(element.state, "ready");
  });
});

describe("the interview questions, live", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(restore);

  it("IS-19 are asked for every 15 s with the tag, every 2 s after a click, and not at all while hidden", async () => {
    const edge = fakeEdge();
    fakeTab();
    const timers = holdTimers(2_000, 15_000);
    const loads = collect(document, "interview-questions-load");
    const element = await questions();
    await sees(element, "Why care?");
    await until(() => timers.waiting().length, "the next turn");
    same(timers.waiting(), [15_000]);
    timers.run();
    await until(() => edge.gets().length === 2 && timers.waiting().length, "the second call");
    ok(new Headers(edge.gets()[1]?.init.headers).get("if-none-match"), "the tag");
    equal(loads.length, 1, "nothing new");
    ok(visibleText(element).includes("As of now"), "but as good as new");
    part(element, "open").click();
    await until(() => edge.gets().length === 3 && timers.waiting().length, "the third call");
    same(timers.waiting(), [2_000]);

    replace(document, "hidden", true);
    document.dispatchEvent(new Event("visibilitychange"));
    same(timers.waiting(), []);
    replace(document, "hidden", false);
    edge.answers["4711"] = linked({ questions: [{ id: "n", position: 1, text: "Added meanwhile?", criteria: [] }] });
    document.dispatchEvent(new Event("visibilitychange"));
    await sees(element, "Added meanwhile?");
    equal(edge.gets().length, 4);
    equal(loads.length, 2);
  });

  it("IS-18 an unchanged answer leaves the list, its focus and its scrolling alone", async () => {
    const edge = fakeEdge();
    const element = await questions();
    await sees(element, "Why care?");
    const [first] = element.shadowRoot?.querySelectorAll("li") ?? [];
    part(element, "open").focus();
    delete edge.instead[getPath];
    edge.instead[getPath] = () => json(200, linked());
    window.dispatchEvent(new Event("online"));
    await until(() => edge.gets().length === 2, "the call");
    await element.updateComplete;
    equal(element.shadowRoot?.querySelector("li"), first ?? null);
    equal(element.shadowRoot?.activeElement, part(element, "open"));
  });
});
