// A recruiter chooses the interview of a job, and the job ad takes it up.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { assertFits, setStage, type Stage } from "./stage.ts";

describe("choosing an interview", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage.close());

  it("PY-6 PY-8 PY-9 PY-20 the picker shows what an option asks for before it is chosen, keeps the choice, and the ad uses it", async () => {
    const { demo } = stage;
    const page = await stage.open("desktop");
    await page.goto(`${demo.ats.url}/ats/jobs`);
    await assertFits(page);
    await page.getByRole("link", { name: "Interview wählen: Koch/Köchin (m/w/d)" }).click();
    assert.equal(await page.getByRole("radio").count(), 5);
    assert.ok(await page.getByRole("radio", { name: /Handwerk und Küche/ }).isChecked());

    await page.getByText("Pflege", { exact: false }).first().hover();
    await page.getByText("vier Fragen").first().waitFor({ state: "visible" });
    assert.ok(await page.getByRole("radio", { name: /Handwerk und Küche/ }).isChecked(), "looking at an option does not choose it");
    await page.getByRole("radio", { name: /Lager und Logistik/ }).check();
    await page.getByRole("button", { name: "Interview speichern" }).click();
    await page.getByText("Gespeichert").waitFor();
    assert.ok(await page.getByRole("radio", { name: /Lager und Logistik/ }).isChecked());

    await page.goto(`${demo.ats.url}/jobs/koch-eckernfoerde`);
    const link = page.locator("pitchyou-apply-button [part=link]");
    assert.match((await link.getAttribute("href")) ?? "", /\?jkey=lager_1&/);
    await link.click();
    await page.getByLabel("per Messenger").check();
    await page.getByLabel("verarbeitet").check();
    await page.getByRole("button", { name: "Gespräch beginnen" }).click();
    await page.getByRole("button", { name: "Senden" }).click();
    await page.getByText("Hast du einen Staplerschein?").waitFor();
  });

  it("PY-7 PY-10 texts of picker and button follow the chosen language", async () => {
    const { demo } = stage;
    const page = await stage.open("phone");
    await page.goto(`${demo.ats.url}/ats/jobs/pflegefachkraft-kiel?lang=fi`);
    await page.getByText("Hoitotyö").first().waitFor();
    await assertFits(page);
    await page.goto(`${demo.ats.url}/jobs/pflegefachkraft-kiel?lang=en`);
    await page.getByRole("heading", { name: "Registered nurse" }).waitFor();
    await page.locator("pitchyou-apply-button [part=link]").waitFor();
    await assertFits(page);
  });
});
