// The operator's console, seen from outside: in by keyboard, a customer set up until its first message, proof, repair, erasure.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { after, before, describe, it } from "node:test";
import type { Page } from "playwright-core";
import { assertAccessible, operatorToken, readCopied, signIn, tabTo } from "./operator.ts";
import { assertFits, setStage, type Stage } from "./stage.ts";

// Each try of a delivery follows within seconds.
const fast = { vendorWidget: false, env: { SANDBOX_FAST: "1" } };
const person = "aijo.yrjola@example.fi";

/** The ATS's end of the webhook: keeps what arrives, and answers as it is told. */
async function startAts() {
  const arrived: { id: string; type: string }[] = [];
  const ats = { arrived, status: 204, url: "", close: async () => void (await server[Symbol.asyncDispose]()) };
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      arrived.push({ id: String(request.headers["webhook-id"]), type: String(JSON.parse(body).type) });
      response.writeHead(ats.status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ats.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`; // it listens on a port
  return ats;
}

describe("the operator's console", () => {
  let stage: Stage;
  let ats: Awaited<ReturnType<typeof startAts>>;
  let page: Page;
  let token = "";
  const at = (path: string) => `${stage.demo.edge.url}/console${path}`;
  const said = (text: string | RegExp) => page.locator(".said").filter({ hasText: text }).waitFor();

  before(async () => {
    [stage, ats] = await Promise.all([setStage(fast), startAts()]);
    page = await stage.open("desktop", { locale: "en-GB" });
  });
  after(async () => {
    await ats.close();
    await stage.close();
  });

  it("lets an operator in by keyboard alone, says when the token is wrong, and goes on to a customer", async () => {
    stage.forgive(/console\/session|status of 401/);
    await page.goto(at("/"));
    const field = page.getByLabel("Operator token");
    await tabTo(page, field);
    await page.keyboard.type("not the token");
    await page.keyboard.press("Enter");
    await page.getByText("This is not the operator's token").waitFor();
    assert.equal(await field.inputValue(), "", "the token is forgotten");
    await page.keyboard.type(operatorToken);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Overview" }).waitFor();
    assert.match(await page.title(), /^Overview/);
    assert.deepEqual(await page.evaluate(() => [Object.values(localStorage), Object.values(sessionStorage), document.cookie].flat().join("")), "", "no script can read a secret");

    await tabTo(page, page.getByRole("link", { name: "Nordlicht" }));
    await page.keyboard.press("Enter");
    const heading = page.getByRole("heading", { name: "Nordlicht", level: 1 });
    await heading.waitFor();
    assert.ok(await heading.evaluate((element) => element === document.activeElement), "the focus is at the new page's heading");
    await page.goBack();
    await page.getByRole("heading", { name: "Overview" }).waitFor();
  });

  it("shows each tenant with its five connections, and that this is a test", async () => {
    const acme = page.getByRole("article", { name: "Nordlicht" });
    await acme.waitFor();
    assert.deepEqual(await acme.locator(".tile > a").allInnerTexts(), ["LinkedIn", "PitchYou", "Interview Suite", "Luotettava Työntekijä", "iCIMS"]);
    for (const text of await acme.locator(".tile .status").allInnerTexts()) assert.ok(text.trim().length > 0, "each state has a word");
    await page.getByText("TEST", { exact: true }).waitFor();
    await page.getByText("Nothing needs you").waitFor();
  });

  it("guides a new tenant through a setup, from the form to the first message", async () => {
    // Making a tenant must not change one of the same id, so the page asks whether there is one.
    stage.forgive(/v1\/tenants\/probe$/);
    await page.getByRole("link", { name: "New tenant" }).click();
    await page.getByLabel("Id").fill("probe");
    await page.getByLabel("Name", { exact: true }).fill("Probe Oy");
    await page.getByLabel("Webhook URL").fill(ats.url);
    await page.getByRole("button", { name: "Make tenant" }).click();
    await page.getByRole("heading", { name: "The tenant is made" }).waitFor();
    assert.match(await readCopied(page, "Webhook secret"), /^whsec_/);
    await page.getByRole("link", { name: "Set up the connections" }).click();
    await page.getByRole("link", { name: "Luotettava Työntekijä" }).click();
    await page.getByRole("button", { name: "Set up", exact: true }).click();
    token = await readCopied(page, "Bearer token");
    const address = await readCopied(page, "Address for profiles");
    await page.getByText("Waiting for the first message").waitFor();
    await send(address.replace("localhost", "127.0.0.1"));
    await page.getByText("First message arrived").waitFor();
    await page.getByText("Healthy").first().waitFor();

    await page.reload();
    await page.getByText("First message arrived").waitFor();
    assert.equal(await page.getByText(token).count(), 0, "the secret is shown once");
    assert.equal(await page.getByLabel("Bearer token").getAttribute("placeholder"), "kept; leave empty to keep it");
  });

  it("proves that an event which came twice was done once", async () => {
    await send(`${stage.demo.edge.url}/hooks/luotettava-tyontekija/probe`);
    await page.goto(at("/tenants/probe/events"));
    await page.getByText("received 2 times, done once").waitFor();
    await page.getByRole("list", { name: "Events" }).getByRole("link").first().click();
    await page.getByRole("heading", { name: "Each arrival" }).waitFor();
    await page.getByText("received 2 times, done once").waitFor();
    assert.deepEqual(await page.locator("tbody tr .status").allInnerTexts(), ["Done", "Repeat, not done again"]);
  });

  it("sends a message again under the same id", async () => {
    await page.goto(at("/tenants/probe/messages"));
    await page.getByRole("link", { name: "application.received" }).click();
    await page.getByRole("heading", { name: "Each try" }).waitFor();
    const before = ats.arrived.filter(({ type }) => type === "application.received");
    await page.getByRole("button", { name: "Send again" }).click();
    await said("1 message is on its way");
    await page.locator("tbody tr").nth(before.length).waitFor();
    const now = ats.arrived.filter(({ type }) => type === "application.received");
    assert.deepEqual([now.length, new Set(now.map(({ id }) => id)).size], [before.length + 1, 1]);
  });

  it("shows what was given up with its cause, and tries it again when that is seen to", async () => {
    ats.status = 500;
    await page.goto(at("/tenants/probe/settings"));
    await page.getByRole("button", { name: "Send a test message" }).click();
    await said("The test message is on its way");
    await page.goto(at("/tenants/probe/dead-letters"));
    await page.getByText("Given up").waitFor({ timeout: 30_000 });
    assert.match(await page.locator(".rows").innerText(), /messages\.deliver/);
    await page.goto(at("/"));
    await page.getByText("Work given up").waitFor({ timeout: 20_000 });

    ats.status = 204;
    await page.goto(at("/tenants/probe/dead-letters"));
    await page.getByRole("button", { name: "Try again", exact: true }).click();
    await page.getByText("Nothing was given up").waitFor();
    await page.goto(at("/tenants/probe/messages?state=delivered"));
    await page.getByRole("link", { name: "bridge.test" }).waitFor();
  });

  it("erases a person after their address was typed, and shows the signed receipt", async () => {
    await page.goto(at("/tenants/probe/people"));
    await page.getByLabel("E-mail address or vendor's id of a person").fill(person);
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText("1 application found").waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Export as JSON" }).click()]);
    assert.ok((await readFile(await download.path(), "utf8")).includes("Yrjölä"));

    await page.getByRole("button", { name: "Erase person" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Erase person" }).click();
    assert.ok(await dialog.isVisible(), "nothing happens by a slip");
    await dialog.getByRole("textbox").fill(person);
    await dialog.getByRole("button", { name: "Erase person" }).click();
    await page.getByRole("heading", { name: "Receipt", exact: true }).waitFor();
    assert.match(await readCopied(page, "Signature (detached JWS)"), /^[\w-]+\.\.[\w-]+$/);
    await page.getByRole("button", { name: "Find" }).click();
    await page.getByText("Nobody is known by this").waitFor();
  });

  it("keeps the address when the session ends, and shows the same page after signing in again", async () => {
    const address = at("/tenants/acme/events?provider=interview-suite");
    await page.goto(address);
    await page.getByRole("heading", { name: "Events" }).waitFor();
    await page.context().clearCookies();
    await page.evaluate(() => window.dispatchEvent(new Event("online")));
    await page.getByLabel("Operator token").waitFor({ timeout: 20_000 });
    assert.equal(page.url(), address);
    await signIn(page);
    await page.getByRole("heading", { name: "Events" }).waitFor();
    assert.equal(await page.getByLabel("Provider").inputValue(), "interview-suite");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByLabel("Operator token").waitFor();
  });

  it("speaks the browser's language or the one that was chosen, on a phone too", async () => {
    const phone = await stage.open("phone", { locale: "de-DE" });
    await phone.goto(at(""));
    await signIn(phone, "Betreiber-Token");
    await phone.getByRole("heading", { name: "Übersicht" }).waitFor();
    await phone.getByText("Es ist noch keine Nachricht angekommen").first().waitFor();
    await phone.getByLabel("Sprache").selectOption("fi");
    await phone.getByRole("heading", { name: "Yleiskuva" }).waitFor();
    await phone.getByText("Yhtään viestiä ei ole vielä saapunut").first().waitFor();
    await phone.reload();
    await phone.getByRole("heading", { name: "Yleiskuva" }).waitFor();
    assert.equal(await phone.locator("html").getAttribute("lang"), "fi");
  });

  for (const device of ["phone", "desktop"] as const) {
    it(`has nothing that axe finds in any view, in light and dark, and fits its screen (${device})`, async () => {
      const view = await stage.open(device, { locale: "en-GB" });
      await view.goto(at(""));
      await view.getByLabel("Operator token").waitFor();
      await assertAccessible(view);
      await signIn(view);
      const [event, message] = await Promise.all(["events", "messages"].map((list) => newest(stage, list)));
      const tenant = ["", "/settings", "/time-line", "/events", `/events/${event}`, "/messages", `/messages/${message}`, "/dead-letters", "/people", "/pages", "/audit"];
      const setups = ["linkedin", "pitchyou", "interview-suite", "luotettava-tyontekija", "icims"].map((provider) => `/connections/${provider}`);
      for (const path of ["", "/new", "/nowhere", ...[...tenant, ...setups].map((part) => `/tenants/acme${part}`), "/tenants/probe/connections/icims"]) {
        await view.goto(at(path));
        await view.locator("main h1").waitFor();
        await view.locator(".skeleton").waitFor({ state: "detached" });
        await assertFits(view);
        await assertAccessible(view);
      }
    });
  }

  async function send(address: string): Promise<void> {
    const body = await readFile(new URL("../fixtures/luotettava-tyontekija/new.json", import.meta.url), "utf8");
    const response = await fetch(address, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body });
    assert.equal(response.status, 200);
  }
});

async function newest({ demo }: Stage, list: string): Promise<string> {
  const response = await fetch(`${demo.edge.url}/v1/tenants/acme/${list}?limit=1`, { headers: { authorization: `Bearer ${operatorToken}` } });
  return (await response.json()).items[0].id;
}
