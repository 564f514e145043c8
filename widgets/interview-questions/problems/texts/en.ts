// What stands in the way of the interview questions, in English.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  retry: "Try again",
  missingTitle: "No job selected yet",
  missing: "As soon as one is selected, its interview questions appear here.",
  notLinkedTitle: "No interview project for this job yet",
  notLinked:
    "One appears here by itself as soon as the job has been passed on to the interview suite. Whoever runs your applicant tracking system can also link one that is there already.",
  noQuestionsTitle: "The project has no questions yet",
  noQuestions: "Add them in the interview suite; they then appear here by themselves.",
  popupTitle: "The browser opened no new tab",
  popup: "The link below leads to the same place.",
  offlineTitle: "No internet connection",
  offline: "Nothing is lost. It goes on by itself once you are connected again.",
  sessionTitle: "Your session has ended",
  session: "Sign in again, and it goes on here.",
  grantTitle: "You lack the permission for these questions",
  grant: "Whoever manages your applicant tracking system can grant it.",
  setupTitle: "The questions cannot be shown here yet",
  setup: "Whoever runs your applicant tracking system can put that right. The code says what is missing.",
  unreachableTitle: "The questions cannot be reached just now",
  unreachable: "We keep trying by ourselves.",
  vendor: "The interview suite is not answering; we keep trying by ourselves.",
  lastKnown: "What is shown is the last known state.",
  unknownTitle: "This job is not known here",
  unknown: "As soon as it has been passed on, its interview questions appear here.",
  openTitle: "The interview suite did not open",
  openFailed: "Nothing is lost. Try again in a moment.",
  openGrant: "You lack the permission for it. Whoever manages your applicant tracking system can grant it.",
};
