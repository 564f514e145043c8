// The fields of a schema as a flat list that people can read: `person.name`, `attachments[].id`, with type and limits in words.
import { isJson } from "./openapi-schemas.ts";
import type { Json } from "./openapi-schemas.ts";

export type Field = { readonly name: string; readonly type: string; readonly required: boolean; readonly note: string };
/** One of several forms that a value may have. */
export type Shape = { readonly title: string; readonly type: string; readonly fields: readonly Field[] };
export type Named = { readonly [name: string]: Json };

const DEEPEST = 4;
const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export const refName = (schema: Json): string | null => (typeof schema["$ref"] === "string" ? (schema["$ref"].split("/").at(-1) ?? null) : null);

const resolved = (schema: unknown, named: Named): Json => {
  if (!isJson(schema)) return {};
  const name = refName(schema);
  return name === null ? schema : resolved(named[name], named);
};

const literals = (schema: Json): string => ("const" in schema ? [schema["const"]] : listed(schema["enum"])).map((each) => JSON.stringify(each)).join(" | ");

/** `string`, `array of object`, `"a" | "b"`, `string or null`. */
export const typeOf = (schema: unknown, named: Named): string => {
  const found = resolved(schema, named);
  const alternatives = listed(found["anyOf"] ?? found["oneOf"]);
  if (alternatives.length > 0) return [...new Set(alternatives.map((each) => typeOf(each, named)))].join(" or ");
  const literal = literals(found);
  const kinds = listed(found["type"]).length > 0 ? listed(found["type"]).map(String) : typeof found["type"] === "string" ? [found["type"]] : [];
  if (literal !== "") return `${literal}${kinds.includes("null") ? " or null" : ""}`;
  if (kinds.length === 0) return isJson(found["properties"]) ? "object" : "anything";
  return kinds.map((kind) => (kind === "array" ? `list of ${typeOf(found["items"], named)}` : kind)).join(" or ");
};

const FORMATS: Readonly<Record<string, string>> = { "date-time": "ISO 8601, UTC", uri: "an address", uuid: "a UUID", email: "an e-mail address", binary: "bytes" };

/** What limits a value, in words. */
const limitsOf = (schema: Json): string[] => {
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, format, pattern, contentEncoding } = schema;
  const range = (least: unknown, most: unknown, what: string) =>
    least !== undefined && most !== undefined
      ? [`${String(least)} to ${String(most)}${what}`]
      : most !== undefined
        ? [`at most ${String(most)}${what}`]
        : least !== undefined
          ? [`at least ${String(least)}${what}`]
          : [];
  return [
    ...(typeof format === "string" ? [FORMATS[format] ?? format] : []),
    ...(typeof contentEncoding === "string" ? [contentEncoding] : []),
    ...range(minimum, maximum, ""),
    ...(maxLength === undefined && minLength === 1 ? ["not empty"] : range(minLength === 1 ? undefined : minLength, maxLength, " characters")),
    ...range(minItems, maxItems, " items"),
    ...(typeof pattern === "string" ? [`matches \`${pattern}\``] : []),
    ...("default" in schema && schema["default"] !== undefined ? [`default ${JSON.stringify(schema["default"])}`] : []),
  ];
};

export const noteOf = (schema: unknown, named: Named): string => {
  const found = resolved(schema, named);
  const own = isJson(schema) && typeof schema["description"] === "string" ? schema["description"] : "";
  const inherited = typeof found["description"] === "string" ? found["description"] : "";
  return [own || inherited, ...limitsOf(found)].filter(Boolean).join("; ");
};

/** A named schema that holds itself is gone into once. */
const fieldsOf = (schema: unknown, named: Named, prefix: string, depth: number, seen: ReadonlySet<string>): Field[] => {
  const found = resolved(schema, named);
  const { properties, required } = found;
  if (!isJson(properties)) return [];
  return Object.entries(properties).flatMap(([name, each]) => {
    const path = `${prefix}${name}`;
    const inner = resolved(each, named);
    const field = { name: path, type: typeOf(each, named), required: listed(required).includes(name), note: noteOf(each, named) };
    const [nested, suffix] = isJson(inner["items"]) ? [inner["items"], "[]."] : [each, "."];
    const own = isJson(nested) ? refName(nested) : null;
    if (depth >= DEEPEST || (own !== null && seen.has(own))) return [field];
    const deeper = own === null ? seen : new Set([...seen, own]);
    const variants = listed(resolved(nested, named)["anyOf"] ?? resolved(nested, named)["oneOf"]).filter((variant) => isJson(resolved(variant, named)["properties"]));
    if (variants.length === 0) return [field, ...fieldsOf(nested, named, `${path}${suffix}`, depth + 1, deeper)];
    const forms = variants.map((variant) => fieldsOf(variant, named, `${path}${suffix}`, depth + 1, deeper));
    // What one of the forms lacks is never sure to be there.
    return [field, ...forms.flat().map((each) => ({ ...each, required: forms.every((form) => form.some(({ name: other, required: sure }) => other === each.name && sure)) }))];
  });
};

const once = (fields: readonly Field[]): Field[] => {
  const kept = new Map<string, Field>();
  for (const field of fields) {
    const before = kept.get(field.name);
    // Told apart by a literal: what the other forms say is added.
    if (before && before.type !== field.type)
      kept.set(field.name, { ...before, type: [...new Set([...before.type.split(" | "), ...field.type.split(" | ")])].join(" | "), required: before.required && field.required });
    else if (!before) kept.set(field.name, field);
  }
  return [...kept.values()];
};

/** The forms that a body or an answer may have, each with its fields. */
export const shapesOf = (schema: unknown, named: Named): Shape[] => {
  const found = resolved(schema, named);
  const title = (isJson(schema) ? refName(schema) : null) ?? "";
  const alternatives = listed(found["anyOf"] ?? found["oneOf"]);
  if (alternatives.length > 1 && alternatives.every((each) => isJson(resolved(each, named)["properties"]))) return alternatives.flatMap((each) => shapesOf(each, named));
  const isList = found["type"] === "array";
  const fields = once(isList ? fieldsOf(found["items"], named, "[].", 0, new Set()) : fieldsOf(schema, named, "", 0, new Set()));
  return [{ title, type: typeOf(schema, named), fields }];
};
