// The view of the pages that the elements stand on, in Finnish.
export const pages = {
  pages: {
    sources: "Mistä hakemukset tulevat",
    since: "Alkaen",
    notAll: "niitä oli enemmän kuin lasketaan",
    noSources: "Kun joku on hakenut, tässä ovat painikkeen linkin utm-arvot laskettuina.",
    channel: "Kanava",
    applications: "Hakemukset",
    last: "Viimeksi",
    check: "Onko sivu valmis elementeille?",
    address: "Sivun osoite",
    addressHint: "Jossakin asiakkaan alkuperistä; luetaan kuten kävijä ilman istuntoa sen saa",
    run: "Tarkista",
    policy: "Mitä sivu tarvitsee Content-Security-Policyksi",
    levels: { blocked: "Esteenä", warning: "Katsottava", good: "Ei esteitä" },
  },
};
