// What an iCIMS event needs of iCIMS's API: read before anything is written, quickly, and answered by whose turn it is.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { sql } from "../../edge/db/database.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const API = "http://127.0.0.1:3/icims";
const STATUS = { customerId: "9001", eventType: "WorkFlowStatusChangeEvent", systemId: "5501", userId: "77", newStatus: "D10010" };
const ASSESSMENT = { customerId: "9001", eventType: "AssessmentEvent", systemId: "5502", userId: "3301", returnUrl: "https://careers-acme.icims.com/return" };
const PERSON = { firstname: "Ada", lastname: "Lovelace", email: "ada@example.com", phones: [{ phonenumber: "+441" }] };

describe("reading from iCIMS before an event is taken", () => {
  let test: TestApp;
  afterEach(() => test.close());

  /** `answer` stands for iCIMS's API; it may hang, refuse or lie. */
  const start = async (answer: (path: string) => Response | Promise<Response>, settings: Record<string, unknown> = {}) => {
    test = await createTestApp({ pace: { vendorTimeoutMs: 150, tries: 2 } });
    const acme = await test.tenant("acme", { connect: false });
    await test.operator("PUT", "/v1/tenants/acme", { name: "Acme", origins: [], locale: "en", webhook: { url: test.receiverUrl } });
    const rules = ["WorkFlowStatusChangeEvent", "AssessmentEvent"].map((eventType) => ({ eventType, do: "application" }));
    const body = {
      customerId: "9001",
      auth: { type: "basic", username: "u", password: "p" },
      rules,
      api: { baseUrl: API, tokenUrl: `${API}/token`, clientId: "c", clientSecret: "s" },
      ...settings,
    };
    assert.equal((await test.operator("PUT", "/v1/tenants/acme/connections/icims", body)).status, 201);
    const trace: string[] = [];
    const fetchNow = test.edge.fetch;
    const reading: typeof fetch = (input, init) => {
      const url = new URL(String(input));
      if (url.port !== "3") return fetchNow(input, init);
      trace.push(url.pathname.replace("/icims", ""));
      return new Promise((resolve, reject) => {
        init?.signal?.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        Promise.resolve(url.pathname.endsWith("/token") ? Response.json({ access_token: "t", expires_in: 3_600 }) : answer(url.pathname)).then(resolve, reject);
      });
    };
    Object.assign(test.edge, { fetch: reading });
    return { acme, trace };
  };
  const send = (event: unknown) =>
    test.request("POST", "/hooks/icims", { headers: { authorization: `Basic ${btoa("u:p")}`, "content-type": "application/json" }, text: JSON.stringify(event) });
  const well = (path: string) => (path.includes("/people/") ? Response.json(PERSON) : Response.json({ associatedprofile: { id: 3301 }, baseprofile: { id: 2201 } }));
  const count = async (table: string) => Number((await test.edge.directory.all({ text: `SELECT count(*) AS count FROM ${table}`, values: [] }))[0]?.["count"]);

  it("IC-24 looks into the record table, reads iCIMS, then commits everything at once: record, application, message and tasks", async () => {
    const { acme, trace } = await start(well);
    const batches: string[][] = [];
    const batchNow = test.edge.directory.batch;
    Object.assign(test.edge.directory, {
      batch: (statements: readonly { text: string }[]) => {
        batches.push(statements.map(({ text }) => /(?:INTO|UPDATE|FROM) (\w+)/.exec(text)?.[1] ?? ""));
        trace.push("batch");
        return batchNow(statements as Parameters<typeof batchNow>[0]);
      },
    });
    assert.equal((await send(STATUS)).status, 200);
    assert.deepEqual(trace, ["/customers/9001/applicantworkflows/5501", "/customers/9001/people/3301", "batch"].toSpliced(0, 0, "/token"));
    assert.equal(batches.length, 1, "one batch for one event");
    assert.equal(batches[0]?.[0], "events", "the record row comes first");
    for (const table of ["people", "applications", "messages", "tasks"]) assert.ok(batches[0]?.includes(table), table);
    const [application] = await acme.applications();
    assert.deepEqual([application.person.name, application.person.email, application.person.phone, application.jobId], ["Ada Lovelace", "ada@example.com", "+441", "2201"]);
  });

  it("IC-9 IC-17 answers well within iCIMS's 30 seconds when its API hangs, and leaves nothing half done", async () => {
    await start(() => new Promise<Response>(() => undefined));
    const started = performance.now();
    const answer = await send(STATUS);
    assert.equal(answer.status, 503);
    assert.ok(answer.headers.get("retry-after"));
    assert.ok(performance.now() - started < 20_000);
    assert.match((await answer.json()).error.userMessage, /try again in a few minutes/i);
    for (const table of ["events", "applications", "messages"]) assert.equal(await count(table), 0, table);
  });

  it("IC-18 makes one record of a slow event and the user's retry that overtakes it", async () => {
    let first = true;
    const { acme } = await start(async (path) => {
      if (first) {
        first = false;
        await new Promise((later) => setTimeout(later, 80));
      }
      return well(path);
    });
    const answers = await Promise.all([send(STATUS), send(STATUS), send(STATUS)]);
    assert.deepEqual(
      answers.map((each) => each.status),
      [200, 200, 200],
    );
    assert.equal(await count("events"), 1);
    assert.equal((await acme.applications()).length, 1);
  });

  for (const [what, answer, status] of [
    ["refuses our credentials", () => new Response(null, { status: 401 }), 500],
    ["is down", () => new Response(null, { status: 503 }), 503],
    ["talks nonsense", () => new Response("<html>"), 503],
    ["has a person without an e-mail address", (path: string) => (path.includes("/people/") ? Response.json({ ...PERSON, email: "" }) : well(path)), 400],
    ["does not know the person", (path: string) => (path.includes("/people/") ? new Response(null, { status: 404 }) : well(path)), 400],
  ] as const) {
    it(`IC-12 IC-13 IC-22 IC-25 tells a recruiter ${status} when iCIMS's API ${what}, and takes a candidate's event all the same`, async () => {
      const { acme } = await start(answer);
      const told = await send(STATUS);
      assert.equal(told.status, status);
      if (status === 400) assert.match((await told.json()).error.userMessage, /\{\{person\.email\}\}/);
      assert.equal(await count("events"), 0);
      const taken = await send(ASSESSMENT);
      assert.deepEqual([taken.status, taken.headers.get("location")], [303, ASSESSMENT.returnUrl]);
      assert.deepEqual(
        (await acme.applications()).map((each: { state: string }) => each.state),
        ["parked"],
      );
    });
  }

  it("IC-26 leaves no task of an event that was rolled back, and buries one that fails to its last try where the operator sees it", async () => {
    await start(well);
    const batchNow = test.edge.directory.batch;
    Object.assign(test.edge.directory, { batch: () => Promise.reject(new Error("the disk is full")) });
    assert.equal((await send(STATUS)).status, 500);
    Object.assign(test.edge.directory, { batch: batchNow });
    const waiting = async () => (await test.edge.directory.all(sql`SELECT 1 FROM tasks WHERE name = 'messages.deliver'`)).length;
    assert.equal(await waiting(), 0);
    test.receiver.answers = Array.from({ length: 50 }, () => 500);
    await send(STATUS);
    assert.equal((await waiting()) > 0, true);
    for (let round = 0; round < 12; round++) await test.later(3_000);
    const { items } = await (await test.operator("GET", "/v1/tenants/acme/tasks?state=dead")).json();
    assert.ok(items.some((each: { name: string }) => each.name === "messages.deliver"));
  });

  it("IC-27 IC-4 shows every event in the log, refused ones too, and asks the operator for a certificate that iCIMS trusts", async () => {
    await start(well);
    await send(STATUS);
    await send(STATUS);
    await send({ ...STATUS, newStatus: undefined });
    const { items } = await (await test.operator("GET", "/v1/tenants/acme/log?provider=icims")).json();
    assert.deepEqual(
      items.map((each: { kind: string }) => each.kind),
      ["event", "repeat", "refusal"],
    );
    const { checklist } = await (await test.operator("GET", "/v1/tenants/acme/connections/icims")).json();
    assert.equal(checklist.find((each: { id: string }) => each.id === "https").done, false);
  });
});
