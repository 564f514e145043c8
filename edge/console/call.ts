// The one place where the console talks to the edge that served it: cookie session, its CSRF header, problem details (RFC 9457).
import { language } from "./language.ts";

export interface Problem {
  code: string;
  /** The edge's own words, in English; empty where no answer came. */
  message: string;
  /** 0 where no answer came. */
  status: number;
  requestId?: string | undefined;
  errors: { path: string; message: string }[];
}

/** A 204 has the value null. */
export type Answer<Value> = { value: Value; problem?: undefined } | { problem: Problem; value?: undefined };

interface Options {
  body?: object;
  /** Acts for this tenant on the ATS's paths. */
  tenant?: string;
  signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 30_000;
let signedOut = (): void => {};

/** Told when the edge no longer knows the session. */
export const onSignedOut = (listener: () => void): void => void (signedOut = listener);

/** Never throws. */
export async function call<Value>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, { body, tenant, signal }: Options = {}): Promise<Answer<Value>> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: "application/json",
        "accept-language": language(),
        "bridge-console": "1",
        ...(body && { "content-type": "application/json" }),
        ...(tenant !== undefined && { "bridge-tenant": tenant }),
      },
      ...(body && { body: JSON.stringify(body) }),
      credentials: "same-origin",
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    const text = await response.text();
    if (!response.ok) {
      if (response.status === 401 && path !== "/console/session") signedOut();
      return { problem: parseProblem(response, text) };
    }
    // Page and edge are of one build, and the edge's answers are typed by the schemas that `Value` is taken from.
    return { value: (text === "" ? null : JSON.parse(text)) as Value };
  } catch {
    return { problem: { code: navigator.onLine ? "edge-unreachable" : "offline", message: "", status: 0, errors: [] } };
  }
}

type Values<Calls> = { [Name in keyof Calls]: Calls[Name] extends Promise<Answer<infer Value>> ? Value : never };

/** All the values, or the first problem. */
export async function gather<Calls extends Record<string, Promise<Answer<unknown>>>>(calls: Calls): Promise<Answer<Values<Calls>>> {
  const answers = await Promise.all(Object.entries(calls).map(async ([name, answer]) => [name, await answer] as const));
  for (const [, answer] of answers) if (answer.problem) return { problem: answer.problem };
  // Built from these names, and none of the answers is a problem.
  return { value: Object.fromEntries(answers.map(([name, { value }]) => [name, value])) as Values<Calls> };
}

/** A query string of what has a value. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const pairs = Object.entries(values).flatMap(([name, value]) => (value === null || value === undefined || value === "" ? [] : [[name, String(value)]]));
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs).toString()}`;
}

function parseProblem({ status, headers }: Response, text: string): Problem {
  const said = readObject(text);
  const { code, detail, requestId, errors } = said;
  return {
    code: typeof code === "string" ? code : `http-${status}`,
    message: typeof detail === "string" ? detail : "",
    status,
    requestId: typeof requestId === "string" ? requestId : (headers.get("x-request-id") ?? undefined),
    errors: Array.isArray(errors) ? errors.map((each) => ({ path: String(Object(each).path ?? ""), message: String(Object(each).message ?? "") })) : [],
  };
}

function readObject(text: string): Record<string, unknown> {
  try {
    return { ...Object(JSON.parse(text)) };
  } catch {
    return {};
  }
}
