// The view of the pages that the elements stand on, in German.
export const pages = {
  pages: {
    sources: "Woher Bewerbungen kommen",
    since: "Seit",
    notAll: "es waren mehr, als gezählt werden",
    noSources: "Sobald sich jemand beworben hat, stehen hier die utm-Werte aus dem Link des Buttons, gezählt.",
    channel: "Kanal",
    applications: "Bewerbungen",
    last: "Zuletzt",
    check: "Ist eine Seite bereit für die Elemente?",
    address: "Adresse der Seite",
    addressHint: "Unter einem der Origins des Mandanten; gelesen, wie Besucher ohne Sitzung sie bekommen",
    run: "Prüfen",
    policy: "Was die Seite als Content-Security-Policy braucht",
    levels: { blocked: "Im Weg", warning: "Ansehen", good: "Nichts im Weg" },
  },
};
