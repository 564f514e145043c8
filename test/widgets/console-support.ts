// The console in a test's page: an edge that answers from a table, and the parts of a page that it needs.
import type { Session } from "../../edge/console/answers.ts";
import { BridgeConsole } from "../../edge/console/app.ts";
import { speak } from "../../edge/console/language.ts";
import { BASE } from "../../edge/console/routes.ts";
import { views } from "../../edge/console/views/index.ts";
import { json, problem, replace, until } from "./support.ts";

export interface Asked {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  headers: Headers;
}

export type Answers = Record<string, (asked: Asked) => Response | object>;

export const signedIn: Session = { auth: "token", signedIn: true, actor: "console", mode: "sandbox", loginUrl: null };
export const signedOut: Session = { ...signedIn, signedIn: false, actor: null };

export const tenant = {
  id: "acme",
  name: "Nordlicht",
  origins: ["https://ats.example"],
  retentionDays: { application: 180, message: 180, event: 180, log: 180 },
  onRevoke: "erase",
  webhook: null,
  suspended: false,
  createdAt: "2026-11-01T00:00:00.000Z",
  updatedAt: "2026-11-01T00:00:00.000Z",
};

const before = location.href;

/** Answers by `METHOD /path`; what is not in the table is a 404. */
export function answerConsole(answers: Answers): Asked[] {
  const asked: Asked[] = [];
  replace(globalThis, "fetch", async (input, init = {}) => {
    const url = new URL(String(input), location.href);
    const call = {
      method: init.method ?? "GET",
      path: url.pathname,
      query: url.searchParams,
      body: typeof init.body === "string" ? JSON.parse(init.body) : undefined,
      headers: new Headers(init.headers),
    };
    asked.push(call);
    const answer = answers[`${call.method} ${call.path}`]?.(call) ?? problem(404, "not-found");
    return answer instanceof Response ? answer : json(200, answer);
  });
  return asked;
}

/** The look is part of what is judged: sizes of targets, contrast. */
async function wear(name: string): Promise<void> {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL(`../../edge/console/look/${name}.css`, import.meta.url).href;
  await new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", reject);
    document.head.append(link);
  });
}
const worn = Promise.all(["base", "parts"].map(wear));

/** Opens the console at an address below it, in English. */
export async function openConsole(path: string): Promise<HTMLElement> {
  await Promise.all([worn, speak("en")]);
  for (const [tag, element] of Object.entries(views)) if (!customElements.get(tag)) customElements.define(tag, element);
  if (!customElements.get("bridge-console")) customElements.define("bridge-console", BridgeConsole);
  history.replaceState(null, "", `${BASE}${path}`);
  const app = document.createElement("bridge-console");
  document.body.append(app);
  await until(() => app.querySelector("h1"), "a heading");
  return app;
}

/** Leaves the runner's page where it was. */
export const closeConsole = (): void => history.replaceState(null, "", before);

export const seen = (app: Element): string => (app instanceof HTMLElement ? app.innerText : "").replace(/\s+/g, " ");
