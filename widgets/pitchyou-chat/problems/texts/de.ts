// What stands in the way of a chat, in German.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  emptyTitle: "Noch keine Bewerbung ausgewählt",
  empty: "Sobald eine ausgewählt ist, lässt sich hier der Chat mit der Person öffnen.",
  expiredTitle: "Ihre Sitzung ist abgelaufen",
  expired: "Melden Sie sich neu an und öffnen Sie den Chat dann noch einmal.",
  blockedTitle: "Hier lässt sich der Chat nicht öffnen",
  blockedOrigin: "Die Adresse dieser Seite ist dafür nicht freigegeben. Freigeben kann sie, wer Ihr Bewerbermanagement betreibt.",
  blockedGrant: "Ihnen fehlt die Berechtigung für Chats. Erteilen kann sie, wer bei Ihnen das Bewerbermanagement verwaltet.",
  blockedSetup: "Der Chat ist noch nicht eingerichtet. Einrichten kann ihn, wer Ihr Bewerbermanagement betreibt.",
  blockedPage: "Diese Seite lässt den Chat nicht in sich zu. In einem neuen Tab geht es.",
  contract: "PitchYou lehnt den Chat für Ihr Unternehmen ab: Er ist ein eigener Teil des Vertrags. Klären kann das, wer bei Ihnen das Bewerbermanagement verwaltet.",
  vendor: "PitchYou antwortet gerade nicht. Es ist nichts verloren gegangen; versuchen Sie es gleich noch einmal.",
  unknown: "Diese Bewerbung ist bei PitchYou nicht bekannt.",
};
