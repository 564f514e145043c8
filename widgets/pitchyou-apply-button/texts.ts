// The button's own words. Small enough to carry all five languages: a job ad should not wait for a second file.
import type { Language } from "../shared/text.ts";

export interface ButtonTexts {
  /** Stands on the button; attribute `label` goes before it. */
  label: string;
  newTab: string;
  qr: string;
  /** Beside the button, with `privacy-href`. Consent is given on the next page: the click must not claim it. */
  consent: string;
  privacy: string;
}

/** All that a page may replace. */
export interface ApplyTexts extends ButtonTexts {
  /** Below the QR code, whose file has it. */
  scan: string;
}

const tables: Record<Language, [label: string, newTab: string, qr: string, consent: string, privacy: string]> = {
  de: ["Jetzt einfach per WhatsApp bewerben", "öffnet in neuem Tab", "QR-Code", "Ihre Einwilligung geben Sie auf der nächsten Seite.", "Datenschutz"],
  en: ["Apply with WhatsApp", "opens in a new tab", "QR code", "You give your consent on the next page.", "Privacy"],
  fi: ["Hae helposti WhatsAppilla", "avautuu uuteen välilehteen", "QR-koodi", "Suostumuksen annat seuraavalla sivulla.", "Tietosuoja"],
  fr: ["Postuler simplement par WhatsApp", "ouvre un nouvel onglet", "Code QR", "Vous donnerez votre accord à la page suivante.", "Confidentialité"],
  sv: ["Ansök enkelt via WhatsApp", "öppnas i ny flik", "QR-kod", "Ditt samtycke ger du på nästa sida.", "Integritet"],
};

export function textsIn(language: Language): ButtonTexts {
  const [label, newTab, qr, consent, privacy] = tables[language];
  return { label, newTab, qr, consent, privacy };
}
