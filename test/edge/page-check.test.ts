// The policy that a page needs is enough and not more, and what stands in the way is found and said.
import assert from "node:assert/strict";
import { afterEach, describe, it } from "node:test";
import { allows, parsePolicies } from "../../edge/page/csp.ts";
import { policyFor } from "../../edge/page/policy.ts";
import { readSettings } from "../../edge/settings.ts";
import { ATS_ORIGIN, createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const EDGE = "http://localhost:8787";
const SCRIPT = `<script type="module" src="${EDGE}/widgets/ats-bridge.js"></script>`;

describe("a source expression", () => {
  const page = "https://jobs.example.com";
  for (const [source, origin, expected] of [
    ["'self'", "https://jobs.example.com", true],
    ["'self'", "https://example.com", false],
    ["*", "https://edge.example", true],
    ["https:", "https://edge.example", true],
    ["http:", "https://edge.example", true],
    ["wss:", "https://edge.example", false],
    ["edge.example", "https://edge.example", true],
    ["edge.example", "http://edge.example", false],
    ["https://edge.example", "https://edge.example:8443", false],
    ["https://edge.example:*", "https://edge.example:8443", true],
    ["https://edge.example/widgets/", "https://edge.example", true],
    ["*.example", "https://edge.example", true],
    ["*.edge.example", "https://edge.example", false],
    ["https://EDGE.example", "https://edge.example", true],
    ["'none'", "https://edge.example", false],
    ["'unsafe-inline'", "https://edge.example", false],
  ] as const)
    it(`${source} ${expected ? "lets" : "does not let"} ${origin} through`, () => assert.equal(allows(source, origin, page), expected));

  it("counts the first of a repeated directive, and every policy of a header", () => {
    const [first, second] = parsePolicies("script-src a.example; script-src b.example, default-src 'none'", "header");
    assert.deepEqual(first?.directives.get("script-src"), ["a.example"]);
    assert.deepEqual(second?.directives.get("default-src"), ["'none'"]);
  });
});

describe("a page", () => {
  let test: TestApp;
  afterEach(() => test.close());
  const check = async (html: string, headers: Record<string, string> = {}, elements: readonly string[] = []) => {
    test = await createTestApp({
      outside: (request) => (request.url.startsWith(ATS_ORIGIN) ? Promise.resolve(new Response(html, { headers: { "content-type": "text/html", ...headers } })) : null),
    });
    const acme = await test.tenant("acme", { connect: false });
    const answer = await acme.ats("POST", "/v1/page-check", { url: `${ATS_ORIGIN}/jobs/7?id=1`, elements });
    assert.equal(answer.status, 200, await answer.clone().text());
    return answer.json();
  };
  const codes = ({ findings }: { findings: { code: string }[] }) => findings.map(({ code }) => code);

  it("with the very policy that we name has nothing in the way, for each element and all", async () => {
    const read = readSettings({ MODE: "sandbox" });
    assert.ok("settings" in read);
    for (const tags of [
      ["pitchyou-apply-button"],
      ["pitchyou-chat"],
      ["interview-questions"],
      ["ats-linkedin-onboard"],
      ["pitchyou-apply-button", "pitchyou-chat", "interview-questions"],
    ] as const) {
      const policy: string = `default-src 'none'; ${policyFor(tags, read.settings)}`;
      const found = await check(`${SCRIPT}${tags.map((tag) => `<${tag}></${tag}>`).join("")}`, { "content-security-policy": policy });
      assert.deepEqual([codes(found), found.elements.toSorted()], [["nothing-in-the-way"], [...tags].toSorted()], policy);
      // Each host that we name is needed: without one something is missing.
      for (const word of new Set(policy.match(/https?:\/\/\S+?(?=[;\s]|$)/g))) {
        await test.close();
        const less = await check(`${SCRIPT}<${tags.join("></x><")}>`, { "content-security-policy": policy.replaceAll(word, "") });
        assert.ok(codes(less).includes("csp-host-missing"), `${word} is not needed`);
      }
      await test.close();
    }
    test = await createTestApp();
  });

  it("is told which directive keeps which host out, in a header and in a meta tag", async () => {
    const found = await check(`<meta http-equiv="Content-Security-Policy" content="connect-src 'self'">${SCRIPT}<pitchyou-chat></pitchyou-chat>`, {
      "content-security-policy": "script-src 'self'",
    });
    const texts: string[] = found.findings.map(({ text }: { text: string }) => text);
    assert.ok(texts.some((text) => text.startsWith(`script-src does not allow ${EDGE}`)));
    assert.ok(texts.some((text) => text.startsWith(`connect-src (in a meta tag) does not allow ${EDGE}`)));
    assert.match(found.policy, /connect-src http:\/\/localhost:8787 'self'/);
  });

  it("with strict-dynamic needs the page's nonce on our script tag", async () => {
    const headers = { "content-security-policy": "script-src 'nonce-abc' 'strict-dynamic'" };
    assert.ok(codes(await check(`${SCRIPT}<pitchyou-apply-button></pitchyou-apply-button>`, headers)).includes("nonce-missing"));
    await test.close();
    assert.deepEqual(codes(await check(`${SCRIPT.replace("<script", '<script nonce="abc"')}<pitchyou-apply-button></pitchyou-apply-button>`, headers)), ["nothing-in-the-way"]);
  });

  it("is told of Trusted Types, its own sandbox, embedder policies and a missing script", async () => {
    const trusted = await check(`<pitchyou-chat></pitchyou-chat><ats-linkedin-onboard></ats-linkedin-onboard>`, {
      "content-security-policy": "require-trusted-types-for 'script'; trusted-types other; sandbox allow-scripts",
      "cross-origin-embedder-policy": "require-corp",
    });
    assert.deepEqual(codes(trusted).toSorted(), ["embedder-policy", "page-sandboxed", "script-not-seen", "trusted-types-forbid-linkedin", "trusted-types-name-missing"]);
  });

  it("of another origin is not read", async () => {
    test = await createTestApp({ outside: () => assert.fail("nothing may be fetched") });
    const acme = await test.tenant("acme", { connect: false });
    const answer = await acme.ats("POST", "/v1/page-check", { url: "http://127.0.0.1:1/internal" });
    assert.deepEqual([answer.status, (await answer.json()).code], [422, "origin-not-allowed"]);
  });

  it("that redirects elsewhere, or is no page at all, is said to be so", async () => {
    const found = await check("{}", { "content-type": "application/json" }, ["pitchyou-apply-button"]);
    assert.ok(codes(found).includes("page-no-html"));
    await test.close();
    test = await createTestApp({
      outside: (request) => (request.url.startsWith(ATS_ORIGIN) ? Promise.resolve(new Response(null, { status: 302, headers: { location: "http://127.0.0.1:1/" } })) : null),
    });
    const acme = await test.tenant("acme", { connect: false });
    assert.equal((await acme.ats("POST", "/v1/page-check", { url: `${ATS_ORIGIN}/` })).status, 502);
  });
});
