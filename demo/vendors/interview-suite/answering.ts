// How the API answers: its errors in the manner of Django, its lists in pages, its faults as switched on, every call noted.
import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "hono";
import * as v from "valibot";
import { expireOverdue } from "./candidates.ts";
import { linksOf } from "./links.ts";
import { SuiteError, type Vendor } from "./state.ts";
import { takeFault, type Fault, type Operation } from "./switches.ts";

const mostKept = 5000;
const usualPage = 20;
const largestPage = 100;

export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 500 | 503;

/** An answer that is not the one asked for: `{"detail":"message"}` or `{"field":["message"]}`. */
export class ApiProblem extends Error {
  declare readonly status: ProblemStatus;
  declare readonly body: Readonly<Record<string, unknown>>;

  constructor(status: ProblemStatus, body: string | Readonly<Record<string, unknown>>) {
    super(JSON.stringify(body));
    this.status = status;
    this.body = typeof body === "string" ? { detail: body } : body;
  }
}

export const notFound = (): ApiProblem => new ApiProblem(404, "Not found.");

/** Answers as the operation's fault says, or does the work; the call is noted either way. */
export async function answering(vendor: Vendor, c: Context, operation: Operation, work: () => Response | Promise<Response>): Promise<Response> {
  const { state, now } = vendor;
  const fault = takeFault(state.faults, operation);
  if (fault?.fault === "slow") await sleep(fault.ms, undefined, { ref: false });
  expireOverdue(vendor);
  const answer = brokenAnswer(c, fault) ?? (await orProblem(c, work));
  const shown = fault?.fault === "lost-answer" ? c.json({ detail: "Fault switch: the answer is lost" }, 500) : answer;
  state.calls.push({ at: new Date(now()).toISOString(), operation, method: c.req.method, path: new URL(c.req.url).pathname, status: shown.status });
  if (state.calls.length > mostKept) state.calls.shift();
  return shown;
}

async function orProblem(c: Context, work: () => Response | Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof SuiteError) return c.json({ detail: error.message }, 400);
    if (!(error instanceof ApiProblem)) throw error;
    return c.json(error.body, error.status, error.status === 401 ? { "www-authenticate": "Token" } : {});
  }
}

function brokenAnswer(c: Context, fault: Fault | undefined): Response | undefined {
  if (fault?.fault === "malformed") return c.body('{"meta": {"total_count": 1', 200, { "content-type": "application/json" });
  if (!fault || fault.fault === "slow" || fault.fault === "lost-answer") return undefined;
  const status = { "401": 401, "403": 403, "404": 404, "500": 500, "503": 503 } as const;
  return c.json({ detail: "Fault switch" }, status[fault.fault]);
}

/** The body's fields; only those sent are looked at where the schema lets them be left out. */
export async function readFields<Schema extends v.GenericSchema>(c: Context, schema: Schema): Promise<v.InferOutput<Schema>> {
  const body: unknown = await c.req.json().catch(() => {
    throw new ApiProblem(400, "JSON parse error");
  });
  const read = v.safeParse(schema, body, { abortPipeEarly: true });
  if (read.success) return read.output;
  const fields = read.issues.map((issue) => [String(issue.path?.[0]?.key ?? "non_field_errors"), issue.input === undefined ? "This field is required." : issue.message] as const);
  const grouped = Map.groupBy(fields, ([field]) => field);
  throw new ApiProblem(400, Object.fromEntries([...grouped].map(([field, found]) => [field, found.map(([, message]) => message)])));
}

/** One page of a list, as `?page=` and `?page_size=` ask for it; the addresses before and after it keep the filters. */
export function listJson<Item>(vendor: Vendor, c: Context, company: number, items: readonly Item[], json: (item: Item) => object): Response {
  const asked = (name: string, otherwise: number) => {
    const value = c.req.query(name);
    return value === undefined ? otherwise : /^[1-9]\d{0,5}$/.test(value) ? Number(value) : null;
  };
  const page = asked("page", 1);
  const size = Math.min(asked("page_size", usualPage) ?? usualPage, largestPage);
  const pages = Math.max(1, Math.ceil(items.length / size));
  if (page === null || page > pages) throw new ApiProblem(404, "Invalid page.");

  const { pathname, searchParams } = new URL(c.req.url);
  const address = (number: number) => {
    if (number < 1 || number > pages) return null;
    searchParams.set("page", String(number));
    return linksOf(vendor, company).page(`${pathname}?${searchParams}`);
  };
  const meta = { total_count: items.length, previous: address(page - 1), next: address(page + 1) };
  return c.json({ meta, objects: items.slice((page - 1) * size, page * size).map(json) });
}
