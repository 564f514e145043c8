// What the resources of a company share: how one is mounted, how its project is found, which fields are taken.
import type { Context } from "hono";
import * as v from "valibot";
import { notFound } from "./answering.ts";
import type { Company, Project } from "./records.ts";
import type { Vendor } from "./state.ts";
import type { Operation } from "./switches.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";
export type Asked = { c: Context; company: Company; id(name: string): number };
type Handlers = { [Name in Method]?: (asked: Asked) => Response | Promise<Response> };
/** Puts one resource under `/companies/{company}`; what it has no handler for is a 405. */
export type Mount = (path: string, operation: Operation, handlers: Handlers) => void;

export function findProject({ state }: Vendor, { company, id }: Asked): Project {
  const project = state.projects.get(id("project"));
  if (project?.company !== company.id) throw notFound();
  return project;
}

const text = (most: number) => v.pipe(v.string("Not a valid string."), v.maxLength(most, `Ensure this field has no more than ${most} characters.`));
export const line = text(255);
export const filledLine = v.pipe(line, v.trim(), v.minLength(1, "This field may not be blank."));
/** What is given stays as it is, null too: whoever compares finds it again. */
export const email = v.nullable(v.union([v.literal(""), v.pipe(v.string(), v.email("Enter a valid email address."))], "Enter a valid email address."));
export const language = v.pipe(v.string("Not a valid string."), v.regex(/^[a-z]{2}([-_][A-Za-z]{2})?$/, "Enter a language code."));
