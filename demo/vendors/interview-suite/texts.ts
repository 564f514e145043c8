// What the suite's pages say, in the languages of the stand-ins. The control page speaks English alone, like its siblings.
import type { Said } from "../pitchyou/languages.ts";
import type { CandidateStatus, ProjectStatus } from "./records.ts";

export const said = {
  band: {
    de: "Nachbildung der Interview Suite: Nichts verlässt diesen Rechner",
    en: "Stand-in for the interview suite: nothing leaves this machine",
    fi: "Haastattelupalvelun sijainen: mikään ei poistu tältä koneelta",
  },
  suite: { de: "Interview Suite", en: "Interview suite", fi: "Haastattelupalvelu" },
  intro: {
    de: "Hier entstehen die Fragen, hier antworten Bewerber im Video, hier wird bewertet.",
    en: "Where questions are written, candidates answer on video, and answers are rated.",
    fi: "Täällä kirjoitetaan kysymykset, hakijat vastaavat videolla ja vastaukset arvioidaan.",
  },
  companies: { de: "Unternehmen", en: "Companies", fi: "Yritykset" },
  where: { de: "Wo Sie sind", en: "Where you are", fi: "Missä olet" },
  control: { de: "Steuerung: Störungen, Schalter, Webhooks", en: "Control: faults, switches, webhooks", fi: "Ohjaus: häiriöt, kytkimet, webhookit" },
  signedIn: { de: "Angemeldet:", en: "Signed in:", fi: "Kirjautunut:" },
  signOut: { de: "Abmelden", en: "Sign out", fi: "Kirjaudu ulos" },

  projects: { de: "Projekte", en: "Projects", fi: "Projektit" },
  noProjects: {
    de: "Noch kein Projekt. Legen Sie unten eines an, oder lassen Sie Ihr ATS eines anlegen.",
    en: "No project yet. Create one below, or have your ATS create one.",
    fi: "Ei vielä projekteja. Luo projekti alla tai anna ATS:n luoda se.",
  },
  addProject: { de: "Projekt anlegen", en: "Create project", fi: "Luo projekti" },
  projectName: { de: "Name", en: "Name", fi: "Nimi" },
  internalId: { de: "Nummer im ATS", en: "Number in the ATS", fi: "Numero ATS:ssä" },
  activate: { de: "Projekt aktivieren", en: "Activate project", fi: "Ota projekti käyttöön" },
  archive: { de: "Projekt archivieren", en: "Archive project", fi: "Arkistoi projekti" },
  toDraft: { de: "Zurück zum Entwurf", en: "Back to draft", fi: "Takaisin luonnokseksi" },
  removeProject: { de: "Projekt löschen", en: "Delete project", fi: "Poista projekti" },
  removeProjectHint: {
    de: "Mit allen Fragen, Bewerbern und Bewertungen.",
    en: "With all its questions, candidates and ratings.",
    fi: "Samalla poistuvat kysymykset, hakijat ja arviot.",
  },

  questions: { de: "Fragen", en: "Questions", fi: "Kysymykset" },
  noQuestions: {
    de: "Noch keine Fragen. Bewerber sehen hier eine nach der anderen; das ATS zeigt sie in der Stellenanzeige.",
    en: "No questions yet. Candidates get them one by one; the ATS shows them beside the job.",
    fi: "Ei vielä kysymyksiä. Hakijat saavat ne yksi kerrallaan; ATS näyttää ne tehtävän yhteydessä.",
  },
  usualQuestions: { de: "Vier übliche Fragen einfügen", en: "Add four usual questions", fi: "Lisää neljä tavallista kysymystä" },
  addQuestion: { de: "Frage hinzufügen", en: "Add question", fi: "Lisää kysymys" },
  questionText: { de: "Frage", en: "Question", fi: "Kysymys" },
  preparation: { de: "Vorbereitung, Sekunden", en: "Preparation, seconds", fi: "Valmistautuminen, sekuntia" },
  answering: { de: "Antwort, Sekunden", en: "Answer, seconds", fi: "Vastaus, sekuntia" },
  criteria: { de: "Kriterien, mit Komma getrennt", en: "Criteria, separated by commas", fi: "Kriteerit pilkulla erotettuina" },
  prepares: { de: "Vorbereitung", en: "Preparation", fi: "Valmistautuminen" },
  answers: { de: "Antwort", en: "Answer", fi: "Vastaus" },
  change: { de: "Ändern", en: "Change", fi: "Muuta" },
  saveQuestion: { de: "Frage speichern", en: "Save question", fi: "Tallenna kysymys" },
  moveUp: { de: "Nach oben", en: "Move up", fi: "Siirrä ylös" },
  moveDown: { de: "Nach unten", en: "Move down", fi: "Siirrä alas" },
  removeQuestion: { de: "Frage entfernen", en: "Remove question", fi: "Poista kysymys" },

  candidates: { de: "Bewerber", en: "Candidates", fi: "Hakijat" },
  noCandidates: {
    de: "Noch keine Bewerber. Sie kommen aus dem ATS, oder Sie fügen hier jemanden hinzu.",
    en: "No candidates yet. They come from the ATS, or you add somebody here.",
    fi: "Ei vielä hakijoita. He tulevat ATS:stä, tai voit lisätä jonkun tässä.",
  },
  addCandidate: { de: "Bewerber hinzufügen", en: "Add candidate", fi: "Lisää hakija" },
  firstName: { de: "Vorname", en: "First name", fi: "Etunimi" },
  lastName: { de: "Nachname", en: "Last name", fi: "Sukunimi" },
  email: { de: "E-Mail", en: "E-mail", fi: "Sähköposti" },
  noEmail: { de: "keine E-Mail", en: "no e-mail", fi: "ei sähköpostia" },
  needsEmail: {
    de: "Ohne E-Mail-Adresse lässt sich niemand einladen. Das ATS kann sie nachtragen.",
    en: "Nobody is invited without an e-mail address. The ATS can add one.",
    fi: "Ilman sähköpostiosoitetta ei voi kutsua. ATS voi lisätä sen.",
  },
  invite: { de: "Einladung senden", en: "Send invitation", fi: "Lähetä kutsu" },
  asCandidate: { de: "Was der Bewerber tut", en: "What the candidate does", fi: "Mitä hakija tekee" },
  confirm: { de: "Öffnet die Einladung und bestätigt", en: "Opens the invitation and confirms", fi: "Avaa kutsun ja vahvistaa" },
  complete: { de: "Beantwortet das Interview", en: "Answers the interview", fi: "Vastaa haastatteluun" },
  removeCandidate: { de: "Bewerber löschen", en: "Delete candidate", fi: "Poista hakija" },
  removeCandidateHint: { de: "Mit Antworten und Bewertungen.", en: "With answers and ratings.", fi: "Samalla poistuvat vastaukset ja arviot." },
  progress: { de: "Verlauf", en: "Progress", fi: "Eteneminen" },
  invitedAt: { de: "Eingeladen", en: "Invited", fi: "Kutsuttu" },
  confirmedAt: { de: "Bestätigt", en: "Confirmed", fi: "Vahvistanut" },
  interviewedAt: { de: "Geantwortet", en: "Answered", fi: "Vastannut" },
  deadline: { de: "Frist", en: "Deadline", fi: "Määräaika" },

  ratings: { de: "Bewertung", en: "Rating", fi: "Arvio" },
  ratingIntro: { de: "1 ist schwach, {max} ist stark.", en: "1 is weak, {max} is strong.", fi: "1 on heikko, {max} on vahva." },
  average: { de: "Durchschnitt", en: "Average", fi: "Keskiarvo" },
  of: { de: "von", en: "of", fi: "/" },
  wholeAnswer: { de: "Antwort insgesamt", en: "Answer as a whole", fi: "Vastaus kokonaisuutena" },
  removeRating: { de: "Bewertung entfernen", en: "Remove rating", fi: "Poista arvio" },
  ignored: { de: "zählt nicht", en: "does not count", fi: "ei lasketa" },

  allowTitle: { de: "Zugriff für Ihr ATS erlauben", en: "Allow access for your ATS", fi: "Salli pääsy ATS:lle" },
  allowIntro: {
    de: "ats-bridge möchte Projekte, Fragen, Bewerber und Bewertungen lesen und ändern.",
    en: "ats-bridge wants to read and change projects, questions, candidates and ratings.",
    fi: "ats-bridge haluaa lukea ja muuttaa projekteja, kysymyksiä, hakijoita ja arvioita.",
  },
  allow: { de: "Zugriff erlauben", en: "Allow access", fi: "Salli pääsy" },

  goneTitle: { de: "Hier ist nichts", en: "Nothing here", fi: "Täällä ei ole mitään" },
  gone: {
    de: "Das gibt es in der Interview Suite nicht, oder nicht mehr.",
    en: "The interview suite has no such thing, or no longer.",
    fi: "Haastattelupalvelussa ei ole tällaista, tai ei enää.",
  },
  refusedTitle: { de: "Das ging nicht", en: "That did not work", fi: "Se ei onnistunut" },
} satisfies Record<string, Said>;

export const projectTexts: Record<ProjectStatus, Said> = {
  draft: { de: "Entwurf", en: "Draft", fi: "Luonnos" },
  active: { de: "Aktiv", en: "Active", fi: "Käynnissä" },
  archived: { de: "Archiviert", en: "Archived", fi: "Arkistoitu" },
};

export const candidateTexts: Record<CandidateStatus | "rated", Said> = {
  new: { de: "Neu", en: "New", fi: "Uusi" },
  invited: { de: "Eingeladen", en: "Invited", fi: "Kutsuttu" },
  confirmed: { de: "Bestätigt", en: "Confirmed", fi: "Vahvistanut" },
  interviewing: { de: "Im Interview", en: "In the interview", fi: "Haastattelussa" },
  interviewed: { de: "Zu bewerten", en: "To be rated", fi: "Arvioitavana" },
  rated: { de: "Bewertet", en: "Rated", fi: "Arvioitu" },
  expired: { de: "Abgelaufen", en: "Expired", fi: "Vanhentunut" },
  aborted: { de: "Abgebrochen", en: "Aborted", fi: "Keskeytetty" },
  skipped: { de: "Übersprungen", en: "Skipped", fi: "Ohitettu" },
};

/** Counted by `Intl.PluralRules`. */
export const counted: Record<"projects" | "questions" | "candidates", Record<"de" | "en" | "fi", { one: string; other: string }>> = {
  projects: { de: { one: "Projekt", other: "Projekte" }, en: { one: "project", other: "projects" }, fi: { one: "projekti", other: "projektia" } },
  questions: { de: { one: "Frage", other: "Fragen" }, en: { one: "question", other: "questions" }, fi: { one: "kysymys", other: "kysymystä" } },
  candidates: { de: { one: "Bewerber", other: "Bewerber" }, en: { one: "candidate", other: "candidates" }, fi: { one: "hakija", other: "hakijaa" } },
};
