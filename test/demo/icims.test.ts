// The stand-in for iCIMS: its signatures against fixed vectors, its proofs and clicks over real connections, its API and its page.
import assert from "node:assert/strict";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { after, before, describe, it } from "node:test";
import { gunzipSync } from "node:zlib";
import { chromium, type Browser } from "playwright-core";
import * as v from "valibot";
import { buildEvent, eventNames, eventTypes } from "../../demo/vendors/icims/events.ts";
import { canonicalRequest, sha256, signHmac, usualHeaders } from "../../demo/vendors/icims/hmac.ts";
import { createIcims } from "../../demo/vendors/icims/index.ts";
import type { Proof, Tokens } from "../../demo/vendors/icims/proofs.ts";
import { sendEvent, withLabels } from "../../demo/vendors/icims/sender.ts";
import { startVendors, type Vendors } from "../../demo/vendors/server.ts";
import { findChromium } from "../chromium.ts";

const statusBody =
  '{"customerId":"9001","eventType":"WorkFlowStatusChangeEvent","systemId":"5501","userId":"77","personId":"3301","jobId":"2201","oldStatus":"D10001","newStatus":"D10010","links":[{"rel":"applicantWorkflow","title":"Applicant Workflow","url":"https://api.icims.com/customers/9001/applicantworkflows/5501"}]}';
const assessmentBody =
  '{"customerId":"9001","eventType":"AssessmentEvent","systemId":"5501","userId":"3301","returnUrl":"https://careers-acme.icims.com/jobs/2201/return","links":[]}';
const vectors = [
  [
    "V1",
    "/v1/icims/events",
    "2026-01-02T03:04:05+0000",
    statusBody,
    "02a584a808368d600b4fc04045b6e29c2e4ade32de789772bdb306e7dca9dc74",
    "21aeade79c5ce9621475194c5a3ff8b7366047c6284cb7d4e76b75b0b356ef66",
    "5ef5bfc9e0584e5c036007b37c767f40e4e368680149a46570231ffb92ef99de",
  ],
  [
    "V2",
    "/v1/icims/events?source=icims",
    "2026-01-02T03:04:05+0000",
    statusBody,
    "02a584a808368d600b4fc04045b6e29c2e4ade32de789772bdb306e7dca9dc74",
    "d8670cd3714b3a54298f166e3665188cd10d1cb6a682a5649f0faae87e054533",
    "a57362bfd7e2af2aacbec631842df17745bd76a803f5c9c9938dd263164c34af",
  ],
  [
    "V3",
    "/v1/icims/events",
    "2026-01-02T03:04:06+0000",
    assessmentBody,
    "6c52b05ff16787d8b4f1559068cfdb4961d284072139b08506d04c575b9cbfaa",
    "55e3d79abfb42341995d8ce3a8ff701fb8346f9ede3b6a814a368441d70b3007",
    "b056d1de2deadeb14bf0e7ac596966830712caa31bf5e4b9b69c442619003b76",
  ],
] as const;

type Seen = { path: string; version: string; headers: IncomingHttpHeaders; bytes: Buffer };
type Reply = { status: number; headers?: Record<string, string>; body?: string; afterMs?: number };

/** A partner on a real socket: `/oauth/token` gives numbered tokens, the hook answers with the next reply, then 200. */
async function withPartner(work: (partner: { url: string; events: Seen[]; tokens: Seen[]; replies: Reply[]; tokenReplies: Reply[] }) => Promise<void>): Promise<void> {
  const [events, tokens, replies, tokenReplies]: [Seen[], Seen[], Reply[], Reply[]] = [[], [], [], []];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const seen = { path: request.url ?? "", version: request.httpVersion, headers: request.headers, bytes: Buffer.concat(chunks) };
      const isToken = seen.path === "/oauth/token";
      (isToken ? tokens : events).push(seen);
      const token: Reply = { status: 200, body: JSON.stringify({ access_token: `token-${tokens.length}`, token_type: "Bearer", expires_in: 86_400 }) };
      const { status, headers = {}, body = "", afterMs = 0 } = (isToken ? tokenReplies.shift() : replies.shift()) ?? (isToken ? token : { status: 200 });
      setTimeout(() => response.writeHead(status, headers).end(body), afterMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  assert.ok(address && typeof address === "object");
  try {
    await work({ url: `http://127.0.0.1:${address.port}`, events, tokens, replies, tokenReplies });
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
const hmac: Proof = { type: "hmac", user: "acme", secret: "hmac-secret" };
const partOf = (header: string | undefined, name: string) => new RegExp(`${name}=([^,]+)`).exec(header ?? "")?.[1];

/** What a careful receiver does: the signature over the headers as they came, and the body against its hash. */
function verify({ path, headers, bytes }: Seen, secret: string): { signed: boolean; hashed: boolean } {
  const signedHeaders = (partOf(headers.authorization, "signedheaders") ?? "").split(";");
  const values = Object.fromEntries(signedHeaders.map((name) => [name, String(headers[name])]));
  const again = signHmac({ user: "", secret, url: `http://${headers.host}${path}`, body: bytes, hashed: bytes, date: String(headers["x-icims-date"]), signedHeaders });
  const same = canonicalRequest({ method: "POST", url: `http://${headers.host}${path}`, headers: values, signedHeaders });
  assert.match(same, /^POST\n/);
  return { signed: partOf(again.authorization, "signature") === partOf(headers.authorization, "signature"), hashed: headers["x-icims-content-sha256"] === sha256(bytes) };
}

describe("the HMAC of the stand-in iCIMS", () => {
  for (const [name, path, date, body, bodyHash, canonicalHash, signature] of vectors) {
    it(`IC-5 gives the signature of ${name}`, () => {
      const url = `https://events.example.test${path}`;
      const headers = signHmac({ user: "acme", secret: "vector-secret-1", url, body, date });
      assert.equal(headers["x-icims-content-sha256"], bodyHash);
      assert.equal(sha256(canonicalRequest({ method: "POST", url, headers, signedHeaders: usualHeaders })), canonicalHash);
      assert.equal(headers.authorization, `x-icims-v1-hmac-sha256 user=acme,signedheaders=content-type;host;x-icims-content-sha256;x-icims-date,signature=${signature}`);
    });
  }
});

describe("a notification of the stand-in iCIMS", () => {
  it("carries what its page documents, all ids as strings", () => {
    const workflow = { id: "5501", personId: "3301", jobId: "2201", status: "D10001" };
    const built = eventNames.map((name) =>
      buildEvent(name, { customerId: "9001", workflow, userId: "77", newStatus: "D10010", portalUrl: "https://careers-acme.icims.com", apiUrl: "https://api.icims.com" }),
    );
    const extra = built.map((event) =>
      Object.keys(event)
        .filter((key) => !["customerId", "eventType", "userId", "systemId", "links"].includes(key))
        .join(),
    );
    assert.deepEqual(extra, ["returnUrl", "personId,jobId,oldStatus,newStatus", "returnUrl,incompleteUrl", "portalUrl", "", "", "returnUrl"]);
    for (const event of built) assert.ok(Object.entries(event).every(([name, value]) => name === "links" || typeof value === "string"));
    assert.deepEqual(
      eventNames.filter((name) => eventTypes[name].success === 200),
      ["WorkFlowStatusChangeEvent", "JobUnpostToWebEvent"],
    );
  });

  it("IC-5 is proved by HMAC over the bytes as sent, compressed or not, with one HTTP/1.1 connection each", () =>
    withPartner(async ({ url, events }) => {
      for (const gzip of [true, false]) assert.equal((await sendEvent({ edgeUrl: url, proof: hmac, event: statusBody, gzip, search: "?source=icims" })).status, 200);
      const [packed, plain] = events;
      assert.ok(packed && plain);
      for (const seen of [packed, plain]) {
        assert.deepEqual([seen.path, seen.version, seen.headers.connection, seen.headers["content-type"]], ["/hooks/icims?source=icims", "1.1", "close", "application/json"]);
        assert.equal(seen.headers["content-length"], String(seen.bytes.length));
        assert.deepEqual(verify(seen, hmac.type === "hmac" ? hmac.secret : ""), { signed: true, hashed: true });
      }
      assert.equal(packed.headers["content-encoding"], "gzip");
      assert.equal(gunzipSync(packed.bytes).toString(), statusBody);
      assert.equal(plain.headers["content-encoding"], undefined);
      assert.equal(plain.bytes.toString(), statusBody);

      await sendEvent({ edgeUrl: url, proof: hmac, event: statusBody, gzip: true, hashOf: "plain" });
      assert.equal(events[2]?.headers["x-icims-content-sha256"], sha256(statusBody));
    }));

  it("gets a proof wrong in every way that is asked for", () =>
    withPartner(async ({ url, events }) => {
      for (const fault of ["wrong-secret", "changed-body", "stale", "unsigned-hash", "none"] as const) await sendEvent({ edgeUrl: url, proof: hmac, event: statusBody, fault });
      const [wrong, changed, stale, unsigned, none] = events;
      assert.ok(wrong && changed && stale && unsigned && none);
      assert.deepEqual(verify(wrong, "hmac-secret"), { signed: false, hashed: true });
      assert.equal(verify(changed, "hmac-secret").hashed, false);
      assert.ok(Date.now() - Date.parse(String(stale.headers["x-icims-date"])) > 3_500_000);
      assert.equal(partOf(unsigned.headers.authorization, "signedheaders"), "content-type;host;x-icims-date");
      assert.equal(none.headers.authorization, undefined);

      await sendEvent({ edgeUrl: url, proof: { type: "basic", username: "ä", password: "p:w" }, event: statusBody });
      assert.equal(events[5]?.headers.authorization, `Basic ${Buffer.from("ä:p:w").toString("base64")}`);
    }));

  it("IC-6 is proved by a token of the client-credentials grant, asked for in a header or in the body, and used until it expires", () =>
    withPartner(async ({ url, events, tokens, tokenReplies }) => {
      const kept: Tokens = new Map();
      const proof: Proof = { type: "oauth2", tokenUrl: `${url}/oauth/token`, clientId: "id", clientSecret: "s/+ :", style: "basic" };
      const day = 86_400_000;
      for (const nowMs of [0, day - 1, day]) await sendEvent({ edgeUrl: url, proof, event: statusBody, tokens: kept, nowMs });
      await sendEvent({ edgeUrl: url, proof: { ...proof, style: "body" }, event: statusBody });
      assert.deepEqual(
        events.map(({ headers }) => headers.authorization),
        ["token-1", "token-1", "token-2", "token-3"].map((token) => `Bearer ${token}`),
      );
      assert.equal(tokens[0]?.headers.authorization, `Basic ${Buffer.from("id:s%2F%2B%20%3A").toString("base64")}`);
      assert.equal(tokens[0]?.bytes.toString(), "grant_type=client_credentials");
      assert.equal(tokens[2]?.bytes.toString(), "grant_type=client_credentials&client_id=id&client_secret=s%2F%2B+%3A");

      tokenReplies.push({ status: 401, body: '{"error":"invalid_client"}' });
      const refused = await sendEvent({ edgeUrl: url, proof, event: statusBody, fault: "wrong-secret" });
      assert.deepEqual([refused.status, refused.stage, events.length], [401, "token", 4]);
    }));

  it("IC-14 shows what its user would read: the partner’s words with the customer’s labels, else the plea to try again", () =>
    withPartner(async ({ url, replies }) => {
      const error = (userMessage: string) => JSON.stringify({ error: { userMessage, debugErrorMessage: "ref 1" } });
      replies.push(
        { status: 200 },
        { status: 303, headers: { location: "https://careers-acme.icims.com/x" } },
        { status: 303 },
        { status: 400, body: error("Fill in {{person.email}} and {{ job.nothing }}") },
        { status: 503, body: "Bad gateway" },
        { status: 200, afterMs: 300 },
      );
      const labels = { "person.email": "E-Mail Address" };
      const answers = [];
      for (let turn = 0; turn < 6; turn += 1) answers.push(await sendEvent({ edgeUrl: url, proof: hmac, event: statusBody, labels, timeoutMs: 100 }));
      const again = "Something went wrong. Please try again; if it keeps happening, contact support.";
      assert.deepEqual(
        answers.map(({ status, shown }) => [status, shown]),
        [
          [200, "Done."],
          [303, "Continues at the partner."],
          [303, again],
          [400, "Fill in E-Mail Address and {{ job.nothing }}"],
          [503, again],
          [null, again],
        ],
      );
      assert.equal(answers[1]?.location, "https://careers-acme.icims.com/x");
      assert.equal(answers[3]?.debugErrorMessage, "ref 1");
      assert.equal((await sendEvent({ edgeUrl: "http://127.0.0.1:1", proof: hmac, event: "" })).status, null);
      assert.equal(withLabels("{{person.email}}{{person.email}}", { "person.email": "$&" }), "$&$&");
    }));
});

describe("the users of the stand-in iCIMS", () => {
  it("IC-11 click twice at once, and try again with the same payload signed anew", () =>
    withPartner(async ({ url, events, replies }) => {
      const clock = { now: Date.UTC(2026, 0, 2) };
      const icims = createIcims({ now: () => clock.now });
      icims.setTarget("9001", { edgeUrl: url, proof: hmac });
      icims.state.switches.gzip = false;
      replies.push({ status: 200, afterMs: 50 }, { status: 200, afterMs: 50 });
      const clicking = icims.click({ customerId: "9001", eventType: "WorkFlowStatusChangeEvent", times: 2 });
      assert.equal(icims.state.sent[0]?.open, 2);
      const sent = await clicking;
      clock.now += 60_000;
      await icims.again(sent);
      assert.equal(sent.answers.length, 3);
      assert.equal(new Set(events.map(({ bytes }) => bytes.toString())).size, 1);
      assert.deepEqual(new Set(events.map(({ headers }) => headers["x-icims-date"])), new Set(["2026-01-02T00:00:00+0000", "2026-01-02T00:01:00+0000"]));
      assert.equal(icims.state.customers.get("9001")?.workflows.get("5501")?.status, "D10010");

      const { newStatus } = v.parse(
        v.object({ newStatus: v.optional(v.string()) }),
        JSON.parse((await icims.click({ customerId: "9001", eventType: "WorkFlowStatusChangeEvent", overrides: { newStatus: null } })).payload),
      );
      assert.equal(newStatus, undefined);
      assert.throws(() => icims.click({ customerId: "9002", eventType: "AssessmentEvent" }), /has no Event Notifications/);
    }));
});

describe("the API of the stand-in iCIMS", () => {
  const answer = v.looseObject({});
  async function createReader() {
    const icims = createIcims();
    const ask = async (path: string, init?: RequestInit) => icims.fetch(new Request(`http://127.0.0.1/icims${path}`, init));
    const post = (path: string, body: object) => ask(path, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const form = (id: string, secret: string) =>
      ask("/oauth/token", { method: "POST", body: new URLSearchParams({ grant_type: "client_credentials", client_id: id, client_secret: secret }) });
    const { access_token: token } = v.parse(v.object({ access_token: v.string() }), await (await form("icims-api-9001", "icims-api-9001-secret")).json());
    const read = async (path: string) => {
      const response = await ask(path, { headers: { authorization: `Bearer ${token}` } });
      return {
        status: response.status,
        body: response.headers.get("content-type")?.includes("json") ? v.parse(v.union([answer, v.string()]), await response.json().catch(String)) : null,
      };
    };
    return { icims, ask, post, form, read };
  }

  it("gives a token for right credentials, and with it a customer’s own people, jobs and workflows", async () => {
    const { ask, form, read } = await createReader();
    assert.equal((await form("icims-api-9001", "wrong")).status, 401);
    const basic = await ask("/oauth/token", {
      method: "POST",
      headers: { authorization: `Basic ${btoa("icims-api-9002:icims-api-9002-secret")}` },
      body: new URLSearchParams({ grant_type: "client_credentials" }),
    });
    assert.deepEqual([basic.status, basic.headers.get("cache-control")], [200, "no-store"]);

    assert.deepEqual(await read("/customers/9001/people/3301?fields=firstname,lastname,email"), {
      status: 200,
      body: { firstname: "Grace", lastname: "Obi", email: "grace.obi@example.com" },
    });
    assert.deepEqual(await read("/customers/9001/jobs/2201"), { status: 200, body: { jobtitle: "Warehouse lead" } });
    const workflow = v.parse(
      v.object({ associatedprofile: v.object({ id: v.number() }), baseprofile: v.object({ id: v.number() }) }),
      (await read("/customers/9001/applicantworkflows/5501")).body,
    );
    assert.deepEqual([workflow.associatedprofile.id, workflow.baseprofile.id], [3301, 2201]);
    assert.deepEqual(await read("/customers/9001/people/1"), { status: 404, body: { errors: [{ errorMessage: "The resource was not found", errorCode: 2 }] } });
    assert.deepEqual(await read("/customers/9002/people/3301"), { status: 404, body: { errors: [{ errorMessage: "Access denied", errorCode: 3 }] } });
    assert.equal((await ask("/customers/9001/people/3301")).status, 401);
  });

  it("breaks as told, as often as told", async () => {
    const { icims, post, read, form } = await createReader();
    for (const [fault, status] of [
      ["401", 401],
      ["404", 404],
      ["500", 500],
      ["malformed", 200],
    ] as const) {
      assert.equal((await post("/control/faults", { operation: "people", fault, times: 1 })).status, 200);
      assert.equal((await read("/customers/9001/people/3301")).status, status);
    }
    await post("/control/faults", [
      { operation: "people", fault: "missing-email", times: 1 },
      { operation: "token", fault: "500", times: 1 },
    ]);
    assert.equal(JSON.stringify((await read("/customers/9001/people/3301")).body).includes("email"), false);
    assert.equal(JSON.stringify((await read("/customers/9001/people/3301")).body).includes("email"), true);
    assert.equal((await form("icims-api-9001", "icims-api-9001-secret")).status, 500);
    icims.state.faults.set("jobs", { operation: "jobs", fault: "slow", ms: 60, times: 1 });
    const startedAt = performance.now();
    await read("/customers/9001/jobs/2201");
    assert.ok(performance.now() - startedAt > 50);
    assert.deepEqual(
      icims.state.calls.filter(({ operation }) => operation === "people").map(({ status }) => status),
      [401, 404, 500, 200, 200, 200],
    );
  });
});

describe("the control page of iCIMS", () => {
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

  it("sends what a user causes, shows the answers, and leads on where a redirect points", () =>
    withPartner(async ({ url, events, replies }) => {
      const post = (path: string, body: object) =>
        fetch(`${vendors.url}/icims/control${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      assert.equal((await post("/target", { customerId: "9002", edgeUrl: url, proof: { type: "basic", username: "u", password: "page-secret" } })).status, 200);
      assert.doesNotMatch(await (await fetch(`${vendors.url}/icims/control/state`)).text(), /page-secret/);
      replies.push(
        { status: 303, headers: { location: `${vendors.url}/icims/portal/return` } },
        { status: 400, body: JSON.stringify({ error: { userMessage: "Please fill in {{person.email}}." } }) },
      );

      const page = await browser.newPage({ locale: "en-GB" });
      const problems: string[] = [];
      page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
      await page.goto(`${vendors.url}/icims/control?customer=9002`);
      await page.getByLabel("What happens").selectOption("AssessmentEvent");
      await page.getByRole("button", { name: "Click once" }).click();
      await page.getByText("Continues at the partner.").waitFor();
      assert.match(page.url(), /customer=9002$/);
      await page.getByRole("button", { name: "Try again" }).click();
      await page.getByText("Please fill in E-Mail Address.").waitFor();
      await page.getByRole("button", { name: "Double click" }).click();
      await page.waitForFunction(() => document.querySelectorAll(".answers > li").length === 4);
      await page.getByRole("link", { name: /portal\/return/ }).click();
      await page.getByRole("heading", { name: "Thank you" }).waitFor();
      assert.equal(events.length, 4);
      assert.deepEqual(problems, []);
    }));
});
