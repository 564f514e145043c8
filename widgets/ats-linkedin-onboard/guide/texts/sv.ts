// What one does in LinkedIn's window, in Swedish.
import type { GuideTexts } from "../texts.ts";

export const texts: GuideTexts = {
  howSteps: `Logga in om LinkedIn ber om det. Om du har flera avtal väljer du ett.
Begär båda åtkomsterna, för företaget och för avtalet, och spara.
Det är allt: fortsättningen visas på den här sidan.`,
  troubleSigns: `Det hittar inget avtal: du behöver en fullständig Recruiter-licens, inte Lite, och måste vara administratör för avtalet.
Det ber dig logga in gång på gång: logga in i Recruiter i en annan flik och tillåt kakor från tredje part.
Det visar ”Notify partner”: tryck på den. Då får vi din begäran en gång till.`,
};
