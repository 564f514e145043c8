// LinkedIn onboarding in Swedish.
import type { OnboardTexts } from "../texts.ts";

export const texts: OnboardTexts = {
  title: "Anslut LinkedIn Recruiter",
  test: "Testmiljö",
  loading: "Läser in LinkedIn …",
  wrong: "Det går inte just nu. Inget har gått förlorat, och vi fortsätter att försöka.",

  status: "Läget just nu",
  empty: "Inget har begärts ännu. Det du begär i LinkedIns fönster visas här, steg för steg.",

  saved: "Sparat på den här enheten, skickas …",
  later: "Sparat på den här enheten. Det skickas så snart det går, senast när du kommer tillbaka till sidan.",
  unsaved: "Skickas … Låt sidan vara öppen tills det är klart.",

  before: "Innan du börjar",
  seat: "Du har en fullständig Recruiter-licens; Recruiter Lite räcker inte",
  admin: "Du är administratör för Recruiter-avtalet",
  signedIn: "Du är inloggad i Recruiter i den här webbläsaren",
  cookies: "Webbläsaren tillåter kakor från tredje part för linkedin.com",
  known: "LinkedIn känner till sidans adress",
  let: "Sidan släpper in LinkedIns fönster",
  checked: "kontrollerat",
  unmet: "stämmer inte",
  yours: "kontrollera själv",
  plugin: "Begär i LinkedIns fönster",
  how: "Vad du gör där",
  trouble: "Om LinkedIns fönster inte hjälper",
};
