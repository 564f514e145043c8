// The stand-in for LinkedIn: its API and scripts at the root of the server, its pages and switches under /linkedin.
//
// Parent application: linkedin-parent-demo, secret linkedin-parent-demo-secret. Pages: /linkedin/recruiter · /linkedin/control · /linkedin/plugin (in the frame)
// By HTTP, under /linkedin/control (JSON in, JSON out; an item is {integrationContext, integrationType, tenantType}):
//   POST /switches       any of `switches.ts`, the others stay; DELETE sets all back
//   POST /faults         {operation, fault, times?, ms?} or a list of them; fault "none" clears; DELETE clears all, entity faults too
//                        operation: token provisioning rotation sync read finder configurations
//                        fault: slow 400 401 403 404 414 426 429 500 503 malformed lost
//   POST /entity-faults  {integrationContext?, integrationType?, status?, message?, serviceErrorCode?, times?} fails single entities of a batch
//   POST /apps           {name, clientId, clientSecret, validJsSdkDomains?}: a key from before provisioning
//   POST /requests       {clientId, items}: as if requested in the plugin
//   POST /enable · POST /disable  {clientId, items?}: as in Recruiter; without items, all that can be
//   POST /resend         {id} of a push · POST /challenge {clientId, url?} · POST /secrets/forget {clientId} drops the older of two
//   POST /reset · GET /state
import { Hono } from "hono";
import { assets } from "../../assets.ts";
import { answerOf, LinkedInError, perform } from "./answers.ts";
import { addApp, type NewApp } from "./applications.ts";
import { answerConfigurations, answerVersionedConfigurations } from "./configurations.ts";
import { createControl } from "./control.ts";
import { answerIntegrations } from "./integrations.ts";
import { giveToken } from "./oauth.ts";
import { requestIntegrations } from "./onboarding.ts";
import { createPlugin } from "./plugin.ts";
import { createApplication, findApplications, rotateSecret, updateApplication } from "./provisioning.ts";
import { challenge, disable, enable } from "./pushes.ts";
import { createRecruiter } from "./recruiter.ts";
import { createScripts } from "./scripts.ts";
import { createState, type App, type Challenge, type Delivery, type Identity, type Integration, type LinkedInState, type Vendor } from "./state.ts";
import { checkSizes, readCall } from "./tunnel.ts";

export type LinkedIn = {
  app: Hono;
  fetch(request: Request): Response | Promise<Response>;
  state: LinkedInState;
  /** A customer's application, as provisioning or the years before it have made one. */
  addApp(app: NewApp): App;
  requestIntegrations(clientId: string, items: readonly Identity[]): Integration[];
  enable(clientId: string, items: readonly Identity[]): Promise<Delivery[]>;
  disable(clientId: string, items: readonly Identity[]): Promise<Delivery[]>;
  challenge(clientId: string, url?: string): Promise<Challenge>;
};

/** A LinkedIn of its own; pushes leave through `fetch`, and `now` is its clock in milliseconds. */
export function createLinkedIn(ends: Partial<Pick<Vendor, "fetch" | "now">> = {}): LinkedIn {
  const state = createState();
  const vendor: Vendor = { state, now: ends.now ?? Date.now, fetch: ends.fetch ?? globalThis.fetch };
  const app = new Hono();
  mountPages(app, vendor);
  mountApi(app, vendor);
  return {
    app,
    fetch: app.fetch,
    state,
    addApp: (given) => addApp(vendor, given),
    requestIntegrations: (clientId, items) => requestIntegrations(vendor, clientId, items),
    enable: (clientId, items) => enable(vendor, clientId, items),
    disable: (clientId, items) => disable(vendor, clientId, items),
    challenge: (clientId, url) => challenge(vendor, clientId, url),
  };
}

function mountPages(app: Hono, vendor: Vendor): void {
  const files = new Hono().get(
    "/linkedin/assets/:file",
    assets([new URL("../../look/", import.meta.url), new URL("look/", import.meta.url), new URL("browser/", import.meta.url)]),
  );
  app.route("/", files);
  app.route(
    "/",
    createScripts(vendor, async (name) => (await files.request(`/linkedin/assets/${name}`)).text()),
  );
  app.get("/linkedin", (c) => c.redirect("/linkedin/recruiter"));
  app.route("/linkedin/plugin", createPlugin(vendor));
  app.route("/linkedin/recruiter", createRecruiter(vendor));
  app.route("/linkedin/control", createControl(vendor));
}

function mountApi(app: Hono, vendor: Vendor): void {
  app.all("/oauth/v2/accessToken", async (c) => {
    const call = await readCall(c);
    return perform(vendor, call, "token", () => giveToken(vendor, call));
  });

  const provisioning = [
    ["POST", "/v2/provisionedApplications", createApplication],
    ["POST", "/v2/provisionedApplications/", createApplication],
    ["GET", "/v2/provisionedApplications", findApplications],
    ["POST", "/v2/provisionedApplications/:urn", updateApplication],
    ["POST", "/v2/developerApplicationsSecurity", rotateSecret],
  ] as const;
  for (const [method, path, work] of provisioning) {
    app.on(method, path, async (c) => {
      const call = await readCall(c);
      return perform(vendor, call, work === rotateSecret ? "rotation" : "provisioning", () => {
        checkSizes(call);
        return work(vendor, call);
      });
    });
  }

  for (const [path, edition] of [
    ["/v2/atsIntegrations", "v2"],
    ["/rest/integrations", "rest"],
  ] as const) {
    app.all(path, async (c) => {
      const arrivedAtMs = vendor.now();
      return answerIntegrations(vendor, await readCall(c), arrivedAtMs, edition);
    });
  }
  app.all("/v2/atsIntegrations/:key/configurations", async (c) => answerConfigurations(vendor, await readCall(c)));
  app.all("/rest/integrationConfigurations", async (c) => answerVersionedConfigurations(vendor, await readCall(c)));

  for (const path of ["/v2/*", "/rest/*"]) {
    app.all(path, async (c) => {
      const call = await readCall(c);
      return answerOf(() => {
        throw new LinkedInError(404, `No resource at ${call.method} ${call.path}`);
      }, call);
    });
  }
}
