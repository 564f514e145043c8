// What a reviewer sees who asks for a state by `preview-state`; loaded only then.
import type { Problem } from "../shared/state.ts";
import type { Integration } from "./steps/integrations.ts";
import type { Content } from "./view.ts";

const organization = "urn:li:organization:4gX03uw";

const problems: Record<string, Problem> = {
  blocked: { code: "csp-blocked", message: "script-src of this page must allow https://platform.linkedin.com", retryable: false, at: "platform.linkedin.com" },
  expired: { code: "session-expired", message: "the session has ended, and the page gave no new one", retryable: true, status: 401, requestId: "0198c7-preview" },
  error: { code: "plugin-blank", message: "no frame came", retryable: true },
  offline: { code: "offline", message: "the browser is offline", retryable: true },
};

function example(integrationContext: string, integrationType: string, integrationName: string, onboardingStatus: string, minutes: number): Integration {
  return {
    integrationContext,
    integrationType,
    integrationName,
    onboardingStatus,
    tenantType: "RECRUITER",
    since: new Date(Date.now() - minutes * 60_000).toISOString(),
    nextStep: "",
  };
}

const outbox = { lasting: true, add: async () => "", send: async () => {}, discard: async () => {} };

const refused = { status: 403, message: "Application is not authorized for this context", serviceErrorCode: 100 };

export function previewOf(state: string): Partial<Content> {
  const items =
    state === "empty"
      ? []
      : [
          example(organization, "ONE_CLICK_EXPORT", "Acme One-Click Export", "ENABLED", 3_100),
          example("urn:li:contract:351831131", "CSA_API", "Acme Recruiter System Connect", "PARTNER_READY", 12),
          { ...example(organization, "IN_ATS_INDICATOR", "Acme In-ATS Indicator", "REQUESTED", 0.2), ...(state === "error" && { error: refused }) },
        ];
  const loading = state === "loading";
  const problem = problems[state];
  const ofPlugin = state === "blocked" || state === "error";
  return {
    visit: {
      items: loading || state === "expired" ? undefined : items,
      problem: ofPlugin ? undefined : problem,
      settings: { apiKey: "", scriptUrl: "", extensionUrl: "", allowedDomains: loading ? undefined : [location.origin], sandbox: false, keyAt: NaN },
      delayed: true,
      outbox: { ...outbox, waiting: state === "offline" ? [{ id: "preview", integrations: [] }] : [] },
    },
    pluginProblem: ofPlugin ? problem : undefined,
    pluginShown: !loading && !ofPlugin,
    test: state === "test",
  };
}
