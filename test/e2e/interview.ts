// An applicant at the keyboard: consent, the opening message, then an answer to whatever is asked, in German.
import type { Page } from "playwright-core";

export type UploadedFile = { name: string; mimeType: string; buffer: Buffer };

export const curriculumVitae: UploadedFile = {
  name: "Lebenslauf Öztürk (final).pdf",
  mimeType: "application/pdf",
  buffer: Buffer.from(`%PDF-1.4\n${"a curriculum vitae of its own ".repeat(2000)}`),
};

/** From the consent to the thanks. The certificate is the sample file, the CV is the one given. */
export async function finishInterview(page: Page, person: { name: string; email: string; phone: string }): Promise<void> {
  await page.getByLabel("per Messenger").check();
  await page.getByLabel("verarbeitet").check();
  await page.getByRole("button", { name: "Gespräch beginnen" }).click();
  await page.getByRole("button", { name: "Senden" }).click();

  const write = async (question: string, text: string) => {
    await page.getByText(question).waitFor();
    await page.getByLabel("Nachricht").fill(text);
    await page.getByRole("button", { name: "Senden" }).click();
  };
  const choose = async (question: string, option: string) => {
    await page.getByText(question).waitFor();
    await page.getByRole("button", { name: option, exact: true }).click();
  };
  await write("Was hast du gelernt", "Köchin, zuletzt im „Seestern“ & davor auf See <3");
  await choose("Wie viel möchtest du arbeiten", "Vollzeit");
  await choose("Wann könntest du anfangen", "Sofort");
  await choose("Foto deiner Urkunde", "Beispieldatei nehmen");
  await page.getByText("Hast du einen Lebenslauf").waitFor();
  await page.getByLabel("Datei anhängen").setInputFiles(curriculumVitae);
  await write("Wie heißt du", person.name);
  await write("E-Mail-Adresse?", person.email);
  await write("Telefonnummer.", person.phone);
  await page.getByText("Deine Bewerbung ist beim Arbeitgeber").waitFor();
}
