// The LinkedIn room: onboarding of a customer's integrations, from the plugin's callback to ENABLED.
import * as v from "valibot";
import { openSecrets } from "../../core/connections.ts";
import { hookUrl } from "../../core/hook-paths.ts";
import { rotated } from "../../core/secrets.ts";
import { sql } from "../../db/database.ts";
import { Refusal } from "../../errors.ts";
import type { Integration } from "../integration.ts";
import { Secrets, settingsOf } from "./client.ts";
import { linkedinHooks } from "./hooks.ts";
import { provision, refuseForeignKey, rotateSecret } from "./provisioning.ts";
import { linkedinEndpoints } from "./routes.ts";
import { identityOf, latePartnerReady, listIntegrations, oweAll } from "./store.ts";
import { domainsNow, linkedinTasks, refreshNow, stateOfKey, syncNow } from "./tasks.ts";

const text = (most: number) => v.pipe(v.string(), v.trim(), v.nonEmpty("must not be empty"), v.maxLength(most));

const Body = v.strictObject({
  clientId: v.optional(text(200)),
  clientSecret: v.optional(text(1_000)),
  integrationNames: v.optional(v.record(v.string(), text(200))),
  visibilityForAll: v.optional(v.boolean()),
  api: v.optional(v.picklist(["v2", "rest"])),
});

export const linkedin: Integration = {
  provider: "linkedin",
  connection: {
    body: Body,
    async accept(edge, tenant, body, previous) {
      const { clientId, clientSecret, ...rest } = v.parse(Body, body);
      const kept = previous ? settingsOf(previous) : undefined;
      const secrets = previous ? (await openSecrets(edge, previous, Secrets)).secrets : [];
      const sameKey = clientId === undefined || clientId === kept?.clientId;
      if (!sameKey && clientSecret === undefined)
        throw new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path: "clientSecret", message: "is missing for this new clientId" }] });
      if (clientId === undefined && clientSecret !== undefined && kept?.clientId === undefined)
        throw new Refusal({ status: 400, code: "invalid-body", message: "the body does not fit", errors: [{ path: "clientId", message: "is missing for this secret" }] });
      if (clientId !== undefined) await refuseForeignKey(edge, tenant.id, clientId);
      return {
        settings: {
          ...rest,
          ...(sameKey ? { clientId: kept?.clientId, application: kept?.application, allowedDomains: kept?.allowedDomains, provisionedAt: kept?.provisionedAt } : { clientId }),
        },
        // A new secret for the same key keeps the previous one for pushes; another key starts afresh.
        secrets: { secrets: clientSecret === undefined ? (sameKey ? secrets : []) : rotated(edge, sameKey ? secrets : [], clientSecret) },
      };
    },
    async describe(edge, connection) {
      const settings = settingsOf(connection);
      const rows = await listIntegrations(edge, connection.tenant);
      const brought = settings.clientId !== undefined && settings.application === undefined;
      const wantsApply = rows.some((row) => identityOf(row).integrationType === "APPLY_WITH_LINKEDIN");
      return {
        settings: { ...settings, imported: brought },
        endpoints: { callback: await hookUrl(edge, connection.tenant, "linkedin") },
        checklist: [
          {
            id: "key",
            done: settings.clientId !== undefined,
            text: {
              de: "LinkedIn-Anwendung des Kunden ist angelegt",
              en: "The customer's LinkedIn application is made",
              fi: "Asiakkaan LinkedIn-sovellus on luotu",
              sv: "Kundens LinkedIn-applikation är skapad",
              fr: "L'application LinkedIn du client est créée",
            },
          },
          ...(brought
            ? [
                {
                  id: "key-migration",
                  done: false,
                  text: {
                    de: "Mitgebrachter Schlüssel: Umzug mit LinkedIns Partner Engineering abstimmen",
                    en: "Key brought along: agree its migration with LinkedIn's Partner Engineering",
                    fi: "Tuotu avain: sovi siirrosta LinkedInin Partner Engineeringin kanssa",
                    sv: "Medhavd nyckel: stäm av flytten med LinkedIns Partner Engineering",
                    fr: "Clé existante : convenir de sa migration avec Partner Engineering de LinkedIn",
                  },
                },
              ]
            : []),
          ...(wantsApply
            ? [
                {
                  id: "apply-form",
                  done: false,
                  text: {
                    de: "Apply with LinkedIn: Partner Onboarding Form beim LinkedIn-Ansprechpartner anfordern",
                    en: "Apply with LinkedIn: request the Partner Onboarding Form from your LinkedIn contact",
                    fi: "Apply with LinkedIn: pyydä Partner Onboarding Form LinkedInin yhteyshenkilöltä",
                    sv: "Apply with LinkedIn: begär Partner Onboarding Form av din LinkedIn-kontakt",
                    fr: "Apply with LinkedIn : demander le Partner Onboarding Form à votre contact LinkedIn",
                  },
                },
              ]
            : []),
          {
            id: "callback",
            done: rows.length > 0 && rows.every((row) => row.callback_set === 1),
            text: {
              de: "Rückrufadresse ist für jede Integration gesetzt",
              en: "The callback address is set for every integration",
              fi: "Paluuosoite on asetettu jokaiselle integraatiolle",
              sv: "Återanropsadressen är satt för varje integration",
              fr: "L'adresse de rappel est définie pour chaque intégration",
            },
          },
          {
            id: "enabled",
            done: rows.length > 0 && rows.every((row) => row.status === "ENABLED"),
            text: {
              de: "Der Kunde hat alles eingeschaltet",
              en: "The customer has switched everything on",
              fi: "Asiakas on ottanut kaiken käyttöön",
              sv: "Kunden har aktiverat allt",
              fr: "Le client a tout activé",
            },
          },
        ],
      };
    },
    check: async (edge, connection) => ({ ...(await stateOfKey(edge, connection)), statements: [] }),
    // Another name, visibility, key or callback: LinkedIn hears all of it again.
    start: (edge, tenant) => [oweAll(tenant), domainsNow(edge, tenant), syncNow(edge, tenant), refreshNow(edge, tenant)],
    remove: (tenant) => [sql`DELETE FROM linkedin_integrations WHERE tenant = ${tenant}`, sql`DELETE FROM linkedin_faults WHERE tenant = ${tenant}`],
    removeFromDirectory: (tenant) => [sql`DELETE FROM linkedin_clients WHERE tenant = ${tenant}`],
    provision,
    newSecret: async (edge, connection) => ({ parts: await rotateSecret(edge, connection), shown: {} }),
  },
  tenantChanged: (edge, tenant) => [domainsNow(edge, tenant)],
  endpoints: linkedinEndpoints,
  hooks: linkedinHooks,
  lookouts: [latePartnerReady],
  tasks: linkedinTasks,
};
