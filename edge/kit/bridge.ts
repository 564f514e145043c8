// createBridge(): the calls of an ATS's backend, by what they are about. The API key stays on the server.
import { createCall } from "./call.ts";
import type { Asked, Call, CallOptions, CreateOptions } from "./call.ts";
import type {
  Application,
  ApplyLinkRequest,
  AtsEvent,
  Chat,
  ElementTag,
  FeedPage,
  Integration,
  IntegrationIdentity,
  InterviewQuestions,
  Job,
  JobRequest,
  Jwks,
  Link,
  LinkRequest,
  LinkedinPlugin,
  Match,
  MatchedEntity,
  Page,
  PageCheck,
  PageOptions,
  PagePolicy,
  Person,
  PersonExport,
  Repair,
  Session,
  SessionRequest,
  SignedReceipt,
  Sources,
  Subject,
  Template,
  Tombstone,
  User,
} from "./shapes.ts";

export type BridgeOptions = {
  /** Where the bridge is, such as `https://bridge.example.com`. */
  edge: string;
  /** `ab_live_…` or `ab_test_…`. */
  apiKey: string;
  fetch?: typeof fetch;
  /** Until an answer begins; 10 seconds. */
  timeoutMs?: number;
};

export type Bridge = ReturnType<typeof createBridge>;

type Accepted = { status: "accepted" };
const FILE_TIMEOUT_MS = 60_000;
const part = encodeURIComponent;

/** Pages from the cursor on, until nothing newer is left; answers the last cursor. */
async function* readChanges(list: (page: PageOptions) => Promise<FeedPage>, { after, limit = 100 }: PageOptions): AsyncGenerator<FeedPage, string | undefined> {
  let cursor = after;
  for (;;) {
    const page = await list({ limit, ...(cursor === undefined ? {} : { after: cursor }) });
    cursor = page.next;
    if (page.items.length === 0) return cursor;
    yield page;
  }
}

export const createBridge = ({ edge, apiKey, fetch, timeoutMs }: BridgeOptions) => {
  const call: Call = createCall({ edge, token: apiKey, fetch, timeoutMs });
  // The bridge answers by the same schemas that these types come from.
  const read = async <Answer>(method: string, path: string, asked?: Asked): Promise<Answer> => (await call(method, path, asked)).json();
  const quiet = async (method: string, path: string, asked?: Asked): Promise<void> => void (await call(method, path, asked));

  const listApplications = (page: PageOptions = {}, options?: CallOptions) => read<FeedPage>("GET", "/v1/applications", { ...options, query: page });

  return {
    sessions: {
      /** For one user, origin and set of grants: hand `{token, expiresAt}` to the element. */
      create: (session: SessionRequest, options?: CreateOptions) => read<Session>("POST", "/v1/sessions", { ...options, body: session }),
    },

    /** Hosted pages, for an iframe, a popup, a plain link or an admin without an account in the ATS. */
    links: {
      create: (link: LinkRequest, options?: CreateOptions) => read<Link>("POST", "/v1/links", { ...options, body: link }),
      remove: (id: string, options?: CallOptions) => quiet("DELETE", `/v1/links/${part(id)}`, options),
    },

    jobs: {
      save: (id: string, job: JobRequest, options?: CallOptions) => read<Job>("PUT", `/v1/jobs/${part(id)}`, { ...options, body: job }),
      get: (id: string, options?: CallOptions) => read<Job>("GET", `/v1/jobs/${part(id)}`, options),
      /** Applications to it stay. */
      remove: (id: string, options?: CallOptions) => quiet("DELETE", `/v1/jobs/${part(id)}`, options),
    },

    applications: {
      /** One page of the change feed. */
      list: listApplications,
      /** The change feed page by page until nothing newer is left: keep each page's `next` with its items, in one transaction. */
      changes: (page: PageOptions = {}, options?: CallOptions) => readChanges((each) => listApplications(each, options), page),
      get: (id: string, options?: CallOptions) => read<Application | Tombstone>("GET", `/v1/applications/${part(id)}`, options),
      /** Repairs and releases a parked one; what is left out stays as it was. */
      retry: (id: string, repair: Repair = {}, options?: CallOptions) => read<Application>("POST", `/v1/applications/${part(id)}/retry`, { ...options, body: repair }),
      /** The file, unread: stream its body, or pass the answer on. */
      attachment: (id: string, attachmentId: string, options?: CallOptions) =>
        call("GET", `/v1/applications/${part(id)}/attachments/${part(attachmentId)}`, { timeoutMs: FILE_TIMEOUT_MS, ...options, stream: true }),
    },

    sources: {
      /** Since a moment in ISO 8601, else of the last 30 days. */
      list: (query: { since?: string } = {}, options?: CallOptions) => read<Sources>("GET", "/v1/sources", { ...options, query }),
    },

    /** Data-subject requests, by e-mail address or by a vendor's id. */
    people: {
      find: (subject: Subject, options?: CallOptions) => read<{ items: Person[]; next: null }>("GET", "/v1/people", { ...options, query: subject }),
      export: (subject: Subject, options?: CallOptions) => read<PersonExport>("POST", "/v1/people/export", { ...options, body: subject, repeatable: true }),
      /** Done when answered. */
      erase: (subject: Subject, options?: CallOptions) => read<SignedReceipt>("POST", "/v1/people/erase", { ...options, body: subject, repeatable: true }),
    },

    receipts: {
      /** Of withdrawals that came from a vendor, newest first. */
      list: (page: PageOptions = {}, options?: CallOptions) => read<Page<SignedReceipt>>("GET", "/v1/receipts", { ...options, query: page }),
      /** For `verifyReceipt`; may be kept for an hour. */
      keys: (options?: CallOptions) => read<Jwks>("GET", "/.well-known/jwks.json", options),
    },

    matches: {
      list: (query: PageOptions & { entity?: MatchedEntity; atsId?: string } = {}, options?: CallOptions) => read<Page<Match>>("GET", "/v1/matches", { ...options, query }),
      save: (match: Pick<Match, "entity" | "atsId" | "suiteId">, options?: CallOptions) => read<Match>("PUT", "/v1/matches", { ...options, body: match }),
      remove: (match: Pick<Match, "entity" | "atsId">, options?: CallOptions) =>
        quiet("DELETE", "/v1/matches", { ...options, query: { entity: match.entity, atsId: match.atsId } }),
    },

    atsEvents: {
      /** What has changed in the ATS; its `id` makes a repeat harmless. */
      send: (event: AtsEvent, options?: CallOptions) => read<{ status: "ok" }>("POST", "/v1/ats-events", { ...options, body: event, repeatable: true }),
    },

    interview: {
      questions: (jobId: string, options?: CallOptions) => read<InterviewQuestions>("GET", "/v1/interview/questions", { ...options, query: { jobId } }),
      /** An address that signs this user in to the suite: to be used at once, and once. */
      open: (target: { user: User; jobId?: string; candidateId?: string }, options?: CallOptions) =>
        read<{ url: string }>("POST", "/v1/interview/open", { ...options, body: target }),
      pull: (options?: CallOptions) => read<Accepted>("POST", "/v1/interview/pull", { ...options, repeatable: true }),
    },

    pitchyou: {
      templates: (options?: CallOptions) => read<Page<Template>>("GET", "/v1/pitchyou/templates", options),
      /** The address behind the apply button, byte for byte. */
      applyLink: (link: ApplyLinkRequest, options?: CallOptions) => read<{ url: string }>("GET", "/v1/pitchyou/apply-link", { ...options, query: link }),
      /** A fresh token each time, for the browser's memory only. */
      openChat: (chat: { profileId: string; recruiterName?: string }, options?: CallOptions) => read<Chat>("POST", "/v1/pitchyou/chats", { ...options, body: chat }),
      pull: (options?: CallOptions) => read<Accepted>("POST", "/v1/pitchyou/pull", { ...options, repeatable: true }),
    },

    linkedin: {
      plugin: (options?: CallOptions) => read<LinkedinPlugin>("GET", "/v1/linkedin/plugin", options),
      integrations: (options?: CallOptions) => read<{ items: Integration[]; next: null }>("GET", "/v1/linkedin/integrations", options),
      /** What the plugin called back with. */
      addIntegrations: (integrations: IntegrationIdentity[], options?: CreateOptions) =>
        read<{ items: Integration[]; warnings?: string[] }>("POST", "/v1/linkedin/integrations", { ...options, body: { integrations }, repeatable: true }),
      refresh: (options?: CallOptions) => read<Accepted>("POST", "/v1/linkedin/refresh", { ...options, repeatable: true }),
      /** The list for a LinkedIn ticket, as a CSV file. */
      integrationsFile: (options?: CallOptions) => call("GET", "/v1/linkedin/integrations", { ...options, query: { format: "csv" } }),
      /** What LinkedIn's support asks for, as a JSON file; tokens are masked. */
      supportBundle: (options?: CallOptions) => call("GET", "/v1/linkedin/support-bundle", options),
    },

    /** For whoever puts the elements into a page. */
    pages: {
      /** The Content Security Policy that these elements need; without a list, all of them. */
      policy: ({ elements }: { elements?: ElementTag[] } = {}, options?: CallOptions) =>
        read<PagePolicy>("GET", "/v1/page-policy", { ...options, query: { elements: elements?.join(",") } }),
      /** What stands in their way on one of the tenant's own pages. */
      check: (page: { url: string; elements?: ElementTag[] }, options?: CallOptions) =>
        read<PageCheck>("POST", "/v1/page-check", { timeoutMs: FILE_TIMEOUT_MS, ...options, body: page, repeatable: true }),
    },

    messages: {
      /** Sends a signed `bridge.test` to the webhook. */
      test: (options?: CreateOptions) => read<{ id: string }>("POST", "/v1/messages/test", options),
    },
  };
};
