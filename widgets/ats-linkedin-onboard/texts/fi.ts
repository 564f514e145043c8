// LinkedIn onboarding in Finnish.
import type { OnboardTexts } from "../texts.ts";

export const texts: OnboardTexts = {
  title: "Yhdistä LinkedIn Recruiter",
  test: "Testiympäristö",
  loading: "Ladataan LinkedIniä …",
  wrong: "Tämä ei juuri nyt onnistu. Mitään ei kadonnut, ja yritämme itse uudelleen.",

  status: "Tilanne",
  empty: "Mitään ei ole vielä pyydetty. Se, mitä pyydät LinkedInin ikkunassa, näkyy täällä vaihe vaiheelta.",

  saved: "Tallennettu tälle laitteelle, lähetetään …",
  later: "Tallennettu tälle laitteelle. Se lähetetään heti kun mahdollista, viimeistään kun palaat tälle sivulle.",
  unsaved: "Lähetetään … Pidä tämä sivu auki, kunnes lähetys on valmis.",

  before: "Ennen kuin aloitat",
  seat: "Sinulla on täysi Recruiter-käyttöoikeus; Recruiter Lite ei riitä",
  admin: "Olet Recruiter-sopimuksen ylläpitäjä",
  signedIn: "Olet kirjautunut Recruiteriin tällä selaimella",
  cookies: "Selaimesi sallii kolmannen osapuolen evästeet sivustolle linkedin.com",
  known: "LinkedIn tuntee tämän sivun osoitteen",
  let: "Tämä sivu sallii LinkedInin ikkunan",
  checked: "tarkistettu",
  unmet: "ei täyty",
  yours: "tarkista itse",
  plugin: "Pyydä LinkedInin ikkunassa",
  how: "Mitä siellä tehdään",
  trouble: "Jos LinkedInin ikkunasta ei ole apua",
};
