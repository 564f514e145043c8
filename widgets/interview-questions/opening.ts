// The way into the suite, once somebody has clicked: signed in where the session may, else by the suite's own address. Loaded then.
import type { EdgeAnswer, EdgeCall } from "../shared/edge-client.ts";
import type { Problem } from "../shared/state.ts";
import { steerTab } from "../shared/tab.ts";
import { isAddress, isObject } from "../shared/values.ts";

/** What became of the last click on "open"; undefined: a tab is on its way. */
export interface Opening {
  busy?: boolean;
  /** For a link. */
  url?: string;
  /** The link is the suite's own address and stays; else it signs in, once. */
  plain?: boolean;
  /** The browser opened no tab. */
  blocked?: boolean;
  problem?: Problem;
}

export interface OpeningPlan {
  jobId: string;
  /** The project's own page. */
  openUrl: string | undefined;
  /** Opened empty in the click; null where the browser opens none. */
  tab: Window | null;
  title: string;
  signal: AbortSignal;
  ask: (call: Omit<EdgeCall, "signal">) => Promise<EdgeAnswer>;
}

export async function openSuite({ jobId, openUrl, tab, title, signal, ask }: OpeningPlan): Promise<Opening | undefined> {
  const steered = tab && steerTab(tab, title);
  const result = await ask({ method: "POST", path: "/v1/interview/open", body: { jobId } });
  const problem = "problem" in result ? result.problem : undefined;
  const plain = problem?.code === "grant-missing";
  const url = plain ? openUrl : "value" in result && isObject(result.value) && result.value["url"];
  if (signal.aborted || !isAddress(url)) {
    steered?.close();
    return { problem: problem ?? { code: "bad-answer", message: "the edge gave no address of the suite", retryable: true } };
  }
  steered?.send(url);
  return plain || !tab ? { url, plain, blocked: !tab } : undefined;
}
