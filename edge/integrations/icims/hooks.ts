// The one endpoint for all customers and all event types. Decides quickly, answers clearly, leaves nothing half done.
import * as v from "valibot";
import { chooseLanguage } from "../../core/connection-texts.ts";
import type { Language } from "../../core/connection-texts.ts";
import type { Connection } from "../../core/connections.ts";
import { commitOnce } from "../../core/events.ts";
import type { EventAnswer } from "../../core/events.ts";
import { note } from "../../core/log.ts";
import { findTenant } from "../../core/tenants.ts";
import { DemandUnmet, UniqueViolation } from "../../db/database.ts";
import type { Statement } from "../../db/database.ts";
import { Refusal } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import type { HttpContext } from "../../routes/endpoint.ts";
import { UNREAD } from "../../routes/hook.ts";
import type { Hook } from "../../routes/hook.ts";
import { Unreadable, parseJson, readBody } from "./body.ts";
import { EVENT_TYPES, Envelope, Event } from "./contract.ts";
import type { EventKind, Policy } from "./contract.ts";
import { FAULT_STATUS, errorBody, userMessage } from "./messages.ts";
import { prove } from "./proof.ts";
import { EventFault, NOTHING_GATHERED, Settings, effects, eventKey, gather, parked, validate } from "./take-in.ts";

/** iCIMS gives up after 30 s; we have decided well before. */
const DEADLINE_MS = 20_000;
const TRIES = 3;
const LANGUAGE_MS = 1_000;
const PROVIDER = "icims";
const JSON_TYPE = { "content-type": "application/json", "cache-control": "no-store" };

const forbidden = () => new Refusal({ status: 403, code: "forbidden", message: "the credentials do not allow this" });

/** Only iCIMS's own hosts, and those that the operator has named for this customer. */
export const mayLeadTo = (edge: Edge, settings: Settings, address: string | null | undefined): string | null => {
  const url = URL.parse(address ?? "");
  if (!url || url.username || url.password) return null;
  const named = settings.returnHosts.includes(url.host) || settings.returnHosts.includes(url.hostname);
  const loopback = edge.settings.mode === "sandbox" && url.protocol === "http:" && named;
  return (url.protocol === "https:" && (named || url.hostname.endsWith(".icims.com"))) || loopback ? url.href : null;
};

const pageOf = (edge: Edge, event: Event): string =>
  `${edge.settings.publicUrl}/embed/icims?about=${encodeURIComponent(event.eventType)}&id=${encodeURIComponent(event.systemId ?? "")}`;

/** The answer to an event that was taken; a parked onboarding task goes back without being marked done. */
const successOf = (edge: Edge, settings: Settings, event: Event, kind: EventKind, wasParked: boolean): EventAnswer => {
  if (kind.status === 200) return { status: 200, headers: JSON_TYPE, body: "{}" };
  const wanted = kind.leadsTo === "page" ? null : wasParked && event.incompleteUrl ? event.incompleteUrl : kind.leadsTo === undefined ? null : event[kind.leadsTo];
  const location = mayLeadTo(edge, settings, wanted);
  if (location === null && kind.leadsTo !== "page" && !wasParked)
    throw new EventFault("not-configured", `${kind.leadsTo} does not lead to a host that is allowed for this customer`);
  return { status: 303, headers: { location: location ?? pageOf(edge, event), "cache-control": "no-store" }, body: "" };
};

type Prepared = { readonly statements: readonly Statement[]; readonly answer: EventAnswer; readonly outcome: string };

const prepare = async (edge: Edge, connection: Connection, settings: Settings, event: Event, kind: EventKind, policy: Policy, signal: AbortSignal): Promise<Prepared> => {
  let gathered = NOTHING_GATHERED;
  try {
    gathered = await gather(edge, connection, settings, event, signal);
    await validate(edge, connection.tenant, settings, event, kind, gathered);
    return { statements: await effects(edge, connection, settings, event, gathered), answer: successOf(edge, settings, event, kind, false), outcome: event.eventType };
  } catch (cause) {
    if (policy === "strict") throw cause;
    const why = cause instanceof EventFault ? cause.message : "an internal fault";
    edge.log.warn("icims.parked", { tenant: connection.tenant, type: event.eventType, why });
    return {
      statements: await parked(edge, connection.tenant, event, gathered),
      answer: successOf(edge, settings, event, kind, true),
      outcome: `${event.eventType}, parked: ${why}`,
    };
  }
};

const takeIn = async (edge: Edge, connection: Connection, settings: Settings, event: Event, kind: EventKind, fingerprint: string, signal: AbortSignal): Promise<EventAnswer> => {
  const policy = settings.policies[event.eventType] ?? kind.policy;
  for (let attempt = 1; ; attempt++) {
    const prepared = await prepare(edge, connection, settings, event, kind, policy, signal);
    if (signal.aborted) throw new EventFault("unavailable", "the deadline has passed");
    const key = await eventKey(edge, connection.tenant, event, kind);
    try {
      return await commitOnce(edge, connection.tenant, { provider: PROVIDER, key, outcome: prepared.outcome, fingerprint }, prepared.statements, prepared.answer);
    } catch (cause) {
      // Another event made the same application at this moment: with it in place, ours is decided anew.
      if (!(cause instanceof UniqueViolation || cause instanceof DemandUnmet) || attempt === TRIES) throw cause;
    }
  }
};

/** Whatever it waits for, the proof too: iCIMS hears from us in time. */
const withDeadline = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      controller.abort();
      reject(new EventFault("unavailable", `not decided within ${DEADLINE_MS} ms`));
    }, DEADLINE_MS);
  });
  return Promise.race([work(controller.signal), late]).finally(() => clearTimeout(timer));
};

/** What is known of an event when it fails. */
type SoFar = { connection: Connection | null; event: Partial<Event>; kind: EventKind | undefined };

/** The words are worth a short wait for the tenant's language, no more: what failed may be the database. */
const languageOf = async (edge: Edge, tenant: string | undefined): Promise<Language> => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<null>((give) => (timer = setTimeout(() => give(null), LANGUAGE_MS)));
  const found = tenant === undefined ? null : await Promise.race([findTenant(edge, tenant).catch(() => null), late]).finally(() => clearTimeout(timer));
  return chooseLanguage(null, found?.settings.locale);
};

const answerFault = async (edge: Edge, http: HttpContext, { connection, event, kind }: SoFar, cause: unknown): Promise<Response> => {
  const ref = http.get("requestId");
  const tenant = connection?.tenant;
  const { fault, message, field } = cause instanceof EventFault ? cause : { fault: "internal" as const, message: "an internal fault", field: undefined };
  if (fault === "internal" || fault === "unavailable")
    edge.log.error("icims.failed", { tenant, requestId: ref, reason: cause instanceof Error ? `${cause.name}: ${cause.message.slice(0, 200)}` : "unknown" });
  const why = `${event.eventType ?? "unreadable"}: ${message}`;
  if (tenant !== undefined) {
    const noted = edge
      .databaseFor(tenant)
      .batch([note(edge, tenant, { provider: PROVIDER, kind: "refusal", subject: ref, outcome: String(FAULT_STATUS[fault]), cause: why })])
      .catch(() => undefined);
    if (fault !== "unavailable") await noted;
  }
  const language = await languageOf(edge, tenant);
  const words = userMessage(fault, { actor: kind?.actor ?? "recruiter", language, ats: edge.settings.atsName, ref, field });
  return http.body(errorBody(words, `${message}; reference ${ref}`), FAULT_STATUS[fault], { ...JSON_TYPE, ...(fault === "unavailable" ? { "retry-after": "60" } : {}) });
};

/** Proof, parsing, decision and commit; what it learns on the way goes into `soFar`. */
const decide = async (edge: Edge, http: HttpContext, soFar: SoFar, signal: AbortSignal): Promise<EventAnswer> => {
  const body = await readBody(http.req.raw);
  const connection = await prove(edge, { request: http.req.raw, body });
  soFar.connection = connection;
  const settings = v.parse(Settings, connection.settings);
  if (body.trouble) throw body.trouble;
  const parsed = parseJson(body.bytes);
  const envelope = v.safeParse(Envelope, parsed);
  if (!envelope.success) throw new EventFault("unreadable", "customerId or eventType is missing");
  const { customerId, eventType } = envelope.output;
  if (customerId !== settings.customerId) throw forbidden();
  const kind = Object.hasOwn(EVENT_TYPES, eventType) ? EVENT_TYPES[eventType] : undefined;
  soFar.kind = kind;
  soFar.event = envelope.output;
  if (!kind) throw new EventFault("unknown-event", `"${eventType}" is no event type that we know`);
  const whole = v.safeParse(Event, parsed);
  if (!whole.success) throw new EventFault("unreadable", `${v.getDotPath(whole.issues[0]) ?? "a field"} has an unexpected form`);
  return takeIn(edge, connection, settings, whole.output, kind, body.hash, signal);
};

const serve = async (edge: Edge, http: HttpContext): Promise<Response> => {
  const soFar: SoFar = { connection: null, event: {}, kind: undefined };
  try {
    const answer = await withDeadline((signal) => decide(edge, http, soFar, signal));
    return answer.body === "" ? http.body(null, 303, answer.headers) : http.body(answer.body, 200, answer.headers);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    return answerFault(edge, http, soFar, cause instanceof Unreadable ? new EventFault("unreadable", `the body ${cause.message}`) : cause);
  }
};

/** 413 is not in iCIMS's list. */
const tooLarge: Hook["tooLarge"] = (edge, http) => {
  const words = userMessage("unreadable", { actor: "recruiter", language: "en", ats: edge.settings.atsName, ref: http.get("requestId") });
  return http.body(errorBody(words, "the body is too large"), 400, { ...JSON_TYPE, ...UNREAD });
};

export const eventHook: Hook = {
  method: "POST",
  path: "/hooks/icims",
  summary: "iCIMS's events of all customers and types, taken once",
  answers: {
    200: "taken, or taken before",
    303: "taken: on to this address",
    400: "the user can fix it",
    401: "no valid proof",
    403: "not this customer's credentials",
    500: "support has to fix it",
    503: "try again",
  },
  serve,
  tooLarge,
};
