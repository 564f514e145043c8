// What the stand-in's pages and its interview say, in its three languages.
import type { Said } from "./languages.ts";

export const said = {
  band: {
    de: "Nachbildung von PitchYou: Nichts verlässt diesen Rechner",
    en: "Stand-in for PitchYou: nothing leaves this machine",
    fi: "PitchYoun sijainen: mikään ei poistu tältä koneelta",
  },

  applyTitle: { de: "Bewerben im Chat", en: "Apply by chat", fi: "Hae viestillä" },
  applyIntro: {
    de: "Ein paar kurze Fragen, etwa drei Minuten. Antworten kannst du wie in jedem Messenger, eine Datei hängst du an oder überspringst sie.",
    en: "A few short questions, about three minutes. Answer as in any messenger; attach a file or skip it.",
    fi: "Muutama lyhyt kysymys, noin kolme minuuttia. Vastaa kuten missä tahansa viestisovelluksessa; liitä tiedosto tai ohita se.",
  },
  applyJobId: { de: "Kennung", en: "Reference", fi: "Tunnus" },
  consentHeading: { de: "Zuerst dein Einverständnis", en: "Your consent first", fi: "Ensin suostumuksesi" },
  consentMessenger: {
    de: "Ich möchte das Bewerbungsgespräch per Messenger führen.",
    en: "I want to hold the interview by messenger.",
    fi: "Haluan tehdä haastattelun viestisovelluksessa.",
  },
  consentData: {
    de: "Meine Angaben dürfen für diese Bewerbung verarbeitet und an den Arbeitgeber gegeben werden.",
    en: "My answers may be processed for this application and handed to the employer.",
    fi: "Vastaukseni saa käsitellä tätä hakemusta varten ja antaa työnantajalle.",
  },
  consentStop: {
    de: "Mit /stop brichst du jederzeit ab; alles bis dahin wird gelöscht.",
    en: "Send /stop at any time to end it; everything so far is deleted.",
    fi: "Lähetä /stop milloin tahansa lopettaaksesi; kaikki siihen asti poistetaan.",
  },
  begin: { de: "Gespräch beginnen", en: "Begin the interview", fi: "Aloita haastattelu" },
  openingWithTitle: { de: "Hallo, ich möchte mich bewerben als: ", en: "Hello, I would like to apply as: ", fi: "Hei, haluan hakea työpaikkaa: " },
  opening: { de: "Hallo, ich möchte mich bewerben.", en: "Hello, I would like to apply.", fi: "Hei, haluan hakea töihin." },
  sendToBegin: { de: "Schick die vorbereitete Nachricht ab, dann geht es los.", en: "Send the prepared message, and we begin.", fi: "Lähetä valmis viesti, niin aloitetaan." },
  greeting: { de: "Schön, dass du schreibst! Es geht um: ", en: "Good to hear from you! This is about: ", fi: "Mukava kuulla sinusta! Kyse on tästä: " },
  greetingPlain: { de: "Schön, dass du schreibst! Los geht es.", en: "Good to hear from you! Let us begin.", fi: "Mukava kuulla sinusta! Aloitetaan." },
  unknownEmployer: { de: "Unter dieser Adresse gibt es keinen Arbeitgeber.", en: "There is no employer at this address.", fi: "Tässä osoitteessa ei ole työnantajaa." },
  badLink: {
    de: "Diese Adresse ist unvollständig. Öffne sie bitte noch einmal aus der Stellenanzeige.",
    en: "This address is incomplete. Please open it again from the job ad.",
    fi: "Tämä osoite on puutteellinen. Avaa se uudelleen työpaikkailmoituksesta.",
  },

  askName: { de: "Wie heißt du? Vor- und Nachname, bitte.", en: "What is your name? First and last name, please.", fi: "Mikä on nimesi? Etu- ja sukunimi, kiitos." },
  askEmail: { de: "Und deine E-Mail-Adresse?", en: "And your e-mail address?", fi: "Entä sähköpostiosoitteesi?" },
  askPhone: { de: "Zuletzt deine Telefonnummer.", en: "Last, your phone number.", fi: "Viimeiseksi puhelinnumerosi." },
  problemName: { de: "Bitte schreib Vor- und Nachnamen.", en: "Please write first and last name.", fi: "Kirjoita etu- ja sukunimi." },
  problemEmail: {
    de: "Das sieht nicht nach einer E-Mail-Adresse aus. Bitte noch einmal.",
    en: "That does not look like an e-mail address. Please try again.",
    fi: "Tämä ei näytä sähköpostiosoitteelta. Yritä uudelleen.",
  },
  problemPhone: {
    de: "Das sieht nicht nach einer Telefonnummer aus. Bitte noch einmal.",
    en: "That does not look like a phone number. Please try again.",
    fi: "Tämä ei näytä puhelinnumerolta. Yritä uudelleen.",
  },
  problemFile: { de: "Häng bitte eine Datei an, oder überspringe die Frage.", en: "Please attach a file, or skip the question.", fi: "Liitä tiedosto tai ohita kysymys." },
  problemEmpty: { de: "Schreib bitte ein paar Worte.", en: "Please write a few words.", fi: "Kirjoita muutama sana." },
  skipped: { de: "übersprungen", en: "skipped", fi: "ohitettu" },
  finished: {
    de: "Danke! Deine Bewerbung ist beim Arbeitgeber. Schreibt dir jemand zurück, erscheint es hier.",
    en: "Thank you! Your application is with the employer. When someone writes back, it appears here.",
    fi: "Kiitos! Hakemuksesi on työnantajalla. Kun joku vastaa, viesti näkyy tässä.",
  },
  stopped: {
    de: "Abgebrochen. Alles, was du geschrieben hast, ist gelöscht.",
    en: "Ended. Everything you wrote is deleted.",
    fi: "Keskeytetty. Kaikki kirjoittamasi on poistettu.",
  },
  gone: {
    de: "Dieses Gespräch gibt es nicht mehr. Öffne es bitte noch einmal aus der Stellenanzeige.",
    en: "This interview no longer exists. Please open it again from the job ad.",
    fi: "Tätä haastattelua ei enää ole. Avaa se uudelleen työpaikkailmoituksesta.",
  },

  certificateFile: { de: "Urkunde Beispiel.png", en: "Sample certificate.png", fi: "Esimerkkitodistus.png" },
  cvFile: { de: "Lebenslauf (Beispiel).pdf", en: "CV (sample).pdf", fi: "Ansioluettelo (esimerkki).pdf" },
  cvHeading: { de: "Lebenslauf", en: "Curriculum vitae", fi: "Ansioluettelo" },
  cvLine: { de: "Beispieldatei der Nachbildung", en: "Sample file of the stand-in", fi: "Sijaisen esimerkkitiedosto" },

  message: { de: "Nachricht", en: "Message", fi: "Viesti" },
  send: { de: "Senden", en: "Send", fi: "Lähetä" },
  attach: { de: "Datei anhängen", en: "Attach a file", fi: "Liitä tiedosto" },
  useSample: { de: "Beispieldatei nehmen", en: "Use a sample file", fi: "Käytä esimerkkitiedostoa" },
  skip: { de: "Überspringen", en: "Skip", fi: "Ohita" },
  offline: { de: "Keine Verbindung. Deine Nachricht ist noch da.", en: "No connection. Your message is still here.", fi: "Ei yhteyttä. Viestisi on yhä tallessa." },

  chatTitle: { de: "Chat", en: "Chat", fi: "Keskustelu" },
  recruiterSide: { de: "Recruiting", en: "Recruiter", fi: "Rekrytoija" },
  applicantSide: { de: "Telefon der Bewerberin oder des Bewerbers", en: "The applicant’s phone", fi: "Hakijan puhelin" },
  applicantShort: { de: "Telefon", en: "Phone", fi: "Puhelin" },
  writesAs: { de: "Sie schreiben als", en: "You write as", fi: "Kirjoitat nimellä" },
  nobody: { de: "Recruiting-Team", en: "Recruiting team", fi: "Rekrytointitiimi" },
  empty: {
    de: "Noch keine Nachricht. Was Sie hier schreiben, kommt auf dem Telefon an.",
    en: "No message yet. What you write here arrives on the phone.",
    fi: "Ei vielä viestejä. Täällä kirjoittamasi tulee puhelimeen.",
  },
  emptyPhone: { de: "Noch keine Nachricht vom Arbeitgeber.", en: "No message from the employer yet.", fi: "Ei vielä viestejä työnantajalta." },
  hintDocuments: { de: "Unterlagen erbitten", en: "Ask for documents", fi: "Pyydä asiakirjoja" },
  hintDate: { de: "Termin vorschlagen", en: "Suggest a date", fi: "Ehdota aikaa" },
  textDocuments: {
    de: "Kannst du uns bitte noch dein letztes Zeugnis schicken? Ein Foto genügt.",
    en: "Could you please send us your latest certificate? A photo will do.",
    fi: "Voisitko lähettää meille viimeisimmän todistuksesi? Kuva riittää.",
  },
  textDate: {
    de: "Wir würden dich gern kennenlernen. Passt dir Donnerstag um 10 Uhr?",
    en: "We would like to meet you. Does Thursday at 10 suit you?",
    fi: "Haluaisimme tavata sinut. Sopiiko torstai kello 10?",
  },
  unknownToken: {
    de: "Dieser Chat-Link gilt nicht. Öffnen Sie den Chat bitte noch einmal in Ihrem Bewerbermanagement.",
    en: "This chat link is not valid. Please open the chat again from your ATS.",
    fi: "Tämä keskustelulinkki ei kelpaa. Avaa keskustelu uudelleen rekrytointijärjestelmästäsi.",
  },
  usedToken: {
    de: "Dieser Chat-Link wurde schon geöffnet; jeder gilt ein Mal. Öffnen Sie den Chat bitte noch einmal in Ihrem Bewerbermanagement.",
    en: "This chat link has been opened before; each is good for one opening. Please open the chat again from your ATS.",
    fi: "Tämä keskustelulinkki on jo avattu; jokainen kelpaa kerran. Avaa keskustelu uudelleen rekrytointijärjestelmästäsi.",
  },
} satisfies Record<string, Said>;
