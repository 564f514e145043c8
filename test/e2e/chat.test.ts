// The recruiter's chat on the page of a candidate, and the applicant's phone at the other end.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { FrameLocator, Page } from "playwright-core";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { finishInterview } from "./interview.ts";
import { assertFits, setStage, type Device, type Stage } from "./stage.ts";

type Sight = Page | FrameLocator;

const recruiterSide = (chat: Sight) => chat.locator("[data-side=recruiter]");

async function write(side: ReturnType<Sight["locator"]>, text: string): Promise<void> {
  await side.getByLabel("Nachricht").fill(text);
  await side.getByRole("button", { name: "Senden" }).click();
}

describe("chatting from the candidate record", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage();
  });
  after(() => stage.close());

  async function applyAs(name: string, device: Device): Promise<{ phone: Page; record: Page }> {
    const [phone, record] = [await stage.open("phone"), await stage.open(device)];
    await phone.goto(`${stage.demo.vendors.url}/pitchyou/acme/go/KC-1?jkey=handwerk&title=Koch`);
    await finishInterview(phone, { name, email: "chat@example.org", phone: "+49 1510 2222222" });
    await record.goto(`${stage.demo.ats.url}/ats/candidates`);
    await record.getByRole("link", { name }).click({ timeout: 20_000 });
    await record.getByRole("heading", { name, exact: true }).waitFor();
    return { phone, record };
  }
  const tokensOf = (name: string) => {
    const { state } = stage.demo.vendors.pitchyou;
    const profile = [...state.profiles.values()].find((stored) => stored.name === name);
    return [...state.chatTokens].filter(([, chat]) => chat.profileId === profile?.profileId).map(([token]) => token);
  };

  it("PY-33 PY-34 PY-36 messages go both ways in the frame, then in a tab with a token of its own", async () => {
    const name = "Mika Frame";
    const { phone, record } = await applyAs(name, "desktop");
    const panel = record.locator("pitchyou-chat");
    assert.equal(tokensOf(name).length, 0, "no token before the chat is opened");

    await panel.getByRole("button", { name: "Chat öffnen" }).click();
    const frame = panel.frameLocator("iframe");
    await frame.getByText("Sie schreiben als Jana Petersen").waitFor();
    await frame.getByRole("button", { name: "Unterlagen erbitten" }).click();
    await recruiterSide(frame).getByRole("button", { name: "Senden" }).click();
    await phone.getByText("Kannst du uns bitte noch dein letztes Zeugnis schicken?").waitFor();
    await phone.getByText("Jana Petersen").first().waitFor();

    await phone.getByLabel("Datei anhängen").setInputFiles({ name: "Zeugnis.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.4 zeugnis") });
    await write(phone.locator("#thread"), "Gern, hier ist es.");
    await recruiterSide(frame).getByText("Gern, hier ist es.").waitFor();
    await recruiterSide(frame).getByRole("link", { name: "Zeugnis.pdf" }).waitFor();

    const [tab] = await Promise.all([record.waitForEvent("popup"), panel.getByRole("button", { name: /neuem Tab/ }).click()]);
    await recruiterSide(tab).getByText("Gern, hier ist es.").waitFor();
    await write(recruiterSide(tab), "Danke! Passt dir Donnerstag um 10 Uhr?");
    await phone.getByText("Passt dir Donnerstag um 10 Uhr?").waitFor();

    const tokens = tokensOf(name);
    assert.equal(new Set(tokens).size, 2, "one token an opening");
    const html = await record.content();
    for (const token of tokens) assert.ok(!html.includes(token) && !record.url().includes(token));
  });

  it("PY-33 PY-34 PY-36 on a phone the chat opens in a tab, and a closed chat opens again with a fresh token", async () => {
    const name = "Toni Tab";
    const { phone, record } = await applyAs(name, "phone");
    await assertFits(record);
    const open = record.locator("pitchyou-chat").getByRole("button", { name: /neuem Tab/ });
    const [tab] = await Promise.all([record.waitForEvent("popup"), open.click()]);
    await tab.getByText("Sie schreiben als Jana Petersen").waitFor();
    await assertFits(tab);
    await write(recruiterSide(tab), "Hallo Toni!");
    await phone.getByText("Hallo Toni!").waitFor();
    await write(phone.locator("#thread"), "Moin.");
    await recruiterSide(tab).getByText("Moin.").waitFor();
    await tab.close();

    const [again] = await Promise.all([record.waitForEvent("popup"), open.click()]);
    await recruiterSide(again).getByText("Moin.").waitFor();
    assert.equal(new Set(tokensOf(name)).size, 2);
  });

  it("PY-36 trouble at the vendor is said in a sentence, and trying again opens the chat", async () => {
    const { record } = await applyAs("Uli Wieder", "desktop");
    stage.forgive(/status of 50[24]/);
    const { state } = stage.demo.vendors.pitchyou;
    state.faults.set("chattoken", { operation: "chattoken", fault: "500", ms: 0, retryAfterSeconds: 1 });
    const panel = record.locator("pitchyou-chat");
    await panel.getByRole("button", { name: "Chat öffnen" }).click();
    await panel.getByRole("button", { name: "Noch einmal versuchen" }).waitFor();
    state.faults.clear();
    await panel.getByRole("button", { name: "Noch einmal versuchen" }).click();
    await panel.frameLocator("iframe").getByText("Sie schreiben als").waitFor();
  });
});

describe("chatting in the vendor's own widget", () => {
  let stage: Stage;
  before(async () => {
    stage = await setStage({ vendorWidget: true });
  });
  after(() => stage.close());

  it("PY-33 PY-36 the widget runs in the page under its policy, and messages go both ways", async () => {
    const { state } = stage.demo.vendors.pitchyou;
    inject(state, { profile: { profileId: "w-1", firstName: "Wim", lastName: "Widget", externalReferenceId: "PF-2041" } });
    const record = await stage.open("desktop");
    await record.goto(`${stage.demo.ats.url}/ats/candidates`);
    await record.getByRole("link", { name: "Wim Widget" }).click({ timeout: 20_000 });
    await record.locator("pitchyou-chat").getByRole("button", { name: "Chat öffnen" }).click();

    const widget = record.frameLocator(".pitchyou-widget iframe");
    await widget.getByText("Sie schreiben als Jana Petersen").waitFor();
    await write(recruiterSide(widget), "Hallo Wim!");
    await recruiterSide(widget).getByText("Hallo Wim!").waitFor();
    assert.deepEqual(
      [...state.conversations.values()].map(({ messages }) => messages.map(({ text, name }) => [name, text])),
      [[["Jana Petersen", "Hallo Wim!"]]],
    );
  });
});
