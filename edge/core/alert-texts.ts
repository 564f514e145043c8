// What people read about a trouble: what it is, and the next step, by language. `{provider}` and `{tenant}` are filled in.
import type { AlertKind } from "./alerts.ts";
import type { Language, Texts } from "./connection-texts.ts";

const TEXTS: Readonly<Record<AlertKind, { readonly text: Texts; readonly nextStep: Texts }>> = {
  "connection-action-needed": {
    text: {
      de: "{provider} lehnt die Zugangsdaten von {tenant} ab",
      en: "{provider} refuses the credentials of {tenant}",
      fi: "{provider} hylkää asiakkaan {tenant} tunnukset",
      sv: "{provider} avvisar uppgifterna för {tenant}",
      fr: "{provider} refuse les identifiants de {tenant}",
    },
    nextStep: {
      de: "Neue Zugangsdaten eintragen und prüfen",
      en: "Enter new credentials and check them",
      fi: "Anna uudet tunnukset ja tarkista ne",
      sv: "Ange nya uppgifter och kontrollera dem",
      fr: "Saisir de nouveaux identifiants et les vérifier",
    },
  },
  "connection-degraded": {
    text: {
      de: "{provider} antwortet für {tenant} nicht, wie es soll",
      en: "{provider} does not answer as it should for {tenant}",
      fi: "{provider} ei vastaa odotetusti asiakkaalle {tenant}",
      sv: "{provider} svarar inte som det ska för {tenant}",
      fr: "{provider} ne répond pas comme prévu pour {tenant}",
    },
    nextStep: {
      de: "Nichts geht verloren und es wird weiter versucht; dauert es an, den Anbieter fragen",
      en: "Nothing is lost and tries go on; if it lasts, ask the vendor",
      fi: "Mitään ei katoa ja yritykset jatkuvat; jos vika jatkuu, kysy palvelulta",
      sv: "Inget går förlorat och försöken fortsätter; fråga leverantören om det varar",
      fr: "Rien n'est perdu et les essais continuent ; si cela dure, demander au fournisseur",
    },
  },
  "dead-tasks": {
    text: {
      de: "Aufgaben von {tenant} wurden aufgegeben ({provider})",
      en: "Tasks of {tenant} were given up ({provider})",
      fi: "Asiakkaan {tenant} tehtäviä on hylätty ({provider})",
      sv: "Uppgifter för {tenant} har getts upp ({provider})",
      fr: "Des tâches de {tenant} ont été abandonnées ({provider})",
    },
    nextStep: {
      de: "Die Ursache beheben und die Aufgaben wiederholen",
      en: "Mend the cause and retry the tasks",
      fi: "Korjaa syy ja yritä tehtäviä uudelleen",
      sv: "Åtgärda orsaken och försök igen",
      fr: "Corriger la cause et relancer les tâches",
    },
  },
  "webhook-disabled": {
    text: {
      de: "Nachrichten an das ATS von {tenant} sind abgeschaltet",
      en: "Messages to the ATS of {tenant} are switched off",
      fi: "Viestit asiakkaan {tenant} ATS-järjestelmään on katkaistu",
      sv: "Meddelanden till ATS:et för {tenant} är avstängda",
      fr: "Les messages vers l'ATS de {tenant} sont coupés",
    },
    nextStep: {
      de: "Die Adresse berichtigen, den Mandanten speichern und die gescheiterten Nachrichten erneut senden",
      en: "Correct the address, save the tenant and replay the failed messages",
      fi: "Korjaa osoite, tallenna asiakas ja lähetä epäonnistuneet viestit uudelleen",
      sv: "Rätta adressen, spara kunden och skicka de misslyckade meddelandena igen",
      fr: "Corriger l'adresse, enregistrer le client et renvoyer les messages en échec",
    },
  },
  "webhook-failing": {
    text: {
      de: "Das ATS von {tenant} nimmt seit über einer Stunde keine Nachricht an",
      en: "The ATS of {tenant} has taken no message for over an hour",
      fi: "Asiakkaan {tenant} ATS ei ole ottanut viestejä vastaan yli tuntiin",
      sv: "ATS:et för {tenant} har inte tagit emot meddelanden på över en timme",
      fr: "L'ATS de {tenant} n'accepte aucun message depuis plus d'une heure",
    },
    nextStep: {
      de: "Das ATS prüfen; es wird weiter versucht, und der Feed enthält alles",
      en: "Look at the ATS; tries go on, and the feed holds everything",
      fi: "Tarkista ATS; yritykset jatkuvat, ja syötteessä on kaikki",
      sv: "Se över ATS:et; försöken fortsätter och flödet innehåller allt",
      fr: "Vérifier l'ATS ; les essais continuent et le flux contient tout",
    },
  },
  silence: {
    text: {
      de: "Von {provider} kam für {tenant} länger nichts, als erlaubt ist",
      en: "Nothing has come from {provider} for {tenant} for longer than allowed",
      fi: "Palvelusta {provider} ei ole tullut asiakkaalle {tenant} mitään sallittua pidempään",
      sv: "Inget har kommit från {provider} för {tenant} på längre tid än tillåtet",
      fr: "Rien n'est arrivé de {provider} pour {tenant} depuis plus longtemps que permis",
    },
    nextStep: {
      de: "Beim Anbieter nachsehen, ob er sendet und wohin",
      en: "See at the vendor whether it sends, and where to",
      fi: "Tarkista palvelusta, lähettääkö se ja minne",
      sv: "Se hos leverantören om den skickar, och vart",
      fr: "Vérifier chez le fournisseur s'il envoie, et où",
    },
  },
  "late-partner-ready": {
    text: {
      de: "Eine Integration von {tenant} ist bei {provider} nach Minuten noch nicht angemeldet",
      en: "An integration of {tenant} is still not registered with {provider} after minutes",
      fi: "Asiakkaan {tenant} integraatiota ei ole vielä minuuttienkaan jälkeen rekisteröity ({provider})",
      sv: "En integration för {tenant} är efter flera minuter ännu inte registrerad hos {provider}",
      fr: "Une intégration de {tenant} n'est toujours pas enregistrée auprès de {provider} après plusieurs minutes",
    },
    nextStep: {
      de: "In der Zeitleiste steht, was der Anbieter geantwortet hat",
      en: "The time line says what the vendor has answered",
      fi: "Aikajanalta näkee, mitä palvelu vastasi",
      sv: "Tidslinjen visar vad leverantören har svarat",
      fr: "La chronologie montre ce que le fournisseur a répondu",
    },
  },
};

const filled = (text: string, provider: string, tenant: string) => text.replaceAll("{provider}", provider || "ATS").replaceAll("{tenant}", tenant);

export const alertText = (kind: AlertKind, provider: string, tenant: string, language: Language) => ({
  text: filled(TEXTS[kind].text[language], provider, tenant),
  nextStep: filled(TEXTS[kind].nextStep[language], provider, tenant),
});
