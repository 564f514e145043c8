// Tenants are apart: every route is tried with another tenant's key, session and ids.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { endpointsOf } from "../../edge/app.ts";
import { integrations } from "../../edge/integrations/index.ts";
import { injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { ATS_ORIGIN, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const endpoints = endpointsOf(integrations);

describe("tenant isolation", () => {
  let test: TestApp;
  let acme: Awaited<ReturnType<TestApp["tenant"]>>;
  let globex: Awaited<ReturnType<TestApp["tenant"]>>;
  let params: Record<string, string>;

  before(async () => {
    test = await createTestApp();
    acme = await test.tenant("acme");
    globex = await test.tenant("globex");
    await acme.ats("PUT", "/v1/jobs/4711", { title: "Geheim" });
    injectZoe(test.pitchyou.state);
    await acme.pull();
    const [application] = await acme.applications();
    params = { tenant: "acme", provider: "pitchyou", jobId: "4711", id: application.id, attachmentId: application.attachments[0].id };
  });
  after(() => test.close());

  const pathOf = (path: string) => path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const bodies: Record<string, unknown> = {
    "/v1/sessions": { user: { id: "u", name: "n" }, grants: ["pitchyou:chat"], origin: ATS_ORIGIN },
    "/v1/jobs/{jobId}": { title: "mine" },
    "/v1/pitchyou/chats": { profileId: "a3f1c9d2" },
    "/v1/people/export": { email: "zoe.mueller@example.de" },
    "/v1/people/erase": { email: "zoe.mueller@example.de" },
  };
  const queries: Record<string, string> = { "/v1/people": "?email=zoe.mueller%40example.de", "/v1/pitchyou/apply-link": "?jobId=4711" };
  const secretsOfAcme = ["Geheim", "Zoë", "zoe.mueller", "a3f1c9d2", "Seit 2019"];

  it("covers every route of /v1", () => assert.ok(endpoints.length >= 30, `${endpoints.length} routes`));

  for (const endpoint of endpoints) {
    it(`${endpoint.method} ${endpoint.path} shows and changes nothing of another tenant`, async () => {
      const body = endpoint.body ? (bodies[endpoint.path] ?? {}) : undefined;
      const url = pathOf(endpoint.path) + (queries[endpoint.path] ?? "");
      const before = await acme.applications();

      const withKey = await test.request(endpoint.method, url, { headers: globex.headers, body });
      const text = await withKey.text();
      if (endpoint.plane === "operator") assert.equal(withKey.status, 403);
      for (const secret of secretsOfAcme) assert.ok(!text.includes(secret), `the answer holds ${secret}`);

      const session = await globex.session(["pitchyou:chat", "pitchyou:templates", "linkedin:onboard", "interview:open"]);
      const withSession = await test.request(endpoint.method, url, { headers: session, body });
      const sessionText = await withSession.text();
      if (endpoint.grant === undefined) assert.ok(withSession.status === 403 || withSession.status === 401, `a session got ${withSession.status}`);
      for (const secret of secretsOfAcme) assert.ok(!sessionText.includes(secret));

      const withNothing = await test.request(endpoint.method, url, { body });
      assert.equal(withNothing.status, 401);
      const withBadKey = await test.request(endpoint.method, url, { headers: { authorization: "Bearer ab_test_of_nobody_at_all" }, body });
      assert.equal(withBadKey.status, 401);

      assert.deepEqual(await acme.applications(), before, "the other tenant's applications are as they were");
      const job = await (await acme.ats("GET", "/v1/jobs/4711")).json();
      assert.equal(job.title, "Geheim");
    });
  }

  it("answers another tenant's application and file as if they were not there", async () => {
    for (const path of ["/v1/applications/{id}", "/v1/applications/{id}/attachments/{attachmentId}"]) {
      const foreign = await globex.ats("GET", pathOf(path));
      const invented = await globex.ats("GET", pathOf(path).replace(params["id"] ?? "", "app_nobody"));
      assert.equal(foreign.status, 404);
      const [a, b] = [await foreign.json(), await invented.json()];
      assert.deepEqual({ ...a, requestId: "" }, { ...b, requestId: "" });
    }
  });

  it("lets the operator act for a tenant by name, and an API key never", async () => {
    const operator = { authorization: "Bearer sandbox-operator", "bridge-tenant": "acme" };
    assert.equal((await test.request("GET", "/v1/jobs/4711", { headers: operator })).status, 200);
    assert.equal((await test.request("GET", "/v1/jobs/4711", { headers: { ...globex.headers, "bridge-tenant": "acme" } })).status, 404);
    assert.equal((await test.request("GET", "/v1/jobs/4711", { headers: { authorization: "Bearer sandbox-operator" } })).status, 403);
    assert.equal((await test.request("GET", "/v1/jobs/4711", { headers: { ...operator, "bridge-tenant": "nobody" } })).status, 404);
  });
});
