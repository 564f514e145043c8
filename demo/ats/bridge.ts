// The ATS's side of the ats-bridge API: one function a call, the API key stays on the server. This is the file to copy.
import * as v from "valibot";
import {
  applicationSchema,
  exportSchema,
  feedSchema,
  hostedLinkSchema,
  integrationsSchema,
  linkSchema,
  problemSchema,
  questionsSchema,
  receiptSchema,
  receiptsSchema,
  sessionSchema,
  templatesSchema,
} from "./contract.ts";

export type Bridge = ReturnType<typeof createBridge>;
export type SessionRequest = { user: { id: string; name: string; email?: string }; grants: string[]; origin: string };
export type User = SessionRequest["user"];
export type Repair = { person: { firstName?: string; lastName?: string; email?: string; phone?: string }; jobId?: string };
export type LinkRequest = { jobId: string; title: string; templateKey: string; utm_source: string; utm_medium: string };

/** A refusal as the bridge explains it; `status` 0 means that it could not be reached. */
export class BridgeProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string | undefined;

  constructor(status: number, code: string, detail: string, requestId?: string) {
    super(detail);
    this.name = "BridgeProblem";
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

export function createBridge({ edgeUrl, apiKey }: { edgeUrl: string; apiKey: string }) {
  async function call(method: string, path: string, options: { body?: object; language?: string; timeoutMs?: number } = {}): Promise<Response> {
    const { body, language, timeoutMs = 10_000 } = options;
    const response = await fetch(edgeUrl + path, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body && { "content-type": "application/json" }), ...(language && { "accept-language": language }) },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((cause: unknown) => {
      throw new BridgeProblem(0, "unreachable", cause instanceof Error ? cause.message : "The bridge could not be reached");
    });
    if (response.ok) return response;

    const problem = v.safeParse(problemSchema, await response.json().catch(() => null));
    throw problem.success
      ? new BridgeProblem(response.status, problem.output.code, problem.output.detail, problem.output.requestId)
      : new BridgeProblem(response.status, "unexplained", `The bridge answered ${response.status}`);
  }
  async function read<Schema extends v.GenericSchema>(schema: Schema, ...request: Parameters<typeof call>): Promise<v.InferOutput<Schema>> {
    return v.parse(schema, await (await call(...request)).json());
  }
  const jobPath = (jobId: string) => `/v1/jobs/${encodeURIComponent(jobId)}`;

  return {
    mintSession: (session: SessionRequest) => read(sessionSchema, "POST", "/v1/sessions", { body: session }),
    saveJob: (jobId: string, job: { title: string; templateKey: string }) => call("PUT", jobPath(jobId), { body: job }),
    templates: (language: string) => read(templatesSchema, "GET", "/v1/pitchyou/templates", { language }),
    applyLink: (link: LinkRequest) => read(linkSchema, "GET", `/v1/pitchyou/apply-link?${new URLSearchParams(link)}`),
    pullNow: () => call("POST", "/v1/pitchyou/pull"),
    /** A page of the change feed; its `next` is the cursor to keep, also when the page is empty. */
    changes: (after: string | null) => read(feedSchema, "GET", `/v1/applications?limit=100${after === null ? "" : `&after=${encodeURIComponent(after)}`}`),
    /** Fills in what a parked application lacks, and takes it up; what is left out stays as it was. */
    release: (id: string, repair: Repair) => read(applicationSchema, "POST", `/v1/applications/${encodeURIComponent(id)}/retry`, { body: repair }),
    /** Of withdrawals that came by a vendor, the latest first. */
    receipts: () => read(receiptsSchema, "GET", "/v1/receipts?limit=10"),
    integrations: (language: string) => read(integrationsSchema, "GET", "/v1/linkedin/integrations", { language }),
    /** A page of the bridge's own with the onboarding on it, for someone who has no account here. */
    makeOnboardingLink: (ttlSeconds: number) => read(hostedLinkSchema, "POST", "/v1/links", { body: { component: "ats-linkedin-onboard", ttlSeconds } }),
    takeBackLink: (id: string) => call("DELETE", `/v1/links/${encodeURIComponent(id)}`),
    /** A change here, by the id that makes a repeat harmless. */
    tell: (change: { id: string; type: string; data: unknown }) => call("POST", "/v1/ats-events", { body: change }),
    questions: (jobId: string) => read(questionsSchema, "GET", `/v1/interview/questions?${new URLSearchParams({ jobId })}`),
    /** Where the interview suite shows this candidate, with the user signed in: to be used at once, and once. */
    openInterview: (candidateId: string, user: User) => read(linkSchema, "POST", "/v1/interview/open", { body: { candidateId, user } }),
    makeQuestionsLink: (jobId: string, user: User) => read(hostedLinkSchema, "POST", "/v1/links", { body: { component: "interview-questions", jobId, user } }),
    /** The file as a stream: a video goes through without being held. */
    download: (href: string) => call("GET", href, { timeoutMs: 300_000 }),
    exportPerson: (email: string) => read(exportSchema, "POST", "/v1/people/export", { body: { email } }),
    erasePerson: (email: string) => read(receiptSchema, "POST", "/v1/people/erase", { body: { email } }),
  };
}

/** The answer, or the refusal as a value; anything else is still thrown. */
export async function attempt<Answer>(ask: () => Promise<Answer>): Promise<Answer | BridgeProblem> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof BridgeProblem) return error;
    throw error;
  }
}
