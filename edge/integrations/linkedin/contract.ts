// What LinkedIn's Middleware Platform says and expects, in our words:
// https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
import * as v from "valibot";

/** An id in a URN is not always a number: LinkedIn's own sample is 4gX03uw. */
export const Context = v.pipe(v.string(), v.regex(/^urn:li:(organization|contract):[A-Za-z0-9_-]+$/, "must be urn:li:organization:… or urn:li:contract:…"));
const Word = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_]{1,100}$/, "must be a word in capitals, such as ONE_CLICK_EXPORT"));

/** What identifies an integration; LinkedIn adds the data provider, which is always ATS. */
export const Identity = v.object({ integrationContext: Context, integrationType: Word, tenantType: Word });
export type Identity = v.InferOutput<typeof Identity>;
export const DATA_PROVIDER = "ATS";

export const identityKey = ({ integrationContext, integrationType, tenantType }: Identity): string => `${integrationContext} ${integrationType} ${tenantType}`;

/** Types are open: unknown ones are kept and named by themselves. */
export const TYPES: Readonly<Record<string, { readonly name: string; readonly visibilityKey?: string }>> = {
  ONE_CLICK_EXPORT: { name: "One-Click Export", visibilityKey: "JOB_POSTING_VIEWERS" },
  IN_ATS_INDICATOR: { name: "In-ATS Indicator", visibilityKey: "APPLICATION_VIEWERS" },
  PROFILE_PLUGIN: { name: "Profile in ATS" },
  CSA_API: { name: "Recruiter System Connect" },
  RECOMMENDED_MATCHES: { name: "Recommended Matches" },
  UNIFIED_SEARCH: { name: "Unified Search" },
  APPLY_WITH_LINKEDIN: { name: "Apply with LinkedIn" },
  APPLY_CONNECT: { name: "Apply Connect" },
  PREMIUM_JOB_POSTING: { name: "Premium Job Posting" },
  CRM_ONE_CLICK_EXPORT: { name: "CRM One-Click Export" },
  IN_CRM_INDICATOR: { name: "In-CRM Indicator", visibilityKey: "APPLICATION_VIEWERS" },
};
/** Own members only: a type may be called like anything. */
export const typeOf = (type: string) => (Object.hasOwn(TYPES, type) ? TYPES[type] : undefined);
const EVERYBODY = "ALL_PRODUCT_USERS";

export type Configuration = Readonly<Record<string, string>>;

/** What an integration of this type is told: where to call us, and who sees what without access lists. */
export const configurationOf = (type: string, callbackUrl: string, visibilityForAll: boolean): Configuration => {
  const visibilityKey = typeOf(type)?.visibilityKey;
  return { CALLBACK_URL: callbackUrl, ...(visibilityForAll && visibilityKey ? { [visibilityKey]: EVERYBODY } : {}) };
};

/** LI-1: customer data may flow only for an integration that the customer has switched on. */
export const mayReceiveCustomerData = (status: string): boolean => status === "ENABLED";

// Answers

const NumberLike = v.pipe(v.union([v.number(), v.string()]), v.transform(Number), v.number());
export const TokenAnswer = v.looseObject({ access_token: v.string(), expires_in: v.optional(NumberLike) });

const Credentials = v.object({ client_id: v.string(), client_secret: v.string() });
export const Application = v.looseObject({ key: v.string(), credentials: Credentials, validJsSdkDomains: v.optional(v.nullable(v.array(v.string()))) });
export type Application = v.InferOutput<typeof Application>;
export const ApplicationList = v.looseObject({ elements: v.array(Application) });
export const RolledSecret = v.looseObject({ value: v.looseObject({ client_secret: v.string() }) });

export const EntityError = v.looseObject({
  status: v.optional(v.number()),
  message: v.optional(v.string()),
  serviceErrorCode: v.optional(v.number()),
  code: v.optional(v.string()),
});
export const BatchAnswer = v.looseObject({
  results: v.optional(v.record(v.string(), v.looseObject({ status: v.optional(v.number()) })), {}),
  errors: v.optional(v.record(v.string(), EntityError), {}),
});
const Element = v.looseObject({ integrationName: v.optional(v.string()), onboardingStatus: v.string() });
export const StatusAnswer = v.looseObject({ results: v.optional(v.record(v.string(), Element), {}), errors: v.optional(v.record(v.string(), EntityError), {}) });
export const FoundAnswer = v.looseObject({ elements: v.array(v.looseObject({ ...Identity.entries, ...Element.entries })) });

/** A push: an id to look up, never a status. */
export const Push = v.looseObject({
  id: v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.nonEmpty()),
  type: v.string(),
  expiresAt: v.optional(v.nullable(v.number())),
});
export const STATUS_CHANGE = "INTEGRATION_STATUS_CHANGE";

// Provisioning

const NAME_AT_MOST = 50;

/** `{ATS} - {customer}`, without the word LinkedIn, at most 50 characters: consent screens show it. */
export const applicationName = (ats: string, customer: string): string => {
  const clean = (text: string) =>
    text
      .replaceAll(/linked\s*-?\s*in/gi, "")
      .replaceAll(/\s+/g, " ")
      .trim();
  return Array.from(`${clean(ats) || "ATS"} - ${clean(customer) || "Customer"}`)
    .slice(0, NAME_AT_MOST)
    .join("")
    .trim();
};
