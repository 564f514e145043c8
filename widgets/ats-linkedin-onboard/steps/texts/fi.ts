// What became of each integration, in Finnish.
import type { StepTexts } from "../texts.ts";

export const texts: StepTexts = {
  count: "{done}/{all} käytössä",
  refresh: "Tarkista tilanne nyt",
  company: "Yritys",
  contract: "Sopimus",
  requested: "Pyydetty",
  ready: "Kumppani valmis",
  enabled: "Käytössä",
  done: "valmis",
  underWay: "käynnissä",
  needed: "odottaa toimia",
  waiting: "odottaa",
  forUs: "Meille:",
  forAdmin: "LinkedInin ylläpitäjällenne:",
  forNobody: "Valmis:",
  doRequested: "otamme sen käyttöön LinkedInissä. Tähän menee sekunteja.",
  doReady: "avaa Recruiterissa tuoteasetukset (”Product settings”), sitten välilehti ”ATS”, ja kytke se päälle.",
  doEnabled: "se on kytketty päälle LinkedInissä.",
  refusedItem: "LinkedIn hylkäsi tämän:",
  refusedItemNext: "Tämä ei vaikuta muihin. Yritämme itse uudelleen; jos tilanne jatkuu, ilmoita koodi.",
};
