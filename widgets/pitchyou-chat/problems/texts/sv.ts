// What stands in the way of a chat, in Swedish.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  emptyTitle: "Ingen ansökan vald ännu",
  empty: "När en ansökan är vald kan chatten med personen öppnas här.",
  expiredTitle: "Din session har gått ut",
  expired: "Logga in igen och öppna sedan chatten på nytt.",
  blockedTitle: "Chatten kan inte öppnas här",
  blockedOrigin: "Sidans adress är inte godkänd. Den som driver ert rekryteringssystem kan godkänna den.",
  blockedGrant: "Du saknar behörighet för chattar. Den som administrerar ert rekryteringssystem kan ge dig den.",
  blockedSetup: "Chatten är inte inrättad ännu. Den som driver ert rekryteringssystem kan göra det.",
  blockedPage: "Den här sidan släpper inte in chatten. I en ny flik går det.",
  contract: "PitchYou nekar ert företag chatten: den är en egen del av avtalet. Den som administrerar ert rekryteringssystem kan reda ut det.",
  vendor: "PitchYou svarar inte just nu. Inget har gått förlorat; försök igen om en stund.",
  unknown: "PitchYou känner inte till den här ansökan.",
};
