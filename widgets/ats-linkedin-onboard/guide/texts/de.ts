// What one does in LinkedIn's window, in German.
import type { GuideTexts } from "../texts.ts";

export const texts: GuideTexts = {
  howSteps: `Melden Sie sich an, wenn LinkedIn darum bittet. Wenn Sie mehrere Verträge haben, wählen Sie einen.
Fragen Sie beide Zugänge an, für das Unternehmen und für den Vertrag, und speichern Sie.
Das ist alles: Wie es weitergeht, steht auf dieser Seite.`,
  troubleSigns: `Es findet keinen Vertrag: Sie brauchen einen vollen Recruiter-Platz, nicht Lite, und müssen Admin des Vertrags sein.
Es bittet immer wieder um die Anmeldung: Melden Sie sich in einem anderen Tab bei Recruiter an, und erlauben Sie Cookies von Drittanbietern.
Es zeigt „Notify partner“: Klicken Sie darauf. Ihre Anfrage kommt dann noch einmal bei uns an.`,
};
