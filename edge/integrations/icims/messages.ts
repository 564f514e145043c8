// What iCIMS shows its user when an event cannot be taken: fault × actor × language, in iCIMS's error format.
// Candidates and new hires are never asked to fix what they cannot reach; fields are named by iCIMS's placeholders.
import type { Language } from "../../core/connection-texts.ts";
import type { EventActor } from "./contract.ts";

export type Fault = "unreadable" | "missing-field" | "unknown-event" | "not-configured" | "unavailable" | "internal";
export const FAULT_STATUS: Readonly<Record<Fault, 400 | 500 | 503>> = {
  unreadable: 400,
  "missing-field": 400,
  "unknown-event": 400,
  "not-configured": 500,
  unavailable: 503,
  internal: 500,
};

type Words = Readonly<Record<Language, string>>;

const CANDIDATE: Readonly<Record<"wait" | "support", Words>> = {
  wait: {
    en: "Thank you, your entries are kept. Please try again in a few minutes.",
    de: "Vielen Dank, Ihre Angaben sind gespeichert. Bitte versuchen Sie es in einigen Minuten noch einmal.",
    fi: "Kiitos, tietosi ovat tallessa. Yritä muutaman minuutin kuluttua uudelleen.",
    sv: "Tack, dina uppgifter är sparade. Försök igen om några minuter.",
    fr: "Merci, vos informations sont conservées. Veuillez réessayer dans quelques minutes.",
  },
  support: {
    en: "Thank you. This step could not be opened right now. The employer has been told; you do not need to do anything. Reference: {ref}",
    de: "Vielen Dank. Dieser Schritt ließ sich gerade nicht öffnen. Der Arbeitgeber ist informiert; Sie müssen nichts tun. Kennung: {ref}",
    fi: "Kiitos. Tätä vaihetta ei voitu nyt avata. Työnantajalle on ilmoitettu; sinun ei tarvitse tehdä mitään. Viite: {ref}",
    sv: "Tack. Det här steget kunde inte öppnas just nu. Arbetsgivaren är informerad; du behöver inte göra något. Referens: {ref}",
    fr: "Merci. Cette étape n'a pas pu s'ouvrir. L'employeur en est informé ; vous n'avez rien à faire. Référence : {ref}",
  },
};

const RECRUITER: Readonly<Record<Fault, Words>> = {
  unreadable: {
    en: "The notification could not be read. Please try again; if it happens again, contact {ats} support with reference {ref}.",
    de: "Die Benachrichtigung war nicht lesbar. Bitte noch einmal versuchen; wenn es wieder geschieht, den Support von {ats} mit der Kennung {ref} ansprechen.",
    fi: "Ilmoitusta ei voitu lukea. Yritä uudelleen; jos se toistuu, ota yhteyttä {ats}-tukeen viitteellä {ref}.",
    sv: "Meddelandet kunde inte läsas. Försök igen; om det händer på nytt, kontakta {ats} support med referens {ref}.",
    fr: "La notification n'a pas pu être lue. Veuillez réessayer ; si cela se reproduit, contactez le support {ats} avec la référence {ref}.",
  },
  "missing-field": {
    en: "Please fill in {field} and try again. Reference: {ref}",
    de: "Bitte {field} ausfüllen und noch einmal versuchen. Kennung: {ref}",
    fi: "Täytä {field} ja yritä uudelleen. Viite: {ref}",
    sv: "Fyll i {field} och försök igen. Referens: {ref}",
    fr: "Veuillez remplir {field} et réessayer. Référence : {ref}",
  },
  "unknown-event": {
    en: "This kind of event is not set up for the integration. Please ask your iCIMS administrator to switch it off, or contact {ats} support with reference {ref}.",
    de: "Diese Art von Ereignis ist für die Integration nicht eingerichtet. Bitte die iCIMS-Administration bitten, es abzuschalten, oder den Support von {ats} mit der Kennung {ref} ansprechen.",
    fi: "Tätä tapahtumatyyppiä ei ole otettu käyttöön integraatiossa. Pyydä iCIMS-pääkäyttäjää poistamaan se käytöstä tai ota yhteyttä {ats}-tukeen viitteellä {ref}.",
    sv: "Den här typen av händelse är inte konfigurerad för integrationen. Be er iCIMS-administratör stänga av den, eller kontakta {ats} support med referens {ref}.",
    fr: "Ce type d'événement n'est pas configuré pour l'intégration. Demandez à votre administrateur iCIMS de le désactiver, ou contactez le support {ats} avec la référence {ref}.",
  },
  "not-configured": {
    en: "The integration is not set up for this step. You cannot fix this yourself: please contact {ats} support with reference {ref}.",
    de: "Die Integration ist für diesen Schritt nicht eingerichtet. Das können Sie nicht selbst beheben: bitte den Support von {ats} mit der Kennung {ref} ansprechen.",
    fi: "Integraatiota ei ole määritetty tähän vaiheeseen. Et voi korjata tätä itse: ota yhteyttä {ats}-tukeen viitteellä {ref}.",
    sv: "Integrationen är inte konfigurerad för det här steget. Du kan inte åtgärda det själv: kontakta {ats} support med referens {ref}.",
    fr: "L'intégration n'est pas configurée pour cette étape. Vous ne pouvez pas corriger cela vous-même : contactez le support {ats} avec la référence {ref}.",
  },
  unavailable: {
    en: "This is not available for the moment. Please try again in a few minutes; if it goes on, contact {ats} support with reference {ref}.",
    de: "Das ist im Moment nicht verfügbar. Bitte in einigen Minuten noch einmal versuchen; wenn es anhält, den Support von {ats} mit der Kennung {ref} ansprechen.",
    fi: "Tämä ei ole juuri nyt käytettävissä. Yritä muutaman minuutin kuluttua uudelleen; jos ongelma jatkuu, ota yhteyttä {ats}-tukeen viitteellä {ref}.",
    sv: "Det här är inte tillgängligt för tillfället. Försök igen om några minuter; om det fortsätter, kontakta {ats} support med referens {ref}.",
    fr: "Ceci n'est pas disponible pour le moment. Veuillez réessayer dans quelques minutes ; si cela persiste, contactez le support {ats} avec la référence {ref}.",
  },
  internal: {
    en: "Something failed on our side. Please try again; if it happens again, contact {ats} support with reference {ref}.",
    de: "Bei uns ist etwas fehlgeschlagen. Bitte noch einmal versuchen; wenn es wieder geschieht, den Support von {ats} mit der Kennung {ref} ansprechen.",
    fi: "Meillä tapahtui virhe. Yritä uudelleen; jos se toistuu, ota yhteyttä {ats}-tukeen viitteellä {ref}.",
    sv: "Något gick fel hos oss. Försök igen; om det händer på nytt, kontakta {ats} support med referens {ref}.",
    fr: "Une erreur s'est produite de notre côté. Veuillez réessayer ; si cela se reproduit, contactez le support {ats} avec la référence {ref}.",
  },
};

export type Context = { readonly actor: EventActor; readonly language: Language; readonly ats: string; readonly ref: string; readonly field?: string | undefined };

export const userMessage = (fault: Fault, { actor, language, ats, ref, field }: Context): string => {
  const words = actor === "recruiter" ? RECRUITER[fault] : CANDIDATE[fault === "unavailable" ? "wait" : "support"];
  return words[language]
    .replaceAll("{ats}", ats)
    .replaceAll("{ref}", ref)
    .replaceAll("{field}", field ?? "");
};

/** `debug` is for iCIMS's log: what failed, never a secret or a person's data. */
export const errorBody = (message: string, debug: string): string => JSON.stringify({ error: { userMessage: message, debugErrorMessage: debug } });
