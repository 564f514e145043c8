// A stand-in suite with its ends in the test's hands: a clock that is turned, and a list of the webhooks that arrived.
import assert from "node:assert/strict";
import * as v from "valibot";
import { createInterviewSuite, permanentTokens, type SuiteOptions } from "../../demo/vendors/interview-suite/index.ts";

export const origin = "http://suite.test";
const list = v.object({
  meta: v.object({ total_count: v.number(), previous: v.nullable(v.string()), next: v.nullable(v.string()) }),
  objects: v.array(v.record(v.string(), v.unknown())),
});
const hook = v.pipe(v.string(), v.parseJson(), v.object({ endpoint: v.string(), time: v.string(), event: v.string(), data: v.record(v.string(), v.string()) }));

export type Hook = v.InferOutput<typeof hook> & { body: string; headers: Headers };
export type Answer = { status: number; body: Record<string, unknown>; text: string; headers: Headers };

export function createSuite(options: Omit<SuiteOptions, "now" | "fetch"> = {}) {
  const clock = { nowMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678) };
  const hooks: Hook[] = [];
  /** What endpoints answer next; then 200. */
  const replies: (() => Response | Promise<Response>)[] = [];
  const suite = createInterviewSuite({
    ...options,
    now: () => clock.nowMs,
    async fetch(_, init) {
      const body = String(init?.body);
      const read = v.safeParse(hook, body);
      hooks.push({ ...(read.success ? read.output : { endpoint: "", time: "", event: "malformed", data: {} }), body, headers: new Headers(init?.headers) });
      return (await replies.shift()?.()) ?? new Response(null, { status: 200 });
    },
  });

  /** `path` may be an address, as references are. */
  async function ask(method: string, path: string, body?: object, authorization = `Token ${permanentTokens["acme"]}`): Promise<Answer> {
    const headers = { ...(authorization !== "" && { authorization }), "content-type": "application/json" };
    const response = await suite.fetch(new Request(new URL(path, origin), { method, headers, ...(body && { body: JSON.stringify(body) }) }));
    const text = await response.text();
    const json: unknown = response.headers.get("content-type")?.includes("json") && /^[{].*[}]$/s.test(text) ? JSON.parse(text) : {};
    return { status: response.status, body: v.parse(v.record(v.string(), v.unknown()), json), text, headers: response.headers };
  }
  async function listOf(path: string) {
    const answer = await ask("GET", path);
    assert.equal(answer.status, 200, answer.text);
    return v.parse(list, answer.body);
  }
  /** Sends a form as a browser without script does, and answers where it leads. */
  async function submit(path: string, fields: Record<string, string> = {}): Promise<{ status: number; location: string; text: string }> {
    const headers = { accept: "text/html", "accept-language": "en" };
    const response = await suite.fetch(new Request(new URL(path, origin), { method: "POST", headers, body: new URLSearchParams(fields) }));
    return { status: response.status, location: response.headers.get("location") ?? "", text: await response.text() };
  }
  async function show(path: string, language = "en", cookie = ""): Promise<{ status: number; text: string; headers: Headers }> {
    const response = await suite.fetch(new Request(new URL(path, origin), { headers: { "accept-language": language, cookie } }));
    return { status: response.status, text: await response.text(), headers: response.headers };
  }
  const control = (path: string, body: object = {}) => ask("POST", `/suite/control${path}`, body, "");
  return { suite, clock, hooks, replies, ask, listOf, submit, show, control };
}

/** The id at the end of an address. */
export function idOf(address: unknown): number {
  return Number(/\/(\d+)\/?$/.exec(String(address))?.[1]);
}
