// Which refusals an operation can answer, beside those that it names itself: by its plane, its method and what it takes.
import { PROBLEM_TITLES } from "../errors.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Json } from "./openapi-schemas.ts";

type Shared = { readonly name: string; readonly what: string; readonly code: string; readonly detail: string; readonly headers?: readonly string[] };

const SHARED: Readonly<Record<number, Shared>> = {
  400: {
    name: "BadRequest",
    what: "The body, a parameter, the cursor or the Idempotency-Key does not fit; `errors` names each field",
    code: "invalid-body",
    detail: "the body does not fit",
  },
  401: { name: "Unauthorized", what: "No valid proof: the token is missing, wrong or expired", code: "unauthorized", detail: "a bearer token is missing" },
  403: {
    name: "Forbidden",
    what: "The proof is good, but not for this: another plane, another origin, a missing grant, or a suspended tenant",
    code: "grant-missing",
    detail: "the session lacks the grant pitchyou:chat",
  },
  404: { name: "NotFound", what: "No such thing; another tenant's things look the same", code: "not-found", detail: "no such tenant" },
  409: {
    name: "Conflict",
    what: "It does not fit to how things stand: a key that was used with another body, a connection that is not set up, a change at the same moment",
    code: "idempotency-conflict",
    detail: 'the Idempotency-Key "a1" was used with another body',
  },
  410: { name: "Gone", what: "It was here and is no more", code: "link-gone", detail: "this link has expired or was taken back: ask for a new one" },
  413: { name: "TooLarge", what: "The body is larger than 1,048,576 bytes", code: "body-too-large", detail: "the body is larger than 1,048,576 bytes" },
  415: { name: "UnsupportedMediaType", what: "The body is not JSON", code: "unsupported-media-type", detail: "the body must be application/json" },
  422: { name: "NotPossible", what: "It can be read, but not be done", code: "still-incomplete", detail: "a name and an e-mail address are needed" },
  429: {
    name: "TooManyRequests",
    what: "Too many requests: come back after `Retry-After` seconds",
    code: "too-many-calls",
    detail: "more than 6000 calls a minute",
    headers: ["Retry-After"],
  },
  500: {
    name: "InternalError",
    what: "Something failed on our side; the request id finds it in the log",
    code: "internal",
    detail: "something failed on our side; the request id finds it in the log",
  },
  502: {
    name: "VendorFailed",
    what: "The vendor failed, or refused our credentials",
    code: "vendor-unavailable",
    detail: 'pitchyou did not serve "templates": unavailable',
    headers: ["Retry-After"],
  },
  503: {
    name: "NotAvailable",
    what: "Not available for the moment: a setting or the database is missing",
    code: "not-ready",
    detail: "settings are missing",
    headers: ["Retry-After"],
  },
  504: { name: "VendorTooSlow", what: "The vendor took too long", code: "vendor-timeout", detail: 'pitchyou did not serve "templates": timeout' },
};

const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
const ofProblem = { schema: { $ref: "#/components/schemas/Problem" } };

const exampleOf = (status: number, { code, detail }: Shared): Json => ({
  type: `urn:ats-bridge:problem:${code}`,
  title: PROBLEM_TITLES[status],
  status,
  detail,
  code,
  requestId: "req_01K0000000000000000000000",
  who: status >= 500 ? "operator" : "ats",
  ...(status === 400 ? { errors: [{ path: "origins.0", message: "is not an origin such as https://jobs.example.com" }] } : {}),
});

const answerOf = (status: number, shared: Shared, what = shared.what): Json => ({
  description: what,
  headers: { ...REQUEST_ID, ...Object.fromEntries((shared.headers ?? []).map((name) => [name, { $ref: `#/components/headers/${name.replaceAll("-", "")}` }])) },
  content: { "application/problem+json": { ...ofProblem, example: exampleOf(status, shared) } },
});

/** `components.responses`: one a status. */
export const problemAnswers = (): Json => Object.fromEntries(Object.entries(SHARED).map(([status, shared]) => [shared.name, answerOf(Number(status), shared)]));

/** A problem with words of its own, such as "no such posting". */
export const problemOf = (status: number, what: string): Json => {
  const shared = SHARED[status];
  return shared
    ? answerOf(status, shared, `${what.charAt(0).toUpperCase()}${what.slice(1)}. ${shared.what}`)
    : { description: what, content: { "application/problem+json": ofProblem } };
};

export const sharedProblem = (status: number): Json => ({ $ref: `#/components/responses/${SHARED[status]?.name ?? "InternalError"}` });

type Shape = Pick<Endpoint, "method" | "path" | "plane" | "body" | "query">;

/** `ofRoom`: the endpoint belongs to a vendor's room, so that the vendor can be absent or can fail. */
export const possibleStatuses = ({ method, path, plane, body, query }: Shape, ofRoom: boolean): number[] => {
  const writes = method !== "GET";
  const asksVendor = ofRoom || /\/connections\/.+\/(check|provision|secret)$/.test(path);
  return [
    ...(body || query ? [400] : []),
    401,
    403,
    ...(plane === "ats" || path.includes("{") ? [404] : []),
    ...(writes || ofRoom ? [409] : []),
    ...(writes ? [413] : []),
    ...(body ? [415] : []),
    ...(plane === "ats" ? [429] : []),
    500,
    ...(asksVendor ? [502] : []),
    503,
    ...(asksVendor ? [504] : []),
  ];
};

/** Codes that a program may act on, for people who read. */
export const PROBLEM_CODES: readonly (readonly [status: number, code: string, meaning: string])[] = [
  [400, "invalid-body", "A field of the body does not fit; `errors` names it"],
  [400, "invalid-query", "A parameter does not fit; `errors` names it"],
  [400, "invalid-json", "The body is not readable JSON"],
  [400, "invalid-cursor", "`after` is not a cursor of this list"],
  [400, "invalid-idempotency-key", "`Idempotency-Key` must have 1 to 200 characters"],
  [400, "bad-job-id", "No address can be made of this job id"],
  [400, "invalid-transfer-key", "`Transfer-Key` must be 32 bytes in base64"],
  [400, "body-missing", "The file's bytes are missing"],
  [400, "digest-differs", "The bytes that arrived are not those that `Content-Digest` names: send the file again"],
  [400, "email-missing", "The suite needs the user's e-mail address to sign them in"],
  [401, "unauthorized", "The token is missing or not valid"],
  [401, "session-expired", "Ask your backend for a fresh session"],
  [403, "operator-only", "An API key may not do this"],
  [403, "backend-only", "A session may not do this: call from your backend"],
  [403, "tenant-missing", "The operator must name a tenant with `Bridge-Tenant`"],
  [403, "tenant-suspended", "The operator has suspended this tenant"],
  [403, "origin-not-allowed", "The session belongs to another origin"],
  [403, "grant-missing", "The session lacks the grant that this needs"],
  [403, "transfer-key-wrong", "The transfer key does not open this export"],
  [404, "not-found", "No such thing, or another tenant's"],
  [405, "method-not-allowed", "`Allow` names the methods"],
  [409, "idempotency-conflict", "The same key came with another body"],
  [409, "changed-meanwhile", "Somebody changed it at the same moment: try again"],
  [409, "not-connected", "The system is not set up for this tenant"],
  [409, "not-parked", "Only a parked application can be released"],
  [409, "match-taken", "Either side has another match: remove that one first"],
  [409, "key-taken", "This API key is in use"],
  [409, "client-id-taken", "Another tenant has this LinkedIn application"],
  [409, "taken", "Another connection has this customer id or user"],
  [409, "parent-credentials-missing", "`LINKEDIN_PARENT_CLIENT_ID` and its secret are not set"],
  [409, "key-was-brought", "The customer brought this LinkedIn application: it cannot be provisioned"],
  [409, "not-provisioned", "This LinkedIn application was not made by us"],
  [409, "secret-is-the-vendors", "This secret comes from the vendor: PUT the new one"],
  [409, "secret-is-the-customers", "This secret belongs to the customer's own application: PUT the new one"],
  [409, "key-not-settled", "The key made last is not in use yet"],
  [409, "alerts-not-set", "`ALERTS_TO` is not set"],
  [409, "tenant-not-suspended", "Suspend the tenant first"],
  [409, "tenant-exists", "A tenant of this id is here already"],
  [409, "tenant-still-working", "Tasks of the tenant are still running: try again in a moment"],
  [409, "schema-differs", "Both edges must be of one version"],
  [409, "import-incomplete", "Some lines of the export have not arrived"],
  [410, "attachment-gone", "The vendor no longer had the file"],
  [410, "attachment-too-large", "The file was larger than `MEDIA_MAX_MB`"],
  [413, "body-too-large", "At most 1,048,576 bytes"],
  [415, "unsupported-media-type", "Send `application/json`"],
  [422, "still-incomplete", "A name and an e-mail address are needed"],
  [422, "development-limit", "Too many integrations for a LinkedIn development contract"],
  [429, "too-many-calls", "Too many calls a minute for this tenant: wait for `Retry-After` seconds"],
  [500, "internal", "Our fault; the request id finds it in the log"],
  [502, "vendor-unavailable", "The vendor did not serve the call"],
  [502, "vendor-refused-us", "The vendor refused our credentials for it"],
  [503, "not-ready", "A setting or the database is missing; `/ready` says which"],
  [504, "vendor-timeout", "The vendor was too slow"],
];
