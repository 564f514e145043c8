// What stands in the way of LinkedIn onboarding, in German.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  retry: "Noch einmal versuchen",
  reload: "Seite neu laden",
  hosted: "Auf eigener Seite öffnen",
  newTab: "öffnet in neuem Tab",
  offlineTitle: "Keine Internetverbindung",
  offline: "Es ist nichts verloren gegangen. Sobald Sie wieder verbunden sind, geht es von selbst weiter.",
  expiredTitle: "Ihre Sitzung ist abgelaufen",
  expired: "Es ist nichts verloren gegangen. Melden Sie sich neu an, dann geht es hier weiter.",
  errorTitle: "Gerade kommt keine Antwort",
  error: "Es ist nichts verloren gegangen. Wir versuchen es von selbst weiter.",
  setupTitle: "Diese Seite ist noch nicht fertig eingerichtet",
  setup: "In Ordnung bringen kann das, wer Ihr Bewerbermanagement betreibt. Der Code sagt, was fehlt.",
  grantTitle: "Ihnen fehlt die Berechtigung dafür",
  grant: "Erteilen kann sie, wer bei Ihnen das Bewerbermanagement verwaltet.",
  pluginTitle: "Das Fenster von LinkedIn lässt sich hier nicht zeigen",
  scriptBlocked: "Etwas hält {at} zurück, vielleicht ein Werbeblocker oder Ihr Firmennetz. Lassen Sie es zu, und versuchen Sie es dann noch einmal.",
  cspBlocked: "Die Sicherheitsrichtlinie dieser Seite erlaubt {at} nicht. Ergänzen kann das, wer Ihr Bewerbermanagement betreibt.",
  trustedTypes:
    "Die Sicherheitsrichtlinie dieser Seite (Trusted Types) verträgt sich nicht mit dem Skript von LinkedIn. Wer Ihr Bewerbermanagement betreibt, kann Ihnen dafür eine eigene Seite geben.",
  origin: "LinkedIn kennt {at} noch nicht. Eintragen lassen kann es, wer Ihr Bewerbermanagement betreibt.",
  secondKey: "Diese Seite wurde für einen anderen Kunden geöffnet, und LinkedIn liest das nur einmal. Laden Sie die Seite neu, dann geht es weiter.",
  blankTitle: "Das Fenster von LinkedIn bleibt leer",
  blank:
    "Melden Sie sich in einem anderen Tab bei Recruiter an, erlauben Sie Cookies von Drittanbietern, und versuchen Sie es dann noch einmal. Eine neue Verbindung kennt LinkedIn manchmal erst nach fünf Minuten.",
  young: "Die Verbindung ist neu, und LinkedIn kennt sie manchmal erst nach fünf Minuten. Wir versuchen es von selbst noch einmal.",
  callbackTitle: "Die Antwort von LinkedIn war nicht zu lesen",
  callback: "Klicken Sie im Fenster von LinkedIn auf „Notify partner“, um sie zu wiederholen. Bleibt es so, geben Sie den Code weiter.",
  refusedTitle: "Ihre Anfrage wurde nicht angenommen",
  refused: "Sie bleibt auf diesem Gerät gespeichert. Warum, weiß, wer Ihr Bewerbermanagement betreibt; senden Sie sie danach noch einmal.",
  limit: "Dieser Testvertrag hätte mehr Integrationen, als LinkedIn empfiehlt. Lassen Sie einige von LinkedIn entfernen, und senden Sie sie dann noch einmal.",
  sendAgain: "Noch einmal senden",
  discard: "Verwerfen",
};
