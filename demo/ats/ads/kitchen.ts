// Job ad: cook; its job id has an umlaut and a slash, as ids that people made up do.
import type { Ad } from "./ad.ts";

export const kitchen: Ad = {
  jobId: "KÜ/2026-04",
  slug: "koch-eckernfoerde",
  field: "kitchen",
  templateKey: "handwerk",
  city: "Eckernförde",
  postedOn: "2026-11-11",
  contact: { name: "Silke Brandt", role: { de: "Küchenleitung", en: "Head chef", fi: "Keittiöpäällikkö" }, phone: "+49 4351 5550 8" },
  text: {
    de: {
      title: "Koch/Köchin (m/w/d)",
      place: "Eckernförde, Haus am Noor",
      hours: "Vollzeit, nur Tagdienst",
      start: "ab Januar",
      pay: "3.050 € im Monat",
      intro: "Wir kochen jeden Tag für 140 Menschen, frisch und mit dem, was die Region hergibt. Feierabend ist um halb vier, auch am Wochenende.",
      tasks: [
        "Du kochst mittags zwei Menüs und ein vegetarisches Gericht.",
        "Du bestellst bei unseren Höfen und planst die Woche mit.",
        "Du kennst die Wünsche im Haus, und sie dürfen auf den Teller.",
      ],
      profile: ["Abgeschlossene Ausbildung als Koch oder Köchin", "Erfahrung mit Schonkost ist schön, kein Muss", "Jedes zweite Wochenende"],
      offer: ["Kein Abenddienst", "Arbeitskleidung, gewaschen und gebügelt", "Essen aus der eigenen Küche"],
    },
    en: {
      title: "Cook (all genders)",
      place: "Eckernförde, Haus am Noor",
      hours: "Full time, days only",
      start: "from January",
      pay: "€3,050 a month",
      intro: "We cook for 140 people every day, fresh and with what the region offers. Work ends at half past three, at weekends too.",
      tasks: [
        "You cook two menus and a vegetarian dish for lunch.",
        "You order from our farms and help to plan the week.",
        "You know what people in the house like, and it may go on the plate.",
      ],
      profile: ["A completed apprenticeship as a cook", "Experience with light diets is nice, not needed", "Every other weekend"],
      offer: ["No evening shifts", "Work clothes, washed and ironed", "Meals from our own kitchen"],
    },
    fi: {
      title: "Kokki",
      place: "Eckernförde, Haus am Noor",
      hours: "Kokoaikainen, vain päivätyötä",
      start: "tammikuusta",
      pay: "3 050 € kuukaudessa",
      intro: "Laitamme ruokaa 140 ihmiselle joka päivä, tuoreista lähialueen raaka-aineista. Työpäivä päättyy puoli neljältä, myös viikonloppuisin.",
      tasks: [
        "Valmistat lounaaksi kaksi ateriaa ja kasvisruoan.",
        "Tilaat tiloiltamme ja suunnittelet viikkoa mukana.",
        "Tunnet talon väen toiveet, ja ne saavat näkyä lautasella.",
      ],
      profile: ["Kokin tutkinto", "Kokemus erityisruokavalioista on plussaa", "Joka toinen viikonloppu"],
      offer: ["Ei iltavuoroja", "Työvaatteet pestyinä ja silitettyinä", "Ateriat omasta keittiöstä"],
    },
  },
};
