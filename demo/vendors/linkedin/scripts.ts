// The two scripts a customer-facing page loads, and the third that the loader fetches to learn whether this key may run on this page.
import { setTimeout as sleep } from "node:timers/promises";
import { Hono, type Context } from "hono";
import type { Vendor } from "./state.ts";

export const loaderPath = "/xdoor/scripts/in.js";
export const extensionPath = "/rsc/extensions/onboarding-widget";

const headers = {
  "content-type": "text/javascript; charset=utf-8",
  "cache-control": "no-store",
  "cross-origin-resource-policy": "cross-origin",
  "x-content-type-options": "nosniff",
};

/** `readFile` answers a browser module of the stand-in without its types. */
export function createScripts(vendor: Vendor, readFile: (name: string) => Promise<string>): Hono {
  const app = new Hono();
  const { state } = vendor;

  app.get(loaderPath, async (c) => {
    if (state.switches.script === "500") return c.text("Fault switch: script", 500);
    if (state.switches.script === "slow") await sleep(state.switches.slowMs);
    return c.body(await readFile("in.ts"), 200, headers);
  });

  app.get(extensionPath, async (c) => {
    if (state.switches.extension === "fails") return c.text("Fault switch: extension", 500);
    if (state.switches.extension === "slow") await sleep(state.switches.slowMs);
    return c.body(await readFile("extension.ts"), 200, headers);
  });

  // A script and not a fetch, so that a page needs no more than script and frame sources for LinkedIn.
  app.get("/linkedin/userspace", (c) => {
    const problem = problemOf(vendor, c);
    return c.body(problem === undefined ? "IN.$admit();" : `IN.$refuse(${JSON.stringify(problem)});`, 200, headers);
  });

  return app;
}

function problemOf({ state }: Vendor, c: Context): string | undefined {
  const app = state.apps.get(c.req.query("api_key") ?? "");
  if (!app) return "API Key is invalid";
  return app.validJsSdkDomains.includes(c.req.query("origin") ?? "") ? undefined : "You must specify a valid JavaScript API Domain as part of this key's configuration.";
}
