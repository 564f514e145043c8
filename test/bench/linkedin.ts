// 1,000 integrations named at LinkedIn: how close the edge comes to the pace that one batch a second allows.
import * as v from "valibot";
import { startVendors } from "../../demo/vendors/server.ts";
import { startEdge } from "../../edge/node.ts";
import { eventually } from "../support/processes.ts";

const INTEGRATIONS = 1_000;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Batches and seconds between the first and the last of them; `firstMs` from the callback to the first call. */
export const benchLinkedIn = async () => {
  const vendors = await startVendors({ port: 0 });
  const vendor = vendors.url.replace("localhost", "127.0.0.1");
  vendors.linkedin.state.switches.strictRequests = false;
  const edge = await startEdge({
    env: { PORT: "0", SANDBOX_FAST: "1", DATABASE_PATH: ":memory:", LINKEDIN_API_URL: vendor, LINKEDIN_OAUTH_URL: vendor, PITCHYOU_API_URL: `${vendor}/pitchyou` },
    log: quiet,
  });
  const call = async (method: string, path: string, bearer: string, body: unknown) =>
    (await fetch(`${edge.url}${path}`, { method, headers: { authorization: `Bearer ${bearer}`, "content-type": "application/json" }, body: JSON.stringify(body) })).json();
  await call("PUT", "/v1/tenants/acme", "sandbox-operator", { name: "Acme", origins: [] });
  const { key } = v.parse(v.object({ key: v.string() }), await call("POST", "/v1/tenants/acme/api-keys", "sandbox-operator", {}));
  await call("POST", "/v1/tenants/acme/connections/linkedin/provision", "sandbox-operator", {});

  const integrations = Array.from({ length: INTEGRATIONS }, (_, index) => ({
    integrationContext: `urn:li:organization:${100_000_000 + index}`,
    integrationType: "IN_ATS_INDICATOR",
    tenantType: "RECRUITER",
  }));
  const asked = Date.now();
  await call("POST", "/v1/linkedin/integrations", key, { integrations });
  const named = () => [...vendors.linkedin.state.integrations.values()].filter((each) => each.integrationName !== null).length;
  await eventually("all are named", async () => (named() === INTEGRATIONS ? true : undefined), 120_000);
  const { batches } = vendors.linkedin.state;
  const [first, last] = [batches[0]?.atMs ?? 0, batches.at(-1)?.atMs ?? 0];
  await edge.close();
  await vendors.close();
  return { batches: batches.length, seconds: (last - first) / 1_000, firstMs: first - asked };
};
