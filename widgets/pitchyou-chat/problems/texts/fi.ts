// What stands in the way of a chat, in Finnish.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  emptyTitle: "Hakemusta ei ole vielä valittu",
  empty: "Kun hakemus on valittu, keskustelun hakijan kanssa voi avata tässä.",
  expiredTitle: "Istuntosi on päättynyt",
  expired: "Kirjaudu uudelleen sisään ja avaa keskustelu sitten uudestaan.",
  blockedTitle: "Keskustelua ei voi avata tässä",
  blockedOrigin: "Tämän sivun osoitetta ei ole hyväksytty. Sen voi hyväksyä rekrytointijärjestelmänne ylläpitäjä.",
  blockedGrant: "Sinulla ei ole oikeutta keskusteluihin. Sen voi antaa rekrytointijärjestelmänne pääkäyttäjä.",
  blockedSetup: "Keskustelua ei ole vielä otettu käyttöön. Sen voi tehdä rekrytointijärjestelmänne ylläpitäjä.",
  blockedPage: "Tämä sivu ei päästä keskustelua sisäänsä. Uudessa välilehdessä se onnistuu.",
  contract: "PitchYou ei avaa keskustelua yrityksellenne: se on sopimuksen erillinen osa. Asian voi selvittää rekrytointijärjestelmänne pääkäyttäjä.",
  vendor: "PitchYou ei juuri nyt vastaa. Mitään ei kadonnut; yritä hetken kuluttua uudelleen.",
  unknown: "PitchYou ei tunne tätä hakemusta.",
};
