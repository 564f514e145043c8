// Job ad: warehouse logistics, second and third shift.
import type { Ad } from "./ad.ts";

export const logistics: Ad = {
  jobId: "LG-2033",
  slug: "lagerlogistik-neumuenster",
  field: "logistics",
  templateKey: "lager_1",
  city: "Neumünster",
  postedOn: "2026-11-12",
  contact: { name: "Cem Aydın", role: { de: "Schichtleitung", en: "Shift lead", fi: "Vuoropäällikkö" }, phone: "+49 4321 5550 22" },
  text: {
    de: {
      title: "Fachkraft für Lagerlogistik – Schicht 2/3",
      place: "Neumünster, Lager Süd",
      hours: "Vollzeit, 37 Stunden",
      start: "1. Dezember",
      pay: "2.890 € im Monat und Zuschläge",
      intro: "Aus dem Lager Süd versorgen wir unsere Häuser mit allem, was sie brauchen, vom Pflegebett bis zur Kartoffel. 24 Leute, drei Schichten, ein Hallenboden ohne Stufe.",
      tasks: ["Du nimmst Ware an, prüfst sie und lagerst sie ein.", "Du kommissionierst mit Handscanner und Schubmaststapler.", "Du lädst die Touren für den nächsten Morgen."],
      profile: ["Ausbildung in der Lagerlogistik oder zwei Jahre Praxis", "Staplerschein, oder Lust, ihn bei uns zu machen", "Bereitschaft zu Spät- und Nachtschicht"],
      offer: ["Schichtplan für vier Wochen im Voraus", "Staplerschein auf unsere Kosten", "Kantine, auch nachts"],
    },
    en: {
      title: "Warehouse logistics specialist – shift 2/3",
      place: "Neumünster, south warehouse",
      hours: "Full time, 37 hours",
      start: "1 December",
      pay: "€2,890 a month plus shift pay",
      intro: "From the south warehouse we supply our houses with everything they need, from care beds to potatoes. 24 people, three shifts, one floor without a step.",
      tasks: ["You take in goods, check them and store them.", "You pick orders with scanner and reach truck.", "You load the tours for the next morning."],
      profile: ["Training in warehouse logistics or two years of practice", "Forklift licence, or the wish to get it with us", "Ready for late and night shifts"],
      offer: ["Rota four weeks ahead", "Forklift licence at our expense", "A canteen that opens at night too"],
    },
    fi: {
      title: "Varastotyöntekijä – vuorot 2/3",
      place: "Neumünster, etelävarasto",
      hours: "Kokoaikainen, 37 tuntia",
      start: "1. joulukuuta",
      pay: "2 890 € kuukaudessa ja vuorolisät",
      intro: "Etelävarastosta toimitamme taloihimme kaiken, mitä ne tarvitsevat, hoitosängyistä perunoihin. 24 ihmistä, kolme vuoroa, lattia ilman kynnyksiä.",
      tasks: ["Vastaanotat, tarkistat ja hyllytät tavarat.", "Keräilet tilauksia skannerilla ja työntömastotrukilla.", "Lastaat seuraavan aamun kuormat."],
      profile: ["Logistiikka-alan koulutus tai kahden vuoden kokemus", "Trukkikortti tai halu suorittaa se meillä", "Valmius ilta- ja yövuoroihin"],
      offer: ["Vuorolista neljä viikkoa etukäteen", "Trukkikortti meidän kustannuksellamme", "Ruokala, auki myös öisin"],
    },
  },
};
