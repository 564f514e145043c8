// The server kit against the real edge: every call once, repeats, refusals, time limits, and the bounded second try.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import type * as v from "valibot";
import type { AtsItem } from "../../edge/integrations/interview-suite/ats.ts";
import type { QuestionsAnswer } from "../../edge/integrations/interview-suite/questions.ts";
import type { ChatAnswer, TemplateAnswer } from "../../edge/integrations/pitchyou/routes.ts";
import { BridgeError, createBridge } from "../../edge/kit/index.ts";
import type { AtsEvent, Bridge, Chat, InterviewQuestions, Template } from "../../edge/kit/index.ts";
import { injectPlain, injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { onboard } from "../support/linkedin.ts";
import { ATS_ORIGIN, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

// What the kit writes by hand is what the rooms' schemas say: the compiler refuses this file otherwise.
export const alike = {
  questions: [(given: v.InferOutput<typeof QuestionsAnswer>): InterviewQuestions => given, (given: InterviewQuestions): v.InferOutput<typeof QuestionsAnswer> => given],
  chat: [(given: v.InferOutput<typeof ChatAnswer>): Chat => given, (given: Chat): v.InferOutput<typeof ChatAnswer> => given],
  template: [(given: v.InferOutput<typeof TemplateAnswer>): Template => given, (given: Template): v.InferOutput<typeof TemplateAnswer> => given],
  event: (given: AtsEvent): v.InferInput<typeof AtsItem> => given,
};

const EDGE = "https://edge.example/";
const through =
  (test: TestApp): typeof fetch =>
  async (input, init) => {
    const request = new Request(input instanceof URL ? input.href : input, init);
    return test.app.request(new URL(request.url).pathname + new URL(request.url).search, request);
  };
const refused = (code: string, status: number) => (cause: unknown) => {
  assert.ok(cause instanceof BridgeError, String(cause));
  assert.deepEqual([cause.code, cause.status], [code, status]);
  return true;
};

describe("the server kit at a real edge", () => {
  let test: TestApp;
  let bridge: Bridge;
  afterEach(() => test.close());
  const start = async (options: Parameters<TestApp["tenant"]>[1] = {}) => {
    test = await createTestApp();
    const acme = await test.tenant("acme", options);
    bridge = createBridge({ edge: EDGE, apiKey: acme.key, fetch: through(test) });
    return acme;
  };

  it("makes sessions and hosted pages, and a repeat under one key is one", async () => {
    await start();
    const session = await bridge.sessions.create({ user: { id: "u1", name: "Jana" }, grants: ["pitchyou:chat"], origin: ATS_ORIGIN });
    assert.equal(Date.parse(session.expiresAt) - test.clock.now, 900_000);
    const link = { component: "interview-questions", jobId: "REQ-7" } as const;
    const [first, second] = [await bridge.links.create(link, { idempotencyKey: "one" }), await bridge.links.create(link, { idempotencyKey: "one" })];
    assert.equal(first.id, second.id);
    await assert.rejects(bridge.links.create({ component: "ats-linkedin-onboard" }, { idempotencyKey: "one" }), refused("idempotency-conflict", 409));
    await bridge.links.remove(first.id);
    await assert.rejects(bridge.links.remove(first.id), refused("not-found", 404));
  });

  it("keeps jobs under ids with any character", async () => {
    await start();
    const made = await bridge.jobs.save("REQ 7/ä?", { title: "Driver", templateKey: "t1" });
    assert.deepEqual([made.id, made.title, made.templateKey], ["REQ 7/ä?", "Driver", "t1"]);
    assert.equal((await bridge.jobs.get("REQ 7/ä?")).title, "Driver");
    await bridge.jobs.remove("REQ 7/ä?");
    await assert.rejects(bridge.jobs.get("REQ 7/ä?"), refused("not-found", 404));
  });

  it("reads the change feed to its end and gives the cursor back, and streams a file byte for byte", async () => {
    const acme = await start();
    injectZoe(test.pitchyou.state);
    for (const id of ["p2", "p3"]) injectPlain(test.pitchyou.state, id);
    await acme.pull();
    const pages = [];
    const feed = bridge.applications.changes({ limit: 2 });
    let step = await feed.next();
    for (; !step.done; step = await feed.next()) pages.push(step.value);
    assert.deepEqual(
      pages.map(({ items }) => items.length),
      [2, 1],
    );
    assert.equal(step.value, pages.at(-1)?.next);
    assert.deepEqual((await bridge.applications.list({ after: step.value ?? "" })).items, []);
    const application = pages.flatMap(({ items }) => items).find((each) => each.externalId === "a3f1c9d2");
    assert.ok(application && "attachments" in application);
    assert.deepEqual(await bridge.applications.get(application.id), application);

    const [file] = application.attachments;
    assert.ok(file, "the fixture has a file");
    const answer = await bridge.applications.attachment(application.id, file.id);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    assert.equal(bytes.length, file.size);
    assert.equal(Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex"), file.sha256);
    await assert.rejects(bridge.applications.attachment(application.id, "att_none"), refused("not-found", 404));
  });

  it("repairs a parked application, and says which field does not fit", async () => {
    await start({ connect: false });
    const proof = { type: "basic", username: "icims", password: "a password" };
    const rules = [{ eventType: "AssessmentEvent", do: "application" }];
    const policies = { AssessmentEvent: "accept-and-park" };
    await test.operator("PUT", "/v1/tenants/acme/connections/icims", { customerId: "9001", auth: proof, rules, policies });
    const event = { customerId: "9001", eventType: "AssessmentEvent", userId: "1", returnUrl: "https://acme.icims.com/back", links: [] };
    await test.request("POST", "/hooks/icims", { headers: { authorization: `Basic ${btoa("icims:a password")}` }, body: event });
    const [parked] = (await bridge.applications.list()).items;
    assert.equal(parked?.state, "parked");
    await assert.rejects(bridge.applications.retry(parked?.id ?? "", { person: { email: "no address" } }), (cause: unknown) => {
      assert.ok(cause instanceof BridgeError);
      assert.deepEqual([cause.code, cause.errors[0]?.path], ["invalid-body", "person.email"]);
      assert.match(cause.requestId ?? "", /^req_/);
      return true;
    });
    const released = await bridge.applications.retry(parked?.id ?? "", { person: { firstName: "Ada", lastName: "L", email: "ada@example.org" }, jobId: "REQ-7" });
    assert.deepEqual([released.state, released.person.name, released.jobId], ["received", "Ada L", "REQ-7"]);
    await assert.rejects(bridge.applications.retry(released.id), refused("not-parked", 409));
  });

  it("finds, exports and erases a person, and lists receipts and keys", async () => {
    const acme = await start();
    injectPlain(test.pitchyou.state, "p1");
    await acme.pull();
    const subject = { externalId: "p1" };
    assert.equal((await bridge.people.find(subject)).items.length, 1);
    const exported = await bridge.people.export(subject);
    assert.equal(exported.items[0]?.applications.length, 1);
    const erased = await bridge.people.erase(subject);
    assert.equal(erased.receipt.counts["applications"], 1);
    assert.deepEqual((await bridge.people.find(subject)).items, []);
    assert.deepEqual(await bridge.receipts.list({ limit: 10 }), { items: [], next: null });
    assert.ok((await bridge.receipts.keys()).keys.length > 0);
    const [gone] = (await bridge.applications.list()).items;
    assert.equal(gone?.state, "revoked");
  });

  it("tells the suite, asks it, signs in to it, and matches by hand", async () => {
    const acme = await start({ connect: false });
    await assert.rejects(bridge.interview.pull(), refused("not-connected", 409));
    await acme.connectSuite();
    const job = { id: "1", type: "job.changed", data: { id: "REQ-7", title: "Driver", language: "de" } } as const;
    assert.deepEqual(await bridge.atsEvents.send(job), { status: "ok" });
    assert.deepEqual(await bridge.atsEvents.send(job), { status: "ok" });
    await test.settle(4);
    const [match] = (await bridge.matches.list({ entity: "project", atsId: "REQ-7" })).items;
    assert.equal(match?.state, "linked");
    assert.notEqual((await bridge.interview.questions("REQ-7")).state, "not_linked");
    assert.match((await bridge.interview.open({ jobId: "REQ-7", user: { id: "u1", name: "Jana", email: "jana@example.org" } })).url, /^http/);
    assert.deepEqual(await bridge.interview.pull(), { status: "accepted" });
    await bridge.matches.remove({ entity: "project", atsId: "REQ-7" });
    assert.deepEqual((await bridge.matches.list({ atsId: "REQ-7" })).items, []);
    assert.equal((await bridge.matches.save({ entity: "project", atsId: "REQ-7", suiteId: match?.suiteId ?? "" })).state, "linked");
  });

  it("asks PitchYou: templates in the reader's language, the button's address, a chat, a pull", async () => {
    const acme = await start();
    injectPlain(test.pitchyou.state, "p1");
    await acme.pull();
    const [german, english] = await Promise.all([bridge.pitchyou.templates({ language: "de" }), bridge.pitchyou.templates({ language: "en" })]);
    assert.ok(german.items.length > 0);
    assert.equal(german.items.length, english.items.length);
    assert.match((await bridge.pitchyou.applyLink({ jobId: "REQ-7", title: "A & B", utm_source: "x" })).url, /REQ-7/);
    assert.match((await bridge.pitchyou.openChat({ profileId: "p1", recruiterName: "Jana" })).url, /\/chat\//);
    await assert.rejects(bridge.pitchyou.openChat({ profileId: "somebody else's" }), refused("not-found", 404));
    assert.deepEqual(await bridge.pitchyou.pull(), { status: "accepted" });
  });

  it("goes through LinkedIn's onboarding, and fetches what LinkedIn's support asks for", async () => {
    test = await createTestApp();
    const { tenant, own } = await onboard(test, "acme");
    bridge = createBridge({ edge: EDGE, apiKey: tenant.key, fetch: through(test) });
    assert.ok((await bridge.linkedin.plugin()).apiKey);
    const { items } = await bridge.linkedin.addIntegrations(own.slice(0, 2), { idempotencyKey: "plugin-1" });
    assert.equal(items.length, 2);
    await test.drain();
    assert.ok((await bridge.linkedin.integrations({ language: "fi" })).items.every(({ onboardingStatus }) => onboardingStatus === "PARTNER_READY"));
    assert.deepEqual(await bridge.linkedin.refresh(), { status: "accepted" });
    assert.match(await (await bridge.linkedin.integrationsFile()).text(), /^integrationContext,/);
    assert.match(await (await bridge.linkedin.supportBundle()).text(), /"apiKey"/);
  });

  it("says which links brought applications, and what a page with the elements needs", async () => {
    const acme = await start();
    injectPlain(test.pitchyou.state, "p1", { utmSource: "careers" });
    await acme.pull();
    const { items } = await bridge.sources.list({ since: "2026-01-01T00:00:00Z" });
    assert.deepEqual(
      items.map(({ utmSource, applications }) => [utmSource, applications]),
      [["careers", 1]],
    );
    const { elements, policy, snippet } = await bridge.pages.policy({ elements: ["pitchyou-chat"] });
    assert.deepEqual(elements, ["pitchyou-chat"]);
    assert.match(policy, /script-src/);
    assert.match(snippet, /^<script /);
    await assert.rejects(bridge.pages.check({ url: "https://elsewhere.example/", elements: ["pitchyou-chat"] }), refused("origin-not-allowed", 422));
  });

  it("has a call for every path of the ATS's backend", async () => {
    await start();
    const called: string[] = [];
    const recording: typeof fetch = async (input, init) => {
      called.push(`${init?.method ?? "GET"} ${new URL(String(input)).pathname}`);
      return Response.json({ items: [], next: "" });
    };
    const recorder = createBridge({ edge: EDGE, apiKey: "k", fetch: recording });
    for (const call of Object.values(recorder).flatMap((group) => Object.values<unknown>({ ...group }))) {
      assert.ok(typeof call === "function");
      const made: unknown = call("x", "x", {});
      // The change feed asks only when it is read.
      await (typeof made === "object" && made !== null && "next" in made && typeof made.next === "function" ? made.next() : made);
    }
    const { paths }: { paths: Record<string, Record<string, { security: object[] }>> } = await (await test.app.request("/openapi.json")).json();
    const missing = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { security }]) => security.some((each) => "apiKey" in each))
        .map(([method]) => ({ method: method.toUpperCase(), pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "x")}$`), path }))
        .filter(({ method, pattern }) => !called.some((each) => each.startsWith(`${method} `) && pattern.test(each.slice(method.length + 1)))),
    );
    assert.deepEqual(
      missing.map(({ method, path }) => `${method} ${path}`),
      [],
    );
  });

  it("sends a test message, once a key", async () => {
    await start();
    const { id } = await bridge.messages.test({ idempotencyKey: "one" });
    assert.equal((await bridge.messages.test({ idempotencyKey: "one" })).id, id);
    await test.drain();
    assert.deepEqual(
      test.receiver.of("bridge.test").map(({ data }) => data["id"]),
      [id],
    );
  });

  it("says that a key is wrong", async () => {
    await start();
    await assert.rejects(createBridge({ edge: EDGE, apiKey: "ab_test_not_a_key", fetch: through(test) }).applications.list(), refused("unauthorized", 401));
  });
});

describe("a call of the server kit", () => {
  const answering = (...answers: (() => Response | Promise<Response>)[]) => {
    const seen: Request[] = [];
    const ask: typeof fetch = async (input, init) => {
      seen.push(new Request(input instanceof URL ? input.href : input, init));
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      assert.ok(answer);
      return answer();
    };
    return { seen, bridge: createBridge({ edge: EDGE, apiKey: "ab_test_key", fetch: ask, timeoutMs: 1_000 }) };
  };
  const busy = (status: number, wait: string) => () =>
    Response.json({ code: "busy", detail: "later" }, { status, headers: { "retry-after": wait, "content-type": "application/problem+json", "x-request-id": "req_1" } });
  const good = () => Response.json({ items: [], next: "c" });

  it("tries again where the bridge names a time, at most twice, and then says how long to wait", async () => {
    const recovered = answering(busy(429, "0"), busy(503, "0"), good);
    assert.equal((await recovered.bridge.applications.list()).next, "c");
    assert.equal(recovered.seen.length, 3);
    const lasting = answering(busy(503, "0"));
    await assert.rejects(lasting.bridge.applications.list(), (cause: unknown) => cause instanceof BridgeError && cause.retryAfterSeconds === 0 && cause.requestId === "req_1");
    assert.equal(lasting.seen.length, 3);
  });

  it("waits as long as it is told and not longer than anybody would", async ({ mock }) => {
    mock.timers.enable({ apis: ["setTimeout"] });
    const patient = answering(busy(429, "7"), good);
    const asked = patient.bridge.applications.list();
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
    await new Promise((next) => setImmediate(next));
    mock.timers.tick(6_900);
    assert.equal(patient.seen.length, 1);
    mock.timers.tick(200);
    await asked;
    assert.equal(patient.seen.length, 2);
    const asleep = answering(busy(503, "3600"));
    await assert.rejects(asleep.bridge.applications.list(), (cause: unknown) => cause instanceof BridgeError && cause.retryAfterSeconds === 3_600);
    assert.equal(asleep.seen.length, 1);
  });

  it("repeats no call that could do something twice, unless it carries a key or an id", async () => {
    const session = { user: { id: "u", name: "U" }, grants: ["pitchyou:chat"], origin: ATS_ORIGIN };
    const plain = answering(busy(503, "0"));
    await assert.rejects(plain.bridge.sessions.create(session));
    await assert.rejects(plain.bridge.messages.test());
    assert.equal(plain.seen.length, 2);
    const keyed = answering(busy(503, "0"));
    await assert.rejects(keyed.bridge.sessions.create(session, { idempotencyKey: "k" }));
    assert.deepEqual(
      keyed.seen.map((request) => request.headers.get("idempotency-key")),
      ["k", "k", "k"],
    );
    const event = answering(busy(503, "0"));
    await assert.rejects(event.bridge.atsEvents.send({ id: "1", type: "job.deleted", data: { id: "7" } }));
    assert.equal(event.seen.length, 3);
  });

  it("names what kept an answer from coming: nobody there, too slow, stopped by the caller", async ({ mock }) => {
    const away = answering(() => Promise.reject(new TypeError("fetch failed")));
    await assert.rejects(away.bridge.applications.list(), refused("unreachable", 0));
    mock.timers.enable({ apis: ["setTimeout"] });
    const hanging: typeof fetch = (_, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener("abort", () => reject(init.signal?.reason)));
    const slow = createBridge({ edge: EDGE, apiKey: "k", fetch: hanging, timeoutMs: 1_000 }).applications.list();
    mock.timers.tick(1_001);
    await assert.rejects(slow, refused("timeout", 0));
    const stop = new AbortController();
    const stopped = createBridge({ edge: EDGE, apiKey: "k", fetch: hanging }).applications.list({}, { signal: stop.signal });
    stop.abort(new Error("the user went away"));
    await assert.rejects(stopped, /the user went away/);
  });

  it("follows no redirect with its key, and explains an answer that is not the bridge's", async () => {
    const moved = answering(() => new Response(null, { status: 302, headers: { location: "https://elsewhere.example/" } }));
    await assert.rejects(moved.bridge.applications.list(), refused("unexplained", 302));
    assert.equal(moved.seen[0]?.redirect, "manual");
    assert.equal(moved.seen[0]?.url, "https://edge.example/v1/applications");
    const proxy = answering(() => new Response("<h1>Bad gateway</h1>", { status: 502 }));
    await assert.rejects(proxy.bridge.applications.list(), refused("unexplained", 502));
  });

  it("wants an address", () => {
    for (const edge of ["edge.example", "", "ftp://edge.example"]) assert.throws(() => createBridge({ edge, apiKey: "k" }), /is not the address of a bridge/);
  });
});
