// OpenAPI 3.1 from the very endpoints and schemas that serve and validate.
import type { GenericSchema } from "valibot";
import { PROVIDERS } from "../integrations/integration.ts";
import type { Integration } from "../integrations/integration.ts";
import type { Settings } from "../settings.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Hook } from "./hook.ts";
import { HOOK_SCHEMAS, HOOK_SECURITY, describeHook } from "./openapi-hooks.ts";
import { messageSchemas, webhooks } from "./openapi-messages.ts";
import { operationId, tagOf, TAGS } from "./openapi-names.ts";
import { possibleStatuses, problemAnswers, problemOf, sharedProblem } from "./openapi-problems.ts";
import { publicPaths } from "./openapi-public.ts";
import { sampleOf } from "./openapi-sample-of.ts";
import { components, isJson, nameSchema, schemaOf } from "./openapi-schemas.ts";
import type { Json } from "./openapi-schemas.ts";

const CONNECTION_PATH = "/v1/tenants/{tenant}/connections/{provider}";
const LIMIT = { type: "integer", minimum: 1, maximum: 200, default: 50 };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const parameter = (name: string): Json => ({ $ref: `#/components/parameters/${name}` });

const connectionName = (provider: string): string => `${provider.replaceAll(/(^|-)(\w)/g, (_, _dash, char: string) => char.toUpperCase())}Connection`;

/** An answer that may hold secrets, each shown this once: those that we make are nowhere else. */
const withSecrets = (connection: Json): Json => {
  const { examples: _, ...answer } = connection;
  const shown = { token: "of Luotettava Työntekijä", clientId: "of iCIMS", clientSecret: "of iCIMS", tokenUrl: "of iCIMS: where it gets its tokens" };
  const more = Object.fromEntries(Object.entries(shown).map(([name, description]) => [name, { type: "string", description: `Shown this once: ${description}` }]));
  return { ...answer, properties: { ...(isJson(answer["properties"]) ? answer["properties"] : {}), ...more } };
};

const queryParameters = (query: GenericSchema, schemas: { [name: string]: Json }): Json[] => {
  const converted = schemaOf(query, "input");
  const shape = typeof converted["$ref"] === "string" ? (schemas[converted["$ref"].split("/").at(-1) ?? ""] ?? {}) : converted;
  const alternatives = (Array.isArray(shape["anyOf"]) ? shape["anyOf"] : [shape]).filter(isJson);
  return alternatives.flatMap(({ properties, required }) =>
    Object.entries(isJson(properties) ? properties : {}).map(([name, schema]) => {
      if (name === "limit") return parameter("Limit");
      if (name === "after") return parameter("After");
      return { name, in: "query", required: alternatives.length === 1 && Array.isArray(required) && required.includes(name), schema };
    }),
  );
};

const SHARED_IN_PATH: Readonly<Record<string, string>> = { tenant: "Tenant", provider: "Provider", jobId: "Job" };
const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => {
    const shared = SHARED_IN_PATH[name];
    return shared === undefined ? { name, in: "path", required: true, schema: { type: "string" } } : parameter(shared);
  });

/** Where a repeated creation is told by its key. */
const KEYED = new Set(["/v1/messages/test", "/v1/sessions", "/v1/links", "/v1/linkedin/integrations", "/v1/tenants/{tenant}/api-keys"]);
const IN_LANGUAGES = /\/connections|\/templates$|\/integrations$|\/questions$/;

/** Bodies that are streams and no JSON, with the header that belongs to them. */
const STREAMED: Readonly<Record<string, { readonly type: string; readonly header: string }>> = {
  "POST /v1/import": { type: "application/x-ndjson", header: "TransferKey" },
  "PUT /v1/import/media/{tenant}/{id}": { type: "application/octet-stream", header: "ContentDigest" },
};

const headerParameters = ({ method, path, plane, answers }: Endpoint): Json[] => [
  ...[STREAMED[`${method} ${path}`]].flatMap((streamed) => (streamed ? [parameter(streamed.header)] : [])),
  ...(plane === "ats" ? [parameter("BridgeTenant")] : []),
  ...(method === "POST" && KEYED.has(path) ? [parameter("IdempotencyKey")] : []),
  ...(IN_LANGUAGES.test(path) ? [parameter("AcceptLanguage")] : []),
  ...(304 in answers ? [parameter("IfNoneMatch")] : []),
];

const requestBody = ({ path, method, body }: Endpoint, schemas: { [name: string]: Json }): Json => {
  const streamed = STREAMED[`${method} ${path}`];
  if (streamed) return { requestBody: { required: true, content: { [streamed.type]: { schema: { type: "string", format: "binary" } } } } };
  if (!body) return {};
  if (path === CONNECTION_PATH && method === "PUT") {
    const names = PROVIDERS.map(connectionName);
    const examples = Object.fromEntries(PROVIDERS.map((provider) => [provider, { value: sampleOf(ref(connectionName(provider)), schemas) }]));
    return { requestBody: { required: true, content: { "application/json": { schema: { anyOf: names.map(ref) }, examples } } } };
  }
  const schema = schemaOf(body, "input");
  return { requestBody: { required: true, content: { "application/json": { schema, example: sampleOf(schema, schemas) } } } };
};

const answersOf = (endpoint: Endpoint, ofRoom: boolean, schemas: { [name: string]: Json }): Json => {
  const { path, method, query } = endpoint;
  const showsSecrets = (path === CONNECTION_PATH && method === "PUT") || path === `${CONNECTION_PATH}/secret`;
  const csv = query !== undefined && JSON.stringify(schemaOf(query, "input")).includes('"csv"');
  const own = Object.entries(endpoint.answers).map(([status, { what, schema, type }]) => {
    if (Number(status) >= 400 && !schema && !type) return [status, problemOf(Number(status), what)];
    const shown = schema && (showsSecrets ? ref("ConnectionMade") : schemaOf(schema, "output"));
    const content = {
      ...(shown ? { "application/json": { schema: shown, example: sampleOf(shown, schemas) } } : {}),
      ...(csv && status === "200" ? { "text/csv": { schema: { type: "string" } } } : {}),
      ...(type ? { [type]: { schema: { type: "string", ...(type.startsWith("text/") ? {} : { format: "binary" }) } } } : {}),
      // A file comes under its own type where that is harmless.
      ...(type === "application/octet-stream" && path.includes("/attachments/") ? { "*/*": { schema: { type: "string", format: "binary" } } } : {}),
    };
    const tagged = 304 in endpoint.answers ? { ETag: { $ref: "#/components/headers/ETag" } } : {};
    const headers = { "X-Request-Id": { $ref: "#/components/headers/RequestId" }, ...tagged };
    return [status, { description: what, headers, ...(Object.keys(content).length > 0 ? { content } : {}) }];
  });
  const rest = possibleStatuses(endpoint, ofRoom).filter((status) => !(status in endpoint.answers));
  return {
    ...Object.fromEntries(own),
    ...Object.fromEntries(rest.map((status) => [status, sharedProblem(status)])),
    default: { description: "Any other problem", content: { "application/problem+json": { schema: ref("Problem") } } },
  };
};

const operation = (endpoint: Endpoint, ofRoom: boolean, schemas: { [name: string]: Json }): Json => {
  const { plane, path, grant, query, summary } = endpoint;
  return {
    operationId: operationId(endpoint),
    summary,
    tags: [tagOf(path, plane)],
    security: plane === "operator" ? [{ operator: [] }, { consoleCookie: [], consoleHeader: [] }] : [{ apiKey: [] }, ...(grant === undefined ? [] : [{ session: [] }])],
    ...(grant === undefined ? {} : { "x-grant": grant }),
    parameters: [...pathParameters(path), ...(query ? queryParameters(query, schemas) : []), ...headerParameters(endpoint)],
    ...requestBody(endpoint, schemas),
    responses: answersOf(endpoint, ofRoom, schemas),
  };
};

const hookOperation = (hook: Hook): Json => {
  const { tag, security, query, body, responses } = describeHook(hook);
  return {
    operationId: operationId(hook),
    summary: hook.summary,
    tags: [tag],
    security,
    parameters: [...pathParameters(hook.path), ...query],
    ...(body ? { requestBody: body } : {}),
    responses,
  };
};

const headerParameter = (name: string, description: string, more: Json = {}): Json => ({ name, in: "header", required: false, description, schema: { type: "string", ...more } });
const header = (description: string): Json => ({ description, schema: { type: "string" } });

const PARAMETERS: Json = {
  Tenant: { name: "tenant", in: "path", required: true, description: "The tenant's id", schema: ref("TenantId") },
  Job: { name: "jobId", in: "path", required: true, description: "Your own id of the posting", schema: ref("JobId") },
  Provider: { name: "provider", in: "path", required: true, description: "The outside system", schema: { type: "string", enum: [...PROVIDERS] } },
  Limit: { name: "limit", in: "query", required: false, description: "Items a page", schema: LIMIT },
  After: { name: "after", in: "query", required: false, description: "`next` of the page before; cursors never expire", schema: { type: "string" } },
  BridgeTenant: headerParameter("Bridge-Tenant", "With the operator's token only: the tenant to act for", { pattern: "^[a-z0-9][a-z0-9-]{0,62}$" }),
  IdempotencyKey: headerParameter("Idempotency-Key", "A repeat with the same key makes nothing anew and answers the same id; another body with it is 409", {
    minLength: 1,
    maxLength: 200,
  }),
  TransferKey: { ...headerParameter("Transfer-Key", "The key that the export was made with: 32 bytes in base64"), required: true },
  ContentDigest: headerParameter("Content-Digest", "sha-256=:…: of the bytes (RFC 9530), which is then checked"),
  AcceptLanguage: headerParameter("Accept-Language", "Language of texts for people: de, en, fi, sv or fr"),
  IfNoneMatch: headerParameter("If-None-Match", "The `ETag` that you have: unchanged costs 304 and no body"),
};
const HEADERS: Json = {
  RequestId: header("Finds this request in the log"),
  ETag: header("What `If-None-Match` compares"),
  RetryAfter: header("Seconds to wait"),
  Location: header("Where the browser goes next: a host of iCIMS, one that the operator has named, or a page of ours"),
};
const SECURITY: Json = {
  operator: { type: "http", scheme: "bearer", description: "OPERATOR_TOKEN" },
  apiKey: { type: "http", scheme: "bearer", description: "an API key of the tenant, or the operator's token with the header Bridge-Tenant" },
  session: { type: "http", scheme: "bearer", description: "a session made by POST /v1/sessions; its origin must ask" },
  consoleCookie: {
    type: "apiKey",
    in: "cookie",
    name: "__Host-ats-bridge-session",
    description: "Somebody signed in to the console; over plain HTTP the name is ats-bridge-session",
  },
  consoleHeader: { type: "apiKey", in: "header", name: "Bridge-Console", description: "1, beside the cookie: no other site can make a browser send it" },
  ...HOOK_SECURITY,
};

const DESCRIPTION = `Outside recruiting systems in any applicant tracking system.

Times are ISO 8601 in UTC. Ids are opaque. Unknown fields in a body are refused; answers may gain fields. Lists take \`limit\` and \`after\` and answer \`{items, next}\`.
Errors are application/problem+json (RFC 9457) with a stable \`code\` and a \`requestId\`.`;

/** Only what something points to, from the operations on. */
const inUse = (parts: Json, roots: unknown): Json => {
  const wanted = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (!isJson(value)) return;
    for (const [name, each] of Object.entries(value)) {
      if (name !== "$ref" || typeof each !== "string") visit(each);
      else if (!wanted.has(each)) {
        wanted.add(each);
        const [, , kind = "", key = ""] = each.split("/");
        const kept = parts[kind];
        if (isJson(kept)) visit(kept[key]);
      }
    }
  };
  visit(roots);
  return Object.fromEntries(
    Object.entries(parts).map(([kind, each]) => [
      kind,
      isJson(each) ? Object.fromEntries(Object.entries(each).filter(([key]) => wanted.has(`#/components/${kind}/${key}`))) : each,
    ]),
  );
};

export const openApi = (settings: Settings, integrations: readonly Integration[], endpoints: readonly Endpoint[]): Json => {
  const bodies = Object.fromEntries(
    integrations.map((room) => [connectionName(room.provider), nameSchema(connectionName(room.provider), schemaOf(room.connection.body, "input"))]),
  );
  const ours = components();
  const schemas: { [name: string]: Json } = { ...ours, ConnectionMade: withSecrets(ours["ConnectionAnswer"] ?? {}), ...bodies, ...HOOK_SCHEMAS, ...messageSchemas() };
  const ofRooms = new Set(integrations.flatMap((room) => room.endpoints));
  const paths: { [path: string]: Json } = {};
  for (const each of endpoints) (paths[each.path] ??= {})[each.method.toLowerCase()] = operation(each, ofRooms.has(each), schemas);
  for (const hook of integrations.flatMap((room) => room.hooks ?? []).filter(({ path }) => !path.endsWith("/") && !path.startsWith("/embed/")))
    (paths[hook.path] ??= {})[hook.method.toLowerCase()] = hookOperation(hook);
  Object.assign(paths, publicPaths());
  const messages = webhooks();
  const operations = [...Object.values(paths), ...Object.values(messages)].filter(isJson).flatMap((each) => Object.values(each));
  const tags = new Set(operations.flatMap((each) => (isJson(each) && Array.isArray(each["tags"]) ? each["tags"] : [])));
  const parts = { schemas, responses: problemAnswers(), parameters: PARAMETERS, headers: HEADERS };
  const connectionBodies = Object.fromEntries(integrations.map((room) => [room.provider, ref(connectionName(room.provider))]));
  return {
    openapi: "3.1.0",
    info: { title: "ats-bridge", version: "0.1.0", description: DESCRIPTION, license: { name: "MIT", identifier: "MIT" } },
    servers: [{ url: settings.publicUrl }],
    tags: TAGS.filter(({ name }) => tags.has(name)),
    security: [],
    paths,
    webhooks: messages,
    components: { ...inUse(parts, [paths, messages]), securitySchemes: SECURITY },
    "x-connection-bodies": connectionBodies,
  };
};
