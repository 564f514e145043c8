// What the plugin and Recruiter's settings page say, in the languages of the stand-ins.
import type { Language, Said } from "../pitchyou/languages.ts";
import type { OnboardingStatus } from "./state.ts";

export const said = {
  band: {
    de: "Nachbildung von LinkedIn: Nichts verlässt diesen Rechner",
    en: "Stand-in for LinkedIn: nothing leaves this machine",
    fi: "LinkedInin sijainen: mikään ei poistu tältä koneelta",
  },

  pluginTitle: { de: "Recruiter mit dem ATS verbinden", en: "Connect Recruiter with your ATS", fi: "Yhdistä Recruiter ATS:ään" },
  noAccounts: {
    de: "Die Nachbildung kennt keine Konten: Wählen Sie, wer sich anmeldet.",
    en: "The stand-in has no accounts: choose who signs in.",
    fi: "Sijaisella ei ole tilejä: valitse, kuka kirjautuu.",
  },
  contract: { de: "Recruiter-Vertrag", en: "Recruiter contract", fi: "Recruiter-sopimus" },
  seat: { de: "Ihr Platz", en: "Your seat", fi: "Käyttöoikeutesi" },
  seatAdmin: { de: "Recruiter mit Verwaltung", en: "Recruiter, administrator", fi: "Recruiter, ylläpitäjä" },
  seatUser: { de: "Recruiter ohne Verwaltung", en: "Recruiter, not an administrator", fi: "Recruiter, ei ylläpitäjä" },
  seatLite: { de: "Recruiter Lite", en: "Recruiter Lite", fi: "Recruiter Lite" },
  signIn: { de: "Anmelden", en: "Sign in", fi: "Kirjaudu" },
  refusedUser: {
    de: "Sie verwalten diesen Recruiter-Vertrag nicht. Nur wer ihn verwaltet und einen aktiven Platz hat, kann Integrationen anfragen.",
    en: "You are not an administrator of this Recruiter contract. Only an administrator with an active seat can request integrations.",
    fi: "Et ole tämän Recruiter-sopimuksen ylläpitäjä. Vain ylläpitäjä, jolla on aktiivinen käyttöoikeus, voi pyytää integraatioita.",
  },
  refusedLite: {
    de: "Recruiter Lite lässt sich nicht mit einem ATS verbinden. Dafür braucht es einen vollen Recruiter-Platz.",
    en: "Recruiter Lite cannot be connected with an ATS. It takes a full Recruiter seat.",
    fi: "Recruiter Liteä ei voi yhdistää ATS:ään. Siihen tarvitaan täysi Recruiter-käyttöoikeus.",
  },
  refusedTitle: { de: "Kein passender Vertrag", en: "No contract", fi: "Ei sopivaa sopimusta" },
  someoneElse: { de: "Anders anmelden", en: "Sign in as someone else", fi: "Kirjaudu toisena" },
  packages: { de: "Paket wählen", en: "Choose package", fi: "Valitse paketti" },
  save: { de: "Änderungen speichern", en: "Save changes", fi: "Tallenna muutokset" },
  change: { de: "Wechseln", en: "Change", fi: "Vaihda" },
  status: { de: "Status der Integrationen", en: "Integration Status", fi: "Integraatioiden tila" },
  noneRequested: {
    de: "Noch nichts angefragt. Was Sie oben speichern, erscheint hier.",
    en: "Nothing requested yet. What you save above appears here.",
    fi: "Mitään ei ole vielä pyydetty. Yllä tallentamasi näkyy täällä.",
  },
  notify: { de: "Partner benachrichtigen", en: "Notify partner", fi: "Ilmoita kumppanille" },
  company: { de: "Unternehmen", en: "Company", fi: "Yritys" },
  offline: { de: "Keine Verbindung. Bitte noch einmal versuchen.", en: "No connection. Please try again.", fi: "Ei yhteyttä. Yritä uudelleen." },
  unknownKey: {
    de: "Diesen Schlüssel gibt es nicht, oder er gilt nicht für diese Seite.",
    en: "This key does not exist, or not for this page.",
    fi: "Tätä avainta ei ole, tai se ei kelpaa tälle sivulle.",
  },

  recruiterTitle: { de: "Recruiter: Produkteinstellungen", en: "Recruiter: product settings", fi: "Recruiter: tuoteasetukset" },
  recruiterIntro: {
    de: "Hier schaltet die Kundin ein, was ihr ATS vorbereitet hat. Jede Schaltung schickt LinkedIns Nachricht an das ATS.",
    en: "Here the customer switches on what its ATS has made ready. Each switch sends LinkedIn’s push to the ATS.",
    fi: "Täällä asiakas ottaa käyttöön sen, minkä ATS on valmistellut. Jokainen kytkentä lähettää LinkedInin ilmoituksen ATS:lle.",
  },
  nobody: {
    de: "Noch kein Unternehmen. Sobald ein ATS eine Kundin anmeldet und sie im Plugin etwas anfragt, steht es hier.",
    en: "No company yet. Once an ATS registers a customer and the customer requests something in the plugin, it appears here.",
    fi: "Ei vielä yrityksiä. Kun ATS rekisteröi asiakkaan ja asiakas pyytää jotain lisäosassa, se näkyy täällä.",
  },
  nothing: { de: "Im Plugin wurde noch nichts angefragt.", en: "Nothing requested in the plugin yet.", fi: "Lisäosassa ei ole vielä pyydetty mitään." },
  unnamed: { de: "Noch ohne Namen vom ATS", en: "Not named by the ATS yet", fi: "ATS ei ole vielä nimennyt" },
  switchOn: { de: "Einschalten", en: "Switch on", fi: "Ota käyttöön" },
  switchOff: { de: "Ausschalten", en: "Switch off", fi: "Poista käytöstä" },
  waitsForAts: { de: "Wartet auf das ATS", en: "Waits for the ATS", fi: "Odottaa ATS:ää" },
  switchAllOn: { de: "Alles Bereite einschalten", en: "Switch on all that is ready", fi: "Ota kaikki valmis käyttöön" },
  delivered: { de: "Nachricht zugestellt", en: "Push delivered", fi: "Ilmoitus toimitettu" },
  undelivered: { de: "Nachricht nicht zugestellt", en: "Push not delivered", fi: "Ilmoitusta ei toimitettu" },
  attempts: { de: "Versuch", en: "attempt", fi: "yritys" },
} satisfies Record<string, Said>;

export const statuses: Record<OnboardingStatus, { shape: string; tone: string; text: Said }> = {
  REQUESTED: { shape: "○", tone: "wait", text: { de: "Angefragt", en: "Requested", fi: "Pyydetty" } },
  PARTNER_READY: { shape: "◐", tone: "wait", text: { de: "Partner bereit", en: "Partner ready", fi: "Kumppani valmis" } },
  ENABLED: { shape: "●", tone: "good", text: { de: "Eingeschaltet", en: "Enabled", fi: "Käytössä" } },
};

export const bundleTexts: Record<string, { name: string; what: Said }> = {
  RECRUITER_SYSTEM_CONNECT_COMPANY: {
    name: "Recruiter System Connect: Company",
    what: {
      de: "Profile exportieren, Stand im ATS sehen, Profile im ATS",
      en: "Export profiles, see the state in the ATS, profiles in the ATS",
      fi: "Vie profiileja, näe tila ATS:ssä, profiilit ATS:ssä",
    },
  },
  RECRUITER_SYSTEM_CONNECT_CONTRACT: {
    name: "Recruiter System Connect: Contract",
    what: { de: "InMail, Notizen und Plätze dieses Vertrags", en: "InMail, notes and seats of this contract", fi: "Tämän sopimuksen InMail, muistiinpanot ja käyttöoikeudet" },
  },
  APPLY_WITH_LINKEDIN: {
    name: "Apply with LinkedIn",
    what: { de: "Bewerbungen mit dem LinkedIn-Profil ausfüllen", en: "Fill in applications with the LinkedIn profile", fi: "Täytä hakemuksia LinkedIn-profiililla" },
  },
  APPLY_CONNECT: {
    name: "Apply Connect",
    what: { de: "Auf LinkedIn bewerben, im ATS ankommen", en: "Apply on LinkedIn, arrive in the ATS", fi: "Hae LinkedInissä, saavu ATS:ään" },
  },
};

const typeTexts: Record<string, Said> = {
  ONE_CLICK_EXPORT: { de: "Profile exportieren", en: "Export profiles", fi: "Profiilien vienti" },
  IN_ATS_INDICATOR: { de: "Hinweis „Im ATS“", en: "“In ATS” note", fi: "”ATS:ssä”-merkintä" },
  PROFILE_PLUGIN: { de: "Profil im ATS", en: "Profile in the ATS", fi: "Profiili ATS:ssä" },
  CSA_API: { de: "InMail, Notizen, Plätze", en: "InMail, notes, seats", fi: "InMail, muistiinpanot, käyttöoikeudet" },
  APPLY_WITH_LINKEDIN: { de: "Bewerben mit LinkedIn", en: "Apply with LinkedIn", fi: "Hae LinkedInillä" },
  APPLY_CONNECT: { de: "Apply Connect", en: "Apply Connect", fi: "Apply Connect" },
};

export function typeText(integrationType: string, language: Language): string {
  return typeTexts[integrationType]?.[language] ?? integrationType;
}
