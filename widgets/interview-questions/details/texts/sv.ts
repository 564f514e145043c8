// What can stand beside the interview questions, in Swedish.
import type { DetailTexts } from "../texts.ts";

export const texts: DetailTexts = {
  preparation: "{time} förberedelse",
  answer: "{time} svarstid",
  criteria: "Kriterier",
  candidates: "Kandidater",
  created: "skapade",
  invited: "inbjudna",
  inProgress: "pågår",
  completed: "slutförda",
  evaluated: "bedömda",
  expired: "utgångna",
  cancelled: "avbrutna",
  skipped: "överhoppade",
};
