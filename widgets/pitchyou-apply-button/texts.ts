// The button's own words. Small enough to carry all five languages: a job ad should not wait for a second file.
import type { Language } from "../shared/text.ts";

export interface ApplyTexts {
  /** Stands on the button; attribute `label` goes before it. */
  label: string;
  newTab: string;
  qr: string;
  scan: string;
  /** Beside the button, with `privacy-href`. Consent is given on the next page: the click must not claim it. */
  consent: string;
  privacy: string;
}

const tables: Record<Language, [label: string, newTab: string, qr: string, scan: string, consent: string, privacy: string]> = {
  de: [
    "Jetzt einfach per WhatsApp bewerben",
    "öffnet in neuem Tab",
    "QR-Code",
    "Mit der Handykamera scannen",
    "Ihre Einwilligung geben Sie auf der nächsten Seite.",
    "Datenschutz",
  ],
  en: ["Apply with WhatsApp", "opens in a new tab", "QR code", "Scan with your phone’s camera", "You give your consent on the next page.", "Privacy"],
  fi: ["Hae helposti WhatsAppilla", "avautuu uuteen välilehteen", "QR-koodi", "Skannaa puhelimen kameralla", "Suostumuksen annat seuraavalla sivulla.", "Tietosuoja"],
  fr: [
    "Postuler simplement par WhatsApp",
    "ouvre un nouvel onglet",
    "Code QR",
    "Scannez avec votre téléphone",
    "Vous donnerez votre accord à la page suivante.",
    "Confidentialité",
  ],
  sv: ["Ansök enkelt via WhatsApp", "öppnas i ny flik", "QR-kod", "Skanna med mobilkameran", "Ditt samtycke ger du på nästa sida.", "Integritet"],
};

export function textsIn(language: Language): ApplyTexts {
  const [label, newTab, qr, scan, consent, privacy] = tables[language];
  return { label, newTab, qr, scan, consent, privacy };
}
