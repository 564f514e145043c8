// From a talent profile to an application, to its anonymised rest, and to the acknowledgement's words.
import type { Content } from "../../core/applications.ts";
import type { Language } from "../../core/connection-texts.ts";
import type { LtMessage } from "./contract.ts";

const NOBODY = { name: null, firstName: null, lastName: null, email: null, phone: null };
const NO_TRACKING = { templateKey: null, utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null };

export const contentOf = (message: LtMessage): Content => {
  const { firstName, lastName, email, phone } = message;
  const both = [firstName, lastName].filter((part) => part !== null).join(" ");
  return {
    person: { name: message.name ?? (both === "" ? null : both), firstName, lastName, email, phone },
    answers: [],
    attachments: [],
    tracking: NO_TRACKING,
    profile: message.profile,
  };
};

// What says nothing of who it is; every other field may hold a name, so it goes.
const HARMLESS = ["languages", "occupations", "driving_licence"];

/** Keeps what counts, drops who it was. */
export const anonymised = (content: Content): Content => {
  const profile = typeof content.profile === "object" && content.profile !== null ? content.profile : {};
  return { person: NOBODY, answers: [], attachments: [], tracking: NO_TRACKING, profile: Object.fromEntries(Object.entries(profile).filter(([key]) => HARMLESS.includes(key))) };
};

export type Acknowledgement = { readonly locale: Language; readonly subject: string; readonly text: string };

const DEFAULTS: Readonly<Record<Language, { subject: string; text: string; withdraw: string }>> = {
  fi: {
    subject: "Kiitos hakemuksestasi",
    text: "Hei {{firstName}},\n\nolemme vastaanottaneet osaajaprofiilisi Luotettava Työntekijä -palvelusta. Käymme sen läpi ja otamme sinuun yhteyttä, kun meillä on sinulle sopivaa työtä.",
    withdraw: "Voit perua hakemuksesi milloin tahansa Luotettava Työntekijä -palvelussa.",
  },
  en: {
    subject: "Thank you for your application",
    text: "Hello {{firstName}},\n\nwe have received your talent profile from the service Luotettava Työntekijä. We will go through it and contact you when we have work that suits you.",
    withdraw: "You can withdraw your application at any time in the service Luotettava Työntekijä.",
  },
  sv: {
    subject: "Tack för din ansökan",
    text: "Hej {{firstName}},\n\nvi har tagit emot din kompetensprofil från tjänsten Luotettava Työntekijä. Vi går igenom den och kontaktar dig när vi har arbete som passar dig.",
    withdraw: "Du kan när som helst ta tillbaka din ansökan i tjänsten Luotettava Työntekijä.",
  },
  de: {
    subject: "Danke für Ihre Bewerbung",
    text: "Guten Tag {{firstName}},\n\nwir haben Ihr Profil aus dem Dienst Luotettava Työntekijä erhalten. Wir sehen es durch und melden uns, wenn wir passende Arbeit für Sie haben.",
    withdraw: "Sie können Ihre Bewerbung jederzeit im Dienst Luotettava Työntekijä zurückziehen.",
  },
  fr: {
    subject: "Merci pour votre candidature",
    text: "Bonjour {{firstName}},\n\nnous avons reçu votre profil du service Luotettava Työntekijä. Nous l'examinons et vous contacterons dès que nous aurons un travail qui vous convient.",
    withdraw: "Vous pouvez retirer votre candidature à tout moment dans le service Luotettava Työntekijä.",
  },
};

export const defaultAcknowledgement = (locale: Language): Acknowledgement => ({ locale, subject: DEFAULTS[locale].subject, text: DEFAULTS[locale].text });

const escapeHtml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

/** Plain text and HTML of the acknowledgement; how to withdraw is always said. Line breaks never reach a header. */
export const acknowledgementMail = ({ locale, subject, text }: Acknowledgement, firstName: string | null) => {
  const fill = (template: string) =>
    template
      .replaceAll("{{firstName}}", firstName ?? "")
      .replaceAll(/ +([,.!])/g, "$1")
      .replaceAll(/ {2,}/g, " ");
  const body = `${fill(text).trim()}\n\n${DEFAULTS[locale].withdraw}\n`;
  const paragraphs = body
    .trim()
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>")}</p>`);
  return { subject: fill(subject).replaceAll(/\s+/g, " ").trim(), text: body, html: `<!doctype html><html lang="${locale}"><body>${paragraphs.join("")}</body></html>` };
};
