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
  howSteps: `Melden Sie sich an, wenn LinkedIn darum bittet. Wenn Sie mehrere Verträge haben, wählen Sie einen.
Fragen Sie beide Zugänge an, für das Unternehmen und für den Vertrag, und speichern Sie.
Das ist alles: Wie es weitergeht, steht auf dieser Seite.`,
  trouble: "Wenn das Fenster von LinkedIn nicht weiterhilft",
  troubleSigns: `Es findet keinen Vertrag: Sie brauchen einen vollen Recruiter-Platz, nicht Lite, und müssen Admin des Vertrags sein.
Es bittet immer wieder um die Anmeldung: Melden Sie sich in einem anderen Tab bei Recruiter an, und erlauben Sie Cookies von Drittanbietern.
Es zeigt „Notify partner“: Klicken Sie darauf. Ihre Anfrage kommt dann noch einmal bei uns an.`,
};
