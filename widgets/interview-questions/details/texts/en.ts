// What can stand beside the interview questions, in English.
import type { DetailTexts } from "../texts.ts";

export const texts: DetailTexts = {
  preparation: "{time} to prepare",
  answer: "{time} to answer",
  criteria: "Criteria",
  candidates: "Candidates",
  created: "created",
  invited: "invited",
  inProgress: "under way",
  completed: "completed",
  evaluated: "evaluated",
  expired: "expired",
  cancelled: "cancelled",
  skipped: "skipped",
};
