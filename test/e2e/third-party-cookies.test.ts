// What the onboarding tells of third-party cookies, in time of trouble: in browsers that let frames of other sites have them, and that do not.
import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium } from "playwright-core";
import { createBridge } from "../../demo/ats/bridge.ts";
import { listen, type Listening } from "../../demo/listen.ts";
import { apiKey, tenant } from "../../demo/seed.ts";
import { startDemo, type Demo } from "../../demo/start.ts";
import { findChromium } from "../chromium.ts";

describe("third-party cookies", () => {
  let demo: Demo;
  let site: Listening;
  /** The same machine by another name: for browsers another site than the edge's. */
  let origin: string;

  before(async () => {
    demo = await startDemo({ ports: { edge: 0, vendors: 0, ats: 0 }, dataFolder: "memory", samples: false });
    const bridge = createBridge({ edgeUrl: demo.edge.url, apiKey });
    site = await listen(async (request) => {
      const { pathname } = new URL(request.url);
      if (pathname === "/session") {
        return Response.json(await bridge.sessions.create({ user: { id: "u1", name: "Jana" }, grants: ["linkedin:onboard"], origin: request.headers.get("origin") ?? "" }));
      }
      const page = `<!doctype html><html lang="en"><title>Settings</title><link rel="icon" href="data:,"><script type="module" src="${demo.edge.url}/widgets/ats-bridge.js"></script>
<ats-linkedin-onboard session-url="/session"></ats-linkedin-onboard>`;
      return new Response(page, { headers: { "content-type": "text/html; charset=utf-8" } });
    }, 0);
    origin = site.url.replace("localhost", "127.0.0.1");
    const answer = await fetch(`${demo.edge.url}/v1/tenants/${tenant}`, {
      method: "PUT",
      headers: { authorization: "Bearer sandbox-operator", "content-type": "application/json" },
      body: JSON.stringify({ name: "Nordlicht", origins: [origin, site.url], webhook: { url: "http://127.0.0.1:9/webhooks" } }),
    });
    assert.ok(answer.ok, await answer.text());
  });
  after(async () => {
    await site.close();
    await demo.close();
  });

  for (const [browsers, mode, mark] of [
    ["lets frames of other sites have their cookies", 0, "checked"],
    ["blocks third-party cookies", 1, "not so"],
  ] as const) {
    it(`LI-18 are told of where the browser ${browsers}`, async () => {
      const profile = await mkdtemp(join(tmpdir(), "ats-bridge-cookies-"));
      // As people choose it in the browser's settings.
      await mkdir(join(profile, "Default"));
      await writeFile(join(profile, "Default/Preferences"), JSON.stringify({ profile: { cookie_controls_mode: mode, block_third_party_cookies: mode > 0 } }));
      const context = await chromium.launchPersistentContext(profile, await findChromium());
      try {
        const page = await context.newPage();
        await page.goto(origin);
        await page.locator("ats-linkedin-onboard [part=trouble] summary").click();
        await page.locator("ats-linkedin-onboard [part=trouble] li", { hasText: `third-party cookies for linkedin.com · ${mark}` }).waitFor();
        assert.deepEqual(await context.cookies(), []);
        assert.equal(await page.locator("ats-linkedin-onboard [part=trouble] iframe").count(), 0, "the frame that was asked is gone");
      } finally {
        await context.close();
        await rm(profile, { recursive: true, force: true });
      }
    });
  }

  it("LI-18 stay for the customer to check where the edge is of the page's own site", async () => {
    const browser = await chromium.launch(await findChromium());
    try {
      const page = await browser.newPage();
      await page.goto(site.url);
      await page.locator("ats-linkedin-onboard [part=trouble] summary").click();
      await page.locator("ats-linkedin-onboard [part=trouble] li").first().waitFor();
      assert.doesNotMatch(await page.locator("ats-linkedin-onboard [part=trouble]").innerText(), /linkedin\.com · /);
    } finally {
      await browser.close();
    }
  });
});
