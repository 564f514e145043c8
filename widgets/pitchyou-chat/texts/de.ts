// The chat in German.
import type { ChatTexts } from "../texts.ts";

export const texts: ChatTexts = {
  title: "Chat über WhatsApp",
  intro: "Ihre Nachrichten gehen an das WhatsApp der Bewerberin oder des Bewerbers, die Antworten erscheinen hier. Sie selbst brauchen kein WhatsApp.",
  signedBy: "Unterschrieben mit „{name}“.",
  signed: "Unterschrieben mit Ihrem Namen.",
  uses: "Gut, um Unterlagen nachzufordern oder einen Gesprächstermin auszumachen.",
  window: "WhatsApp stellt freie Texte nur bis 24 Stunden nach der letzten Nachricht der Person zu. Ob diese Zeit noch läuft, ist hier nicht zu sehen.",
  open: "Chat öffnen",
  openTab: "In neuem Tab öffnen",
  newTab: "öffnet in neuem Tab",
  close: "Chat schließen",
  loading: "Der Chat wird geöffnet …",
  frame: "Chat mit der Bewerberin oder dem Bewerber",
  slow: "Das dauert länger als sonst. Vielleicht lässt sich der Chat hier nicht zeigen; in einem neuen Tab geht es.",
  inTab: "Der Chat ist in einem anderen Tab geöffnet.",
  popup: "Der Browser hat kein neues Fenster geöffnet. Über diesen Link geht es:",
  retry: "Noch einmal versuchen",
  test: "Testumgebung",
  offlineTitle: "Keine Internetverbindung",
  offline: "Es ist nichts verloren gegangen. Sobald Sie wieder verbunden sind, lässt sich der Chat öffnen.",
  errorTitle: "Der Chat hat sich nicht geöffnet",
  error: "Es ist nichts verloren gegangen. Versuchen Sie es gleich noch einmal.",
};
