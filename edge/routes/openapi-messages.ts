// The messages to the ATS as OpenAPI's webhooks: what `data` holds for each type. https://www.standardwebhooks.com
import * as v from "valibot";
import { AlertAnswer, Application, CONNECTION_STATES } from "../api.ts";
import { SAMPLES } from "./openapi-samples.ts";
import { schemaOf } from "./openapi-schemas.ts";
import type { Json } from "./openapi-schemas.ts";

const text = v.string();
const nullable = v.nullable(v.string());
const Gone = v.object({ id: text, channel: text, externalId: text, state: v.literal("revoked") });
const Person = v.object({ firstName: nullable, lastName: nullable, email: nullable, phone: nullable });
const Belongs = { jobId: nullable, applicationId: v.optional(text) };
const Named = v.object({ id: text });

const Integration = v.object({
  integrationContext: text,
  integrationType: text,
  tenantType: text,
  integrationName: text,
  onboardingStatus: text,
  error: v.optional(v.object({ status: v.number(), message: text, serviceErrorCode: v.optional(v.number()), code: v.optional(text) })),
  since: text,
  nextStep: nullable,
  previousStatus: text,
});
const ConnectionState = v.object({
  provider: text,
  state: v.picklist(CONNECTION_STATES),
  cause: nullable,
  causeCode: nullable,
  nextStep: nullable,
  previousState: v.picklist(CONNECTION_STATES),
  since: v.pipe(text, v.isoTimestamp()),
});
const RuleMet = v.object({
  rule: v.object({ on: text, when: v.optional(v.object({ atLeast: v.optional(v.number()), status: v.optional(text) })), do: text }),
  ...Belongs,
  value: v.optional(v.union([text, v.number()])),
});

type Message = { readonly what: string; readonly data: v.GenericSchema; readonly sample: unknown };

const application = SAMPLES["Application"];
const gone = { id: "app_01K0000000000000000000000", channel: "luotettava-tyontekija", externalId: "b7d2", state: "revoked" };
const belongs = { jobId: "4711", applicationId: "app-4711-1" };

export const MESSAGES: Readonly<Record<string, Message>> = {
  "application.received": { what: "Somebody applied, or a parked application was released", data: Application, sample: application },
  "application.updated": { what: "The candidate changed it", data: Application, sample: application },
  "application.parked": { what: "It lacks something that a recruiter can add", data: Application, sample: application },
  "application.revoked": { what: "The candidate withdrew it: remove your copy", data: Gone, sample: gone },
  "application.erased": { what: "It was erased on request: remove your copy", data: Gone, sample: gone },
  "linkedin.integration.changed": {
    what: "LinkedIn moved one of the customer's integrations",
    data: Integration,
    sample: {
      integrationContext: "urn:li:contract:4gX03uw",
      integrationType: "ONE_CLICK_EXPORT",
      tenantType: "RECRUITER",
      integrationName: "Acme · One-Click Export",
      onboardingStatus: "ENABLED",
      since: "2026-11-22T08:00:00.000Z",
      nextStep: "Done",
      previousStatus: "PARTNER_READY",
    },
  },
  "interview.project.changed": {
    what: "A project of the interview suite was made or changed",
    data: v.object({ jobId: nullable, project: v.object({ id: text, name: text, status: text }) }),
    sample: { jobId: "4711", project: { id: "12", name: "Driver (m/f/d)", status: "active" } },
  },
  "interview.project.deleted": {
    what: "It is gone from the suite; the match is retired",
    data: v.object({ ...Belongs, project: Named }),
    sample: { jobId: "4711", project: { id: "12" } },
  },
  "interview.candidate.changed": {
    what: "A candidate was made or moved on; `person` only where the ATS cannot know them",
    data: v.object({ ...Belongs, candidate: v.object({ id: text, status: text, person: v.optional(Person) }) }),
    sample: { ...belongs, candidate: { id: "31", status: "completed" } },
  },
  "interview.candidate.deleted": { what: "Gone from the suite", data: v.object({ ...Belongs, candidate: Named }), sample: { ...belongs, candidate: { id: "31" } } },
  "interview.rating.changed": {
    what: "Somebody rated a candidate",
    data: v.object({ ...Belongs, rating: v.object({ id: text, value: v.number(), maximum: v.optional(v.number()) }) }),
    sample: { ...belongs, rating: { id: "8", value: 4, maximum: 5 } },
  },
  "interview.rating.deleted": { what: "The rating was taken back", data: v.object({ ...Belongs, rating: Named }), sample: { ...belongs, rating: { id: "8" } } },
  "interview.rule.met": {
    what: "One of the connection's rules was met",
    data: RuleMet,
    sample: { rule: { on: "rating", when: { atLeast: 4 }, do: "message" }, ...belongs, value: 4 },
  },
  "icims.event.received": {
    what: "An event of iCIMS met a rule with `notify`",
    data: v.object({ eventType: text, customerId: text, systemId: v.optional(nullable), newStatus: nullable, oldStatus: nullable, jobId: nullable, personId: nullable }),
    sample: { eventType: "WorkFlowStatusChangeEvent", customerId: "1234", systemId: "9001", newStatus: "D10100", oldStatus: "C22001", jobId: "4711", personId: "77" },
  },
  "connection.state.changed": {
    what: "A connection stands otherwise than before",
    data: ConnectionState,
    sample: {
      provider: "pitchyou",
      state: "action_needed",
      cause: "The vendor refuses the credentials",
      causeCode: "credentials-refused",
      nextStep: "Check the credentials and set them anew",
      previousState: "healthy",
      since: "2026-11-22T08:00:00.000Z",
    },
  },
  "alert.raised": {
    what: "Something about this tenant needs somebody",
    data: AlertAnswer,
    sample: {
      id: "alert_01K000000000000000000000",
      tenant: "acme",
      kind: "silence",
      provider: "luotettava-tyontekija",
      subject: null,
      text: "Nothing has come from luotettava-tyontekija for acme for longer than allowed",
      nextStep: "See at the vendor whether it sends, and where to",
      since: "2026-11-22T08:00:00.000Z",
      toldAt: null,
    },
  },
  "bridge.test": { what: "You asked for it", data: v.object({ id: text, requestedBy: text }), sample: { id: "test_01K000000000000000000000", requestedBy: "api-key:key_01K0" } },
};

const AT = "2026-11-22T08:00:00.000Z";
export const sampleMessage = (type: string): Json => ({ type, timestamp: AT, data: MESSAGES[type]?.sample });

const header = (name: string, description: string): Json => ({ name, in: "header", required: true, description, schema: { type: "string" } });
const HEADERS = [
  header("webhook-id", "The message's id: the same in every try and replay, so that you can tell a repeat"),
  header("webhook-timestamp", "Seconds since 1970: refuse what is more than five minutes away"),
  header("webhook-signature", "v1,<base64 HMAC-SHA256 over id.timestamp.body>; several, separated by blanks, while a secret is being changed"),
];

const messageName = (type: string): string => `${type.replaceAll(/(^|[.-])(\w)/g, (_, _dot, char: string) => char.toUpperCase())}Message`;

export const messageSchemas = (): { [name: string]: Json } =>
  Object.fromEntries(
    Object.entries(MESSAGES).map(([type, { data }]) => [
      messageName(type),
      {
        type: "object",
        required: ["type", "timestamp", "data"],
        properties: { type: { const: type, type: "string" }, timestamp: { type: "string", format: "date-time" }, data: schemaOf(data, "output") },
        examples: [sampleMessage(type)],
      },
    ]),
  );

export const webhooks = (): Json =>
  Object.fromEntries(
    Object.entries(MESSAGES).map(([type, { what }]) => [
      type,
      {
        post: {
          operationId: `on${messageName(type).replace(/Message$/, "")}`,
          summary: what,
          tags: ["Messages"],
          security: [],
          parameters: HEADERS,
          requestBody: { required: true, content: { "application/json": { schema: { $ref: `#/components/schemas/${messageName(type)}` }, example: sampleMessage(type) } } },
          responses: {
            "200": { description: "Taken; any 2xx is. Anything else is tried again for 75 hours" },
            "410": { description: "Never again: the endpoint is switched off until the tenant is set anew" },
          },
        },
      },
    ]),
  );
