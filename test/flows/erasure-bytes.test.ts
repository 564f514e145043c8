// An erasure leaves no byte of a person: everything that the edge holds on disk or has logged is searched, in every usual spelling.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, describe, it } from "node:test";
import { createLocalJWKSet, flattenedVerify } from "jose";
import { externalHash } from "../../edge/core/applications.ts";
import { emailLookup } from "../../edge/core/people.ts";
import { lookupHash, tenantKeys } from "../../edge/core/tenant-keys.ts";
import { sql } from "../../edge/db/database.ts";
import { openSqlite } from "../../edge/db/sqlite.ts";
import { openFolder } from "../../edge/media/folder.ts";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { closeStorages, openD1Storage } from "../support/databases.ts";
import type { Storage } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const HOUR = 3_600_000;
const EMAIL = "zoraya.quellmann@example.de";
const PERSON = { firstName: "Zoraya", lastName: "Quellmänn", email: EMAIL, phone: "+4915166600017" };
const ANSWER = "Seit 2019 im Quellhaus am Zobten";
const FILE = { name: "Lebenslauf Quellmänn.pdf", text: "curriculum of Zoraya, kept in a file" };
const IDS = {
  pitchyou: "py-zq7f3a9c1",
  lt: "6b1f0c1e-7a52-4f0e-9d7c-zq8f7f4c1a10",
  icimsWorkflow: "990551772",
  icimsPerson: "990330194",
  application: "APP-ZQ-770041",
};
const PERSONAL = [EMAIL, "zoraya.quellmann", PERSON.firstName, PERSON.lastName, PERSON.phone, PERSON.phone.slice(1), ANSWER, "Quellhaus", FILE.name, FILE.text];
const LT_BODY = {
  mydatashare_user_id: IDS.lt,
  status: "new",
  profile: { first_name: PERSON.firstName, last_name: PERSON.lastName, email: EMAIL, phone: PERSON.phone, free_text: ANSWER },
};
const ICIMS_EVENT = {
  customerId: "9001",
  eventType: "AssessmentEvent",
  systemId: IDS.icimsWorkflow,
  userId: IDS.icimsPerson,
  returnUrl: "https://careers-acme.icims.com/jobs/2201/return",
  links: [],
};

/** How a word may stand in bytes: as it is, in other cases, percent-encoded, escaped in JSON, in hex, in base64 at any offset. */
const spellings = (word: string): string[] => {
  const cased = [word, word.toLowerCase(), word.toUpperCase()];
  const escaped = JSON.stringify(word)
    .slice(1, -1)
    .replaceAll(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const inBase64 = cased.flatMap((each) => {
    const bytes = Buffer.from(each);
    // The first and last characters also depend on what stands before and behind.
    return [0, 1, 2].flatMap((offset) => {
      const whole = Buffer.concat([Buffer.alloc(offset), bytes])
        .toString("base64")
        .replaceAll("=", "");
      const inner = whole.slice(offset === 0 ? 0 : offset + 1, -1);
      return inner.length < 8 ? [] : [inner, inner.replaceAll("+", "-").replaceAll("/", "_")];
    });
  });
  const hex = Buffer.from(word).toString("hex");
  const plain = [...cased, ...cased.map(encodeURIComponent), escaped].map((each) => Buffer.from(each).toString("latin1"));
  return [...new Set([...plain, ...inBase64, hex, hex.toUpperCase()])];
};

const bytesUnder = (folder: string): string =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
    .join("\n");

it("searches in every spelling that it names", () => {
  for (const made of [
    Buffer.from(`xx{"email":"${EMAIL}"}`).toString("base64"),
    Buffer.from(`x${PERSON.lastName}`).toString("base64url"),
    encodeURIComponent(PERSON.lastName),
    EMAIL.toUpperCase(),
    Buffer.from(`{"a":"${EMAIL}"}`).toString("hex"),
    JSON.stringify({ name: PERSON.lastName }).replace("ä", String.raw`\u00e4`),
    Buffer.from(PERSON.lastName).toString("latin1"),
  ])
    assert.ok(
      [EMAIL, PERSON.lastName].some((word) => spellings(word).some((each) => made.includes(each))),
      made,
    );
});

after(closeStorages);

describe("the erasure of a person", () => {
  let test: TestApp;
  let acme: Awaited<ReturnType<TestApp["tenant"]>>;
  let suiteHook = "";
  let folder = "";
  const logged: string[] = [];
  afterEach(async () => {
    logged.length = 0;
    await test.close();
    if (folder) rmSync(folder, { recursive: true, force: true });
    folder = "";
  });

  const openFile = (): Storage => {
    const db = openSqlite(join(folder, "edge.db"));
    return { db, media: openFolder(join(folder, "media")), close: async () => db.close() };
  };
  const lt = () =>
    test.request("POST", "/hooks/luotettava-tyontekija/acme", {
      headers: { authorization: "Bearer lt-token-of-acme-0001", "content-type": "application/json" },
      text: JSON.stringify(LT_BODY),
    });
  const icims = () =>
    test.request("POST", "/hooks/icims", {
      headers: { authorization: `Basic ${btoa("icims:a password")}`, "content-type": "application/json" },
      text: JSON.stringify(ICIMS_EVENT),
    });
  const injectProfile = () =>
    inject(test.pitchyou.state, {
      customer: "acme",
      profile: {
        profileId: IDS.pitchyou,
        externalReferenceId: "4711",
        ...PERSON,
        steps: [{ question: "Seit wann?", answer: ANSWER, attachments: [] }],
        cv: { mimeType: "application/pdf", fileName: FILE.name, mediaId: "m-90" },
      },
      media: [{ mediaId: "m-90", mimeType: "application/pdf", fileName: FILE.name, text: FILE.text }],
    });
  const say = (id: string, type: string, data: unknown) => acme.ats("POST", "/v1/ats-events", { id, type, data });
  const sayApplication = () => say("e-2", "application.changed", { id: IDS.application, jobId: "REQ-7", person: PERSON, invite: true });
  const candidate = () => {
    const found = [...test.suite.state.candidates.values()].find(({ email }) => email === EMAIL);
    assert.ok(found);
    return found;
  };

  /** Through every channel, with files, mail, messages delivered and failed, and everything that the edge writes meanwhile. */
  const comeThroughEveryChannel = async () => {
    acme = await test.tenant("acme");
    const operator = async (path: string, body: unknown) => assert.ok((await test.operator("PUT", `/v1/tenants/acme${path}`, body)).ok, path);
    await operator("/connections/luotettava-tyontekija", { token: "lt-token-of-acme-0001" });
    await operator("/connections/icims", {
      customerId: "9001",
      auth: { type: "basic", username: "icims", password: "a password" },
      rules: ["application", "notify"].map((what) => ({ eventType: "AssessmentEvent", do: what })),
    });
    const connection = await acme.connectSuite({
      rules: [
        { on: "rating", when: { atLeast: 3 }, do: "message" },
        { on: "application.received", do: "message" },
      ],
    });
    suiteHook = new URL(connection.endpoints.webhook).pathname;
    injectProfile();
    await acme.pull();
    test.receiver.answers = [500, 503, 500];
    test.mailbox.failures = [0];
    assert.equal((await lt()).status, 200);
    assert.ok([200, 303].includes((await icims()).status));
    await say("e-1", "job.changed", { id: "REQ-7", title: "Logistik" });
    await test.settle();
    assert.equal((await sayApplication()).status, 200);
    await test.settle(2);
    const project = [...test.suite.state.projects.values()].find(({ internal_id }) => internal_id === "REQ-7");
    assert.ok(project);
    test.suite.addQuestion(project, { text: "Warum?", criteria: ["Klarheit"] });
    test.suite.complete(candidate());
    test.suite.rate(candidate(), 4);
    test.receiver.answers = [500, 410];
    await test.settle(3);
    await test.operator("PUT", "/v1/tenants/acme", { name: "acme", origins: [], webhook: { url: test.receiverUrl } });
    await acme.ats("GET", `/v1/people?email=${encodeURIComponent(EMAIL)}`);
    await acme.ats("POST", "/v1/people/export", { email: EMAIL });
    await acme.ats("PUT", "/v1/nowhere", { email: EMAIL });
    await acme.ats("POST", "/v1/people/export", { email: EMAIL, more: PERSON });
  };
  const erase = async () => {
    const receipts: unknown[] = [];
    for (const identity of [{ email: EMAIL.toUpperCase() }, { externalId: IDS.icimsWorkflow }]) {
      const answer = await acme.ats("POST", "/v1/people/erase", identity);
      assert.equal(answer.status, 200);
      const { receipt, signature } = await answer.json();
      const [header = "", , mark = ""] = String(signature).split(".");
      const jwks = createLocalJWKSet(await (await test.request("GET", "/.well-known/jwks.json")).json());
      await flattenedVerify({ protected: header, payload: Buffer.from(JSON.stringify(receipt)).toString("base64url"), signature: mark }, jwks);
      receipts.push(receipt.counts);
    }
    return receipts;
  };
  /** What the vendors tell once more, as impatient vendors do. */
  const repeatAll = async () => {
    injectProfile();
    await acme.pull();
    assert.equal((await lt()).status, 200);
    assert.ok([200, 303].includes((await icims()).status));
    assert.equal((await sayApplication()).status, 200);
    test.suite.setCandidateStatus(candidate(), "skipped");
    const project = [...test.suite.state.projects.values()].find(({ internal_id }) => internal_id === "REQ-7");
    const uri = `/api/v3/companies/1/projects/${project?.id}/candidates/${candidate().id}/`;
    await test.request("POST", suiteHook, { headers: { "content-type": "application/json" }, body: { event: "candidate_changed", data: { candidate: uri } } });
    await test.settle(3);
  };
  const hashesOf = async () => {
    const keys = await tenantKeys(test.edge, "acme");
    return [emailLookup(keys, EMAIL), lookupHash(keys, "interview/email", EMAIL), ...Object.values(IDS).map((id) => lookupHash(keys, "external", id))];
  };
  const findings = (words: readonly string[]): string[] => {
    const bytes = (folder ? bytesUnder(folder) : "") + [...logged, ...test.logged].join("\n");
    assert.ok(bytes.includes("vendor.call"), "the log is searched too");
    return words.flatMap((word) =>
      spellings(word)
        .filter((each) => bytes.includes(each))
        .map((each) => `${word} as ${each}`),
    );
  };
  const restart = async () => {
    const { now } = test.clock;
    logged.push(...test.logged);
    const [pitchyou, suite] = [test.pitchyou, test.suite];
    await test.close();
    test = await createTestApp({ storage: openFile() });
    test.clock.now = now;
    return { pitchyou, suite };
  };
  const nightly = async () => {
    for (let hour = 0; hour < 26; hour += 2) await test.later(2 * HOUR);
  };
  const count = async (query: string) => Number((await test.edge.directory.all({ text: query, values: [] }))[0]?.["count"]);

  it("PY-22 LT-11 IC-19 IS-10 leaves no byte of them in database, journal, files or log, whatever runs or repeats afterwards", async () => {
    folder = mkdtempSync(join(tmpdir(), "ats-bridge-erasure-"));
    test = await createTestApp({ storage: openFile() });
    await comeThroughEveryChannel();
    const hashes = await hashesOf();
    assert.ok(findings(hashes).length > 0, "before, they are found by keyed hashes");
    assert.ok((await count("SELECT count(*) AS count FROM people WHERE wrapped IS NOT NULL")) >= 4);
    assert.ok((await count("SELECT count(*) AS count FROM messages WHERE person IS NOT NULL AND state = 'delivered'")) > 0);
    assert.ok((await count("SELECT count(*) AS count FROM messages WHERE person IS NOT NULL AND state <> 'delivered'")) > 0);
    assert.ok(bytesUnder(join(folder, "media")).length > 0);

    const [byEmail, byId] = await erase();
    assert.deepEqual(Object.keys(byEmail ?? {}), ["people", "applications", "attachments", "messages"]);
    assert.ok(JSON.stringify(byId).includes('"people":1'));
    const words = [...PERSONAL, IDS.pitchyou, IDS.lt, ...hashes];
    const nothing = (when: string) => assert.deepEqual(findings(words), [], when);
    nothing("right after the answer");
    assert.equal(bytesUnder(join(folder, "media")).length, 0);
    assert.equal(await count("SELECT count(*) AS count FROM people WHERE wrapped IS NOT NULL"), 0);
    assert.equal(await count("SELECT count(*) AS count FROM messages WHERE person IS NOT NULL"), 0);

    const sent = test.receiver.deliveries.length;
    await repeatAll();
    nothing("after every vendor has told it again");
    await nightly();
    nothing("after every periodic task has run");
    const told = test.receiver.deliveries
      .slice(sent)
      .map(({ body }) => body)
      .join("\n");
    for (const word of PERSONAL) assert.ok(!told.includes(word), `the ATS is told "${word}" again`);
    await restart();
    await test.drain();
    nothing("after a restart");
    assert.equal(await count("SELECT count(*) AS count FROM people WHERE wrapped IS NOT NULL"), 0);
  });

  it("IC-19 IS-10 leaves no vendor's or ATS's id of theirs in the clear", async () => {
    folder = mkdtempSync(join(tmpdir(), "ats-bridge-erasure-"));
    test = await createTestApp({ storage: openFile() });
    await comeThroughEveryChannel();
    await erase();
    assert.deepEqual(findings(Object.values(IDS)), []);
    await repeatAll();
    assert.deepEqual(findings(Object.values(IDS)), [], "after every vendor has told it again");
  });

  it("LT-5 a sender's late repeat of what was erased is still a repeat", async () => {
    folder = mkdtempSync(join(tmpdir(), "ats-bridge-erasure-"));
    test = await createTestApp({ storage: openFile() });
    await comeThroughEveryChannel();
    await erase();
    await test.later(26 * HOUR);
    assert.equal((await lt()).status, 200);
    assert.equal(await count("SELECT count(*) AS count FROM people WHERE wrapped IS NOT NULL"), 0);
  });

  it("with their tenant goes everything, the key first of all", async () => {
    folder = mkdtempSync(join(tmpdir(), "ats-bridge-erasure-"));
    test = await createTestApp({ storage: openFile() });
    await comeThroughEveryChannel();
    const keys = await tenantKeys(test.edge, "acme");
    const hashes = [...(await hashesOf()), externalHash(keys, "pitchyou", IDS.pitchyou), externalHash(keys, "luotettava-tyontekija", IDS.lt)];
    assert.equal((await test.operator("DELETE", "/v1/tenants/acme")).status, 204);
    const nothing = (when: string) => assert.deepEqual(findings([...PERSONAL, ...Object.values(IDS), ...hashes]), [], when);
    nothing("right after the answer");
    assert.equal(bytesUnder(join(folder, "media")).length, 0);
    assert.equal((await lt()).status, 401);
    assert.ok((await icims()).status >= 400);
    await nightly();
    nothing("after every periodic task and the vendors' repeats");
    await restart();
    await test.drain();
    nothing("after a restart");
  });

  it("on D1 leaves no row with their key, their messages or a hash of theirs", async () => {
    test = await createTestApp({ storage: await openD1Storage() });
    await comeThroughEveryChannel();
    const hashes = await hashesOf();
    await erase();
    await repeatAll();
    const tables = (await test.edge.directory.all(sql`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '\\_cf%' ESCAPE '\\'`)).map(
      ({ name }) => String(name),
    );
    const rows = await Promise.all(tables.map(async (name) => JSON.stringify(await test.edge.directory.all({ text: `SELECT * FROM ${name}`, values: [] }))));
    const text = rows.join("\n");
    const words = [...PERSONAL, IDS.pitchyou, IDS.lt, ...hashes];
    assert.deepEqual(
      words.filter((word) => spellings(word).some((each) => text.includes(each))),
      [],
    );
    assert.equal(await count("SELECT count(*) AS count FROM people WHERE wrapped IS NOT NULL"), 0);
  });
});
