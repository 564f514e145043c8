// The PitchYou room: applications by WhatsApp interview, and the recruiter's chat. https://www.pitchyou.de
import * as v from "valibot";
import { openSecrets } from "../../core/connections.ts";
import { enqueue } from "../../core/tasks.ts";
import { Refusal } from "../../errors.ts";
import { isAllowedUrl } from "../../settings.ts";
import type { Integration } from "../integration.ts";
import { Secrets } from "./client.ts";
import { ClientId } from "./contract.ts";
import { applyBase, pitchyouEndpoints } from "./routes.ts";
import { checkCredentials, pitchyouTasks } from "./tasks.ts";

const PULL_MINUTES = 5;
const secret = v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(1_000));
const address = v.pipe(v.string(), v.url(), v.maxLength(2_000));

const Body = v.strictObject({
  clientId: ClientId,
  clientSecret: v.optional(secret),
  chat: v.optional(v.strictObject({ clientId: v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty")), clientSecret: v.optional(secret) })),
  pullMinutes: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(24 * 60)), PULL_MINUTES),
  widgetScript: v.optional(address),
  widgetStyle: v.optional(address),
});

const missingSecret = (path: string) =>
  new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path, message: "is missing, and none is kept" }] });

export const pitchyou: Integration = {
  provider: "pitchyou",
  connection: {
    body: Body,
    async accept(edge, _tenant, body, previous) {
      const { clientSecret: given, chat, ...settings } = v.parse(Body, body);
      for (const name of ["widgetScript", "widgetStyle"] as const) {
        const value = settings[name];
        if (value !== undefined && !isAllowedUrl(edge.settings, value))
          throw new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path: name, message: "must be an https address" }] });
      }
      const kept = previous ? await openSecrets(edge, previous, Secrets) : null;
      const clientSecret = given ?? kept?.clientSecret;
      if (clientSecret === undefined) throw missingSecret("clientSecret");
      const chatSecret = chat && (chat.clientSecret ?? kept?.chat?.clientSecret);
      if (chat && chatSecret === undefined) throw missingSecret("chat.clientSecret");
      return {
        settings: { ...settings, ...(chat ? { chatClientId: chat.clientId } : {}) },
        secrets: { clientSecret, ...(chat && chatSecret !== undefined ? { chat: { clientId: chat.clientId, clientSecret: chatSecret } } : {}) },
      };
    },
    async describe(edge, connection) {
      const { clientId } = v.parse(v.object({ clientId: v.string() }), connection.settings);
      const proven = connection.state === "healthy";
      return {
        settings: { ...connection.settings, applyUrl: applyBase(edge, clientId) },
        endpoints: {},
        checklist: [
          {
            id: "credentials",
            done: proven,
            text: {
              de: "PitchYou nimmt die Zugangsdaten an",
              en: "PitchYou accepts the credentials",
              fi: "PitchYou hyväksyy tunnukset",
              sv: "PitchYou godtar uppgifterna",
              fr: "PitchYou accepte les identifiants",
            },
          },
        ],
      };
    },
    check: async (edge, connection) => ({ state: "healthy", cause: null, statements: await checkCredentials(edge, connection) }),
    start: (edge, tenant) => [enqueue(edge, tenant, { name: "pitchyou.check", key: "all" })],
  },
  endpoints: pitchyouEndpoints,
  tasks: pitchyouTasks,
};
