// The chat in English.
import type { ChatTexts } from "../texts.ts";

export const texts: ChatTexts = {
  title: "Chat over WhatsApp",
  intro: "Your messages go to the applicant’s WhatsApp, and the answers appear here. You need no WhatsApp yourself.",
  signedBy: "Signed “{name}”.",
  signed: "Signed with your name.",
  uses: "Good for asking for further documents or fixing an interview date.",
  window: "WhatsApp delivers free text only within 24 hours of the person’s last message. Whether that time is still running cannot be seen here.",
  open: "Open chat",
  openTab: "Open in a new tab",
  newTab: "opens in a new tab",
  close: "Close chat",
  loading: "Opening the chat …",
  frame: "Chat with the applicant",
  slow: "This takes longer than usual. Perhaps the chat cannot be shown here; a new tab will do.",
  inTab: "The chat is open in another tab.",
  popup: "The browser opened no new window. This link will:",
  retry: "Try again",
  test: "Test environment",
  offlineTitle: "No internet connection",
  offline: "Nothing was lost. As soon as you are connected again, the chat can be opened.",
  errorTitle: "The chat did not open",
  error: "Nothing was lost. Try again in a moment.",
};
