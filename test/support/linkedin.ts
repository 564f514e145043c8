// A customer at the stand-in LinkedIn: provisioned, with what the plugin would request, and the calls of the element.
import type { Identity } from "../../demo/vendors/linkedin/state.ts";
import { companyOf } from "../../demo/vendors/linkedin/applications.ts";
import type { TestApp } from "./test-app.ts";

export type Item = Identity & {
  integrationName: string;
  onboardingStatus: string;
  nextStep: string | null;
  error?: { status: number; message: string; serviceErrorCode?: number };
};

/** A tenant whose LinkedIn application is made, and whose customer asked for everything in the plugin. */
export const onboard = async (test: TestApp, id: string) => {
  const tenant = await test.tenant(id, { connect: false });
  const made = await test.operator("POST", `/v1/tenants/${id}/connections/linkedin/provision`, {});
  if (made.status !== 201) throw new Error(`provisioning answered ${made.status}: ${await made.text()}`);
  await test.drain();
  const app = [...test.linkedin.state.apps.values()].find((each) => each.uniqueForeignId === id);
  if (!app) throw new Error("the stand-in has no such application");
  const { organization, contracts } = companyOf(app);
  const own: Identity[] = [
    ...["ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN"].map((integrationType) => ({ integrationContext: organization, integrationType, tenantType: "RECRUITER" })),
    { integrationContext: contracts[0]?.urn ?? "", integrationType: "CSA_API", tenantType: "RECRUITER" },
  ];
  test.linkedin.requestIntegrations(app.clientId, own);
  const session = await tenant.session(["linkedin:onboard"]);
  return {
    tenant,
    app,
    own,
    session,
    vendor: test.linkedin,
    request: (integrations: readonly unknown[], headers: Record<string, string> = {}) =>
      test.request("POST", "/v1/linkedin/integrations", { headers: { ...session, ...headers }, body: { integrations } }),
    refresh: () => test.request("POST", "/v1/linkedin/refresh", { headers: session }),
    items: async (): Promise<Item[]> => (await (await tenant.ats("GET", "/v1/linkedin/integrations")).json()).items,
    enable: (items: readonly Identity[]) => test.linkedin.enable(app.clientId, items),
  };
};
