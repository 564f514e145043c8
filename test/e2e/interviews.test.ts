// Video interviews, seen from outside: a job made in the ATS, its questions in the interview suite, an invitation, and a rating that comes back.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { sampleProfiles } from "../../demo/vendors/pitchyou/sample-profiles.ts";
import { assertFits, setStage, type Stage } from "./stage.ts";

const title = "Leitung „Küche & Saal“ <Föhr>";
const timeout = 20_000;

async function appears<Found>(look: () => Found | undefined): Promise<Found> {
  const untilMs = Date.now() + timeout;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    assert.ok(Date.now() < untilMs, `nothing appeared: ${look.toString()}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

describe("video interviews", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage.close());

  it("IS-8 IS-10 IS-14 IS-19 a job made in the ATS becomes a project, its questions appear in the job page without a reload, a candidate is invited, rated, and the rating stands in the ATS", async () => {
    const { ats, vendors } = stage.demo;
    const { suite } = vendors;
    for (const profile of sampleProfiles(new Date())) inject(vendors.pitchyou.state, profile);
    const [recruiter, phone] = [await stage.open("desktop"), await stage.open("phone")];

    await recruiter.goto(`${ats.url}/ats/jobs`);
    await recruiter.getByLabel("Neue Stelle").fill(title);
    await recruiter.getByRole("button", { name: "Stelle anlegen" }).click();
    await recruiter.getByRole("heading", { level: 1, name: title }).waitFor();
    const jobUrl = recruiter.url();
    const project = await appears(() => [...suite.state.projects.values()].find(({ name }) => name === title));
    assert.equal(project.internal_id, jobUrl.split("/").at(-1));
    assert.equal([...suite.state.projects.values()].filter(({ internal_id }) => internal_id === "PF-2041").length, 1, "jobs with an ad are there too, once");

    await recruiter.getByText("Das Projekt hat noch keine Fragen").first().waitFor({ timeout });
    suite.addQuestion(project, { text: "Wie planen Sie 120 Essen?", preparation_time: 60, answer_time: 120, criteria: ["Organisation"] });
    await recruiter.getByText("Wie planen Sie 120 Essen?").waitFor({ timeout });
    await recruiter.getByText("Organisation").waitFor();
    suite.addCandidate(project, { first_name: "Ida", last_name: "Nowak", email: "ida@example.org" });
    await recruiter.locator(".people").getByText("Ida Nowak").waitFor({ timeout });
    await assertFits(recruiter);
    await phone.goto(jobUrl);
    await phone.getByText("Wie planen Sie 120 Essen?").waitFor({ timeout });
    await assertFits(phone);

    await recruiter.goto(`${ats.url}/ats/candidates`);
    await recruiter.getByRole("link", { name: "Jonas Petersen" }).click({ timeout });
    const interview = recruiter.getByRole("region", { name: "Video-Interview" });
    await interview.getByText("sobald die Bewerbung zu einer Stelle gehört").waitFor();
    await recruiter.getByRole("combobox", { name: "Stelle" }).selectOption({ label: title });
    await recruiter.getByRole("button", { name: "Zuordnen" }).click();
    await interview.getByText("Angelegt").waitFor({ timeout });
    await interview.getByRole("button", { name: "Zum Interview einladen" }).click();
    await interview.getByText("Eingeladen").waitFor({ timeout });
    const candidate = await appears(() => [...suite.state.candidates.values()].find(({ last_name, status }) => last_name === "Petersen" && status === "invited"));
    assert.equal(candidate.project, project.id);
    assert.equal([...suite.state.candidates.values()].filter(({ email }) => email === candidate.email).length, 1);

    suite.confirm(candidate);
    await interview.getByText("Im Gange").waitFor({ timeout });
    suite.complete(candidate);
    await interview.getByText("Beantwortet").waitFor({ timeout });
    suite.rate(candidate, 4);
    await interview.getByText("4 von 5").waitFor({ timeout });
    await assertFits(recruiter);
    await phone.goto(recruiter.url());
    await phone.getByText("4 von 5").waitFor();
    await assertFits(phone);
    await phone.goto(`${ats.url}/ats/jobs`);
    await assertFits(phone);
  });

  it("IS-18 the questions open as a page of their own", async () => {
    const recruiter = await stage.open("desktop");
    await recruiter.goto(`${stage.demo.ats.url}/ats/jobs/koch-eckernfoerde`);
    const [page] = await Promise.all([recruiter.context().waitForEvent("page"), recruiter.getByRole("link", { name: "Als eigene Seite" }).click()]);
    await page.getByText("Das Projekt hat noch keine Fragen").first().waitFor({ timeout });
    assert.equal(new URL(page.url()).origin, new URL(stage.demo.edge.url).origin);
  });

  it("IS-14 a job that is closed in the ATS is archived in the suite, also when the two were started anew meanwhile", async () => {
    const recruiter = await stage.open("desktop");
    await recruiter.goto(`${stage.demo.ats.url}/ats/jobs`);
    await recruiter.getByRole("link", { name: title, exact: true }).click();
    await recruiter.getByText("angelegt").first().waitFor();
    const url = recruiter.url();
    await recruiter.goto("about:blank");
    await stage.restart();
    await recruiter.goto(url);
    await recruiter.getByRole("button", { name: "Stelle schließen" }).click();
    await recruiter.getByText("Die Stelle ist geschlossen").waitFor();
    const projects = () => [...stage.demo.vendors.suite.state.projects.values()].filter(({ name }) => name === title);
    await appears(() => projects().find(({ status }) => status === "archived"));
    assert.equal(projects().length, 1);
  });
});
