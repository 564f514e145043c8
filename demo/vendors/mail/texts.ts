// What the inbox says, in Finnish and English.
import type { Fault } from "./state.ts";

export const languages = ["fi", "en"] as const;
export type Language = (typeof languages)[number];
export type Said = Record<Language, string>;

/** The first of the browser's languages that the stand-ins from Finland speak; Finnish when there is none. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const wanted = (acceptLanguage ?? "").split(",").map((part) => part.trim().slice(0, 2).toLowerCase());
  return wanted.flatMap((code) => languages.filter((language) => language === code))[0] ?? "fi";
}

export const said = {
  band: { fi: "Postilaatikon sijainen: mikään ei poistu tältä koneelta", en: "Stand-in for a mail server: nothing leaves this machine" },
  title: { fi: "Saapuneet viestit", en: "Inbox" },
  intro: { fi: "Kaikki sähköpostit, jotka tämä kone on lähettänyt, kenelle tahansa.", en: "Every mail that was sent on this machine, to whomever." },
  empty: { fi: "Ei vielä viestejä. Kuittaus näkyy täällä, kun joku jakaa profiilinsa.", en: "No mail yet. An acknowledgement appears here once somebody shares a profile." },
  to: { fi: "Vastaanottaja", en: "To" },
  from: { fi: "Lähettäjä", en: "From" },
  received: { fi: "Saapunut", en: "Received" },
  back: { fi: "Kaikki viestit", en: "All mail" },
  plain: { fi: "Teksti", en: "Text" },
  html: { fi: "HTML", en: "HTML" },
  noPlain: { fi: "Viestissä ei ole tekstiosaa.", en: "The mail has no text part." },
  noHtml: { fi: "Viestissä ei ole HTML-osaa.", en: "The mail has no HTML part." },
  noSubject: { fi: "(ei aihetta)", en: "(no subject)" },
  headers: { fi: "Otsakkeet", en: "Headers" },
  attachments: { fi: "Liitteet", en: "Attachments" },
  gone: { fi: "Tätä viestiä ei ole. Postilaatikko tyhjenee, kun ohjelma käynnistyy uudelleen.", en: "There is no such mail. The inbox is empty after a restart." },
  forget: { fi: "Tyhjennä postilaatikko", en: "Empty the inbox" },

  faultHeading: { fi: "Palvelimen toiminta", en: "How the server behaves" },
  faultIntro: { fi: "Kokeile, mitä tapahtuu, kun posti ei kulje.", en: "See what happens when mail does not get through." },
  fault: { fi: "Toiminta", en: "Behaviour" },
  times: { fi: "Montako kertaa", en: "How many times" },
  always: { fi: "aina", en: "always" },
  set: { fi: "Aseta", en: "Set" },
  more: { fi: "vielä", en: "more" },
  attempts: { fi: "Viimeisimmät yritykset", en: "Latest tries" },
} satisfies Record<string, Said>;

export const faultTexts: Record<Fault["fault"] | "none", Said> = {
  none: { fi: "Ottaa viestit vastaan", en: "Takes mail" },
  refuse: { fi: "Katkaisee yhteyden heti", en: "Refuses the connection" },
  "450": { fi: "450: tilapäisesti ei", en: "450: not now" },
  "550": { fi: "550: osoitetta ei ole", en: "550: no such address" },
  slow: { fi: "Vastaa hitaasti", en: "Answers slowly" },
  cut: { fi: "Ottaa vastaan, mutta vastaus katoaa", en: "Takes it, but the answer is lost" },
};

export const outcomeTexts: Record<"kept" | "refused" | "450" | "550" | "cut", Said> = {
  kept: { fi: "otettu vastaan", en: "taken" },
  refused: { fi: "yhteys katkaistu", en: "connection refused" },
  "450": { fi: "450, tilapäinen", en: "450, temporary" },
  "550": { fi: "550, pysyvä", en: "550, permanent" },
  cut: { fi: "otettu vastaan, vastaus kadonnut", en: "taken, answer lost" },
};
