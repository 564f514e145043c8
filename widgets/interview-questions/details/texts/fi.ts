// What can stand beside the interview questions, in Finnish.
import type { DetailTexts } from "../texts.ts";

export const texts: DetailTexts = {
  preparation: "valmistautumiseen {time}",
  answer: "vastaamiseen {time}",
  criteria: "Arviointiperusteet",
  candidates: "Hakijat",
  created: "luotu",
  invited: "kutsuttu",
  inProgress: "kesken",
  completed: "valmis",
  evaluated: "arvioitu",
  expired: "vanhentunut",
  cancelled: "peruttu",
  skipped: "ohitettu",
};
