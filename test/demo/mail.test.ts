// The stand-in mail server, spoken to by a real client: what it keeps, how it fails, and that a mail's HTML can do nothing.
import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { createTransport } from "nodemailer";
import { chromium, type Browser } from "playwright-core";
import { listen } from "../../demo/listen.ts";
import { startMail, type Mailbox } from "../../demo/vendors/mail/index.ts";
import { startVendors, type Vendors } from "../../demo/vendors/server.ts";
import { findChromium } from "../chromium.ts";

const letter = {
  from: "Nordlicht <jobs@example.com>",
  to: "Äijö Yrjölä <aijo.yrjola@example.fi>",
  subject: "Kiitos hakemuksestasi, Äijö",
  text: "Hei Äijö,\nkiitos.",
  html: '<h1 style="color: teal">Hei Äijö</h1><script>document.title = "ran"</script>',
};
const send = (smtpUrl: string, mail: object = letter) => {
  const { hostname, port, username, password } = new URL(smtpUrl);
  return createTransport({ host: hostname, port: Number(port), greetingTimeout: 400, socketTimeout: 2000, ...(username && { auth: { user: username, pass: password } }) }).sendMail(
    mail,
  );
};
const codeOf = (error: unknown) => (error instanceof Error && "responseCode" in error ? error.responseCode : error instanceof Error && "code" in error ? error.code : error);

async function withMailbox(work: (mail: Mailbox) => Promise<void>): Promise<void> {
  const mail = await startMail({ port: 0 });
  await work(mail).finally(() => mail.close());
}

describe("the stand-in mail server", () => {
  it("keeps a mail with its text, its HTML and its headers, signed in or not", () =>
    withMailbox(async (mail) => {
      await send(mail.smtpUrl, { ...letter, headers: { "X-Test": "ä" }, attachments: [{ filename: "a.txt", content: "abc" }] });
      await send(mail.smtpUrl.replace("smtp://", "smtp://user:password@"));
      const [kept] = mail.state.mails;
      assert.equal(mail.state.mails.length, 2);
      assert.deepEqual([kept?.from, kept?.to, kept?.subject, kept?.text.trim()], ["jobs@example.com", ["aijo.yrjola@example.fi"], letter.subject, letter.text]);
      assert.match(kept?.html ?? "", /Hei Äijö/);
      assert.ok(kept?.headers.some(({ key }) => key === "x-test"));
      assert.deepEqual(kept?.attachments, [{ fileName: "a.txt", mimeType: "text/plain", size: 3 }]);
      assert.deepEqual(
        mail.state.attempts.map(({ outcome }) => outcome),
        ["kept", "kept"],
      );
    }));

  it("LT-14 refuses for now, for good, or before a word, as often as told, and then takes mail again", () =>
    withMailbox(async (mail) => {
      for (const [fault, code] of [
        ["450", 450],
        ["550", 550],
        ["refuse", "ECONNECTION"],
      ] as const) {
        mail.state.fault = { fault, times: 1, ms: 0 };
        const problem = await send(mail.smtpUrl).then(() => "sent", codeOf);
        assert.ok(problem === code || (fault === "refuse" && problem === "ESOCKET"), `${fault}: ${String(problem)}`);
        assert.equal(mail.state.mails.length, 0);
      }
      await send(mail.smtpUrl);
      assert.deepEqual(
        mail.state.attempts.map(({ outcome }) => outcome),
        ["450", "550", "refused", "kept"],
      );
    }));

  it("is slower than a client waits, and keeps what is cut off after the data", () =>
    withMailbox(async (mail) => {
      mail.state.fault = { fault: "slow", times: 1, ms: 600 };
      await assert.rejects(send(mail.smtpUrl));
      assert.equal(mail.state.mails.length, 0);
      mail.state.fault = { fault: "cut", times: 1, ms: 0 };
      await assert.rejects(send(mail.smtpUrl));
      assert.deepEqual([mail.state.mails.length, mail.state.attempts.at(-1)?.outcome], [1, "cut"]);
      await send(mail.smtpUrl);
      assert.equal(mail.state.mails.length, 2);
    }));

  it("is switched by HTTP", () =>
    withMailbox(async (mail) => {
      const ask = async (path: string, method = "POST", body?: object) =>
        mail.fetch(new Request(`http://localhost/mail/control${path}`, { method, ...(body && { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }) }));
      assert.equal((await ask("/faults", "POST", { fault: "450", times: 2 })).status, 200);
      assert.deepEqual(mail.state.fault, { fault: "450", times: 2, ms: 3000 });
      assert.equal((await ask("/faults", "POST", { fault: "fire" })).status, 400);
      assert.equal((await ask("/faults", "POST", { fault: "none" })).status, 200);
      assert.equal(mail.state.fault, null);
      await send(mail.smtpUrl);
      assert.match(await (await ask("/state", "GET")).text(), /Kiitos hakemuksestasi/);
      assert.equal((await ask("/reset", "POST", {})).status, 200);
      assert.equal(mail.state.mails.length, 0);
    }));
});

describe("the inbox page", () => {
  let vendors: Vendors;
  let browser: Browser;
  before(async () => {
    vendors = await startVendors({ port: 0 });
    browser = await chromium.launch(await findChromium());
  });
  after(async () => {
    await browser.close();
    await vendors.close();
  });

  it("lists a mail as it arrives, and shows its HTML in a frame that runs and loads nothing", async () => {
    const seen: string[] = [];
    const tracker = await listen((request) => (seen.push(request.url), new Response()), 0);
    const page = await browser.newPage({ locale: "en-GB" });
    await page.goto(`${vendors.url}/mail`);
    await page.getByText("No mail yet").waitFor();
    await send(vendors.mail.smtpUrl, { ...letter, html: `${letter.html}<img src="${tracker.url}/seen.gif">` });
    await page.getByRole("link", { name: letter.subject }).click();

    await page.getByText("kiitos.").waitFor();
    const frame = page.frameLocator("iframe");
    await frame.getByRole("heading", { name: "Hei Äijö" }).waitFor();
    assert.equal(await frame.locator("h1").evaluate((heading) => getComputedStyle(heading).color), "rgb(0, 128, 128)");
    assert.equal(await page.locator("iframe").getAttribute("sandbox"), "");
    assert.equal(await page.frames()[1]?.title(), "");
    assert.deepEqual(seen, []);
    await tracker.close();
  });

  it("sets the switch from the page", async () => {
    const page = await browser.newPage({ locale: "fi-FI" });
    await page.goto(`${vendors.url}/mail`);
    await page.getByLabel("Toiminta").selectOption("550");
    await page.getByLabel("Montako kertaa").fill("1");
    await page.getByRole("button", { name: "Aseta" }).click();
    await page.getByText("550: osoitetta ei ole, 1 vielä").waitFor();
    assert.equal(await send(vendors.mail.smtpUrl).catch(codeOf), 550);
    await page.getByText("550, pysyvä").waitFor();
  });
});
