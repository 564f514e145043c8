// What vendors send and hear at /hooks and /oauth, as far as they fix it; more fields of theirs are always kept.
import type { Hook } from "./hook.ts";
import { problemOf, sharedProblem } from "./openapi-problems.ts";
import { isJson } from "./openapi-schemas.ts";
import type { Json } from "./openapi-schemas.ts";

const text = { type: "string" };
const object = (properties: Json, required: readonly string[] = []): Json => ({
  type: "object",
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: true,
});
const json = (schema: Json, example?: unknown): Json => ({ content: { "application/json": { schema, ...(example === undefined ? {} : { example }) } } });
const id = { type: ["string", "number"] };
const nullableId = { type: ["string", "number", "null"] };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

export const HOOK_SCHEMAS: { readonly [name: string]: Json } = {
  Taken: { type: "object", properties: { status: { type: "string", const: "ok" } }, required: ["status"], examples: [{ status: "ok" }] },
  LinkedinChallenge: {
    type: "object",
    properties: {
      challengeCode: { type: "string", format: "uuid" },
      challengeResponse: { type: "string", description: "HMAC-SHA256 of the code under the client secret, in hex" },
    },
    required: ["challengeCode", "challengeResponse"],
  },
  LinkedinPush: object({ id, type: text, expiresAt: { type: ["number", "null"] } }, ["id", "type"]),
  InterviewSuiteWebhook: object({ event: { type: "string", minLength: 1, maxLength: 100 }, data: { type: "object", additionalProperties: true } }, ["event", "data"]),
  TalentProfile: object({ mydatashare_user_id: id, status: { type: "string", description: "updated and revoked count; any other word, or none, means new" } }),
  IcimsEvent: object(
    {
      customerId: id,
      eventType: text,
      systemId: nullableId,
      userId: nullableId,
      jobId: nullableId,
      personId: nullableId,
      newStatus: nullableId,
      oldStatus: nullableId,
      returnUrl: { type: ["string", "null"] },
      incompleteUrl: { type: ["string", "null"] },
      portalUrl: { type: ["string", "null"] },
    },
    ["customerId", "eventType"],
  ),
  IcimsFault: {
    type: "object",
    description: "iCIMS's own error format: the first text is shown to its user",
    properties: { error: { type: "object", properties: { userMessage: text, debugErrorMessage: text }, required: ["userMessage", "debugErrorMessage"] } },
    required: ["error"],
  },
  TokenRequest: {
    type: "object",
    properties: { grant_type: { type: "string", const: "client_credentials" }, client_id: text, client_secret: text },
    required: ["grant_type"],
  },
  Token: {
    type: "object",
    properties: { access_token: text, token_type: { type: "string", const: "Bearer" }, expires_in: { type: "integer" } },
    required: ["access_token", "token_type", "expires_in"],
  },
  TokenRefusal: { type: "object", description: "RFC 6749, 5.2", properties: { error: text, error_description: text }, required: ["error", "error_description"] },
};

export const HOOK_SECURITY: { readonly [name: string]: Json } = {
  linkedinSignature: { type: "apiKey", in: "header", name: "X-LI-Signature", description: 'HMAC-SHA256 of "hmacsha256=" and the body under the client secret, in hex' },
  talentProfileToken: { type: "http", scheme: "bearer", description: "The token of the tenant's Luotettava Työntekijä connection" },
  icimsToken: { type: "oauth2", description: "A token from /oauth/token", flows: { clientCredentials: { tokenUrl: "/oauth/token", scopes: {} } } },
  icimsBasic: { type: "http", scheme: "basic", description: "User and password of the connection; at /oauth/token the client id and secret" },
  icimsHmac: { type: "apiKey", in: "header", name: "Authorization", description: "x-icims-v1-hmac-sha256, over host, x-icims-content-sha256 and x-icims-date" },
};

type Part = {
  readonly tag: string;
  readonly security: readonly Json[];
  readonly body?: Json;
  readonly query?: readonly Json[];
  /** By status; the rest are problems. */
  readonly answers: Readonly<Record<number, Json>>;
};

const fault = json(ref("IcimsFault"), {
  error: { userMessage: "Please fill in {{person.email}} and try again. Reference: req_01K0", debugErrorMessage: "email is missing; reference req_01K0" },
});
const refusal = json(ref("TokenRefusal"), { error: "invalid_client", error_description: "the client is unknown or its secret is wrong" });
const taken = json(ref("Taken"), { status: "ok" });

const PARTS: Readonly<Record<string, Part>> = {
  "GET /hooks/linkedin/{secretPath}": {
    tag: "Hooks: LinkedIn",
    security: [],
    query: [
      { name: "challengeCode", in: "query", required: true, schema: { type: "string", format: "uuid" } },
      { name: "applicationId", in: "query", schema: text },
    ],
    answers: { 200: json(ref("LinkedinChallenge")) },
  },
  "POST /hooks/linkedin/{secretPath}": {
    tag: "Hooks: LinkedIn",
    security: [{ linkedinSignature: [] }],
    body: json(ref("LinkedinPush"), { id: 7, type: "INTEGRATION_STATUS_CHANGE", expiresAt: 1_795_341_600_000 }),
    answers: { 200: taken },
  },
  "POST /hooks/interview-suite/{secretPath}": {
    tag: "Hooks: interview suite",
    security: [],
    body: json(ref("InterviewSuiteWebhook"), { event: "rating_changed", data: { rating: "/api/v3/companies/1/projects/12/ratings/8/" } }),
    answers: { 200: taken },
  },
  "POST /hooks/luotettava-tyontekija/{tenant}": {
    tag: "Hooks: Luotettava Työntekijä",
    security: [{ talentProfileToken: [] }],
    body: json(
      { anyOf: [ref("TalentProfile"), { type: "array", minItems: 1, items: ref("TalentProfile") }] },
      { mydatashare_user_id: "b7d2", status: "new", profile: { firstName: "Aino" } },
    ),
    answers: { 200: taken },
  },
  "POST /hooks/icims": {
    tag: "Hooks: iCIMS",
    security: [{ icimsToken: [] }, { icimsHmac: [] }, { icimsBasic: [] }],
    body: json(ref("IcimsEvent"), { customerId: "1234", eventType: "WorkFlowStatusChangeEvent", systemId: "9001", newStatus: "D10100" }),
    answers: { 200: json({ type: "object" }, {}), 303: { headers: { Location: { $ref: "#/components/headers/Location" } } }, 400: fault, 500: fault, 503: fault },
  },
  "POST /oauth/token": {
    tag: "Hooks: iCIMS",
    security: [{}, { icimsBasic: [] }],
    body: { content: { "application/x-www-form-urlencoded": { schema: ref("TokenRequest") } } },
    answers: { 200: json(ref("Token"), { access_token: "eyJhbGciOiJIUzI1NiJ9.e30.c2ln", token_type: "Bearer", expires_in: 86_400 }), 400: refusal, 401: refusal, 415: refusal },
  },
};

const UNKNOWN: Part = { tag: "Hooks", security: [], answers: {} };
const REQUEST_ID = { "X-Request-Id": { $ref: "#/components/headers/RequestId" } };
const headersOf = (part: Json): Json => (isJson(part["headers"]) ? part["headers"] : {});

/** All that is fixed of a hook's operation but its id and its path's parameters. */
export const describeHook = (hook: Hook): { tag: string; security: readonly Json[]; query: readonly Json[]; body?: Json; responses: Json } => {
  const { tag, security, body, query = [], answers } = PARTS[`${hook.method} ${hook.path}`] ?? UNKNOWN;
  const statuses = new Set([
    ...Object.keys(hook.answers).map(Number),
    ...(hook.method === "POST" && !(400 in answers) ? [413] : []),
    ...Object.keys(answers).map(Number),
    500,
    503,
  ]);
  if (security.some((each) => Object.keys(each).length > 0)) statuses.add(401);
  const responses = [...statuses]
    .toSorted((a, b) => a - b)
    .map((status) => {
      const what = hook.answers[status];
      const special = answers[status];
      if (special) return [status, { description: what ?? "The same as in the vendor's own format", ...special, headers: { ...REQUEST_ID, ...headersOf(special) } }];
      if (status >= 400) return [status, what === undefined ? sharedProblem(status) : problemOf(status, what)];
      return [status, { description: what, headers: REQUEST_ID }];
    });
  return { tag, security, query, ...(body ? { body: { required: true, ...body } } : {}), responses: Object.fromEntries(responses) };
};
