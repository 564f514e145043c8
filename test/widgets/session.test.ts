// Sessions and calls to the edge: renewal before the end, once after a refusal, and never two at a time.
import { callEdge, edgeOf } from "../../widgets/shared/edge-client.ts";
import { keepSession, type SessionSource } from "../../widgets/shared/session.ts";
import { answerFetch, equal, json, ok, problem, replace, restore, same, type Call } from "./support.ts";

const none: SessionSource = { session: null, sessionUrl: null, getSession: undefined };

function at(ms: number): void {
  replace(Date, "now", () => ms);
}

function bearers(calls: Call[]): (string | null)[] {
  return calls.map(({ init }) => new Headers(init.headers).get("authorization"));
}

describe("a session", () => {
  afterEach(restore);

  it("PY-36 is asked of the ATS’s own address, with its cookies and no others", async () => {
    const calls = answerFetch(() => json(200, { token: "t-1", expiresAt: new Date(Date.now() + 60_000).toISOString() }));
    const keeper = keepSession({ ...none, sessionUrl: "/session" });
    const first = await keeper.token();
    equal("token" in first && first.token, "t-1");
    await keeper.token();
    same(
      calls.map(({ url, init }) => [url, init.method, init.credentials]),
      [["/session", "POST", "same-origin"]],
    );
  });

  it("PY-36 is renewed at 80 % of its life, not before", async () => {
    let made = 0;
    at(0);
    const keeper = keepSession({ ...none, getSession: () => ({ token: `t-${++made}`, expiresAt: new Date(100_000 + (made - 1) * 80_000).toISOString() }) });
    const tokens: unknown[] = [];
    for (const ms of [0, 79_999, 80_001]) {
      at(ms);
      const answer = await keeper.token();
      tokens.push("token" in answer && answer.token);
    }
    same(tokens, ["t-1", "t-1", "t-2"]);
  });

  it("PY-36 counts its life by the server’s clock", async () => {
    at(Date.parse("2026-01-01T12:00:00Z"));
    const answer = (): Response => json(200, { token: "t", expiresAt: "2026-01-01T10:15:00Z" }, { date: "Thu, 01 Jan 2026 10:00:00 GMT" });
    const calls = answerFetch(answer);
    const keeper = keepSession({ ...none, sessionUrl: "/session" });
    await keeper.token();
    at(Date.parse("2026-01-01T12:11:00Z"));
    await keeper.token();
    equal(calls.length, 1, "it lives by the visitor’s wrong clock too");
  });

  it("PY-36 is asked for once by many at a time", async () => {
    let made = 0;
    const reasons: string[] = [];
    const keeper = keepSession({ ...none, getSession: async ({ reason }) => (reasons.push(reason), `t-${++made}`) });
    same(await Promise.all([keeper.token(), keeper.token(), keeper.token()]).then((all) => all.map((each) => "token" in each && each.token)), ["t-1", "t-1", "t-1"]);
    same(reasons, ["first"]);
  });

  it("PY-36 serves on between 80 and 100 % of its life while the ATS gives no new one", async () => {
    at(0);
    let works = true;
    const keeper = keepSession({ ...none, getSession: () => (works ? { token: "t-1", expiresAt: new Date(100_000).toISOString() } : Promise.reject(new Error("down"))) });
    await keeper.token();
    works = false;
    at(90_000);
    const late = await keeper.token();
    ok("token" in late && late.token === "t-1", "the old one serves");
    at(100_001);
    same(await keeper.token(), { fault: "session-unavailable" });
  });

  it("PY-36 that the ATS refuses has ended; one that it never gave is missing", async () => {
    answerFetch(() => json(401, {}));
    same(await keepSession({ ...none, sessionUrl: "/session" }).token(), { fault: "session-expired" });
    same(await keepSession(none).token(), { fault: "session-missing" });
  });
});

describe("a call to the edge", () => {
  const signal = new AbortController().signal;
  const call = { method: "POST", path: "/v1/things", body: { a: 1 }, signal } as const;
  const access = (source: SessionSource) => ({ edge: "https://edge.example/", session: keepSession(source), language: "fi" });

  afterEach(restore);

  it("PY-36 renews the session once on a 401, and repeats", async () => {
    let made = 0;
    const calls = answerFetch(
      () => problem(401, "unauthorized"),
      () => json(200, { fine: true }),
    );
    same(await callEdge(access({ ...none, getSession: () => `t-${++made}` }), call), { value: { fine: true } });
    same(bearers(calls), ["Bearer t-1", "Bearer t-2"]);
  });

  it("PY-36 takes a second refusal for an answer", async () => {
    const calls = answerFetch(() => problem(401, "unauthorized"));
    let made = 0;
    const answer = await callEdge(access({ ...none, getSession: () => `t-${++made}` }), call);
    same(answer, { problem: { code: "unauthorized", message: "a detail", retryable: false, status: 401, requestId: "req-1" } });
    equal(calls.length, 2);
  });

  it("PY-36 takes a token that the page has put in meanwhile", async () => {
    const source: SessionSource = { ...none, session: "s-1" };
    const calls = answerFetch(() => json(200, {}));
    const once = access(source);
    await callEdge(once, call);
    source.session = "s-2";
    await callEdge(once, call);
    same(bearers(calls), ["Bearer s-1", "Bearer s-2"]);
  });

  it("PY-36 sends no cookies, and asks in the element’s language", async () => {
    const calls = answerFetch(() => json(200, {}));
    await callEdge(access({ ...none, session: "s-1" }), call);
    equal(calls[0]?.url, "https://edge.example/v1/things");
    equal(calls[0]?.init.credentials, "omit");
    equal(new Headers(calls[0]?.init.headers).get("accept-language"), "fi");
  });

  it("PY-36 reads an answer that is no problem document", async () => {
    answerFetch(() => new Response("<h1>Bad gateway</h1>", { status: 503, headers: { "x-request-id": "r-9" } }));
    same(await callEdge(access({ ...none, session: "s" }), call), {
      problem: { code: "http-503", message: "the edge answered 503", retryable: true, status: 503, requestId: "r-9" },
    });
  });

  it("PY-36 says that the edge cannot be reached", async () => {
    answerFetch(() => Promise.reject(new TypeError("Failed to fetch")));
    const answer = await callEdge(access({ ...none, session: "s" }), call);
    same("problem" in answer && answer.problem.code, "edge-unreachable");
  });

  it("PY-36 goes to where the elements came from, unless told otherwise", () => {
    equal(edgeOf(null), location.origin);
    equal(edgeOf("https://edge.example/bridge//"), "https://edge.example/bridge");
  });
});
