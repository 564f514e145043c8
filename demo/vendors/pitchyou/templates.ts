// The interview templates: the list as the API hands it out (in every shape a reader must expect), and the questions behind each key.
import type { Said } from "./languages.ts";

export type Question = { id: string; ask: Said } & ({ kind: "text" } | { kind: "choice"; options: Said[] } | { kind: "file"; sample: "certificate" | "curriculum-vitae" });

export const templateList = [
  {
    templateKey: "pflege-basis",
    descriptions: [
      { language: "de", text: "Pflege: vier Fragen, Foto der Urkunde, Lebenslauf" },
      { language: "en", text: "Care: four questions, photo of the certificate, CV" },
      { language: "fi", text: "Hoitotyö: neljä kysymystä, kuva todistuksesta, ansioluettelo" },
    ],
  },
  {
    templateKey: "lager_1",
    descriptions: {
      de: "Lager und Logistik: drei Fragen, Lebenslauf",
      en: "Warehouse and logistics: three questions, CV",
      fi: "Varasto ja logistiikka: kolme kysymystä, ansioluettelo",
    },
  },
  {
    templateKey: "it-profil",
    descriptions: [
      { culture: "de-DE", description: "IT-Profil: vier Fragen, Lebenslauf" },
      { culture: "en-GB", description: "IT profile: four questions, CV" },
      { culture: "fi-FI", description: "IT-profiili: neljä kysymystä, ansioluettelo" },
    ],
  },
  {
    templateKey: "handwerk",
    descriptions: {
      de: "Handwerk und Küche: drei Fragen, Foto der Urkunde, Lebenslauf",
      en: "Trades and kitchen: three questions, photo of the certificate, CV",
      fi: "Ammattityö ja keittiö: kolme kysymystä, kuva todistuksesta, ansioluettelo",
    },
  },
  { templateKey: "azubi", descriptions: "Ausbildung: drei Fragen, Lebenslauf" },
];

const start: Question = {
  id: "start",
  kind: "choice",
  ask: { de: "Wann könntest du anfangen?", en: "When could you start?", fi: "Milloin voisit aloittaa?" },
  options: [
    { de: "Sofort", en: "Right away", fi: "Heti" },
    { de: "In einem Monat", en: "In a month", fi: "Kuukauden päästä" },
    { de: "In drei Monaten", en: "In three months", fi: "Kolmen kuukauden päästä" },
  ],
};

const hours: Question = {
  id: "hours",
  kind: "choice",
  ask: { de: "Wie viel möchtest du arbeiten?", en: "How much would you like to work?", fi: "Kuinka paljon haluaisit työskennellä?" },
  options: [
    { de: "Vollzeit", en: "Full time", fi: "Kokoaikaisesti" },
    { de: "Teilzeit", en: "Part time", fi: "Osa-aikaisesti" },
  ],
};

const certificate: Question = {
  id: "certificate",
  kind: "file",
  sample: "certificate",
  ask: { de: "Schick uns bitte ein Foto deiner Urkunde oder deines Zeugnisses.", en: "Please send us a photo of your certificate.", fi: "Lähetä meille kuva todistuksestasi." },
};

const curriculumVitae: Question = {
  id: "cv",
  kind: "file",
  sample: "curriculum-vitae",
  ask: { de: "Hast du einen Lebenslauf? Ein Foto davon genügt.", en: "Do you have a CV? A photo of it will do.", fi: "Onko sinulla ansioluettelo? Kuvakin riittää." },
};

const questions: Record<string, Question[]> = {
  "pflege-basis": [
    {
      id: "since",
      kind: "text",
      ask: { de: "Seit wann arbeitest du in der Pflege?", en: "Since when have you worked in care?", fi: "Mistä lähtien olet työskennellyt hoitoalalla?" },
    },
    {
      id: "shifts",
      kind: "choice",
      ask: { de: "Welche Schicht passt dir am besten?", en: "Which shift suits you best?", fi: "Mikä vuoro sopii sinulle parhaiten?" },
      options: [
        { de: "Früh", en: "Early", fi: "Aamu" },
        { de: "Spät", en: "Late", fi: "Ilta" },
        { de: "Nacht", en: "Night", fi: "Yö" },
        { de: "Alle", en: "Any", fi: "Kaikki" },
      ],
    },
    hours,
    start,
    certificate,
  ],
  lager_1: [
    {
      id: "forklift",
      kind: "choice",
      ask: { de: "Hast du einen Staplerschein?", en: "Do you have a forklift licence?", fi: "Onko sinulla trukkikortti?" },
      options: [
        { de: "Ja", en: "Yes", fi: "Kyllä" },
        { de: "Nein", en: "No", fi: "Ei" },
        { de: "Mache ich gerade", en: "I am getting it", fi: "Suoritan sitä nyt" },
      ],
    },
    hours,
    start,
  ],
  "it-profil": [
    {
      id: "stack",
      kind: "choice",
      ask: { de: "Womit arbeitest du am liebsten?", en: "What do you like to work with most?", fi: "Millä työskentelet mieluiten?" },
      options: [
        { de: "C++", en: "C++", fi: "C++" },
        { de: "C#", en: "C#", fi: "C#" },
        { de: "Beides", en: "Both", fi: "Molemmilla" },
      ],
    },
    {
      id: "proud",
      kind: "text",
      ask: { de: "Auf welches Projekt bist du stolz, und warum?", en: "Which project are you proud of, and why?", fi: "Mistä projektista olet ylpeä ja miksi?" },
    },
    hours,
    start,
  ],
  handwerk: [
    {
      id: "experience",
      kind: "text",
      ask: {
        de: "Was hast du gelernt, und wo hast du zuletzt gearbeitet?",
        en: "What is your trade, and where did you work last?",
        fi: "Mikä on ammattisi ja missä työskentelit viimeksi?",
      },
    },
    hours,
    start,
    certificate,
  ],
  azubi: [
    {
      id: "school",
      kind: "text",
      ask: {
        de: "Welchen Schulabschluss hast du, oder wann machst du ihn?",
        en: "Which school-leaving certificate do you have, or when will you get it?",
        fi: "Mikä on koulutuksesi, tai milloin valmistut?",
      },
    },
    { id: "why", kind: "text", ask: { de: "Warum möchtest du diesen Beruf lernen?", en: "Why would you like to learn this trade?", fi: "Miksi haluat oppia tämän ammatin?" } },
    start,
  ],
};

const standard: Question[] = [
  { id: "experience", kind: "text", ask: { de: "Was hast du bisher gemacht?", en: "What have you done so far?", fi: "Mitä olet tehnyt tähän asti?" } },
  hours,
  start,
];

/** The questions of a template; without a key, or with one that nobody knows, those of the standard interview. */
export function questionsOf(templateKey: string | null): Question[] {
  return [...(questions[templateKey ?? ""] ?? standard), curriculumVitae];
}
