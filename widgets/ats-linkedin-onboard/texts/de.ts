// LinkedIn onboarding in German.
import type { OnboardTexts } from "../texts.ts";

export const texts: OnboardTexts = {
  title: "LinkedIn Recruiter verbinden",
  test: "Testumgebung",
  loading: "LinkedIn wird geladen …",
  wrong: "Das geht gerade nicht. Es ist nichts verloren gegangen, und wir versuchen es von selbst weiter.",

  status: "Stand der Dinge",
  empty: "Noch ist nichts angefragt. Was Sie im Fenster von LinkedIn anfragen, erscheint hier, Schritt für Schritt.",

  saved: "Auf diesem Gerät gespeichert, wird gesendet …",
  later: "Auf diesem Gerät gespeichert. Es wird gesendet, sobald das geht, spätestens wenn Sie wieder auf diese Seite kommen.",
  unsaved: "Wird gesendet … Bitte lassen Sie diese Seite offen, bis es erledigt ist.",

  before: "Bevor Sie anfangen",
  seat: "Sie haben einen vollen Recruiter-Platz; Recruiter Lite genügt nicht",
  admin: "Sie sind Admin des Recruiter-Vertrags",
  signedIn: "Sie sind in diesem Browser bei Recruiter angemeldet",
  cookies: "Ihr Browser erlaubt Cookies von Drittanbietern für linkedin.com",
  known: "LinkedIn kennt die Adresse dieser Seite",
  let: "Diese Seite lässt das Fenster von LinkedIn zu",
  checked: "geprüft",
  unmet: "trifft nicht zu",
  yours: "bitte prüfen",
  plugin: "Im Fenster von LinkedIn anfragen",
  how: "Was Sie dort tun",
  trouble: "Wenn das Fenster von LinkedIn nicht weiterhilft",
};
