// LinkedIn's admin at the keyboard, in English: asks for both levels in the plugin, switches on in Recruiter; and what the element said meanwhile.
import type { FrameLocator, Page } from "playwright-core";
import * as v from "valibot";
import type { Demo } from "../../demo/start.ts";

const heardSchema = v.array(v.object({ type: v.string(), at: v.number(), status: v.optional(v.string()) }));

export function pluginOf(sight: Page | FrameLocator): FrameLocator {
  return sight.locator("ats-linkedin-onboard").frameLocator("iframe");
}

/** Signs in and requests; answers with the press of the button. */
export async function requestBoth(sight: Page | FrameLocator): Promise<void> {
  const plugin = pluginOf(sight);
  await plugin.getByRole("button", { name: "Sign in" }).click();
  await plugin.getByRole("checkbox", { name: "Recruiter System Connect: Company" }).check();
  await plugin.getByRole("checkbox", { name: "Recruiter System Connect: Contract" }).check();
  await plugin.getByRole("button", { name: "Save changes" }).click();
}

export async function switchAllOn(page: Page, demo: Demo): Promise<void> {
  await page.goto(`${demo.vendors.url}/linkedin/recruiter`);
  await page.getByRole("button", { name: "Switch on all that is ready" }).click();
}

/** Waits until as many integrations stand at this step. */
export async function waitForStep(sight: Page | FrameLocator, step: string, count: number): Promise<void> {
  const current = sight.locator("ats-linkedin-onboard li[aria-current=step]").filter({ hasText: step });
  await current.nth(count - 1).waitFor({ timeout: 20_000 });
}

/** Notes the element's events, by the page's clock; to be called before the page loads. */
export async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: object[] = [];
    Object.assign(globalThis, { heard });
    for (const type of ["linkedin-integrations", "linkedin-status", "linkedin-error"]) {
      addEventListener(type, (event) => heard.push({ type, at: Date.now(), ...(event instanceof CustomEvent && { status: event.detail.onboardingStatus }) }));
    }
  });
}

export async function heardOn(page: Page): Promise<v.InferOutput<typeof heardSchema>> {
  return v.parse(heardSchema, await page.evaluate(() => Reflect.get(globalThis, "heard")));
}

/** Waits for the plugin's answer as the element passes it on. */
export async function callbackOn(page: Page): Promise<void> {
  await page.waitForFunction(() => JSON.stringify(Reflect.get(globalThis, "heard")).includes("linkedin-integrations"), undefined, { polling: 10 });
}
