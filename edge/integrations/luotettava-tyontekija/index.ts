// The Luotettava Työntekijä room: talent profiles that people share, change and withdraw. https://luotettavatyontekija.vastuugroup.fi
import * as v from "valibot";
import { isAddressBlock } from "../../core/client-address.ts";
import { openSecrets } from "../../core/connections.ts";
import { toBase64Url } from "../../core/keyring.ts";
import { rotated } from "../../core/secrets.ts";
import type { Integration } from "../integration.ts";
import { Secrets, Settings, ltHooks } from "./hooks.ts";
import { defaultAcknowledgement } from "./map.ts";
import { ltTasks } from "./tasks.ts";

const text = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(most));
const Locale = v.picklist(["de", "en", "fi", "sv", "fr"]);

const Body = v.strictObject({
  token: v.optional(v.pipe(v.string(), v.minLength(16, "must have at least 16 characters"), v.maxLength(500), v.regex(/^[\x21-\x7e]+$/, "must be printable ASCII without blanks"))),
  allowedIps: v.optional(v.pipe(v.array(v.pipe(v.string(), v.check(isAddressBlock, "must be an address or a block such as 192.0.2.0/24 or 2001:db8::/32"))), v.maxLength(200))),
  acknowledgement: v.optional(v.strictObject({ locale: v.optional(Locale), subject: v.optional(text(200)), text: v.optional(text(10_000)) })),
});

const newToken = () => `lt_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`;

export const luotettavaTyontekija: Integration = {
  provider: "luotettava-tyontekija",
  connection: {
    body: Body,
    initial: { state: "waiting_for_customer", cause: "no-message-yet" },
    async accept(edge, _tenant, body, previous) {
      const { token, allowedIps, acknowledgement } = v.parse(Body, body);
      const kept = previous ? (await openSecrets(edge, previous, Secrets)).tokens : [];
      const made = token === undefined && kept.length === 0 ? newToken() : undefined;
      const given = token ?? made;
      const locale = acknowledgement?.locale ?? "fi";
      const { subject, text: words } = defaultAcknowledgement(locale);
      return {
        settings: { allowedIps: allowedIps ?? [], acknowledgement: { locale, subject: acknowledgement?.subject ?? subject, text: acknowledgement?.text ?? words } },
        secrets: { tokens: given === undefined ? kept : rotated(edge, kept, given) },
        ...(made === undefined ? {} : { shown: { token: made } }),
      };
    },
    async describe(edge, connection) {
      const heard = connection.state === "healthy";
      return {
        settings: v.parse(Settings, connection.settings),
        endpoints: { profiles: `${edge.settings.publicUrl}/hooks/luotettava-tyontekija/${connection.tenant}` },
        checklist: [
          {
            id: "contact",
            done: heard,
            text: {
              de: "Bei Vastuu Group als Partner anmelden",
              en: "Join as a partner with Vastuu Group",
              fi: "Ilmoittaudu kumppaniksi Vastuu Groupille",
              sv: "Anmäl er som partner hos Vastuu Group",
              fr: "S'inscrire comme partenaire auprès de Vastuu Group",
            },
          },
          {
            id: "notice",
            done: heard,
            text: {
              de: "Vastuu Group stellt die Anzeige in den Dienst",
              en: "Vastuu Group puts the notice into the service",
              fi: "Vastuu Group lisää ilmoituksen palveluun",
              sv: "Vastuu Group lägger in annonsen i tjänsten",
              fr: "Vastuu Group publie l'annonce dans le service",
            },
          },
          {
            id: "mail",
            done: edge.mail !== null,
            text: {
              de: "SMTP_URL ist gesetzt, damit Eingangsbestätigungen hinausgehen",
              en: "SMTP_URL is set, so that acknowledgements go out",
              fi: "SMTP_URL on asetettu, jotta kuittaukset lähtevät",
              sv: "SMTP_URL är satt så att bekräftelser skickas",
              fr: "SMTP_URL est défini pour envoyer les accusés de réception",
            },
          },
          {
            id: "first-message",
            done: heard,
            text: {
              de: "Die erste Nachricht ist da",
              en: "The first message has arrived",
              fi: "Ensimmäinen viesti on saapunut",
              sv: "Det första meddelandet har kommit",
              fr: "Le premier message est arrivé",
            },
          },
        ],
      };
    },
    check: async (_edge, connection) => ({ state: connection.state, cause: connection.cause, statements: [] }),
    start: () => [],
    async newSecret(edge, connection) {
      const token = newToken();
      const kept = (await openSecrets(edge, connection, Secrets)).tokens;
      return { parts: { settings: connection.settings, secrets: { tokens: rotated(edge, kept, token) } }, shown: { token } };
    },
  },
  endpoints: [],
  hooks: ltHooks,
  tasks: ltTasks,
};
