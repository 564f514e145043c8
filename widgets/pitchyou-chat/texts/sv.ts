// The chat in Swedish.
import type { ChatTexts } from "../texts.ts";

export const texts: ChatTexts = {
  title: "Chatt via WhatsApp",
  intro: "Dina meddelanden går till den sökandes WhatsApp och svaren visas här. Själv behöver du inte WhatsApp.",
  signedBy: "Undertecknat ”{name}”.",
  signed: "Undertecknat med ditt namn.",
  uses: "Passar för att be om fler handlingar eller bestämma tid för intervju.",
  window: "WhatsApp levererar fri text bara inom 24 timmar efter personens senaste meddelande. Om den tiden fortfarande löper syns inte här.",
  open: "Öppna chatten",
  openTab: "Öppna i ny flik",
  newTab: "öppnas i ny flik",
  close: "Stäng chatten",
  loading: "Chatten öppnas …",
  frame: "Chatt med den sökande",
  slow: "Det tar längre tid än vanligt. Kanske kan chatten inte visas här; i en ny flik går det.",
  inTab: "Chatten är öppen i en annan flik.",
  popup: "Webbläsaren öppnade inget nytt fönster. Med den här länken går det:",
  retry: "Försök igen",
  test: "Testmiljö",
  offlineTitle: "Ingen internetanslutning",
  offline: "Inget har gått förlorat. Chatten kan öppnas när du är ansluten igen.",
  errorTitle: "Chatten öppnades inte",
  error: "Inget har gått förlorat. Försök igen om en stund.",
};
