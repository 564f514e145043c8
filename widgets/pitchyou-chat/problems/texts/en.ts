// What stands in the way of a chat, in English.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  emptyTitle: "No application selected yet",
  empty: "As soon as one is selected, the chat with that person can be opened here.",
  expiredTitle: "Your session has ended",
  expired: "Sign in again, then open the chat once more.",
  blockedTitle: "The chat cannot be opened here",
  blockedOrigin: "The address of this page is not approved for it. Whoever runs your applicant tracking system can approve it.",
  blockedGrant: "You have no permission for chats. Whoever administers your applicant tracking system can grant it.",
  blockedSetup: "The chat is not set up yet. Whoever runs your applicant tracking system can set it up.",
  blockedPage: "This page does not let the chat inside. A new tab will do.",
  contract: "PitchYou refuses the chat for your company: it is a part of the contract by itself. Whoever administers your applicant tracking system can settle that.",
  vendor: "PitchYou is not answering at the moment. Nothing was lost; try again in a moment.",
  unknown: "PitchYou does not know this application.",
};
