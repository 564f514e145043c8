// Job ad: electrician for the houses.
import type { Ad } from "./ad.ts";

export const trades: Ad = {
  jobId: "EL-2027",
  slug: "elektrotechnik-schleswig",
  field: "trades",
  templateKey: "handwerk",
  city: "Schleswig",
  postedOn: "2026-11-04",
  contact: { name: "Ole Hinrichsen", role: { de: "Leitung Haustechnik", en: "Head of facilities", fi: "Kiinteistöpäällikkö" }, phone: "+49 4621 5550 17" },
  text: {
    de: {
      title: "Elektroniker:in für Energie- und Gebäudetechnik",
      place: "Schleswig und Umgebung",
      hours: "Vollzeit, 38 Stunden",
      start: "ab sofort",
      pay: "3.480 € im Monat",
      intro: "Neun Häuser, ein Werkstattwagen und Leute, die sich freuen, wenn du kommst. Montage über Nacht gibt es bei uns nicht.",
      tasks: ["Du hältst Rufanlagen, Licht und Türen in Gang.", "Du prüfst ortsfeste Anlagen nach DGUV.", "Du planst den Umbau auf Wärmepumpen mit."],
      profile: ["Gesellenbrief in der Elektrotechnik", "Führerschein Klasse B", "Freundlich auf der Leiter"],
      offer: ["Eigener Wagen, auch für den Heimweg", "Rufbereitschaft nur alle sechs Wochen", "Meisterschule zahlen wir mit"],
    },
    en: {
      title: "Electrician for energy and building technology",
      place: "Schleswig and around",
      hours: "Full time, 38 hours",
      start: "right away",
      pay: "€3,480 a month",
      intro: "Nine houses, one workshop van, and people who are glad when you arrive. There are no nights away.",
      tasks: ["You keep call systems, light and doors going.", "You test fixed installations.", "You help to plan the change to heat pumps."],
      profile: ["Completed apprenticeship as an electrician", "Driving licence B", "Friendly on the ladder"],
      offer: ["A van of your own, for the way home too", "On call only every six weeks", "We share the cost of master school"],
    },
    fi: {
      title: "Sähköasentaja",
      place: "Schleswig ja lähialue",
      hours: "Kokoaikainen, 38 tuntia",
      start: "heti",
      pay: "3 480 € kuukaudessa",
      intro: "Yhdeksän taloa, yksi huoltoauto ja ihmisiä, jotka ilahtuvat kun tulet. Yön yli ei jäädä työmaalle.",
      tasks: ["Pidät kutsujärjestelmät, valot ja ovet kunnossa.", "Tarkastat kiinteät asennukset.", "Suunnittelet siirtymää lämpöpumppuihin."],
      profile: ["Sähköalan ammattitutkinto", "B-ajokortti", "Ystävällinen myös tikkailla"],
      offer: ["Oma auto, myös kotimatkoille", "Päivystys vain kuuden viikon välein", "Osallistumme mestarikoulun kuluihin"],
    },
  },
};
