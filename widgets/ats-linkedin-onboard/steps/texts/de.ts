// What became of each integration, in German.
import type { StepTexts } from "../texts.ts";

export const texts: StepTexts = {
  count: "{done} von {all} aktiv",
  refresh: "Stand jetzt prüfen",
  company: "Unternehmen",
  contract: "Vertrag",
  requested: "Angefragt",
  ready: "Partner bereit",
  enabled: "Aktiv",
  done: "erledigt",
  underWay: "in Arbeit",
  needed: "jemand muss handeln",
  waiting: "noch offen",
  forUs: "Für uns:",
  forAdmin: "Für Ihren LinkedIn-Admin:",
  forNobody: "Erledigt:",
  doRequested: "Wir richten es bei LinkedIn ein. Das dauert Sekunden.",
  doReady: "In Recruiter die Produkteinstellungen („Product settings“) öffnen, dann den Reiter „ATS“, und es dort einschalten.",
  doEnabled: "Es ist bei LinkedIn eingeschaltet.",
  refusedItem: "LinkedIn hat dies abgelehnt:",
  refusedItemNext: "Die anderen sind davon nicht betroffen. Wir versuchen es von selbst noch einmal; bleibt es so, geben Sie den Code weiter.",
};
