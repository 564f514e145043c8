// What became of each integration, in Swedish.
import type { StepTexts } from "../texts.ts";

export const texts: StepTexts = {
  count: "{done} av {all} aktiva",
  refresh: "Kontrollera läget nu",
  company: "Företag",
  contract: "Avtal",
  requested: "Begärd",
  ready: "Partner klar",
  enabled: "Aktiv",
  done: "klart",
  underWay: "pågår",
  needed: "någon behöver agera",
  waiting: "väntar",
  forUs: "För oss:",
  forAdmin: "För er LinkedIn-administratör:",
  forNobody: "Klart:",
  doRequested: "vi ställer in det hos LinkedIn. Det tar några sekunder.",
  doReady: "öppna produktinställningarna (”Product settings”) i Recruiter, sedan fliken ”ATS”, och slå på det.",
  doEnabled: "det är påslaget hos LinkedIn.",
  refusedItem: "LinkedIn avvisade den här:",
  refusedItemNext: "De andra påverkas inte. Vi försöker igen på egen hand; lämna koden vidare om det består.",
};
