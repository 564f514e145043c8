// Job ad: apprenticeship in care.
import type { Ad } from "./ad.ts";

export const training: Ad = {
  jobId: "AZ-2026-08",
  slug: "ausbildung-pflege",
  field: "training",
  templateKey: "azubi",
  city: "Kiel",
  postedOn: "2026-11-02",
  contact: { name: "Lea Matthiesen", role: { de: "Praxisanleitung", en: "Training lead", fi: "Opetusvastaava" }, phone: "+49 431 5550 160" },
  text: {
    de: {
      title: "Ausbildung: Pflegefachfrau / Pflegefachmann",
      place: "Kiel und Eckernförde",
      hours: "drei Jahre, Vollzeit",
      start: "1. August 2027",
      pay: "1.340 € im ersten Jahr",
      intro: "Drei Jahre, zwei Häuser und jemand, der dir alles zeigt. Du brauchst kein Vorwissen, nur Lust auf Menschen.",
      tasks: [
        "Du lernst Pflege in der Altenhilfe, im Krankenhaus und ambulant.",
        "Du hast eine feste Praxisanleitung in jedem Haus.",
        "Du gehst blockweise in die Schule in Kiel.",
      ],
      profile: ["Mittlerer Abschluss, oder Erster Abschluss mit Pflegehilfe", "Interesse an Menschen", "Deutsch ab B2"],
      offer: ["Übernahme, wenn du bestehst", "Tablet und Bücher von uns", "Zimmer im Wohnheim, wenn du eins brauchst"],
    },
    en: {
      title: "Apprenticeship: nursing",
      place: "Kiel and Eckernförde",
      hours: "three years, full time",
      start: "1 August 2027",
      pay: "€1,340 in the first year",
      intro: "Three years, two houses and someone who shows you everything. You need no previous knowledge, only an interest in people.",
      tasks: ["You learn care in homes, in hospital and with people at home.", "You have a steady mentor in each house.", "You attend school in Kiel in blocks."],
      profile: ["Intermediate school certificate", "Interest in people", "German from level B2"],
      offer: ["A job with us when you pass", "Tablet and books from us", "A room in our residence if you need one"],
    },
    fi: {
      title: "Oppisopimus: sairaanhoito",
      place: "Kiel ja Eckernförde",
      hours: "kolme vuotta, kokoaikainen",
      start: "1. elokuuta 2027",
      pay: "1 340 € ensimmäisenä vuonna",
      intro: "Kolme vuotta, kaksi taloa ja joku, joka näyttää sinulle kaiken. Et tarvitse aiempaa osaamista, vain kiinnostusta ihmisiin.",
      tasks: ["Opit hoitotyötä hoivakodissa, sairaalassa ja kotihoidossa.", "Sinulla on oma ohjaaja joka talossa.", "Käyt koulua Kielissä jaksoittain."],
      profile: ["Keskiasteen todistus", "Kiinnostus ihmisiin", "Saksan kieli vähintään B2"],
      offer: ["Työpaikka valmistumisen jälkeen", "Tabletti ja kirjat meiltä", "Huone asuntolasta tarvittaessa"],
    },
  },
};
