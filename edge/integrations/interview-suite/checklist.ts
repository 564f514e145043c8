// What is left to do before the connector is in step, in people's words.
import type { Connection } from "../../core/connections.ts";
import type { ChecklistItem } from "../integration.ts";
import type { Settings } from "./references.ts";

export const checklist = (connection: Connection, { setup, auth, sso }: Settings): ChecklistItem[] => [
  {
    id: "server-user",
    done: connection.state === "healthy",
    text: {
      de: "In der Suite ist ein Server-Nutzer mit der Rolle Interview-Manager angelegt",
      en: "The suite has a server user with the role of interview manager",
      fi: "Palvelussa on palvelinkäyttäjä, jolla on haastattelupäällikön rooli",
      sv: "Sviten har en serveranvändare med rollen intervjuansvarig",
      fr: "La suite a un utilisateur serveur avec le rôle de responsable d'entretiens",
    },
  },
  ...(auth.type === "oauth2"
    ? [
        {
          id: "consent",
          done: connection.cause !== "consent-missing" && connection.state === "healthy",
          text: {
            de: "Der Kunde hat den Zugriff erlaubt (Adresse unter endpoints.consent)",
            en: "The customer has granted access (address under endpoints.consent)",
            fi: "Asiakas on sallinut käytön (osoite kohdassa endpoints.consent)",
            sv: "Kunden har gett åtkomst (adress under endpoints.consent)",
            fr: "Le client a accordé l'accès (adresse sous endpoints.consent)",
          },
        },
      ]
    : []),
  {
    id: "webhook",
    done: connection.learned["webhookHeard"] === true,
    text: {
      de: "Der Helpdesk der Suite hat die Webhook-Adresse eingetragen (noch kein Ereignis, solange offen)",
      en: "The suite's help desk has registered the webhook address (no event yet while this is open)",
      fi: "Palvelun tuki on rekisteröinyt webhook-osoitteen (avoinna: ei vielä tapahtumia)",
      sv: "Svitens helpdesk har registrerat webhookadressen (öppen: ingen händelse ännu)",
      fr: "L'assistance de la suite a enregistré l'adresse du webhook (aucun événement tant que ce point est ouvert)",
    },
  },
  ...(setup === "quick" || sso
    ? [
        {
          id: "sign-on",
          done: sso !== undefined,
          text: {
            de: "Die Anmeldung an der Suite ist eingerichtet",
            en: "Sign-on at the suite is set up",
            fi: "Kirjautuminen palveluun on määritetty",
            sv: "Inloggning i sviten är konfigurerad",
            fr: "La connexion à la suite est configurée",
          },
        },
      ]
    : []),
];
