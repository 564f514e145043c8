// iCIMS's six scenarios, on both databases: each event exactly once, each user told what they can do, nothing half done.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { after, afterEach, describe, it } from "node:test";
import { sql } from "../../edge/db/database.ts";
import { STORAGE_KINDS, closeStorages } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

after(closeStorages);

const CUSTOMER = "9001";
const STATUS = {
  customerId: CUSTOMER,
  eventType: "WorkFlowStatusChangeEvent",
  systemId: "5501",
  userId: "77",
  personId: "3301",
  jobId: "2201",
  oldStatus: "D10001",
  newStatus: "D10010",
  links: [],
};
const ASSESSMENT = {
  customerId: CUSTOMER,
  eventType: "AssessmentEvent",
  systemId: "5501",
  userId: "3301",
  returnUrl: "https://careers-acme.icims.com/jobs/2201/return",
  links: [],
};
const BASIC = { type: "basic", username: "icims", password: "a password" };
const APPLICATION_RULES = [
  { eventType: "WorkFlowStatusChangeEvent", newStatus: "D10010", do: "application" },
  { eventType: "AssessmentEvent", do: "application" },
];

for (const storage of STORAGE_KINDS) {
  describe(`iCIMS events on ${storage}`, () => {
    let test: TestApp;
    afterEach(() => test.close());
    const start = async (settings: Record<string, unknown> = {}, locale = "en") => {
      test = await createTestApp({ storage });
      const acme = await test.tenant("acme", { connect: false });
      await test.operator("PUT", "/v1/tenants/acme", { name: "Acme", origins: [], locale, webhook: { url: test.receiverUrl } });
      const made = await test.operator("PUT", "/v1/tenants/acme/connections/icims", { customerId: CUSTOMER, auth: BASIC, ...settings });
      assert.equal(made.status, 201, await made.clone().text());
      return acme;
    };
    const basic = (user = "icims", password = "a password") => ({ authorization: `Basic ${btoa(`${user}:${password}`)}` });
    const send = (event: unknown, headers: Record<string, string> = {}) =>
      test.request("POST", "/hooks/icims", {
        headers: { ...basic(), "content-type": "application/json", ...headers },
        text: typeof event === "string" ? event : JSON.stringify(event),
      });
    const events = async () => test.edge.directory.all(sql`SELECT * FROM events WHERE provider = 'icims'`);
    const messageOf = async (answer: Response) => (await answer.json()).error.userMessage;

    it("IC-2 IC-10 IC-19 IC-20 answers each event type as iCIMS expects of its success, and tells the ATS afterwards", async () => {
      await start({
        rules: [
          "AssessmentEvent",
          "OnboardPortalTaskEvent",
          "WorkFlowStatusChangeEvent",
          "JobPostToWebEvent",
          "JobUnpostToWebEvent",
          "ViewJobWebPostEvent",
          "RemoteLoginEvent",
        ].map((eventType) => ({ eventType, do: "notify" })),
      });
      const own = "http://localhost:8787/embed/icims";
      for (const [event, status, location] of [
        [ASSESSMENT, 303, ASSESSMENT.returnUrl],
        [{ ...ASSESSMENT, eventType: "OnboardPortalTaskEvent", incompleteUrl: "https://careers-acme.icims.com/incomplete" }, 303, ASSESSMENT.returnUrl],
        [STATUS, 200, null],
        [{ customerId: 9001, eventType: "JobPostToWebEvent", systemId: 2201, userId: 77, portalUrl: "https://acme.icims.com/post/2201" }, 303, "https://acme.icims.com/post/2201"],
        [{ customerId: CUSTOMER, eventType: "JobUnpostToWebEvent", systemId: "2201", userId: "77" }, 200, null],
        [{ customerId: CUSTOMER, eventType: "ViewJobWebPostEvent", systemId: "2201", userId: "77" }, 303, own],
        [{ customerId: CUSTOMER, eventType: "RemoteLoginEvent", systemId: "77", userId: "77", returnUrl: "https://acme.icims.com/back" }, 303, own],
      ] as const) {
        const answer = await send(event);
        assert.equal(answer.status, status, event.eventType);
        assert.equal(answer.headers.get("location")?.split("?")[0] ?? null, location, event.eventType);
      }
      assert.equal(test.receiver.deliveries.filter((each) => each.type === "icims.event.received").length, 0, "nothing leaves while iCIMS waits");
      await test.drain();
      assert.equal(test.receiver.of("icims.event.received").length, 7);
      assert.equal((await test.request("GET", "/embed/icims")).status, 200);
    });

    it("IC-11 IC-15 IC-16 IC-23 scenarios 2, 5 and 6: the same event ten times, in a row and at once, is one, and always answered alike", async () => {
      const acme = await start({ rules: APPLICATION_RULES });
      const first = await send(ASSESSMENT);
      const answers = await Promise.all([...Array.from({ length: 4 }, () => send(ASSESSMENT)), ...Array.from({ length: 5 }, () => send({ ...ASSESSMENT, links: [] }))]);
      for (const answer of answers) {
        assert.equal(answer.status, 303);
        assert.equal(answer.headers.get("location"), first.headers.get("location"));
      }
      await test.drain();
      assert.equal((await events()).length, 1);
      assert.equal((await acme.applications()).length, 1);
      assert.equal(test.receiver.of("application.received").length, 1);
      const { items } = await (await test.operator("GET", "/v1/tenants/acme/log?provider=icims")).json();
      assert.equal(items.filter((each: { kind: string }) => each.kind === "repeat").length, 9);
    });

    it("IC-11 takes a candidate's second way into the same status as a new event, and a changed resend as the old one", async () => {
      await start({ rules: [{ eventType: "WorkFlowStatusChangeEvent", do: "notify" }] });
      await send(STATUS);
      await send({ ...STATUS, oldStatus: "D9" });
      assert.equal((await events()).length, 1);
      await send({ ...STATUS, oldStatus: "D10010", newStatus: "D10020" });
      await send({ ...STATUS, oldStatus: "D10020", newStatus: "D10010" });
      assert.equal((await events()).length, 3);
      test.clock.now += 8 * 24 * 3_600_000;
      await send({ ...STATUS, oldStatus: "D10020", newStatus: "D10010" });
      assert.equal((await events()).length, 4);
      const { items } = await (await test.operator("GET", "/v1/tenants/acme/log?kind=repeat")).json();
      assert.deepEqual(
        items.map((each: { cause: string }) => each.cause),
        ["changed resend"],
      );
    });

    it("IC-12 IC-25 scenario 3a: what the recruiter can fix is a 400 that names the field by iCIMS's placeholder, and the corrected retry is new", async () => {
      await start();
      const { newStatus: _, ...incomplete } = STATUS;
      const answer = await send(incomplete);
      assert.equal(answer.status, 400);
      const { error } = await answer.json();
      assert.match(error.userMessage, /Please fill in \{\{applicantworkflow\.status\}\}/);
      assert.ok(error.debugErrorMessage.includes("newStatus"));
      assert.equal((await events()).length, 0);
      assert.equal((await send(STATUS)).status, 200);
    });

    it("IC-13 IC-14 scenarios 3b and 4: what the user cannot fix is a 500 with a way to support and nothing of our insides", async () => {
      await start({ rules: [{ eventType: "WorkFlowStatusChangeEvent", do: "invite-to-interview" }] }, "fi");
      const answer = await send(STATUS);
      assert.equal(answer.status, 500);
      assert.match(await messageOf(answer), /ATS-tukeen viitteellä req_/);
      assert.equal((await events()).length, 0);
      Object.assign(test.edge, { databaseFor: () => ({ ...test.edge.directory, batch: () => Promise.reject(new Error("disk at /var/lib full")) }) });
      const broken = await send(STATUS);
      assert.equal(broken.status, 500);
      assert.ok(!(await broken.text()).includes("/var/lib"));
    });

    it("IC-21 IC-22 takes an application-complete event with a fault, parks it, and sends the candidate on", async () => {
      const acme = await start({ rules: APPLICATION_RULES });
      const { returnUrl: _, ...incomplete } = ASSESSMENT;
      const answer = await send(incomplete);
      assert.equal(answer.status, 303);
      assert.match(answer.headers.get("location") ?? "", /\/embed\/icims/);
      await test.drain();
      const [application] = await acme.applications();
      assert.deepEqual([application.state, application.externalId, application.channel], ["parked", "5501", "icims"]);
      assert.equal(test.receiver.of("application.parked").length, 1);

      assert.equal((await acme.ats("POST", `/v1/applications/${application.id}/retry`, {})).status, 422);
      const released = await acme.ats("POST", `/v1/applications/${application.id}/retry`, { person: { firstName: "Ada", lastName: "L", email: "ada@example.com" }, jobId: "2201" });
      assert.equal(released.status, 200);
      const { state, person, jobId } = await released.json();
      assert.deepEqual([state, person.name, jobId], ["received", "Ada L", "2201"]);
      await test.drain();
      assert.equal(test.receiver.of("application.received").length, 1);
      assert.equal((await acme.ats("POST", `/v1/applications/${application.id}/retry`, {})).status, 409);
      assert.equal((await (await acme.ats("GET", "/v1/people?email=ada%40example.com")).json()).items.length, 1);
    });

    it("IC-22 goes back to the onboarding portal without marking a parked task done", async () => {
      await start();
      const { returnUrl: _, ...task } = { ...ASSESSMENT, eventType: "OnboardPortalTaskEvent", incompleteUrl: "https://careers-acme.icims.com/incomplete" };
      const answer = await send(task);
      assert.deepEqual([answer.status, answer.headers.get("location")], [303, "https://careers-acme.icims.com/incomplete"]);
    });

    it("IC-22 follows the tenant's own policy for an event type", async () => {
      await start({ policies: { AssessmentEvent: "strict", WorkFlowStatusChangeEvent: "accept-and-park" } });
      const { returnUrl: _, ...incomplete } = ASSESSMENT;
      assert.equal((await send(incomplete)).status, 400);
      const { newStatus: __, ...without } = STATUS;
      assert.equal((await send(without)).status, 200);
    });

    it("IC-21 never leads a browser to a foreign host", async () => {
      await start({ returnHosts: ["jobs.acme.example"] });
      for (const [returnUrl, leads] of [
        ["https://evil.example/", false],
        ["https://icims.com.evil.example/", false],
        ["http://careers.icims.com/", false],
        ["javascript:alert(1)", false],
        ["https://user@careers.icims.com/", false],
        ["https://jobs.acme.example/back", true],
        ["https://careers.icims.com/x", true],
      ] as const) {
        const answer = await send({ ...ASSESSMENT, systemId: returnUrl.length + 1_000, returnUrl });
        assert.equal(answer.status, 303);
        assert.equal(answer.headers.get("location"), leads ? returnUrl : `http://localhost:8787/embed/icims?about=AssessmentEvent&id=${returnUrl.length + 1_000}`);
      }
    });

    it("IC-1 IC-3 keeps customers apart at the one address, and tells nobody who exists", async () => {
      const acme = await start({ rules: APPLICATION_RULES });
      const globex = await test.tenant("globex", { connect: false });
      await test.operator("PUT", "/v1/tenants/globex/connections/icims", { customerId: "9002", auth: { ...BASIC, username: "globex" }, rules: APPLICATION_RULES });
      await send(ASSESSMENT);
      await send({ ...ASSESSMENT, customerId: "9002" }, basic("globex"));
      assert.deepEqual([(await acme.applications()).length, (await globex.applications()).length], [1, 1]);
      const refused = await Promise.all(["9002", "9003", "nobody"].map((customerId) => send({ ...ASSESSMENT, customerId })));
      assert.deepEqual(
        refused.map((each) => each.status),
        [403, 403, 403],
      );
      const bodies = await Promise.all(refused.map(async (each) => JSON.stringify({ ...(await each.json()), requestId: "" })));
      assert.equal(new Set(bodies).size, 1);
      for (const body of [
        { customerId: "9002", auth: BASIC },
        { customerId: CUSTOMER, auth: { ...BASIC, username: "other" } },
        { customerId: "9009", auth: BASIC },
      ]) {
        assert.equal((await test.operator("PUT", "/v1/tenants/globex/connections/icims", body)).status, 409, JSON.stringify(body));
      }
    });

    it("IC-2 reads gzip as it reads plain, unknown fields and numbers too, and answers an unknown type as agreed", async () => {
      await start({ rules: APPLICATION_RULES });
      const zipped = await test.app.request("/hooks/icims", {
        method: "POST",
        headers: { ...basic(), "content-encoding": "gzip" },
        body: new Uint8Array(gzipSync(JSON.stringify({ ...STATUS, anything: { new: true } }))),
      });
      assert.equal(zipped.status, 200);
      assert.equal((await send(STATUS)).status, 200);
      assert.equal((await events()).length, 1, "compressed and plain are the same event");
      const unknown = await send({ ...STATUS, eventType: "BrandNewEvent" });
      assert.equal(unknown.status, 400);
      assert.match(await messageOf(unknown), /not set up for the integration/);
    });

    it("IC-9 IC-12 refuses what it cannot read in iCIMS's format, and bombs at once", async () => {
      await start();
      const bomb = gzipSync(Buffer.alloc(50 * 1024 * 1024));
      const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
      const wide = `{${Array.from({ length: 60_000 }, (_, index) => `"k${index}":1`).join(",")}}`;
      for (const body of ["x".repeat(2_000_000), "", "{", "[]", "null", '{"customerId":"9001"}', deep, wide, `{"customerId":"9001","eventType":"AssessmentEvent","systemId":{}}`]) {
        const started = performance.now();
        const answer = await send(body);
        assert.equal(answer.status, 400, body.slice(0, 40));
        assert.ok((await answer.json()).error.userMessage);
        assert.ok(performance.now() - started < 2_000);
      }
      const bombed = await test.app.request("/hooks/icims", { method: "POST", headers: basic(), body: new Uint8Array(bomb) });
      assert.equal(bombed.status, 400);
      assert.equal((await send(`{"__proto__":{"polluted":true},${JSON.stringify(STATUS).slice(1)}`)).status, 200);
      assert.equal(Object.getOwnPropertyDescriptor(Object.prototype, "polluted"), undefined);
      assert.equal((await events()).length, 1);
    });
  });
}
