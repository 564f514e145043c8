// What stands in the way of LinkedIn onboarding, in Finnish.
import type { ProblemTexts } from "../texts.ts";

export const texts: ProblemTexts = {
  retry: "Yritä uudelleen",
  reload: "Lataa sivu uudelleen",
  hosted: "Avaa omalla sivulla",
  newTab: "avautuu uuteen välilehteen",
  offlineTitle: "Ei internetyhteyttä",
  offline: "Mitään ei kadonnut. Kun yhteys palaa, tämä jatkuu itsestään.",
  expiredTitle: "Istuntosi on päättynyt",
  expired: "Mitään ei kadonnut. Kirjaudu uudelleen ja jatka sitten tästä.",
  errorTitle: "Juuri nyt ei tule vastausta",
  error: "Mitään ei kadonnut. Yritämme itse uudelleen.",
  setupTitle: "Tämän sivun käyttöönotto on kesken",
  setup: "Rekrytointijärjestelmäsi ylläpito voi korjata tämän. Koodi kertoo, mitä puuttuu.",
  grantTitle: "Sinulla ei ole tähän oikeutta",
  grant: "Oikeuden voi antaa organisaatiosi rekrytointijärjestelmän pääkäyttäjä.",
  pluginTitle: "LinkedInin ikkunaa ei voi näyttää tässä",
  scriptBlocked: "Jokin estää osoitteen {at}, ehkä mainostenesto tai yrityksesi verkko. Salli se ja yritä sitten uudelleen.",
  cspBlocked: "Tämän sivun suojauskäytäntö ei salli osoitetta {at}. Rekrytointijärjestelmäsi ylläpito voi lisätä sen.",
  trustedTypes:
    "Tämän sivun suojauskäytäntö (Trusted Types) ei sovi yhteen LinkedInin skriptin kanssa. Rekrytointijärjestelmäsi ylläpito voi antaa sinulle tätä varten oman sivun.",
  origin: "LinkedIn ei vielä tunne osoitetta {at}. Rekrytointijärjestelmäsi ylläpito voi rekisteröidä sen.",
  secondKey: "Tämä sivu avattiin toiselle asiakkaalle, ja LinkedIn lukee sen vain kerran. Lataa sivu uudelleen, niin voit jatkaa.",
  blankTitle: "LinkedInin ikkuna jää tyhjäksi",
  blank:
    "Kirjaudu Recruiteriin toisessa välilehdessä, salli kolmannen osapuolen evästeet ja yritä sitten uudelleen. Uuden yhteyden tunnistamiseen voi LinkedInillä kulua viisi minuuttia.",
  young: "Yhteys on uusi, ja LinkedIn voi tarvita viisi minuuttia tunnistaakseen sen. Yritämme itse uudelleen.",
  callbackTitle: "LinkedInin vastausta ei voitu lukea",
  callback: "Toista se painamalla LinkedInin ikkunassa ”Notify partner”. Jos tilanne jatkuu, ilmoita koodi.",
  refusedTitle: "Pyyntöäsi ei hyväksytty",
  refused: "Se säilyy tällä laitteella. Rekrytointijärjestelmäsi ylläpito tietää syyn; lähetä se sitten uudelleen.",
  limit: "Tässä testisopimuksessa olisi enemmän integraatioita kuin LinkedIn suosittelee. Pyydä LinkedIniä poistamaan osa ja lähetä pyyntö sitten uudelleen.",
  sendAgain: "Lähetä uudelleen",
  discard: "Hylkää",
};
