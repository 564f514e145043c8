// The main job, seen from outside: from the button of a job ad to the application with its files in the ATS.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import { curriculumVitae, finishInterview } from "./interview.ts";
import { assertFits, setStage, type Device, type Stage } from "./stage.ts";

const people: Record<Device, { name: string; email: string; phone: string }> = {
  phone: { name: "Elif Öztürk", email: "elif@example.org", phone: "+49 1510 1111111" },
  desktop: { name: "Bo Ek", email: "bo@example.org", phone: "+358 40 1111111" },
};

describe("applying by messenger", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage.close());

  for (const device of ["phone", "desktop"] as const) {
    it(`PY-20 PY-21 PY-26 PY-31 an interview begun at the ad's button stands in the ATS with answers, files and source (${device})`, async () => {
      const person = people[device];
      const { demo } = stage;
      const [applicant, recruiter] = [await stage.open(device), await stage.open(device)];
      await recruiter.goto(`${demo.ats.url}/ats/candidates`);
      await assertFits(recruiter);

      await applicant.goto(`${demo.ats.url}/jobs/koch-eckernfoerde`);
      await assertFits(applicant);
      await applicant.locator("pitchyou-apply-button [part=link]").click();
      await applicant.waitForURL(/\/pitchyou\/acme\/go\/K%C3%9C%2F2026-04\?jkey=handwerk&title=Koch%2FK%C3%B6chin/);
      await applicant.getByRole("heading", { name: "Koch/Köchin (m/w/d)" }).waitFor();
      await assertFits(applicant);
      await finishInterview(applicant, person);

      // The list was open all the time, and fills without a reload.
      await recruiter.getByRole("link", { name: person.name }).click({ timeout: 20_000 });
      await recruiter.getByRole("heading", { name: person.name }).waitFor();
      await assertFits(recruiter);
      assert.deepEqual(await recruiter.locator(".answers dd > p").allTextContents(), ["Köchin, zuletzt im „Seestern“ & davor auf See <3", "Vollzeit", "Sofort"]);
      const origin = await recruiter.locator(".facts").innerText();
      for (const part of ["Koch/Köchin (m/w/d)", "KÜ/2026-04", "handwerk", "karriereseite", "button"]) assert.ok(origin.includes(part), `the source names ${part}`);

      const [download] = await Promise.all([recruiter.waitForEvent("download"), recruiter.getByRole("link", { name: curriculumVitae.name }).click()]);
      assert.equal(download.suggestedFilename(), curriculumVitae.name);
      assert.deepEqual(await readFile(await download.path()), curriculumVitae.buffer);
      assert.equal(await recruiter.locator(".picture img").evaluate((image) => image instanceof HTMLImageElement && image.naturalWidth), 320);

      const { confirms, profiles } = demo.vendors.pitchyou.state;
      const profile = [...profiles.values()].find(({ name }) => name === person.name);
      assert.ok(profile?.confirmed, "the profile is confirmed once it is stored");
      assert.equal(confirms.flatMap(({ profileIds }) => profileIds).filter((id) => id === profile.profileId).length, 1);
    });
  }

  it("PY-29 an application for a job that nobody knows waits in a list of its own until it is assigned", async () => {
    const { demo } = stage;
    const [applicant, recruiter] = [await stage.open("phone"), await stage.open("desktop")];
    await applicant.goto(`${demo.vendors.url}/pitchyou/acme/go/${encodeURIComponent("ALT/2019")}?jkey=handwerk`);
    await finishInterview(applicant, { name: "Ida Fremd", email: "ida@example.org", phone: "+49 1510 3333333" });

    await recruiter.goto(`${demo.ats.url}/ats/candidates?filter=unassigned`);
    await recruiter.getByRole("link", { name: "Ida Fremd" }).click({ timeout: 20_000 });
    await recruiter.getByText("ALT/2019").first().waitFor();
    await recruiter.getByLabel("Stelle").selectOption({ label: "Koch/Köchin (m/w/d)" });
    await recruiter.getByRole("button", { name: "Zuordnen" }).click();
    await recruiter.locator(".facts").getByRole("link", { name: "Koch/Köchin (m/w/d)" }).waitFor();
    assert.equal(await recruiter.getByRole("button", { name: "Zuordnen" }).count(), 0);
  });

  it("X-14 a person can be exported and erased from the settings page, and is gone from every open page", async () => {
    const { demo } = stage;
    const [recruiter, other] = [await stage.open("desktop"), await stage.open("desktop")];
    await other.goto(`${demo.ats.url}/ats/candidates`);
    await other.getByRole("link", { name: people.phone.name }).click();
    await recruiter.goto(`${demo.ats.url}/ats/settings`);
    await recruiter.getByText("Verbunden").first().waitFor();
    await recruiter.getByLabel("E-Mail").fill(people.phone.email);
    await recruiter.getByRole("button", { name: "Daten zusammenstellen" }).click();
    const [download] = await Promise.all([recruiter.waitForEvent("download"), recruiter.getByRole("link", { name: "JSON herunterladen" }).click()]);
    assert.ok((await readFile(await download.path(), "utf8")).includes("Elif Öztürk"));

    stage.forgive(/candidates\/.*status of 404/);
    await recruiter.getByRole("button", { name: "Person löschen" }).click();
    await recruiter.getByRole("button", { name: "Endgültig löschen" }).click();
    await recruiter.getByText("Gelöscht").waitFor();
    await other.getByRole("heading", { name: "Diese Seite gibt es nicht" }).waitFor();
    await recruiter.goto(`${demo.ats.url}/ats/candidates`);
    await recruiter.getByRole("link", { name: people.desktop.name }).waitFor();
    assert.equal(await recruiter.getByRole("link", { name: people.phone.name }).count(), 0);
  });
});
