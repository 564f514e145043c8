// Applications that come by themselves, seen from outside: from iCIMS, and from a Finnish talent profile that is shared and taken back.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { assertFits, setStage, type Stage } from "./stage.ts";

async function clickInIcims(page: Page, stage: Stage, what: string, candidate: RegExp): Promise<void> {
  await page.goto(`${stage.demo.vendors.url}/icims/control`);
  await page.getByLabel("What happens").selectOption({ label: what });
  const option = page.getByLabel("Candidate and job").locator("option").filter({ hasText: candidate });
  await page.getByLabel("Candidate and job").selectOption(await option.getAttribute("value"));
  await page.getByRole("button", { name: "Click once" }).click();
  await page.waitForLoadState();
}

describe("applications that are sent to us", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage.close());

  it("IC-10 a status change in iCIMS becomes an application in the ATS, and a repeat of it nothing more", async () => {
    const { ats, vendors } = stage.demo;
    const [user, recruiter] = [await stage.open("desktop"), await stage.open("desktop")];
    await recruiter.goto(`${ats.url}/ats/candidates`);
    for (const _ of [1, 2]) await clickInIcims(user, stage, "Status flow update, by recruiter", /Jürgen Weiß/);
    assert.deepEqual(
      vendors.icims.state.sent.map(({ answers }) => answers.map(({ status }) => status)),
      [[200], [200]],
    );

    // The list was open all the time, and fills without a reload.
    const row = recruiter.getByRole("row").filter({ hasText: "Jürgen Weiß" });
    await row.waitFor({ timeout: 20_000 });
    assert.equal(await row.count(), 1);
    assert.match(await row.innerText(), /iCIMS/);
    await row.getByRole("link").click();
    await recruiter.getByText("Diese Bewerbung kam über iCIMS").waitFor();
    await recruiter.getByRole("link", { name: "juergen.weiss@example.com" }).waitFor();
    assert.equal(await recruiter.locator("pitchyou-chat").count(), 0);
    assert.match(await recruiter.locator(".record-main").innerText(), /D10010/);
    await assertFits(recruiter);
  });

  for (const device of ["phone", "desktop"] as const) {
    const person = {
      phone: { first: "Mai", last: "Tran", name: "Mai Tran", email: "mai@example.org" },
      desktop: { first: "Grace", last: "Obi", name: "Grace Obi", email: "grace@example.org" },
    }[device];
    it(`IC-22 an incomplete application from iCIMS costs the candidate nothing, and is repaired and released by a recruiter (${device})`, async () => {
      const { ats, vendors } = stage.demo;
      const [candidate, recruiter] = [await stage.open("desktop"), await stage.open(device)];
      const { people } = vendors.icims.state.customers.get("9001") ?? {};
      for (const known of people?.values() ?? []) if (known.lastname === person.last) known.email = null;
      await clickInIcims(candidate, stage, "Application complete, by candidate", new RegExp(person.name));
      const answer = vendors.icims.state.sent.at(-1)?.answers[0];
      assert.equal(answer?.status, 303, "the candidate goes on as if nothing had happened");

      await recruiter.goto(`${ats.url}/ats/candidates`);
      const row = recruiter.getByRole("row").filter({ hasText: person.name });
      await row.getByText("Unvollständig").waitFor({ timeout: 20_000 });
      await assertFits(recruiter);
      await row.getByRole("link").click();
      await recruiter.getByRole("heading", { name: "Was fehlt noch?" }).waitFor();
      assert.equal(await recruiter.getByLabel("Vorname").inputValue(), person.first);
      await assertFits(recruiter);
      await recruiter.getByLabel("E-Mail").fill(person.email);
      await recruiter.getByRole("combobox", { name: "Stelle" }).selectOption({ label: "Koch/Köchin (m/w/d)" });
      await recruiter.getByRole("button", { name: "Ergänzen und freigeben" }).click();
      await recruiter.getByRole("link", { name: person.email }).waitFor();
      await recruiter.locator(".facts").getByRole("link", { name: "Koch/Köchin (m/w/d)" }).waitFor();
      assert.equal(await recruiter.getByText("Was fehlt noch?").count(), 0);
      await recruiter.goto(`${ats.url}/ats/candidates`);
      await row.getByText("In Prüfung").waitFor();
    });
  }

  it("LT-1 LT-12 a profile shared in Luotettava Työntekijä becomes an application, and its owner is thanked by mail", async () => {
    const { ats, vendors } = stage.demo;
    const [worker, recruiter, phone] = [await stage.open("phone", { locale: "fi-FI" }), await stage.open("desktop"), await stage.open("phone")];
    await recruiter.goto(`${ats.url}/ats/candidates`);
    await worker.goto(`${vendors.url}/lt`);
    await worker.getByRole("button", { name: "Jaa profiili" }).click();
    await worker.waitForURL(/deliveries/);
    assert.equal(vendors.lt.state.deliveries.at(-1)?.answerStatus, 200);

    await recruiter.getByRole("link", { name: "Äijö Yrjölä" }).click({ timeout: 20_000 });
    await recruiter.getByText("Eingang per E-Mail bestätigt").waitFor({ timeout: 20_000 });
    const record = await recruiter.locator(".record-main").innerText();
    for (const part of ["Jyväskylä", "Sähköasentaja · 7", "Tulityökortti", 'Haen töitä "heti" & mielelläni vuorotyötä.'])
      assert.ok(record.includes(part), `the record shows ${part}`);
    await assertFits(recruiter);
    await phone.goto(recruiter.url());
    await assertFits(phone);

    await worker.goto(`${vendors.url}/mail`);
    await worker.getByRole("link", { name: "Kiitos hakemuksestasi" }).click();
    await worker.getByText("Hei Äijö,").first().waitFor();
    assert.deepEqual(
      vendors.mail.state.mails.map(({ to }) => to),
      [["aijo.yrjola@example.fi"]],
    );
  });

  it("LT-10 LT-11 a withdrawal takes the application out of every open page, and leaves a receipt", async () => {
    const { ats, vendors } = stage.demo;
    const [worker, list, settings] = [await stage.open("phone", { locale: "fi-FI" }), await stage.open("desktop"), await stage.open("phone")];
    await list.goto(`${ats.url}/ats/candidates`);
    await list.getByRole("link", { name: "Äijö Yrjölä" }).waitFor();
    await settings.goto(`${ats.url}/ats/settings`);
    assert.equal(await settings.getByText("Zurückgezogen und gelöscht").count(), 0);

    // The record that the test before left open says by itself that it is gone.
    stage.forgive(/candidates\/.*status of 404/);
    await worker.goto(`${vendors.url}/lt`);
    await worker.getByRole("button", { name: "Peruuta hakemus" }).click();
    await worker.waitForURL(/deliveries/);
    assert.equal(vendors.lt.state.deliveries.at(-1)?.answerStatus, 200);
    await list.getByRole("link", { name: "Äijö Yrjölä" }).waitFor({ state: "detached", timeout: 20_000 });
    await settings.getByText("Zurückgezogen und gelöscht").click({ timeout: 20_000 });
    assert.match(await settings.locator(".withdrawal").innerText(), /Bewerbungen\s+1/);
    await assertFits(settings);
    assert.equal(vendors.mail.state.mails.length, 1, "a withdrawal is not thanked for");
  });
});
