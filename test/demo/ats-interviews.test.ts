// Video interviews in the demo ATS: its log of changes, what it tells the bridge, what it hears from it, and what its pages make of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { Webhook } from "standardwebhooks";
import { createApp } from "../../demo/ats/app.ts";
import { BridgeError, createBridge, type Bridge } from "../../demo/ats/bridge.ts";
import { createPublisher } from "../../demo/ats/publish.ts";
import { createStore } from "../../demo/ats/store.ts";
import { createTeller } from "../../demo/ats/tell.ts";

const secret = `whsec_${Buffer.from("a secret of thirty-two characters").toString("base64")}`;
const edgeUrl = "http://127.0.0.1:9";

type Told = { id: string; type: string; data: unknown };

/** A bridge that takes changes, until `refusals` says otherwise; everything else of it is away. */
function createAts() {
  const store = createStore(":memory:");
  const told: Told[] = [];
  const refusals: BridgeError[] = [];
  const away = createBridge({ edgeUrl, apiKey: "ab_test_demo_key" });
  const bridge: Bridge = {
    ...away,
    atsEvents: {
      async send(change) {
        const refusal = refusals.shift();
        if (refusal) throw refusal;
        told.push(change);
        return { status: "ok" };
      },
    },
    interview: { ...away.interview, open: async ({ candidateId, user }) => ({ url: `https://suite.example/${candidateId}?as=${user.id}` }) },
    links: {
      ...away.links,
      create: async ({ jobId = "" }) => ({ id: "link_1", url: `https://edge.example/embed/${encodeURIComponent(jobId)}`, expiresAt: "2026-11-20T09:00:00Z" }),
    },
  };
  const app = createApp({
    edgeUrl,
    vendorsUrl: edgeUrl,
    vendorWidget: false,
    apply: { clientId: "acme", applyUrl: `${edgeUrl}/{client_id}` },
    bridge,
    store,
    publisher: createPublisher(bridge, store),
    webhookSecret: () => secret,
    ring: () => undefined,
    tell: () => undefined,
    feedToken: "feed-token",
  });
  const post = (path: string, fields: Record<string, string> = {}) =>
    app.request(path, { method: "POST", body: new URLSearchParams(fields), headers: { origin: "http://localhost" } });
  const show = async (path: string) => (await app.request(`${path}?lang=en`)).text();
  let messages = 0;
  async function hear(type: string, data: object, timestamp = new Date().toISOString()): Promise<void> {
    const [body, at, id] = [JSON.stringify({ type, timestamp, data }), new Date(), `msg_${++messages}`];
    const headers = { "webhook-id": id, "webhook-timestamp": String(Math.floor(at.getTime() / 1000)), "webhook-signature": new Webhook(secret).sign(id, at, body) };
    assert.equal((await app.request("/webhooks/ats-bridge", { method: "POST", body, headers })).status, 204);
  }
  const tell = async () => {
    const teller = createTeller(bridge, store);
    await teller.ring();
    teller.close();
  };
  return { app, store, told, refusals, tell, post, show, hear };
}

const application = {
  id: "app_1",
  channel: "pitchyou",
  externalId: "p-1",
  state: "received" as const,
  jobId: "PF-2041",
  person: { name: "Zoë van der Müller", firstName: null, lastName: null, email: "zoe@example.org", phone: null },
  answers: [],
  attachments: [],
  tracking: { templateKey: null, utmSource: null, utmMedium: null, utmCampaign: null, utmContent: null },
  receivedAt: "2026-11-20T08:00:00Z",
  updatedAt: "2026-11-20T08:00:00Z",
};

describe("video interviews in the demo ATS", () => {
  it("IS-14 tells a job that is made, renamed and closed, in this order, and an unchanged one not again", async () => {
    const { post, told, tell, show } = createAts();
    assert.equal((await post("/ats/jobs/requisitions", { title: " Leitung <Küche> " })).headers.get("location"), `/ats/jobs/requisitions/REQ-${new Date().getFullYear()}-001`);
    const id = `REQ-${new Date().getFullYear()}-001`;
    const path = `/ats/jobs/requisitions/${id}`;
    await post(path, { title: "Leitung Küche" });
    await post(path, { title: "Leitung Küche" });
    await post(`${path}/close`);
    await tell();
    const job = { id, title: "Leitung Küche", language: "de" };
    assert.deepEqual(
      told.map(({ type, data }) => ({ type, data })),
      [{ ...job, title: "Leitung <Küche>" }, job, { ...job, closed: true }].map((data) => ({ type: "job.changed", data })),
    );
    assert.equal(new Set(told.map((change) => change.id)).size, 3);
    const page = await show(path);
    assert.ok(page.includes(`job-id="${id}"`) && page.includes("Closed") && !page.includes("Close job"));
    assert.ok((await show("/ats/jobs")).includes(path));
    assert.equal((await post("/ats/jobs/requisitions/REQ-1", { title: "x" })).status, 404);
  });

  it("keeps the order while the bridge is away, and passes over what it cannot read", async () => {
    const { store, told, refusals, tell } = createAts();
    store.requisitions.make("One", "de");
    store.requisitions.make("Two", "de");
    refusals.push(new BridgeError({ status: 503, code: "away", message: "away" }));
    await tell();
    assert.deepEqual(told, []);
    assert.equal(store.changes.untold()?.number, 1);
    refusals.push(new BridgeError({ status: 400, code: "invalid-body", message: "the body does not fit" }));
    await tell();
    assert.deepEqual(
      told.map(({ data }) => data),
      [{ id: `REQ-${new Date().getFullYear()}-002`, title: "Two", language: "de" }],
    );
    assert.equal(store.changes.standing("job.changed", `REQ-${new Date().getFullYear()}-001`), "refused");
  });

  it("IS-15 lists the same changes to whoever has the token, page by page", async () => {
    const { app, store, told, tell } = createAts();
    for (let count = 0; count < 101; count += 1) store.requisitions.make(`Job ${count}`, "de");
    await tell();
    for (const authorization of ["", "Bearer feed-tokem", "feed-token"]) assert.equal((await app.request("/bridge/changes", { headers: { authorization } })).status, 401);
    const read = async (query: string): Promise<unknown> => (await app.request(`/bridge/changes${query}`, { headers: { authorization: "Bearer feed-token" } })).json();
    assert.deepEqual(await read(""), { items: told.slice(0, 100), next: "100" });
    assert.deepEqual(await read("?after=100"), { items: told.slice(100), next: "101" });
    assert.deepEqual(await read("?after=101"), { items: [], next: null });
    assert.equal((await app.request("/bridge/changes?after=x", { headers: { authorization: "Bearer feed-token" } })).status, 400);
  });

  it("IS-10 invites once, with both names and the end of the day that was given", async () => {
    const { store, post, told, tell, show } = createAts();
    store.savePage({ items: [application], next: "c1" });
    assert.match(await show("/ats/candidates/app_1"), /Invite to the interview/);
    assert.equal((await post("/ats/candidates/app_1/invite", { deadline: "2026-12-24" })).status, 303);
    assert.match(await show("/ats/candidates/app_1"), /◐.*Invitation on its way/);
    await tell();
    const person = { firstName: "Zoë", lastName: "van der Müller", email: "zoe@example.org" };
    assert.deepEqual(
      told.map(({ data }) => data),
      [{ id: "app_1", jobId: "PF-2041", person, invite: true, deadline: "2026-12-24T23:59:59Z" }],
    );
    const page = await show("/ats/candidates/app_1");
    assert.match(page, /○.*Invited/);
    assert.ok(page.includes("Answers are taken until December 24, 2026") && !page.includes("Invite to the interview"));
    const opened = await post("/ats/candidates/app_1/interview");
    assert.deepEqual([opened.status, opened.headers.get("location")], [303, "https://suite.example/app_1?as=u-17"]);
  });

  it("asks for a job first, and says what an invitation lacks", async () => {
    const { store, post, told, tell, show } = createAts();
    store.savePage({
      items: [
        { ...application, jobId: "gone" },
        { ...application, id: "app_2", person: { ...application.person, email: null } },
      ],
      next: "c1",
    });
    assert.match(await show("/ats/candidates/app_1"), /Once the application belongs to a job/);
    assert.match(await show("/ats/candidates/app_2"), /needs an e-mail address/);
    for (const id of ["app_1", "app_2", "app_3"]) assert.equal((await post(`/ats/candidates/${id}/invite`)).status, 404);
    const { id } = store.requisitions.make("Leitung Küche", "de");
    await post("/ats/candidates/app_1/job", { jobId: id });
    await tell();
    assert.deepEqual(
      told.map(({ type }) => type),
      ["job.changed", "application.changed"],
    );
    const page = await show("/ats/candidates/app_1");
    assert.ok(page.includes("Leitung Küche") && page.includes("Created") && page.includes("Invite to the interview"));
    assert.ok((await show(`/ats/jobs/requisitions/${id}`)).includes("Zoë van der Müller"));
  });

  it("IS-8 shows each status in shape and word and each rating, and an older message changes nothing", async () => {
    const { store, post, hear, tell, show } = createAts();
    store.savePage({ items: [application], next: "c1" });
    await post("/ats/candidates/app_1/invite");
    await tell();
    const about = { jobId: "PF-2041", applicationId: "app_1" };
    const status = (word: string, second: number) => hear("interview.candidate.changed", { ...about, candidate: { id: "9", status: word } }, `2026-11-20T10:00:0${second}.000Z`);
    await status("created", 0);
    assert.match(await show("/ats/candidates/app_1"), /○.*Invited/);
    for (const [word, shown] of [
      ["in_progress", /◐.*In progress/],
      ["completed", /▲.*to be rated/],
      ["evaluated", /●.*Evaluated/],
      ["expired", /✕.*Expired/],
      ["cancelled", /✕.*Cancelled/],
      ["skipped", /●.*Skipped/],
      ["paused", /○.*paused/],
    ] as const) {
      await status(word, 5);
      assert.match(await show("/ats/candidates/app_1"), shown);
    }
    await status("invited", 4);
    assert.match(await show("/ats/candidates/app_1"), /paused/);

    const rated = (id: string, value: number) => hear("interview.rating.changed", { ...about, rating: { id, value, maximum: 5 } });
    await rated("1", 3);
    await rated("2", 5);
    await rated("1", 4);
    const page = await show("/ats/candidates/app_1");
    assert.ok(page.includes("4 of 5") && page.includes("5 of 5") && !page.includes("3 of 5"));
    await hear("interview.rating.deleted", { ...about, rating: { id: "2" } });
    assert.ok(!(await show("/ats/candidates/app_1")).includes("5 of 5"));
    await hear("interview.candidate.deleted", { ...about, candidate: { id: "9" } });
    assert.match(await show("/ats/candidates/app_1"), /✕.*Deleted in the interview suite/);
  });

  it("IS-10 lists whom people of the suite entered there, and how the project stands", async () => {
    const { store, hear, show } = createAts();
    const { id } = store.requisitions.make("Leitung Küche", "de");
    const stranger = { id: "7", status: "created", person: { firstName: "Ida", lastName: "<Nowak>", email: "Ida@example.org", phone: null } };
    await hear("interview.candidate.changed", { jobId: id, candidate: stranger });
    await hear("interview.candidate.changed", { jobId: id, candidate: { id: "7", status: "invited" } });
    await hear("interview.project.changed", { jobId: id, project: { id: "3", name: "x", status: "closed" } });
    const page = await show(`/ats/jobs/requisitions/${id}`);
    assert.match(page, /Entered in the suite[^]*Ida &lt;Nowak&gt;[^]*Invited/);
    assert.match(page, /project in the suite: archived/);
    await hear("interview.candidate.changed", { jobId: "PF-2041", candidate: { ...stranger, id: "8" } });
    assert.match(await show("/ats/jobs/pflegefachkraft-kiel"), /Ida &lt;Nowak&gt;/);
    store.forgetPerson("ida@example.org");
    assert.deepEqual([...store.interviews.strangers(id), ...store.interviews.strangers("PF-2041")], []);
  });

  it("keeps nothing of whoever was erased, also not in what was said of them", async () => {
    const { app, store, post, hear, told, tell } = createAts();
    store.savePage({ items: [application], next: "c1" });
    await post("/ats/candidates/app_1/invite");
    await hear("interview.rating.changed", { jobId: "PF-2041", applicationId: "app_1", rating: { id: "1", value: 3 } });
    store.savePage({ items: [{ id: "app_1", state: "revoked" }], next: "c2" });
    assert.equal(store.interviews.find("app_1"), undefined);
    const feed = await (await app.request("/bridge/changes", { headers: { authorization: "Bearer feed-token" } })).text();
    assert.ok(feed.includes("application.deleted") && !feed.includes("Zoë"));
    await tell();
    assert.deepEqual(
      told.map(({ type, data }) => [type, data]),
      [["application.deleted", { id: "app_1" }]],
    );
  });

  it("IS-18 leads to the questions as a page of their own, and lets the bridge’s pages into a frame", async () => {
    const { app, show } = createAts();
    const link = await app.request("/ats/interviews/own-page?jobId=K%C3%9C%2F2026-04");
    assert.deepEqual([link.status, link.headers.get("location")], [303, "https://edge.example/embed/K%C3%9C%2F2026-04"]);
    assert.ok((await show("/ats/jobs/koch-eckernfoerde")).includes("/ats/interviews/own-page?jobId=K%C3%9C%2F2026-04"));
    assert.ok((await app.request("/ats/jobs")).headers.get("content-security-policy")?.includes(`frame-src ${edgeUrl}`));
  });
});
