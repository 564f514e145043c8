// The life of an integration: requested in the plugin, made ready by the ATS, enabled by the customer.
// https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/integration-types
import { LinkedInError } from "./answers.ts";
import { ownersOf } from "./applications.ts";
import { integrationKey, type Identity, type Integration, type LinkedInState, type OnboardingStatus, type Vendor } from "./state.ts";

/** Which types stand behind a bundle of the plugin, and whether they belong to the company or to a Recruiter contract. */
export const bundles: Record<string, { integrationType: string; tenantType: string; level: "organization" | "contract" }[]> = {
  RECRUITER_SYSTEM_CONNECT_COMPANY: ["ONE_CLICK_EXPORT", "IN_ATS_INDICATOR", "PROFILE_PLUGIN"].map((integrationType) => ({
    integrationType,
    tenantType: "RECRUITER",
    level: "organization",
  })),
  RECRUITER_SYSTEM_CONNECT_CONTRACT: [{ integrationType: "CSA_API", tenantType: "RECRUITER", level: "contract" }],
  APPLY_WITH_LINKEDIN: [{ integrationType: "APPLY_WITH_LINKEDIN", tenantType: "JOBS", level: "organization" }],
  APPLY_CONNECT: [{ integrationType: "APPLY_CONNECT", tenantType: "JOBS", level: "organization" }],
};

const needCallback = new Set(["ONE_CLICK_EXPORT", "CRM_ONE_CLICK_EXPORT"]);

/** As the plugin does on "Request": asking again for what is there changes nothing. */
export function requestIntegrations({ state, now }: Vendor, clientId: string, items: readonly Identity[]): Integration[] {
  return items.map(({ integrationContext, integrationType, tenantType }) => {
    const key = integrationKey(clientId, { integrationContext, integrationType, tenantType });
    const integration: Integration = state.integrations.get(key) ?? {
      integrationContext,
      integrationType,
      tenantType,
      clientId,
      integrationName: null,
      onboardingStatus: "REQUESTED",
      configurations: new Map(),
      changedAt: new Date(now()).toISOString(),
    };
    state.integrations.set(key, integration);
    return integration;
  });
}

/** What the customer has requested under this key, or why a call must not touch it: 403 for a foreign context, 404 for what was never requested. */
export function findOwn(state: LinkedInState, clientId: string, identity: Identity): Integration {
  const own = state.integrations.get(integrationKey(clientId, identity));
  if (own) return own;
  if (!ownersOf(state, identity.integrationContext).has(clientId)) throw new LinkedInError(403, `The application is not authorized for ${identity.integrationContext}`, 100);
  throw new LinkedInError(404, `Integration ${identity.integrationType} was not requested for ${identity.integrationContext}`);
}

/** As `findOwn`; without strict requests, what nobody else owns is created. */
export function findOrCreate(vendor: Vendor, clientId: string, identity: Identity): Integration {
  const { state } = vendor;
  const owners = ownersOf(state, identity.integrationContext);
  if (state.switches.strictRequests || (owners.size > 0 && !owners.has(clientId))) return findOwn(state, clientId, identity);
  return requestIntegrations(vendor, clientId, [identity])[0] ?? findOwn(state, clientId, identity);
}

/** After each name or configuration: moves on to PARTNER_READY once nothing is missing. */
export function settle(vendor: Vendor, integration: Integration): void {
  const configured = !needCallback.has(integration.integrationType) || integration.configurations.has("CALLBACK_URL");
  if (integration.onboardingStatus === "REQUESTED" && integration.integrationName !== null && configured) move(vendor, integration, "PARTNER_READY");
}

export function move({ now }: Vendor, integration: Integration, status: OnboardingStatus): void {
  integration.onboardingStatus = status;
  integration.changedAt = new Date(now()).toISOString();
}
