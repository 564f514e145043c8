// An example for any schema of the description: the one it brings, else one made of its parts.
import { isJson } from "./openapi-schemas.ts";
import type { Json } from "./openapi-schemas.ts";

const BY_FORMAT: Readonly<Record<string, string>> = {
  "date-time": "2026-11-22T08:00:00.000Z",
  uri: "https://ats.example.com/bridge",
  uuid: "2f1d9c1e-9f43-4f5e-8a55-1c2f2f0a7b11",
  email: "jana.keller@example.com",
};
const BY_NAME: Readonly<Record<string, string>> = {
  id: "01K0000000000000000000000",
  url: "https://ats.example.com/bridge",
  name: "Acme Logistics",
  next: "b3BhcXVlOjUw",
  secret: "whsec_c2VjcmV0LXRoYXQtaXMtc2hvd24tb25jZQ==",
  integrationContext: "urn:li:contract:4gX03uw",
  integrationType: "ONE_CLICK_EXPORT",
  tenantType: "RECRUITER",
  profileId: "a3f1c9d2",
  jobId: "4711",
  atsId: "4711",
  suiteId: "12",
};

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : undefined);

/** Optional fields are left out: what is shown is the least that works. */
export const sampleOf = (schema: unknown, named: { readonly [name: string]: Json }, name = ""): unknown => {
  if (!isJson(schema)) return null;
  if (typeof schema["$ref"] === "string") return sampleOf(named[schema["$ref"].split("/").at(-1) ?? ""], named, name);
  const given = first(schema["examples"]);
  if (given !== undefined) return given;
  if ("const" in schema) return schema["const"];
  if ("default" in schema) return schema["default"];
  const choice = first(schema["enum"]) ?? undefined;
  if (choice !== undefined) return choice;
  const alternative = first(schema["anyOf"]) ?? first(schema["oneOf"]);
  if (alternative !== undefined) return sampleOf(alternative, named, name);
  const type = Array.isArray(schema["type"]) ? (schema["type"].includes("null") && !(name in BY_NAME) ? "null" : first(schema["type"])) : schema["type"];
  if (type === "null") return null;
  if (type === "array") return [sampleOf(schema["items"], named, name)];
  if (type === "boolean") return true;
  if (type === "number" || type === "integer") return typeof schema["minimum"] === "number" ? schema["minimum"] : 1;
  if (type === "string") return BY_FORMAT[String(schema["format"])] ?? BY_NAME[name] ?? "text";
  const { properties, required } = schema;
  if (!isJson(properties)) return {};
  const wanted = Array.isArray(required) ? required : [];
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([field]) => wanted.includes(field))
      .map(([field, each]) => [field, sampleOf(each, named, field)]),
  );
};
