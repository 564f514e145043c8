// The stand-in for Luotettava Työntekijä: what it sends to the byte, how it repeats, and its pages in a browser.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { chromium, type Browser } from "playwright-core";
import * as v from "valibot";
import { createLt } from "../../demo/vendors/luotettava-tyontekija/index.ts";
import { writeMessage } from "../../demo/vendors/luotettava-tyontekija/messages.ts";
import { samplePeople } from "../../demo/vendors/luotettava-tyontekija/people.ts";
import { variants, type Variant } from "../../demo/vendors/luotettava-tyontekija/switches.ts";
import { startVendors, type Vendors } from "../../demo/vendors/server.ts";
import { findChromium } from "../chromium.ts";

const [[id, profile] = assert.fail("no sample"), [otherId] = assert.fail("one sample")] = samplePeople;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");
const example = (name: string) => readFileSync(new URL(`../../demo/examples/luotettava-tyontekija/${name}.json`, import.meta.url));
const record = v.record(v.string(), v.unknown());

/** A partner that notes what arrives and answers with the next of `answers`, then 200. */
function createPartner(answers: (number | "hangs up")[] = []) {
  const received: { url: string; key: string | null; body: Buffer }[] = [];
  const receive: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    received.push({ url: request.url, key: request.headers.get("authorization"), body: Buffer.from(await request.arrayBuffer()) });
    const next = answers.shift() ?? 200;
    if (next === "hangs up") throw new Error("The connection broke");
    return Response.json({ status: "ok" }, { status: next });
  };
  const lt = createLt({ edgeUrl: "http://127.0.0.1:8787", tenant: "acme", token: "lt-key", fetch: receive });
  lt.state.switches.retryMs = [0, 0, 0];
  const messages = () => received.map(({ body }) => v.parse(record, JSON.parse(body.toString())));
  return { lt, received, messages };
}
const read = (bytes: Buffer) => v.parse(record, JSON.parse(bytes.toString().replace(/^\u{FEFF}/u, "")));
const written = (...given: Variant[]) => writeMessage({ id, status: "new", profile, variants: given });

describe("a message of the stand-in Luotettava Työntekijä", () => {
  it("LT-17 is the example file, byte for byte", () => {
    const changed = {
      ...profile,
      phone: "+358409876543",
      qualifications: profile.qualifications.map(({ name, valid_until }) => ({ name, valid_until: valid_until ?? "2031-01-31" })),
    };
    assert.deepEqual(writeMessage({ id, status: "new", profile }), example("new"));
    assert.deepEqual(writeMessage({ id, status: "updated", profile: changed }), example("updated"));
    assert.deepEqual(writeMessage({ id, status: "revoked", profile: null }), example("revoked"));
    assert.deepEqual(
      ["new", "updated", "revoked"].map((name) => [example(name).length, sha256(example(name))]),
      [
        [959, "5e8df02319ab3f71073d12b926e8db9bd15b26b282cc8139ebe1d92fe4c71d46"],
        [971, "98341ed8fda11b093a3dca7dcf3b3277c16648a83ae4c5431a37c0bb238915e2"],
        [81, "ea1b7395c95b446882a0c86fa51d23732f3052749ecfb646486b0abee2ff77f7"],
      ],
    );
  });

  it("is written in every messy way that is asked for", () => {
    assert.deepEqual(Object.keys(read(written("flat"))).slice(0, 4), ["mydatashare_user_id", "status", "first_name", "last_name"]);
    const finnish = v.parse(record, read(written("finnish-keys"))["osaajaprofiili"]);
    assert.deepEqual([finnish["etunimi"], finnish["sähköposti"]], ["Äijö", "aijo.yrjola@example.fi"]);
    assert.equal(JSON.stringify(read(written("no-email"))).includes("@"), false);
    assert.equal(Object.keys(v.parse(record, read(written("extra-fields"))["profile"])).length, Object.keys(profile).length + 50);
    assert.equal(read(written("number-id"))["mydatashare_user_id"], 0x6b1f0c1e7a52);
    assert.equal(read(written("upper-case"))["status"], "NEW");
    assert.deepEqual([...written("bom").subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    assert.throws(() => read(written("garbage")), SyntaxError);
    assert.equal(written("empty").length, 0);
    assert.equal(written("too-large").length, 1_048_577);
    assert.equal(read(written("too-large"))["status"], "new");
    assert.equal("status" in read(writeMessage({ id, status: "new", profile, newStatus: "" })), false);
  });
});

describe("the stand-in for Luotettava Työntekijä", () => {
  it("LT-6 LT-9 LT-10 shares, changes and withdraws to the same address under the key, and starts over after a withdrawal", async () => {
    const { lt, received, messages } = createPartner();
    await lt.share(id);
    await lt.share(id, { ...profile, phone: "+358409876543" });
    await lt.withdraw(id);
    await lt.share(id);
    assert.deepEqual(
      messages().map(({ status }) => status),
      ["new", "updated", "revoked", "new"],
    );
    assert.deepEqual(Object.keys(messages()[2] ?? {}), ["mydatashare_user_id", "status"]);
    assert.deepEqual(new Set(received.map(({ url, key }) => `${url} ${key}`)), new Set(["http://127.0.0.1:8787/hooks/luotettava-tyontekija/acme Bearer lt-key"]));
    assert.equal(received[0]?.body.equals(example("new")), true);
  });

  it("LT-5 repeats the same bytes until a 200, and nothing else than 200 will do", async () => {
    const { lt, received } = createPartner([503, "hangs up", 202, 200]);
    const deliveries = await lt.share(id);
    assert.deepEqual(
      deliveries.map(({ answerStatus, attempt }) => [answerStatus, attempt]),
      [
        [503, 1],
        [null, 2],
        [202, 3],
        [200, 4],
      ],
    );
    assert.equal(deliveries[1]?.answer, "The connection broke");
    assert.equal(new Set(received.map(({ body }) => sha256(body))).size, 1);
  });

  it("gives up at the end of its schedule, and repeats what was taken when told to", async () => {
    const { lt, received } = createPartner([500, 500, 500, 500]);
    assert.equal((await lt.share(id)).length, 4);
    lt.state.switches.repeat = 3;
    assert.deepEqual(
      (await lt.share(otherId)).map(({ answerStatus }) => answerStatus),
      [200, 200, 200],
    );
    assert.equal(received.length, 7);
  });

  it("does not try an overtaken message again, unless late retries are wanted", async () => {
    const { lt, messages } = createPartner([503]);
    lt.state.switches.retryMs = [20];
    const first = lt.share(id);
    await lt.withdraw(id);
    assert.equal((await first).length, 1);
    assert.deepEqual(
      messages().map(({ status }) => status),
      ["new", "revoked"],
    );

    lt.state.switches.variants = ["late-retry"];
    await lt.share(otherId);
    assert.deepEqual(
      (await lt.withdraw(otherId)).map(({ status }) => status),
      ["revoked", "late"],
    );
    const [shared, , late] = messages().slice(2);
    assert.deepEqual(late, shared);
  });

  it("sends under a wrong key, without one, and to the address with a slash", async () => {
    const { lt, received } = createPartner();
    for (const variant of ["wrong-key", "no-key", "trailing-slash"] as const) {
      lt.state.switches.variants = [variant];
      await lt.share(id);
    }
    assert.deepEqual(
      received.map(({ key, url }) => [key, url.endsWith("/")]),
      [
        ["Bearer wrong-key", false],
        [null, false],
        ["Bearer lt-key", true],
      ],
    );
  });

  it("does all of it by HTTP too, and never tells the key", async () => {
    const { lt, received } = createPartner();
    const post = async (path: string, body: object = {}) =>
      lt.fetch(new Request(`http://localhost/lt/control${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }));
    assert.equal((await post("/target", { edgeUrl: "http://127.0.0.1:9999", tenant: "globex", token: "other-key" })).status, 200);
    assert.equal((await post("/switches", { variants: [...variants], repeat: 0 })).status, 400);
    assert.equal((await post("/switches", { repeat: 2, variants: ["flat"] })).status, 200);
    const made = v.parse(v.object({ id: v.string() }), await (await post("/people")).json());
    assert.equal((await post("/share", made)).status, 200);
    assert.equal((await post("/share", { id: "nobody" })).status, 409);
    assert.equal((await post("/send", { body: "not JSON" })).status, 200);
    assert.equal((await post("/resend", { number: 1 })).status, 200);
    assert.deepEqual(
      received.map(({ body }) => body.length > 100),
      [true, true, false, false, true, true],
    );
    assert.deepEqual(new Set(received.map(({ key, url }) => `${key} ${url}`)), new Set(["Bearer other-key http://127.0.0.1:9999/hooks/luotettava-tyontekija/globex"]));
    const state = await (await lt.fetch(new Request("http://localhost/lt/control/state"))).text();
    assert.match(state, /"tenant":"globex"/);
    assert.doesNotMatch(state, /other-key/);
    assert.equal((await post("/reset")).status, 200);
    assert.equal(lt.state.deliveries.length, 0);
    assert.equal(lt.state.target?.tenant, "globex");
  });
});

describe("a restart of the stand-ins", () => {
  it("leaves a shared profile shared, so that it can be withdrawn", async (t) => {
    const folder = mkdtempSync(join(tmpdir(), "stand-ins-"));
    t.after(() => rmSync(folder, { recursive: true }));
    const memoryFile = join(folder, "memory.bin");
    const first = await startVendors({ port: 0, memoryFile });
    first.lt.setTarget({ edgeUrl: first.url, tenant: "acme", token: "k" });
    first.lt.state.switches.retryMs = [];
    await first.lt.share(id, { ...profile, phone: "+358409876543" });
    await first.close();

    const second = await startVendors({ port: 0, memoryFile });
    const kept = second.lt.state.people.get(id);
    assert.deepEqual([kept?.shared, kept?.profile.phone, kept?.body], ["shared", "+358409876543", first.lt.state.people.get(id)?.body]);
    await second.close();
  });
});

describe("the pages of Luotettava Työntekijä", () => {
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

  it("let a person share, change and withdraw, and show each answer as it comes", async () => {
    const { lt } = vendors;
    // The stand-ins' own server knows no such hook: every try is answered with 404.
    const page = await browser.newPage({ locale: "fi-FI" });
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(`${vendors.url}/lt`);
    assert.equal(await page.getByRole("button", { name: "Jaa profiili" }).isDisabled(), true);

    lt.setTarget({ edgeUrl: vendors.url, tenant: "acme", token: "k", partner: "Nordlicht" });
    lt.state.switches.retryMs = [400];
    await page.reload();
    await page.getByLabel("Puhelin").fill("+358409876543");
    await page.getByText("Viestin muoto").click();
    await page.getByLabel("Litteä profiili").check();
    await page.getByRole("button", { name: "Jaa profiili" }).click();
    await page.getByText("404").first().waitFor();
    await page.getByText("2. yritys").waitFor();
    const sent = v.parse(record, JSON.parse(lt.state.deliveries[0]?.sent ?? ""));
    assert.deepEqual([sent["status"], sent["phone"], sent["free_text"]], ["new", "+358409876543", profile.free_text]);
    assert.deepEqual(sent["qualifications"], profile.qualifications);
    assert.deepEqual(sent["occupations"], profile.occupations);

    await page.getByRole("link", { name: "Profiili" }).click();
    await page.getByText("Ei mennyt perille").waitFor();
    await page.getByRole("button", { name: "Lähetä muutokset" }).click();
    await page.locator("strong", { hasText: "updated" }).first().waitFor();
    await page.getByRole("link", { name: "Profiili" }).click();
    await page.getByRole("button", { name: "Peruuta hakemus" }).click();
    await page.locator("strong", { hasText: "revoked" }).first().waitFor();
    assert.equal(lt.state.deliveries.at(-1)?.status, "revoked");
    assert.deepEqual(problems, []);

    const english = await browser.newPage({ locale: "en-GB" });
    await english.goto(`${vendors.url}/lt`);
    await english.getByRole("heading", { name: "Talent profile" }).waitFor();
  });
});
