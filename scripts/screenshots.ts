// Makes the README's pictures from the running demo: `node scripts/screenshots.ts`. Light and dark, phone and desktop.
import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { startDemo, type Demo } from "../demo/start.ts";
import { findChromium } from "../test/chromium.ts";
import { pluginOf, requestBoth, waitForStep } from "../test/e2e/recruiter-admin.ts";

const folder = fileURLToPath(new URL("../docs/images/", import.meta.url));
const phone = { width: 390, height: 720 };
const desktop = { width: 1280, height: 820 };
const tall = { width: 1280, height: 960 };
const whole = { width: 1080, height: 1480 };

async function open(browser: Browser, viewport: typeof phone, colorScheme: "light" | "dark"): Promise<Page> {
  const context = await browser.newContext({ viewport, colorScheme, locale: "en-GB", reducedMotion: "reduce", ...(viewport === phone && { isMobile: true, hasTouch: true }) });
  return context.newPage();
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: `${folder}${name}.png` });
  console.log(`docs/images/${name}.png`);
}

async function shootApplying(page: Page, demo: Demo, scheme: string): Promise<void> {
  await page.goto(`${demo.ats.url}/jobs/pflegefachkraft-kiel?lang=en`);
  const link = page.locator("pitchyou-apply-button [part=link]");
  await link.waitFor();
  await shoot(page, `job-ad-${scheme}`);

  await link.click();
  await page.getByLabel("by messenger").check();
  await page.getByLabel("handed to the employer").check();
  await page.getByRole("button", { name: "Begin the interview" }).click();
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByText("Since when have you worked in care?").waitFor();
  await page.getByLabel("Message").fill("Since 2019, last on a geriatric ward.");
  await page.getByRole("button", { name: "Send" }).click();
  await page.getByRole("button", { name: "Early" }).waitFor();
  await shoot(page, `interview-${scheme}`);
}

async function shootRecruiting(page: Page, demo: Demo, scheme: string): Promise<void> {
  await page.goto(`${demo.ats.url}/ats/candidates?lang=en`);
  await page.getByRole("link", { name: "Zoë Müller" }).click();
  const panel = page.locator("pitchyou-chat");
  await panel.getByRole("button", { name: "Open chat" }).click();
  const chat = panel.frameLocator("iframe");
  const messages = chat.locator("[data-side=recruiter] .bubble");
  if ((await chat.getByText("You write as").waitFor(), await messages.count()) === 0) {
    await say(chat.locator("[data-side=recruiter]"), "Hello Zoë, thank you! Could you send us your certificate as a PDF?");
    await chat.getByRole("button", { name: "Phone" }).click();
    await say(chat.locator("[data-side=applicant]"), "Of course, I will scan it tonight.");
    await chat.getByRole("button", { name: "Recruiter" }).click();
  }
  await messages.nth(1).waitFor();
  await shoot(page, `candidate-${scheme}`);
}

async function say(side: ReturnType<Page["locator"]>, text: string): Promise<void> {
  await side.getByLabel("Message").fill(text);
  await side.getByRole("button", { name: "Send" }).click();
  await side.getByText(text).waitFor();
}

/** One of the integrations is switched on, the others wait for it. */
async function shootLinkedin(page: Page, demo: Demo, scheme: string): Promise<void> {
  const settings = `${demo.ats.url}/ats/settings/linkedin?lang=en`;
  await page.goto(settings);
  await pluginOf(page).getByRole("button", { name: "Sign in" }).waitFor();
  if (demo.vendors.linkedin.state.integrations.size === 0) {
    await requestBoth(page);
    await waitForStep(page, "Partner ready", 4);
    await page.goto(`${demo.vendors.url}/linkedin/recruiter`);
    await page.getByRole("button", { name: "Switch on: Nordlicht · One-Click Export" }).click();
    await page.goto(settings);
  }
  await waitForStep(page, "Enabled", 1);
  await page.locator(".changes").getByText("Enabled").waitFor();
  await shoot(page, `linkedin-${scheme}`);
}

async function shootGallery(page: Page, demo: Demo, scheme: string): Promise<void> {
  await page.goto(`${demo.ats.url}/gallery?lang=en`);
  await page.waitForLoadState("networkidle");
  await shoot(page, `gallery-${scheme}`);
}

await mkdir(folder, { recursive: true });
const demo = await startDemo({ ports: { edge: 0, vendors: 0, ats: 0 }, dataFolder: "memory", samples: true });
const browser = await chromium.launch(await findChromium());
for (const scheme of ["light", "dark"] as const) {
  await shootApplying(await open(browser, phone, scheme), demo, scheme);
  await shootRecruiting(await open(browser, desktop, scheme), demo, scheme);
  await shootLinkedin(await open(browser, tall, scheme), demo, scheme);
  await shootGallery(await open(browser, whole, scheme), demo, scheme);
}
await browser.close();
await demo.close();
