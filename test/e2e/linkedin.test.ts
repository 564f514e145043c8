// LinkedIn onboarding as a customer's admin lives it: from the settings page through the plugin and Recruiter to Enabled, with its accidents.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { afterEach, beforeEach, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { listen as serve } from "../../demo/listen.ts";
import { callbackOn, heardOn, listen, pluginOf, requestBoth, switchAllOn, waitForStep } from "./recruiter-admin.ts";
import { assertFits, setStage, type Device, type Stage } from "./stage.ts";

const integrationCount = 4;
const readyWithinMs = 5000;
const firstCallWithinMs = 1000;

describe("LinkedIn onboarding", () => {
  let stage: Stage;
  beforeEach(async () => {
    stage = await setStage();
  });
  afterEach(() => stage.close());

  const settings = (language = "en") => `${stage.demo.ats.url}/ats/settings/linkedin?lang=${language}`;
  const statuses = () => [...stage.demo.vendors.linkedin.state.integrations.values()].map(({ onboardingStatus }) => onboardingStatus);
  const open = (device: Device) => stage.open(device, { locale: "en-GB" });

  async function openSettings(page: Page): Promise<void> {
    await listen(page);
    await page.goto(settings());
    await pluginOf(page).getByRole("button", { name: "Sign in" }).waitFor();
  }

  /** The tab of someone else's browser window: Recruiter. */
  async function enable(): Promise<void> {
    await switchAllOn(await open("desktop"), stage.demo);
  }

  for (const device of ["phone", "desktop"] as const) {
    it(`LI-7 LI-17 LI-19 LI-21 LI-34 LI-38 requested in the plugin, ready within seconds, and enabled in Recruiter without a reload (${device})`, async (t) => {
      const page = await open(device);
      await openSettings(page);
      await assertFits(page);
      const loadedAt = await page.evaluate(() => performance.timeOrigin);
      await requestBoth(page);
      await waitForStep(page, "Partner ready", integrationCount);
      await assertFits(page);

      const heard = await heardOn(page);
      const calledBackAt = heard.find(({ type }) => type === "linkedin-integrations")?.at ?? Number.NaN;
      const readyAt = heard.findLast(({ status }) => status === "PARTNER_READY")?.at ?? Number.NaN;
      const firstCallAt = stage.demo.vendors.linkedin.state.batches[0]?.atMs ?? Number.NaN;
      t.diagnostic(`callback to LinkedIn's first call ${firstCallAt - calledBackAt} ms, to Partner ready on the page ${readyAt - calledBackAt} ms`);
      assert.ok(firstCallAt - calledBackAt < firstCallWithinMs, `the first call came after ${firstCallAt - calledBackAt} ms`);
      assert.ok(readyAt - calledBackAt < readyWithinMs, `ready after ${readyAt - calledBackAt} ms`);

      const enabledFrom = Date.now();
      await enable();
      await waitForStep(page, "Enabled", integrationCount);
      t.diagnostic(`switched on in Recruiter to Enabled on the page ${Date.now() - enabledFrom} ms`);
      assert.equal(await page.evaluate(() => performance.timeOrigin), loadedAt, "the page was not loaded again");
      await page
        .locator(".changes li")
        .nth(2 * integrationCount - 1)
        .waitFor();
      assert.equal(await page.locator(".changes .state").filter({ hasText: "Enabled" }).count(), integrationCount, "the ATS was told once for each");
      await page.goto(`${stage.demo.ats.url}/ats/settings`);
      await page.getByText("4 of 4 enabled").waitFor();
      await assertFits(page);
    });
  }

  it("LI-21 LI-38 a tab closed right after the callback loses nothing", async () => {
    const page = await open("desktop");
    await openSettings(page);
    await requestBoth(page);
    await callbackOn(page);
    const context = page.context();
    await page.close();

    const again = await context.newPage();
    await again.goto(settings());
    await waitForStep(again, "Partner ready", integrationCount);
    assert.equal(stage.demo.vendors.linkedin.state.batches.length, 1, "a repeat under the same key is no second request");
    await enable();
    await waitForStep(again, "Enabled", integrationCount);
  });

  it("LI-20 LI-21 a request that the edge did not get is kept in the browser, and sent by the next tab", async () => {
    stage.forgive(/ERR_FAILED/);
    const page = await open("phone");
    const context = page.context();
    let held = 0;
    await context.route("**/v1/linkedin/integrations*", (route) => {
      if (route.request().method() !== "POST") return route.continue();
      held += 1;
      return route.abort();
    });
    await openSettings(page);
    await requestBoth(page);
    await page.getByText("Saved on this device").first().waitFor();
    await assertFits(page);
    await page.waitForTimeout(500);
    assert.ok(held > 0);
    assert.deepEqual(
      statuses(),
      Array.from({ length: integrationCount }, () => "REQUESTED"),
      "the edge knows nothing yet",
    );
    await page.close();

    await context.unrouteAll();
    const again = await context.newPage();
    await again.goto(settings());
    await waitForStep(again, "Partner ready", integrationCount);
    assert.equal(await again.getByText("Saved on this device").count(), 0);
    await enable();
    await waitForStep(again, "Enabled", integrationCount);
  });

  it("LI-2 LI-34 LI-38 a later start takes the customer’s application up again, and a page that stayed open goes on", async () => {
    stage.forgive(/ERR_CONNECTION|status of 50/);
    const page = await open("desktop");
    await openSettings(page);
    await requestBoth(page);
    await waitForStep(page, "Partner ready", integrationCount);
    const keys = () => [...stage.demo.vendors.linkedin.state.apps.keys()];
    const before = keys();
    await stage.restart();
    assert.deepEqual(keys(), before);
    assert.equal(before.length, 1);
    await enable();
    await waitForStep(page, "Enabled", integrationCount);
  });

  it("LI-16 five mounts in one document leave one in.js, and the plugin shows each time", async () => {
    const page = await open("desktop");
    let loads = 0;
    page.on("request", (request) => (loads += request.url().endsWith("/xdoor/scripts/in.js") ? 1 : 0));
    await openSettings(page);
    for (let mount = 1; mount < 5; mount += 1) {
      await page.evaluate(() => {
        const element = document.querySelector("ats-linkedin-onboard");
        const place = element?.parentElement;
        element?.remove();
        const next = document.createElement("ats-linkedin-onboard");
        next.setAttribute("session-url", "/bridge/session");
        place?.prepend(next);
      });
      await pluginOf(page).getByRole("button", { name: "Sign in" }).waitFor();
    }
    assert.equal(loads, 1);
    assert.equal(await page.locator('script[src$="/xdoor/scripts/in.js"]').count(), 1);
    await requestBoth(page);
    await waitForStep(page, "Partner ready", integrationCount);
    assert.equal(
      await page.evaluate(() => Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith("atsBridgeLinkedIn")).length),
      1,
      "one callback, of the element that is there",
    );
  });

  it("LI-9 LI-21 LI-34 an admin without an account does it all by a link, which the ATS can take back", async () => {
    const [recruiter, admin] = [await open("desktop"), await open("phone")];
    await recruiter.goto(settings());
    await recruiter.getByRole("button", { name: "Make a link" }).click();
    await recruiter.getByText("Link made").waitFor();
    const url = await recruiter.getByRole("textbox", { name: "Link" }).inputValue();

    await admin.goto(url);
    await requestBoth(admin);
    await waitForStep(admin, "Partner ready", integrationCount);
    await assertFits(admin);
    await recruiter
      .locator(".changes li")
      .nth(integrationCount - 1)
      .waitFor();

    stage.forgive(/status of 410/);
    await recruiter.getByRole("button", { name: "Take back" }).click();
    await recruiter.getByText("Taken back").waitFor();
    const answer = await admin.reload();
    assert.equal(answer?.status(), 410);
    await admin.getByText("this link has expired or was taken back").waitFor();
    await enable();
    await recruiter
      .locator(".changes .state")
      .filter({ hasText: "Enabled" })
      .nth(integrationCount - 1)
      .waitFor();
  });

  it("LI-17 the hosted page opens in a frame of the customer’s pages, and in nobody else’s", async () => {
    stage.forgive(/frame-ancestors/);
    const page = await open("desktop");
    await page.goto(settings());
    await page.getByRole("button", { name: "Make a link" }).click();
    const url = await page.getByRole("textbox", { name: "Link" }).inputValue();
    const framing = await serve(
      () => new Response(`<!doctype html><title>Framing</title><iframe src="${url}" width="800" height="900"></iframe>`, { headers: { "content-type": "text/html" } }),
      0,
    );
    const tenant = { name: "Nordlicht", origins: [stage.demo.ats.url, framing.url] };
    const put = await fetch(`${stage.demo.edge.url}/v1/tenants/acme`, {
      method: "PUT",
      headers: { authorization: "Bearer sandbox-operator", "content-type": "application/json" },
      body: JSON.stringify(tenant),
    });
    assert.equal(put.status, 200);

    await page.goto(framing.url);
    await pluginOf(page.frameLocator("iframe")).getByRole("button", { name: "Sign in" }).waitFor();
    await page.goto(framing.url.replace("localhost", "127.0.0.1"));
    await page.waitForTimeout(1000);
    assert.deepEqual(
      page
        .frames()
        .slice(1)
        .map((frame) => frame.url()),
      ["chrome-error://chromewebdata/"],
    );
    await framing.close();
  });

  it("LI-40 support gets a bundle without secrets and the list of integrations, in each language of the page", async () => {
    const page = await open("phone");
    await openSettings(page);
    stage.demo.vendors.linkedin.state.faults.set("sync", { operation: "sync", fault: "503", times: 1, ms: 0 });
    await requestBoth(page);
    await waitForStep(page, "Partner ready", integrationCount);
    const download = async (name: RegExp) => {
      const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
      return readFile(await file.path(), "utf8");
    };
    const bundle = await download(/JSON/);
    const { apps, tokens } = stage.demo.vendors.linkedin.state;
    const app = [...apps.values()][0];
    assert.ok(app && bundle.includes(app.clientId) && bundle.includes("urn:li:organization:"));
    assert.match(bundle, /"failedCalls":\[\{.*"status":503,"x-li-uuid":"[^"]{16}/);
    for (const secret of [...app.secrets, ...tokens.keys()]) assert.ok(!bundle.includes(secret));
    assert.equal((await download(/CSV/)).trim().split("\r\n").length, 1 + integrationCount);

    for (const language of ["de", "fi"]) {
      await page.goto(settings(language));
      await page.locator("ats-linkedin-onboard li[aria-current=step]").first().waitFor();
      await assertFits(page);
    }
  });
});
