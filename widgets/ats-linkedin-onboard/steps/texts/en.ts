// What became of each integration, in English.
import type { StepTexts } from "../texts.ts";

export const texts: StepTexts = {
  count: "{done} of {all} enabled",
  refresh: "Check status now",
  company: "Company",
  contract: "Contract",
  requested: "Requested",
  ready: "Partner ready",
  enabled: "Enabled",
  done: "done",
  underWay: "under way",
  needed: "needs someone",
  waiting: "waiting",
  forUs: "For us:",
  forAdmin: "For your LinkedIn admin:",
  forNobody: "Done:",
  doRequested: "we are setting it up with LinkedIn. This takes seconds.",
  doReady: "in Recruiter, open Product settings, then the ATS tab, and switch it on.",
  doEnabled: "it is switched on in LinkedIn.",
  refusedItem: "LinkedIn refused this one:",
  refusedItemNext: "The others are not affected. We try again by ourselves; if this stays, pass on the code.",
};
