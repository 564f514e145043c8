// What people read about a connection: the cause of its state and the next step, by language.

export type Language = "de" | "en" | "fi" | "sv" | "fr";
export const LANGUAGES: readonly Language[] = ["de", "en", "fi", "sv", "fr"];
export type Texts = Readonly<Record<Language, string>>;

/** The header's language tags, the most wanted first; `q=0` is a refusal (RFC 9110, 12.5.4). */
export const wantedLanguages = (accept: string | null | undefined): string[] =>
  (accept ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...parameters] = part.split(";").map((each) => each.trim());
      const weight = Number(parameters.find((each) => /^q=/i.test(each))?.slice(2) ?? "1");
      return { tag, weight: Number.isFinite(weight) ? weight : 0 };
    })
    .filter(({ tag, weight }) => tag !== "" && weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ tag }) => tag);

/** The first known language of the header, then of the tenant, then English. */
export const chooseLanguage = (accept: string | null | undefined, locale: string | undefined): Language => {
  for (const tag of [...wantedLanguages(accept), locale ?? ""]) {
    const known = LANGUAGES.find((language) => tag.toLowerCase().split("-")[0] === language);
    if (known) return known;
  }
  return "en";
};

const CAUSES: Readonly<Record<string, Texts>> = {
  checking: {
    de: "Die Zugangsdaten werden geprüft",
    en: "The credentials are being checked",
    fi: "Tunnuksia tarkistetaan",
    sv: "Uppgifterna kontrolleras",
    fr: "Les identifiants sont en cours de vérification",
  },
  "no-message-yet": {
    de: "Es ist noch keine Nachricht angekommen",
    en: "No message has arrived yet",
    fi: "Yhtään viestiä ei ole vielä saapunut",
    sv: "Inget meddelande har kommit ännu",
    fr: "Aucun message n'est encore arrivé",
  },
  "not-provisioned": {
    de: "Der Kunde hat noch keine LinkedIn-Anwendung",
    en: "The customer has no LinkedIn application yet",
    fi: "Asiakkaalla ei ole vielä LinkedIn-sovellusta",
    sv: "Kunden har ännu ingen LinkedIn-applikation",
    fr: "Le client n'a pas encore d'application LinkedIn",
  },
  "parent-credentials-missing": {
    de: "LINKEDIN_PARENT_CLIENT_ID und LINKEDIN_PARENT_CLIENT_SECRET fehlen",
    en: "LINKEDIN_PARENT_CLIENT_ID and LINKEDIN_PARENT_CLIENT_SECRET are missing",
    fi: "LINKEDIN_PARENT_CLIENT_ID ja LINKEDIN_PARENT_CLIENT_SECRET puuttuvat",
    sv: "LINKEDIN_PARENT_CLIENT_ID och LINKEDIN_PARENT_CLIENT_SECRET saknas",
    fr: "LINKEDIN_PARENT_CLIENT_ID et LINKEDIN_PARENT_CLIENT_SECRET manquent",
  },
  "not-enabled-yet": {
    de: "In LinkedIn ist noch nicht alles eingeschaltet",
    en: "Not everything is switched on in LinkedIn yet",
    fi: "Kaikkea ei ole vielä otettu käyttöön LinkedInissä",
    sv: "Allt är ännu inte aktiverat i LinkedIn",
    fr: "Tout n'est pas encore activé dans LinkedIn",
  },
  "consent-missing": {
    de: "Der Kunde hat den Zugriff noch nicht erlaubt",
    en: "The customer has not granted access yet",
    fi: "Asiakas ei ole vielä sallinut käyttöä",
    sv: "Kunden har ännu inte gett åtkomst",
    fr: "Le client n'a pas encore accordé l'accès",
  },
  "ats-feed-failed": {
    de: "Die Änderungsliste des ATS lässt sich nicht lesen",
    en: "The ATS's change feed cannot be read",
    fi: "ATS:n muutossyötettä ei voida lukea",
    sv: "ATS:ets ändringsflöde kan inte läsas",
    fr: "Le flux de modifications de l'ATS est illisible",
  },
  "credentials-refused": {
    de: "Der Anbieter hat die Zugangsdaten abgelehnt",
    en: "The vendor refused the credentials",
    fi: "Palvelu hylkäsi tunnukset",
    sv: "Leverantören avvisade uppgifterna",
    fr: "Le fournisseur a refusé les identifiants",
  },
  unreachable: {
    de: "Der Anbieter antwortet nicht",
    en: "The vendor does not answer",
    fi: "Palvelu ei vastaa",
    sv: "Leverantören svarar inte",
    fr: "Le fournisseur ne répond pas",
  },
  "unexpected-answer": {
    de: "Der Anbieter antwortet anders als vereinbart",
    en: "The vendor answers other than agreed",
    fi: "Palvelu vastaa odottamattomasti",
    sv: "Leverantören svarar på ett oväntat sätt",
    fr: "Le fournisseur donne une réponse inattendue",
  },
};

const NEXT: Readonly<Record<string, Texts>> = {
  not_set_up: {
    de: "Verbindung einrichten",
    en: "Set the connection up",
    fi: "Määritä yhteys",
    sv: "Konfigurera anslutningen",
    fr: "Configurer la connexion",
  },
  "not-provisioned": {
    de: "LinkedIn-Anwendung anlegen: POST …/connections/linkedin/provision",
    en: "Provision the LinkedIn application: POST …/connections/linkedin/provision",
    fi: "Luo LinkedIn-sovellus: POST …/connections/linkedin/provision",
    sv: "Skapa LinkedIn-applikationen: POST …/connections/linkedin/provision",
    fr: "Créer l'application LinkedIn : POST …/connections/linkedin/provision",
  },
  "parent-credentials-missing": {
    de: "Der Betreiber setzt LINKEDIN_PARENT_CLIENT_ID und LINKEDIN_PARENT_CLIENT_SECRET",
    en: "The operator sets LINKEDIN_PARENT_CLIENT_ID and LINKEDIN_PARENT_CLIENT_SECRET",
    fi: "Ylläpitäjä asettaa LINKEDIN_PARENT_CLIENT_ID:n ja LINKEDIN_PARENT_CLIENT_SECRETin",
    sv: "Driften sätter LINKEDIN_PARENT_CLIENT_ID och LINKEDIN_PARENT_CLIENT_SECRET",
    fr: "L'exploitant définit LINKEDIN_PARENT_CLIENT_ID et LINKEDIN_PARENT_CLIENT_SECRET",
  },
  waiting_for_us: {
    de: "Nichts zu tun: das dauert wenige Sekunden",
    en: "Nothing to do: this takes a few seconds",
    fi: "Ei toimenpiteitä: tämä kestää muutaman sekunnin",
    sv: "Inget att göra: det tar några sekunder",
    fr: "Rien à faire : cela prend quelques secondes",
  },
  waiting_for_customer: {
    de: "Der Kunde richtet die Verbindung beim Anbieter ein",
    en: "The customer sets the connection up at the vendor",
    fi: "Asiakas määrittää yhteyden palvelussa",
    sv: "Kunden ställer in anslutningen hos leverantören",
    fr: "Le client configure la connexion chez le fournisseur",
  },
  degraded: {
    de: "Nichts zu tun: wir versuchen es weiter, nichts geht verloren",
    en: "Nothing to do: we keep trying, nothing is lost",
    fi: "Ei toimenpiteitä: yritämme uudelleen, mitään ei katoa",
    sv: "Inget att göra: vi försöker igen, inget går förlorat",
    fr: "Rien à faire : nous réessayons, rien n'est perdu",
  },
  action_needed: {
    de: "Neue Zugangsdaten vom Anbieter holen und eintragen",
    en: "Get new credentials from the vendor and enter them",
    fi: "Hanki palvelusta uudet tunnukset ja syötä ne",
    sv: "Hämta nya uppgifter från leverantören och ange dem",
    fr: "Obtenir de nouveaux identifiants et les saisir",
  },
};

export const causeText = (cause: string | null, language: Language): string | null => (cause === null ? null : (CAUSES[cause]?.[language] ?? cause));
/** A cause that somebody has to act on has a next step of its own. */
export const nextStepText = (state: string, language: Language, cause: string | null = null): string | null =>
  (cause === null ? undefined : NEXT[cause]?.[language]) ?? NEXT[state]?.[language] ?? null;
