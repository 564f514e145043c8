// `npm run workers`: the same flow through workerd, with local D1, R2 and a ticking cron.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { SAML } from "@node-saml/node-saml";
import { madeUpByte } from "../../demo/vendors/pitchyou/media.ts";
import { companyOf } from "../../demo/vendors/linkedin/applications.ts";
import { passwordOf, serverUser } from "../../demo/vendors/interview-suite/index.ts";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { startVendors } from "../../demo/vendors/server.ts";
import type { Vendors } from "../../demo/vendors/server.ts";
import { injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { eventually, freePort, spawnEdge } from "../support/processes.ts";
import type { EdgeProcess } from "../support/processes.ts";

const OPERATOR = { authorization: "Bearer sandbox-operator", "content-type": "application/json" };
const ORIGIN = "http://localhost:8789";

describe("the edge in workerd", () => {
  const folder = mkdtempSync(join(tmpdir(), "ats-bridge-worker-"));
  let edge: EdgeProcess;
  let vendors: Vendors;
  let ats: Record<string, string>;
  const call = async (method: string, path: string, headers: Record<string, string>, body?: unknown) =>
    fetch(`${edge.url}${path}`, { method, headers: { "content-type": "application/json", ...headers }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

  before(async () => {
    vendors = await startVendors({ port: 0 });
    edge = await spawnEdge(
      ["scripts/workers.ts"],
      {
        PORT: String(await freePort()),
        DATABASE_PATH: join(folder, "edge.db"),
        PITCHYOU_API_URL: `${vendors.url.replace("localhost", "127.0.0.1")}/pitchyou`,
        LINKEDIN_API_URL: vendors.url.replace("localhost", "127.0.0.1"),
        LINKEDIN_OAUTH_URL: vendors.url.replace("localhost", "127.0.0.1"),
        SMTP_URL: vendors.mail.smtpUrl,
      },
      120_000,
    );
    await call("PUT", "/v1/tenants/acme", OPERATOR, { name: "Acme", origins: [ORIGIN] });
    const { key } = await (await call("POST", "/v1/tenants/acme/api-keys", OPERATOR, {})).json();
    ats = { authorization: `Bearer ${key}` };
    await call("PUT", "/v1/tenants/acme/connections/pitchyou", OPERATOR, { clientId: "acme", clientSecret: "pitchyou-acme-secret" });
  });
  after(async () => {
    await edge?.kill("SIGTERM");
    await vendors?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const applications = async () => (await (await call("GET", "/v1/applications?limit=200", ats)).json()).items;

  it("is ready, with its migrations applied and the elements served", async () => {
    assert.deepEqual(await (await call("GET", "/ready", {})).json(), { status: "ready", mode: "sandbox" });
    const script = await call("GET", "/widgets/ats-bridge.js", {});
    assert.match(script.headers.get("content-type") ?? "", /javascript/);
    assert.equal(script.headers.get("access-control-allow-origin"), "*");
    assert.equal((await call("GET", "/widgets/..%2F..%2Fwrangler.toml", {})).status, 404);
  });

  it("PY-36 gives the words of an earlier build's element as they are now, and none of its code, which would not fit", async () => {
    const { elements } = await (await call("GET", "/widgets/manifest.json", {})).json();
    const name: string = elements["pitchyou-chat"].languages.fi;
    const [now, before] = [await call("GET", `/widgets/${name}`, {}), await call("GET", `/widgets/${name.replace(/-\w{8}\./, "-0A1B2C3D.")}`, {})];
    assert.match(now.headers.get("cache-control") ?? "", /immutable/);
    assert.equal(before.headers.get("cache-control"), "no-store");
    assert.equal(await before.text(), await now.text());
    assert.equal((await call("GET", "/widgets/pitchyou-chat.problems-0A1B2C3D.js", {})).status, 404);
  });

  it("PY-2 checks the credentials by itself after the set-up", async () => {
    await eventually("the connection is healthy", async () =>
      (await (await call("GET", "/v1/tenants/acme/connections/pitchyou", OPERATOR)).json()).state === "healthy" ? true : undefined,
    );
  });

  it("PY-21 PY-28 PY-30 pulls a profile with its files into D1 and R2, confirms it, and hands the files over", async () => {
    injectZoe(vendors.pitchyou.state);
    assert.equal((await call("POST", "/v1/pitchyou/pull", ats)).status, 202);
    const application = await eventually("the application is there", async () => (await applications())[0]);
    assert.equal(application.person.firstName, "Zoë");
    const cv = await call("GET", application.attachments[0].href, ats);
    assert.equal(await cv.text(), "the curriculum vitae");
    await eventually("the profile is confirmed", async () => (vendors.pitchyou.state.profiles.get("acme\na3f1c9d2")?.confirmed ? true : undefined));
  });

  it("PY-28 streams a long file through R2's parts unchanged", async () => {
    const size = 13 * 1024 * 1024 + 5;
    inject(vendors.pitchyou.state, { profile: { profileId: "long", steps: [], cv: { mediaId: "v", fileName: "v.mp4", mimeType: "video/mp4" } }, media: [{ mediaId: "v", size }] });
    await call("POST", "/v1/pitchyou/pull", ats);
    const application = await eventually("the long one is there", async () => (await applications()).find((each: { externalId: string }) => each.externalId === "long"), 40_000);
    const bytes = new Uint8Array(await (await call("GET", application.attachments[0].href, ats)).arrayBuffer());
    const hex = (value: Uint8Array) => createHash("sha256").update(value).digest("hex");
    assert.equal(hex(bytes), hex(Uint8Array.from({ length: size }, (_, index) => madeUpByte(index))));
    assert.equal(application.attachments[0].sha256, hex(bytes));
  });

  it("PY-32 PY-36 opens a chat for a session of the right origin only", async () => {
    const { token } = await (await call("POST", "/v1/sessions", ats, { user: { id: "u", name: "Jana" }, grants: ["pitchyou:chat"], origin: ORIGIN })).json();
    const open = (origin: string) => call("POST", "/v1/pitchyou/chats", { authorization: `Bearer ${token}`, origin }, { profileId: "a3f1c9d2" });
    assert.equal((await open(ORIGIN)).status, 201);
    assert.equal((await open("https://evil.example")).status, 403);
  });

  it("LI-2 LI-21 LI-38 provisions LinkedIn, names and configures what was requested, and follows a push to enabled", async () => {
    assert.equal((await call("POST", "/v1/tenants/acme/connections/linkedin/provision", OPERATOR, {})).status, 201);
    const app = [...vendors.linkedin.state.apps.values()].find((each) => each.uniqueForeignId === "acme");
    assert.ok(app);
    const item = { integrationContext: companyOf(app).organization, integrationType: "ONE_CLICK_EXPORT", tenantType: "RECRUITER" };
    vendors.linkedin.requestIntegrations(app.clientId, [item]);
    assert.equal((await call("POST", "/v1/linkedin/integrations", ats, { integrations: [item] })).status, 202);
    const status = async () => (await (await call("GET", "/v1/linkedin/integrations", ats)).json()).items[0]?.onboardingStatus;
    await eventually("it is partner ready", async () => ((await status()) === "PARTNER_READY" ? true : undefined));
    const deliveries = await vendors.linkedin.enable(app.clientId, [item]);
    assert.deepEqual(
      deliveries.map((each) => each.status),
      [200],
    );
    await eventually("it is enabled", async () => ((await status()) === "ENABLED" ? true : undefined));
  });

  it("LT-1 LT-12 takes a talent profile, thanks the person by real SMTP, and erases it when it is withdrawn", async () => {
    const { token } = await (await call("PUT", "/v1/tenants/acme/connections/luotettava-tyontekija", OPERATOR, {})).json();
    const send = (body: unknown) => call("POST", "/hooks/luotettava-tyontekija/acme", { authorization: `Bearer ${token}` }, body);
    const profile = { mydatashare_user_id: "worker-1", status: "new", profile: { first_name: "Aino", email: "aino@example.fi" } };
    assert.equal((await send(profile)).status, 200);
    assert.equal((await send(profile)).status, 200);
    const mail = await eventually("the mail has arrived", async () => vendors.mail.state.mails[0]);
    assert.equal(vendors.mail.state.mails.length, 1);
    assert.match(JSON.stringify(mail), /Kiitos hakemuksestasi/);
    assert.equal((await send({ mydatashare_user_id: "worker-1", status: "revoked" })).status, 200);
    const application = (await applications()).find((each: { externalId: string }) => each.externalId === "worker-1");
    assert.equal(application.state, "revoked");
  });

  it("IC-7 IC-10 gives iCIMS a token and takes its event once", async () => {
    const { clientId, clientSecret } = await (await call("PUT", "/v1/tenants/acme/connections/icims", OPERATOR, { customerId: "9001", auth: { type: "oauth2" } })).json();
    const form = new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret });
    const { access_token } = await (await fetch(`${edge.url}/oauth/token`, { method: "POST", body: form })).json();
    const event = { customerId: "9001", eventType: "WorkFlowStatusChangeEvent", systemId: "1", userId: "2", newStatus: "D1" };
    for (let round = 0; round < 2; round++) assert.equal((await call("POST", "/hooks/icims", { authorization: `Bearer ${access_token}` }, event)).status, 200);
  });

  it("IC-11 LT-4 LT-5 takes in 20 profiles, each sent 200 times at once, once each and without an error", async () => {
    const { token } = await (await call("POST", "/v1/tenants/acme/connections/luotettava-tyontekija/secret", OPERATOR)).json();
    const before = (await applications()).length;
    const heard = new Set<string>();
    const send = async (id: number) => {
      const body = { mydatashare_user_id: `busy-${id}`, profile: { first_name: "Aino" } };
      const answer = await call("POST", "/hooks/luotettava-tyontekija/acme", { authorization: `Bearer ${token}` }, body);
      heard.add(`${answer.status} ${await answer.text()}`);
    };
    for (let id = 0; id < 20; id++) await Promise.all(Array.from({ length: 200 }, () => send(id)));
    assert.deepEqual([...heard], ['200 {"status":"ok"}']);
    assert.equal((await applications()).length - before, 20);
  });

  it("IS-4 IS-10 IS-16 IS-19 keeps the interview suite in step, shows its questions, and signs on by SAML and OpenID Connect", async () => {
    const origin = vendors.url.replace("localhost", "127.0.0.1");
    const connect = async (more: object) => {
      const auth = { type: "password", username: serverUser, password: passwordOf("acme") };
      return (await call("PUT", "/v1/tenants/acme/connections/interview-suite", OPERATOR, { baseUrl: origin, company: "acme", setup: "ideal", auth, ...more })).json();
    };
    const { endpoints } = await connect({ sso: { type: "saml", acsUrl: `${origin}/acs`, audience: "suite" } });
    vendors.suite.register("acme", endpoints.webhook.replace("localhost", "127.0.0.1"));
    const say = (id: string, type: string, data: object) => call("POST", "/v1/ats-events", ats, { id, type, data });
    assert.equal((await say("1", "job.changed", { id: "REQ-7", title: "Logistik" })).status, 200);
    const person = { firstName: "Ada", lastName: "Lovelace", email: "ada@example.com" };
    assert.equal((await say("2", "application.changed", { id: "APP-1", jobId: "REQ-7", person, invite: true })).status, 200);
    const invited = await eventually("the candidate is invited", async () => [...vendors.suite.state.candidates.values()].find(({ status }) => status === "invited"));
    vendors.suite.addQuestion(invited.project, { text: "Warum Logistik?" });
    const questions = await (await call("GET", "/v1/interview/questions?jobId=REQ-7", ats)).json();
    assert.deepEqual([questions.state, questions.questions[0].text, questions.candidates], ["linked", "Warum Logistik?", { invited: 1 }]);

    const user = { id: "u-9", name: "Jana", email: "jana@acme.example" };
    const open = async () => (await (await call("POST", "/v1/interview/open", ats, { jobId: "REQ-7", user })).json()).url.replace("localhost", "127.0.0.1");
    const page = await (await fetch(await open())).text();
    const metadata = await (await fetch(endpoints.samlMetadata.replace("localhost", "127.0.0.1"))).text();
    const party = new SAML({
      callbackUrl: `${origin}/acs`,
      issuer: "suite",
      audience: "suite",
      idpCert: /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1] ?? "",
      wantAssertionsSigned: true,
      wantAuthnResponseSigned: true,
    });
    const { profile } = await party.validatePostResponseAsync({ SAMLResponse: /name="SAMLResponse" value="([^"]*)"/.exec(page)?.[1] ?? "" });
    assert.equal(profile?.nameID, user.email);

    const { endpoints: oidc } = await connect({
      sso: { type: "oidc", clientId: "suite", clientSecret: "a-secret", redirectUris: [`${origin}/cb`], initiateUrl: `${origin}/start` },
    });
    const configuration = await (await fetch(`${oidc.oidcIssuer.replace("localhost", "127.0.0.1")}/.well-known/openid-configuration`)).json();
    assert.equal(configuration.issuer, oidc.oidcIssuer);
    assert.equal((await (await fetch(configuration.jwks_uri.replace("localhost", "127.0.0.1"))).json()).keys.length, 1);
    assert.match(await open(), /\/start\?iss=.*login_hint=/);
  });

  it("erases a person, and answers problems as on Node", async () => {
    const { receipt } = await (await call("POST", "/v1/people/erase", ats, { email: "zoe.mueller@example.de" })).json();
    assert.equal(receipt.counts.applications, 1);
    const problem = await call("GET", "/v1/nothing", ats);
    assert.equal(problem.status, 404);
    assert.match(problem.headers.get("content-type") ?? "", /^application\/problem\+json/);
  });
});
