// Job ad: developer; its title holds the characters that careless links break on.
import type { Ad } from "./ad.ts";

export const software: Ad = {
  jobId: "IT-2050",
  slug: "entwicklung-hausleittechnik",
  field: "software",
  templateKey: "it-profil",
  city: "Kiel",
  postedOn: "2026-11-16",
  contact: { name: "Ada Lindqvist", role: { de: "Leitung Entwicklung", en: "Head of development", fi: "Kehityspäällikkö" }, phone: "+49 431 5550 300" },
  text: {
    de: {
      title: "C++ & C# Entwickler:in",
      place: "Kiel oder von zu Hause",
      hours: "32 bis 40 Stunden",
      start: "nach Absprache",
      pay: "62.000 bis 78.000 € im Jahr",
      intro: "Unsere Häuser melden selbst, wenn eine Tür klemmt oder ein Ruf zu lange offen bleibt. Die Software dafür schreiben fünf Leute in Kiel. Du wärst die sechste Person.",
      tasks: [
        "Du entwickelst die Steuerung auf dem Gerät in C++ weiter.",
        "Du baust die Oberfläche für die Haustechnik in C#.",
        "Du fährst zweimal im Jahr mit in ein Haus und siehst zu, wie sie benutzt wird.",
      ],
      profile: ["Sicher in C++ oder C#, neugierig auf das andere", "Tests sind für dich Teil der Arbeit", "Deutsch oder Englisch"],
      offer: ["Vier Tage Homeoffice, ein fester Tag im Büro", "Zehn Tage im Jahr zum Lernen", "Hardware nach deiner Wahl"],
    },
    en: {
      title: "C++ & C# developer",
      place: "Kiel or from home",
      hours: "32 to 40 hours",
      start: "as agreed",
      pay: "€62,000 to €78,000 a year",
      intro: "Our houses report by themselves when a door sticks or a call stays open too long. Five people in Kiel write the software for it. You would be the sixth.",
      tasks: ["You develop the controller on the device in C++.", "You build the interface for the technicians in C#.", "Twice a year you visit a house and watch how it is used."],
      profile: ["At home in C++ or C#, curious about the other", "Tests are part of the work for you", "German or English"],
      offer: ["Four days from home, one fixed day in the office", "Ten days a year for learning", "Hardware of your choice"],
    },
    fi: {
      title: "C++- ja C#-kehittäjä",
      place: "Kiel tai etätyö",
      hours: "32–40 tuntia",
      start: "sopimuksen mukaan",
      pay: "62 000–78 000 € vuodessa",
      intro: "Talomme ilmoittavat itse, kun ovi jumittaa tai kutsu on liian kauan auki. Ohjelmiston tekee viisi ihmistä Kielissä. Sinä olisit kuudes.",
      tasks: ["Kehität laitteen ohjausta C++:lla.", "Rakennat huollon käyttöliittymää C#:lla.", "Käyt kahdesti vuodessa talossa katsomassa, miten sitä käytetään."],
      profile: ["C++ tai C# hallussa, uteliaisuutta toiseen", "Testit ovat osa työtä", "Saksa tai englanti"],
      offer: ["Neljä etäpäivää, yksi yhteinen toimistopäivä", "Kymmenen päivää vuodessa oppimiseen", "Laitteet valintasi mukaan"],
    },
  },
};
