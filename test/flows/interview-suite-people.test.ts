// The connector and people: nobody is made twice or comes back after an erasure, no wish gets lost, no lie retires anybody.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { oauthClient } from "../../demo/vendors/interview-suite/index.ts";
import { findConnection, openSecrets, saveConnectionParts } from "../../edge/core/connections.ts";
import { openSuite, readProject, Secrets } from "../../edge/integrations/interview-suite/client.ts";
import { createTestApp, SUITE } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const JOB = { id: "REQ-7", title: "Logistiker:in" };
const ADA = { id: "APP-1", jobId: "REQ-7", person: { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com" } };

describe("people in the connector", () => {
  let test: TestApp;
  afterEach(() => test.close());
  let acme: Awaited<ReturnType<TestApp["tenant"]>>;
  let webhook = "";
  let events = 0;

  const start = async (settings: Record<string, unknown> = {}) => {
    test = await createTestApp();
    acme = await test.tenant("acme", { connect: false });
    const connection = await acme.connectSuite(settings);
    webhook = new URL(connection.endpoints.webhook).pathname;
  };
  const settle = (rounds?: number) => test.settle(rounds);
  const say = (type: string, data: unknown) => acme.ats("POST", "/v1/ats-events", { id: `e-${++events}`, type, data });
  const run = async () => {
    await acme.ats("POST", "/v1/interview/pull");
    await settle();
  };
  const candidates = () => [...test.suite.state.candidates.values()];
  const projectOf = (job: string) => [...test.suite.state.projects.values()].find(({ internal_id }) => internal_id === job);
  const linked = async () => (await (await acme.ats("GET", "/v1/matches")).json()).items.filter(({ state }: { state: string }) => state === "linked");
  const told = (type: string) => test.receiver.of(type).map(({ data }) => data);
  const table = async (name: string) => JSON.stringify(await test.edge.directory.all({ text: `SELECT * FROM ${name}`, values: [] }));

  it("IS-10 somebody who was made in the suite and erased here does not come back with the next run", async () => {
    await start();
    await say("job.changed", JOB);
    await settle();
    const project = projectOf("REQ-7");
    assert.ok(project);
    const lea = test.suite.addCandidate(project, { first_name: "Lea", last_name: "Sommer", email: "lea@example.de" });
    await settle();
    assert.equal(told("interview.candidate.changed").length, 1);
    await acme.ats("POST", "/v1/people/erase", { email: "lea@example.de" });
    assert.doesNotMatch(await table("interview_objects"), /"email_hash":"\w/);
    await run();
    assert.equal(told("interview.candidate.changed").length, 1);
    test.suite.invite(lea);
    await settle();
    assert.deepEqual(told("interview.candidate.changed").at(-1), { jobId: "REQ-7", candidate: { id: String(lea.id), status: "invited" } }, "their state is news, they are not");
  });

  it("forgets a user whom the ATS has deleted, once the match is retired", async () => {
    await start();
    await say("user.changed", { id: "u-7", firstName: "Mia", lastName: "Koch", email: "mia@acme.example", role: "recruiter" });
    await settle();
    assert.match(await table("interview_ats"), /"u-7"/);
    await say("user.deleted", { id: "u-7" });
    await settle();
    assert.doesNotMatch(await table("interview_ats"), /"u-7"/);
    const { items } = await (await acme.ats("GET", "/v1/matches?entity=user")).json();
    assert.deepEqual(
      items.map(({ state }: { state: string }) => state),
      ["retired"],
    );
    await say("user.deleted", { id: "u-7" });
    await settle();
    assert.equal(await table("interview_ats"), "[]");
  });

  it("shows whoever asks for all that is held of them what the ATS said, and which of the suite's objects are theirs", async () => {
    await start();
    await say("job.changed", JOB);
    await say("application.changed", { ...ADA, invite: true });
    await settle(3);
    const { items, receipt } = await (await acme.ats("POST", "/v1/people/export", { email: "ada@example.com" })).json();
    const [{ elsewhere }] = items;
    assert.deepEqual(elsewhere[0], { system: "interview-suite", what: "application", data: { ...ADA, invite: true } });
    assert.deepEqual(
      elsewhere.slice(1).map(({ what, data }: { what: string; data: { status: string } }) => [what, data.status]),
      [["candidate", "invited"]],
    );
    assert.equal(receipt.counts.elsewhere, 2);
  });

  it("IS-12 makes nobody twice whose address is unknown, when the suite's answer was lost", async () => {
    await start();
    await say("job.changed", JOB);
    await settle();
    test.suite.state.faults.set("candidates", { operation: "candidates", fault: "lost-answer", times: 1, ms: 0 });
    await say("application.changed", { ...ADA, person: { ...ADA.person, email: null } });
    await settle(3);
    assert.equal(candidates().length, 1);
    assert.equal((await linked()).length, 2);
  });

  it("IS-14 keeps the invitation when another change of the same application comes at the same moment", async () => {
    await start();
    await say("job.changed", JOB);
    await settle();
    const both = await Promise.all([say("application.changed", { ...ADA, invite: true }), say("application.changed", { ...ADA, person: { ...ADA.person, phone: "+491" } })]);
    assert.deepEqual(
      both.map(({ status }) => status),
      [200, 200],
    );
    await settle(2);
    assert.deepEqual(
      candidates().map(({ status, phone }) => [status, phone]),
      [["invited", "+491"]],
    );
    const [people] = await test.edge.directory.all({ text: "SELECT count(*) AS count FROM people", values: [] });
    assert.equal(people?.["count"], 1);
  });

  it("IS-7 tells how somebody stands whom it adopts", async () => {
    await start();
    const project = test.suite.addProject("acme", { name: "Logistik", internal_id: "REQ-7" });
    const ada = test.suite.addCandidate(project, { first_name: "Ada", last_name: "Lovelace", email: "ada@example.com" });
    test.suite.state.endpoints.length = 0;
    test.suite.addQuestion(project, { text: "Warum?" });
    test.suite.invite(ada);
    test.suite.confirm(ada);
    await say("job.changed", JOB);
    await settle();
    await say("application.changed", ADA);
    await settle(2);
    assert.deepEqual(told("interview.candidate.changed").at(-1), { jobId: "REQ-7", applicationId: "APP-1", candidate: { id: String(ada.id), status: "in_progress" } });
  });

  it("IS-13 a webhook that names a candidate where they never were retires nobody", async () => {
    await start();
    await say("job.changed", JOB);
    await say("application.changed", ADA);
    await settle(2);
    const [ada] = candidates();
    const project = projectOf("REQ-7");
    assert.ok(ada && project);
    for (const path of [
      `projects/9999/candidates/${ada.id}`,
      `projects/${project.id}/candidates/${ada.id}/xyz`,
      `projects/${project.id}/candidates/${ada.id}?x=1`,
      `projects/${project.id}/candidate/${ada.id}`,
    ])
      await test.request("POST", webhook, { text: JSON.stringify({ event: "candidate_deleted", data: { candidate: `${SUITE}/api/v3/companies/1/${path}/` } }) });
    await settle();
    assert.deepEqual(told("interview.candidate.deleted"), []);
    assert.equal((await linked()).length, 2);
  });

  it("IS-13 with a project go the matches of its candidates, so that a new project gets new ones", async () => {
    await start();
    await say("job.changed", JOB);
    await say("application.changed", ADA);
    await settle(2);
    const project = projectOf("REQ-7");
    assert.ok(project);
    test.suite.remove("project", project);
    await settle();
    assert.deepEqual(await linked(), []);
    await say("job.changed", { ...JOB, title: "Noch einmal" });
    await say("application.changed", { ...ADA, invite: true });
    await settle(2);
    assert.deepEqual(
      candidates().map(({ status }) => status),
      ["invited"],
    );
  });

  it("IS-9 invites once whoever two rules would invite, under the id by which iCIMS knows them, and says why it cannot", async () => {
    await start({ rules: [{ on: "application.received", do: "invite" }] });
    const api = { baseUrl: "http://127.0.0.1:6/icims", tokenUrl: "http://127.0.0.1:6/icims/token", clientId: "c", clientSecret: "s" };
    const fetchNow = test.edge.fetch;
    let email = "grace@example.com";
    const iCims: typeof fetch = async (input, init) => {
      const url = new URL(String(input));
      if (url.port !== "6") return fetchNow(input, init);
      if (url.pathname.endsWith("/token")) return Response.json({ access_token: "t", expires_in: 3_600 });
      return Response.json(url.pathname.includes("/people/") ? { firstname: "Grace", lastname: "Hopper", email } : { associatedprofile: { id: 1 }, baseprofile: { id: "REQ-7" } });
    };
    Object.assign(test.edge, { fetch: iCims });
    await test.operator("PUT", "/v1/tenants/acme/connections/icims", {
      customerId: "9001",
      auth: { type: "basic", username: "u", password: "p" },
      api,
      rules: ["application", "invite-to-interview"].map((what) => ({ eventType: "WorkFlowStatusChangeEvent", do: what })),
    });
    await say("job.changed", JOB);
    await settle();
    const send = (systemId: string) =>
      test.request("POST", "/hooks/icims", {
        headers: { authorization: `Basic ${btoa("u:p")}` },
        text: JSON.stringify({ customerId: "9001", eventType: "WorkFlowStatusChangeEvent", systemId, userId: "7", newStatus: "D1" }),
      });
    assert.equal((await send("5501")).status, 200);
    await settle(3);
    assert.deepEqual(
      candidates().map(({ email: address, status }) => [address, status]),
      [["grace@example.com", "invited"]],
    );
    assert.deepEqual(
      (await linked()).map(({ atsId }: { atsId: string }) => atsId),
      ["REQ-7", "5501"],
    );
    email = "keine";
    await send("5502");
    await settle(3);
    assert.equal(candidates().length, 1);
    assert.match(JSON.stringify(await (await test.operator("GET", "/v1/tenants/acme/log?limit=200")).json()), /not invited.*must be an e-mail address/);
    const { receipt } = await (await acme.ats("POST", "/v1/people/erase", { externalId: "5501" })).json();
    assert.equal(receipt.counts.people, 1);
    assert.doesNotMatch(await table("interview_ats"), /5501/);
  });

  it("IS-4 a refresh token that was used up a moment ago is read again, not sent again", async () => {
    await start({
      auth: { type: "oauth2", authorizeUrl: `${SUITE}/suite/oauth/authorize`, tokenUrl: `${SUITE}/suite/oauth/token`, clientId: oauthClient.id, clientSecret: oauthClient.secret },
    });
    const user = [...test.suite.state.customers.values()].find(({ company }) => company === 1);
    assert.ok(user);
    const until = test.clock.now + 30 * 24 * 3_600_000;
    test.suite.state.refresh.set("first-refresh-token", { company: 1, customer: user.id, expiresAtMs: until });
    const before = await findConnection(test.edge, "acme", "interview-suite");
    assert.ok(before);
    const secrets = await openSecrets(test.edge, before, Secrets);
    await test.edge.directory.batch(await saveConnectionParts(test.edge, before, before.settings, { ...secrets, refreshToken: "first-refresh-token" }));
    const connection = await findConnection(test.edge, "acme", "interview-suite");
    assert.ok(connection);
    const suite = await openSuite(test.edge, connection);
    const project = test.suite.addProject("acme", { name: "Messe" });
    assert.equal((await readProject(suite, String(project.id)))?.name, "Messe");
    // The suite object still holds what the connection was when the task began.
    test.suite.dropTokens(["access"]);
    assert.equal((await readProject(suite, String(project.id)))?.name, "Messe");
  });
});
