// What tests of <interview-questions> share: an edge with one answer a job, sessions as our edge makes them, and waits.
import type { InterviewQuestions } from "../../widgets/interview-questions/define.ts";
import "../../widgets/interview-questions/define.ts";
import { json, mount, ok, problem, replace, until, visibleText, type Call } from "./support.ts";

export const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

export const linked = (more: object = {}) => ({
  state: "linked",
  project: { name: "Nurse, Kiel", status: "active", openUrl: "https://suite.example/projects/7" },
  questions: [
    { id: "q2", position: 2, text: "How do you hand over?", answerSeconds: 60, criteria: [] },
    { id: "q1", position: 1, text: "Why care?", preparationSeconds: 30, answerSeconds: 90, criteria: ["Motivation", "Clarity"] },
    { id: "q3", position: 3, text: "Which shifts?", criteria: ["Flexibility"] },
  ],
  candidates: { invited: 4, in_progress: 1, completed: 1_234, expired: 0 },
  asOf: new Date().toISOString(),
  ...more,
});

export const notLinked = () => ({ state: "not_linked", questions: [], candidates: {}, asOf: new Date().toISOString() });

export interface FakeEdge {
  /** By job. */
  answers: Record<string, object>;
  /** Answers in the place of the edge, by `METHOD /path`. */
  instead: Record<string, (call: Call) => Response | Promise<Response>>;
  calls: (Call & { method: string; path: string; jobId: string | null })[];
  gets(): FakeEdge["calls"];
  posts(): FakeEdge["calls"];
}

export const getPath = "GET /v1/interview/questions";
export const openPath = "POST /v1/interview/open";

export function fakeEdge(answers: FakeEdge["answers"] = { "4711": linked() }): FakeEdge {
  const of = (method: string) => (): FakeEdge["calls"] => edge.calls.filter((call) => call.method === method);
  const edge: FakeEdge = { answers, instead: {}, calls: [], gets: of("GET"), posts: of("POST") };
  // Pages that are tested side by side are not all in front.
  replace(document, "hidden", false);
  replace(globalThis, "fetch", async (input, init = {}) => {
    const { pathname: path, searchParams } = new URL(String(input));
    const method = init.method ?? "GET";
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    const call = { url: String(input), init, method, path, body, jobId: searchParams.get("jobId") };
    edge.calls.push(call);
    const instead = edge.instead[`${method} ${path}`];
    if (instead) return instead(call);
    if (method === "POST") return json(200, { url: "https://suite.example/sso?ticket=once" });
    const answer = edge.answers[call.jobId ?? ""];
    if (!answer) return problem(404, "not-found");
    const etag = `"${JSON.stringify({ ...answer, asOf: "" }).length}"`;
    if (new Headers(init.headers).get("if-none-match") === etag) return new Response(null, { status: 304, headers: { etag } });
    return json(200, answer, { etag });
  });
  return edge;
}

export const refusal = (status: number, code: string) => (): Response => problem(status, code);

/** As the edge signs them; nobody here checks the signature. */
export function sessionOf(user: string, more: object = {}): string {
  const claims = { iss: "ats-bridge", tenant: "acme", user: { id: user, name: "Jäna" }, grants: ["interview:questions", "interview:open"], jti: crypto.randomUUID(), ...more };
  const text = String.fromCharCode(...new TextEncoder().encode(JSON.stringify(claims)));
  return ["e30", btoa(text).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", ""), "sig"].join(".");
}

export function questions(attributes: Record<string, string> = {}, parent?: Node): Promise<InterviewQuestions> {
  return mount("interview-questions", { "job-id": "4711", edge: "https://edge.example", session: "s-1", locale: "en", ...attributes }, parent);
}

export async function sees(element: InterviewQuestions, ...words: string[]): Promise<void> {
  for (const each of words) await until(() => visibleText(element).includes(each), `“${each}” in “${visibleText(element)}”`);
}

/** What the list says, a line for each question. */
export function listed(element: InterviewQuestions): string[] {
  return [...(element.shadowRoot?.querySelectorAll("[part='question'] > p:first-child") ?? [])].map((each) => each.textContent ?? "");
}

/** `setTimeout` with a handle on the waits of these lengths, and what is waited for now. */
export function holdTimers(...lengths: number[]): { waiting(): number[]; run(): void } {
  let held: { run: () => void; ms: number; id: number }[] = [];
  const [later, forget] = [window.setTimeout, window.clearTimeout];
  let ids = 1_000_000;
  replace(window, "setTimeout", ((run: () => void, ms = 0, ...rest: unknown[]) => {
    if (!lengths.includes(ms)) return later(run, ms, ...rest);
    held.push({ run, ms, id: ++ids });
    return ids;
  }) as typeof setTimeout);
  replace(window, "clearTimeout", (id) => {
    held = held.filter((each) => each.id !== id);
    forget(id);
  });
  return { waiting: () => held.map(({ ms }) => ms), run: () => held.splice(0).forEach(({ run }) => run()) };
}

/** A window for `window.open` to answer: a frame of this page, so that the test sees where it is sent. */
export function fakeTab(): { calls: unknown[][]; sentTo(): string | undefined; closed(): number } {
  const tab = document.body.appendChild(document.createElement("iframe")).contentWindow;
  ok(tab, "the frame has a window");
  const calls: unknown[][] = [];
  let closed = 0;
  let sentTo: string | undefined;
  replace(tab, "close", () => void closed++);
  tab.document.addEventListener("click", (event) => {
    event.preventDefault();
    if (event.target && "href" in event.target) sentTo = String(event.target.href);
  });
  replace(window, "open", (...args: unknown[]) => {
    calls.push(args);
    return tab;
  });
  return { calls, sentTo: () => sentTo, closed: () => closed };
}
