// OpenAPI 3.1 from the very endpoints and schemas that serve and validate.
import { toJsonSchema } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import { Problem } from "../api.ts";
import type { Integration } from "../integrations/integration.ts";
import type { Settings } from "../settings.ts";
import type { Endpoint } from "./endpoint.ts";

type Json = { [key: string]: unknown };

const schemaOf = (schema: GenericSchema, typeMode: "input" | "output"): Json => {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: "ignore", typeMode });
  return rest;
};

const queryParameters = (query: GenericSchema): Json[] => {
  const { properties, anyOf, required } = schemaOf(query, "input");
  const alternatives = Array.isArray(anyOf) ? anyOf : [{ properties, required }];
  return alternatives.flatMap((each: { properties?: Json; required?: string[] }) =>
    Object.entries(each.properties ?? {}).map(([name, schema]) => ({
      name,
      in: "query",
      required: alternatives.length === 1 && (each.required ?? []).includes(name),
      schema,
    })),
  );
};

const operationId = (endpoint: { readonly method: string; readonly path: string }): string =>
  `${endpoint.method.toLowerCase()}${endpoint.path.replaceAll(/[^a-z0-9]+(\w)/gi, (_, char: string) => char.toUpperCase()).replaceAll(/\W/g, "")}`;

const pathParameters = (path: string): Json[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name, in: "path", required: true, schema: { type: "string" } }));

const operation = (endpoint: Endpoint): Json => ({
  operationId: operationId(endpoint),
  summary: endpoint.summary,
  tags: [endpoint.plane === "operator" ? "Operator" : "ATS backend"],
  security: endpoint.plane === "operator" ? [{ operator: [] }] : [{ apiKey: [] }, ...(endpoint.grant === undefined ? [] : [{ session: [] }])],
  ...(endpoint.grant === undefined ? {} : { "x-grant": endpoint.grant }),
  parameters: [...pathParameters(endpoint.path), ...(endpoint.query ? queryParameters(endpoint.query) : [])],
  ...(endpoint.body ? { requestBody: { required: true, content: { "application/json": { schema: schemaOf(endpoint.body, "input") } } } } : {}),
  responses: {
    ...Object.fromEntries(
      Object.entries(endpoint.answers).map(([status, { what, schema, type }]) => [
        status,
        {
          description: what,
          ...(schema ? { content: { "application/json": { schema: schemaOf(schema, "output") } } } : {}),
          ...(type ? { content: { [type]: { schema: { type: "string", format: "binary" } } } } : {}),
        },
      ]),
    ),
    default: { description: "a problem", content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } } },
  },
});

export const openApi = (settings: Settings, integrations: readonly Integration[], endpoints: readonly Endpoint[]): Json => {
  const paths: { [path: string]: Json } = {};
  for (const each of endpoints) (paths[each.path] ??= {})[each.method.toLowerCase()] = operation(each);
  for (const hook of integrations.flatMap((room) => room.hooks ?? []).filter(({ path }) => !path.endsWith("/") && !path.startsWith("/embed/"))) {
    (paths[hook.path] ??= {})[hook.method.toLowerCase()] = {
      operationId: operationId(hook),
      summary: hook.summary,
      tags: ["Vendors"],
      security: [],
      parameters: pathParameters(hook.path),
      responses: Object.fromEntries(Object.entries(hook.answers).map(([status, what]) => [status, { description: what }])),
    };
  }
  return {
    openapi: "3.1.0",
    info: { title: "ats-bridge", version: "0.1.0", description: "Outside recruiting systems in any applicant tracking system." },
    servers: [{ url: settings.publicUrl }],
    paths,
    components: {
      schemas: { Problem: schemaOf(Problem, "output") },
      securitySchemes: {
        operator: { type: "http", scheme: "bearer", description: "OPERATOR_TOKEN" },
        apiKey: { type: "http", scheme: "bearer", description: "an API key of the tenant, or the operator's token with the header Bridge-Tenant" },
        session: { type: "http", scheme: "bearer", description: "a session made by POST /v1/sessions; its origin must ask" },
      },
    },
    "x-connection-bodies": Object.fromEntries(integrations.map((room) => [room.provider, schemaOf(room.connection.body, "input")])),
  };
};
