// The interview questions in Finnish.
import type { QuestionsTexts } from "../texts.ts";

export const texts: QuestionsTexts = {
  title: "Haastattelukysymykset",
  test: "Testiympäristö",
  loading: "Ladataan kysymyksiä …",
  wrong: "Tämä ei onnistu juuri nyt; yritämme uudelleen.",
  one: "{count} kysymys",
  other: "{count} kysymystä",
  asOf: "Tilanne:",
  updating: "päivitetään …",
  open: "Avaa haastattelupalvelussa",
  opening: "Avataan haastattelupalvelua …",
  newTab: "avautuu uuteen välilehteen",
  draft: "luonnos",
  active: "käynnissä",
  closed: "suljettu",
};
