// What one does in LinkedIn's window, in Finnish.
import type { GuideTexts } from "../texts.ts";

export const texts: GuideTexts = {
  howSteps: `Kirjaudu sisään, jos LinkedIn pyytää. Jos sopimuksia on useita, valitse yksi.
Pyydä molemmat käyttöoikeudet, yrityksen ja sopimuksen, ja tallenna.
Siinä kaikki: jatko näkyy tällä sivulla.`,
  troubleSigns: `Se ei löydä sopimusta: tarvitset täyden Recruiter-käyttöoikeuden, ei Liteä, ja sinun on oltava sopimuksen ylläpitäjä.
Se pyytää kirjautumaan yhä uudelleen: kirjaudu Recruiteriin toisessa välilehdessä ja salli kolmannen osapuolen evästeet.
Siinä lukee ”Notify partner”: paina sitä. Saamme pyyntösi silloin uudelleen.`,
};
