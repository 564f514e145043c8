// From a form's texts to the body of `PUT …/connections/{provider}`, and from what is kept to the form.
import { linesOf } from "../parts/form.ts";
import { keptValue, type Column, type Field, type Setup } from "./fields.ts";

export type Values = Readonly<Record<string, string>>;
/** By the rows field's name: one record of texts a row, by column. */
export type Rows = Readonly<Record<string, readonly (Values & { key: string })[]>>;

export const isAsked = ({ when }: Field, values: Values): boolean => when === undefined || when.is.includes(values[when.field] ?? "");

const record = (value: unknown): Record<string, unknown> => ({ ...Object(value) });

export function textOf(field: Field, settings: Readonly<Record<string, unknown>>): string {
  const value = keptValue(settings, field);
  if (Array.isArray(value)) return value.join("\n");
  return value === undefined || value === null ? (field.options?.[0] ?? "") : String(value);
}

export function rowsOf({ columns = [], asRecord, ...field }: Field, settings: Readonly<Record<string, unknown>>): Rows[string] {
  const value = keptValue(settings, field);
  const rows: Record<string, unknown>[] = asRecord
    ? Object.entries(record(value)).map((pair) => Object.fromEntries(columns.map(({ name }, index) => [name, pair[index]])))
    : Array.isArray(value)
      ? value.map(record)
      : [];
  return rows.map((row, index) => ({ ...Object.fromEntries(columns.map(({ name }) => [name, String(within(row, name) ?? "")])), key: String(index) }));
}

const within = (value: Record<string, unknown>, path: string): unknown => path.split(".").reduce<unknown>((part, name) => Object(part)[name], value);

function put(body: Record<string, unknown>, path: string, value: unknown): void {
  const [first = "", ...rest] = path.split(".");
  if (rest.length === 0) body[first] = value;
  else put((body[first] = record(body[first])) as Record<string, unknown>, rest.join("."), value); // just made one
}

function rowBody(columns: readonly Column[], row: Values): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, kind } of columns) {
    const text = row[name];
    if (text) put(body, name, kind === "number" ? Number(text) : text);
  }
  return body;
}

function valueOf({ name, kind, columns = [], asRecord }: Field, values: Values, rows: Rows): unknown {
  const text = values[name] ?? "";
  if (kind === "tick") return text === "on";
  if (kind === "lines") return linesOf(text);
  if (kind === "rows") {
    const bodies = (rows[name] ?? []).map((row) => rowBody(columns, row));
    return asRecord ? Object.fromEntries(bodies.map((body) => columns.map((column) => body[column.name]))) : bodies;
  }
  if (text === "") return undefined;
  return kind === "number" ? Number(text) : text;
}

/** What is not asked, and what was left empty, is left out; so are parts whose leading field is empty. */
export function bodyOf({ fields, groups = {} }: Setup, values: Values, rows: Rows): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const field of fields) {
    if (!isAsked(field, values)) continue;
    const value = valueOf(field, values, rows);
    if (value !== undefined) put(body, field.name, value);
  }
  for (const [group, leading] of Object.entries(groups)) if (body[group] !== undefined && record(body[group])[leading] === undefined) delete body[group];
  return body;
}
