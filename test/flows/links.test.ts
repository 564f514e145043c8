// Hosted pages: a signed address that ends, that can be taken back, and that only the tenant's pages may frame.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { onboard } from "../support/linkedin.ts";
import { ATS_ORIGIN, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

describe("a hosted page", () => {
  let test: TestApp;
  afterEach(() => test.close());
  const start = async () => {
    test = await createTestApp();
    return onboard(test, "acme");
  };
  const open = (url: string, method = "GET", headers: Record<string, string> = {}) => test.request(method, new URL(url).pathname, { headers });

  it("LI-18 shows one element in the reader's language, loads nothing else, and is framed by the tenant only", async () => {
    const { tenant } = await start();
    const answer = await tenant.ats("POST", "/v1/links", { component: "ats-linkedin-onboard" });
    assert.equal(answer.status, 201);
    const { url, expiresAt } = await answer.json();
    assert.equal(Date.parse(expiresAt) - test.clock.now, 3_600_000);
    const page = await open(url, "GET", { "accept-language": "fi" });
    const text = await page.text();
    assert.match(text, /<html lang="fi">[^]*<title>Yhdistä LinkedIn<\/title>[^]*<ats-linkedin-onboard session-url=/);
    const policy = page.headers.get("content-security-policy") ?? "";
    assert.match(policy, new RegExp(`frame-ancestors ${ATS_ORIGIN}$`));
    assert.match(policy, /script-src 'self' http:\/\/localhost:8788 https:\/\/www\.linkedin\.com/);
    assert.ok(!/<script(?![^>]*src=)/.test(text), "no inline script");
  });

  it("gives its own page a session, and nobody else", async () => {
    const { tenant } = await start();
    const { url } = await (await tenant.ats("POST", "/v1/links", { component: "ats-linkedin-onboard" })).json();
    const own = await open(`${url}/session`, "POST", { origin: "http://localhost:8787" });
    const { token } = await own.json();
    const call = (headers: Record<string, string>) => test.request("GET", "/v1/linkedin/integrations", { headers: { authorization: `Bearer ${token}`, ...headers } });
    assert.equal((await call({ origin: "http://localhost:8787" })).status, 200);
    assert.equal((await call({ "sec-fetch-site": "same-origin" })).status, 200);
    assert.equal((await call({ origin: ATS_ORIGIN })).status, 403);
    assert.equal((await call({})).status, 403);
    assert.equal((await open(`${url}/session`, "POST", { origin: "https://evil.example" })).status, 403);
  });

  it("ends, and can be taken back", async () => {
    const { tenant } = await start();
    const make = async (ttlSeconds: number) => (await tenant.ats("POST", "/v1/links", { component: "ats-linkedin-onboard", ttlSeconds })).json();
    const [short, long] = [await make(60), await make(30 * 24 * 3_600)];
    assert.equal((await tenant.ats("DELETE", `/v1/links/${long.id}`)).status, 204);
    const gone = await open(long.url, "GET", { "accept-language": "fi" });
    assert.equal(gone.status, 410);
    assert.match(await gone.text(), /<html lang="fi">[^]*ei ole enää voimassa/);
    assert.equal((await open(`${long.url}/session`, "POST")).status, 410);
    assert.equal((await open(short.url)).status, 200);
    test.clock.now += 61_000;
    assert.equal((await open(short.url)).status, 410);
    assert.equal((await open(`${short.url.slice(0, -3)}abc`)).status, 404);
    assert.equal((await tenant.ats("DELETE", "/v1/links/link_unknown")).status, 404);
  });

  it("refuses what it cannot be: another component, too long a life, grants of another page, signing in nobody", async () => {
    const { tenant } = await start();
    for (const body of [
      { component: "pitchyou-chat" },
      { component: "ats-linkedin-onboard", ttlSeconds: 31 * 24 * 3_600 },
      { component: "ats-linkedin-onboard", grants: ["pitchyou:chat"] },
      { component: "interview-questions" },
      { component: "interview-questions", jobId: "4711", grants: ["interview:open"] },
    ]) {
      assert.equal((await tenant.ats("POST", "/v1/links", body)).status, 400, JSON.stringify(body));
    }
  });

  it("is made once for one Idempotency-Key", async () => {
    const { tenant } = await start();
    const make = () => test.request("POST", "/v1/links", { headers: { ...tenant.headers, "idempotency-key": "l1" }, body: { component: "ats-linkedin-onboard" } });
    const [first, second] = [await (await make()).json(), await (await make()).json()];
    assert.equal(first.id, second.id);
    assert.equal((await open(second.url)).status, 200);
  });
});
