// Job ad: registered nurse in a care home.
import type { Ad } from "./ad.ts";

export const care: Ad = {
  jobId: "PF-2041",
  slug: "pflegefachkraft-kiel",
  field: "care",
  templateKey: "pflege-basis",
  city: "Kiel",
  postedOn: "2026-11-09",
  contact: { name: "Maren Thomsen", role: { de: "Leitung Haus Fördeblick", en: "Head of Haus Fördeblick", fi: "Haus Fördeblickin johtaja" }, phone: "+49 431 5550 141" },
  text: {
    de: {
      title: "Pflegefachkraft (m/w/d)",
      place: "Kiel, Haus Fördeblick",
      hours: "Voll- oder Teilzeit",
      start: "ab sofort",
      pay: "3.620 bis 4.180 € im Monat",
      intro: "Im Haus Fördeblick wohnen 64 Menschen in sechs kleinen Gruppen. Du arbeitest in einer davon, mit festem Team und einem Dienstplan, der acht Wochen im Voraus steht.",
      tasks: [
        "Du pflegst und begleitest elf Bewohnerinnen und Bewohner einer Wohngruppe.",
        "Du planst die Pflege und dokumentierst sie am Tablet.",
        "Du leitest Auszubildende an, wenn du das möchtest.",
      ],
      profile: ["Abschluss als Pflegefachkraft, Altenpfleger:in oder Gesundheits- und Krankenpfleger:in", "Ruhe, wenn es laut wird", "Deutsch ab B2"],
      offer: ["Keine geteilten Dienste, kein Holen aus dem Frei", "31 Tage Urlaub und Jahressonderzahlung", "Fahrrad oder Nahverkehr auf unsere Kosten"],
    },
    en: {
      title: "Registered nurse (all genders)",
      place: "Kiel, Haus Fördeblick",
      hours: "Full or part time",
      start: "right away",
      pay: "€3,620 to €4,180 a month",
      intro: "Haus Fördeblick is home to 64 people in six small groups. You work in one of them, with a steady team and a rota that is fixed eight weeks ahead.",
      tasks: ["You care for and accompany the eleven residents of one group.", "You plan the care and document it on a tablet.", "You guide trainees, if you would like to."],
      profile: ["A nursing qualification recognised in Germany", "Calm when things get loud", "German from level B2"],
      offer: ["No split shifts, no calls on days off", "31 days of holiday and a yearly bonus", "Bicycle or public transport at our expense"],
    },
    fi: {
      title: "Sairaanhoitaja",
      place: "Kiel, Haus Fördeblick",
      hours: "Koko- tai osa-aikainen",
      start: "heti",
      pay: "3 620–4 180 € kuukaudessa",
      intro:
        "Haus Fördeblick on 64 ihmisen koti kuudessa pienryhmässä. Työskentelet yhdessä niistä vakituisen tiimin kanssa, ja vuorolista vahvistetaan kahdeksan viikkoa etukäteen.",
      tasks: ["Hoidat ja tuet yhden ryhmän yhtätoista asukasta.", "Suunnittelet hoidon ja kirjaat sen tabletilla.", "Ohjaat opiskelijoita, jos haluat."],
      profile: ["Saksassa tunnustettu hoitoalan tutkinto", "Rauhallisuus kiireessä", "Saksan kieli vähintään B2"],
      offer: ["Ei jaettuja vuoroja, ei kutsuja vapaalta", "31 lomapäivää ja vuosibonus", "Polkupyörä tai joukkoliikenne meidän kustannuksellamme"],
    },
  },
};
