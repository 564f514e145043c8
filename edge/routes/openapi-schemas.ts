// From valibot to JSON Schema 2020-12: what edge/api.ts exports becomes a component of that name, and everything else points there.
import { toJsonSchema, toJsonSchemaDefs } from "@valibot/to-json-schema";
import type { ConversionConfig } from "@valibot/to-json-schema";
import type { GenericSchema } from "valibot";
import * as api from "../api.ts";
import { FIELD_NOTES, SAMPLES } from "./openapi-samples.ts";

export type Json = { [key: string]: unknown };
export type TypeMode = "input" | "output";

const isSchema = (value: unknown): value is GenericSchema => typeof value === "object" && value !== null && "kind" in value && value.kind === "schema";
export const isJson = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);

const named: Record<string, GenericSchema> = {};
for (const [name, value] of Object.entries(api)) if (isSchema(value)) named[name] = value;

const configOf = (typeMode: TypeMode) =>
  ({
    typeMode,
    target: "draft-2020-12",
    errorMode: "ignore",
    definitions: named,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    // Which objects keep fields that we do not know; JSON Schema allows them in any that does not say.
    overrideSchema: ({ valibotSchema, jsonSchema }) => (valibotSchema.type === "loose_object" ? { ...jsonSchema, additionalProperties: true } : undefined),
  }) satisfies ConversionConfig;

/** `{anyOf: [{type: "string"}, {type: "null"}]}` says no more than `{type: ["string", "null"]}`; an empty `required` says nothing. */
const tidy = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isJson(value)) return value;
  const { $schema: _schema, $defs: _defs, anyOf, required, ...rest } = value;
  const kept: Json = Object.fromEntries(Object.entries(rest).map(([name, each]) => [name, tidy(each)]));
  if (Array.isArray(required) && required.length > 0) kept["required"] = required;
  if (!Array.isArray(anyOf)) return kept;
  const [first, second, ...more]: unknown[] = anyOf.map(tidy);
  const nullable = isJson(first) && typeof first["type"] === "string" && first["enum"] === undefined && isJson(second) && second["type"] === "null" && more.length === 0;
  return nullable ? { ...kept, ...first, type: [first["type"], "null"] } : { ...kept, anyOf: [first, second, ...more].filter((each) => each !== undefined) };
};
const tidied = (value: unknown): Json => {
  const result = tidy(value);
  return isJson(result) ? result : {};
};

export const schemaOf = (schema: GenericSchema, typeMode: TypeMode): Json => tidied(toJsonSchema(schema, configOf(typeMode)));

const withNotes = (name: string, schema: Json): Json => {
  const { properties } = schema;
  const sample = SAMPLES[name];
  const noted = isJson(properties)
    ? {
        properties: Object.fromEntries(
          Object.entries(properties).map(([field, each]) => {
            const description = FIELD_NOTES[`${name}.${field}`];
            return [field, isJson(each) && description !== undefined ? { ...each, description } : each];
          }),
        ),
      }
    : {};
  return { ...schema, ...noted, ...(sample === undefined ? {} : { examples: [sample] }) };
};

/** All named schemas: bodies as they are sent, the rest as it is answered. */
export const components = (): { [name: string]: Json } => {
  const [sent, answered] = [toJsonSchemaDefs(named, configOf("input")), toJsonSchemaDefs(named, configOf("output"))];
  return Object.fromEntries(Object.keys(named).map((name) => [name, withNotes(name, tidied((name.endsWith("Body") ? sent : answered)[name]))]));
};

/** The same schema with the notes and the sample that belong to its name. */
export const nameSchema = withNotes;
