// Flow 3: profiles are pulled, their files streamed, all stored in one batch, then confirmed; and every accident on the way.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, afterEach, describe, it } from "node:test";
import { madeUpByte } from "../../demo/vendors/pitchyou/media.ts";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { injectPlain, injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { STORAGE_KINDS, closeStorages } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

after(closeStorages);

for (const storage of STORAGE_KINDS) {
  describe(`pulling from PitchYou on ${storage}`, () => {
    let test: TestApp;
    afterEach(() => test.close());
    const start = async (options: Parameters<typeof createTestApp>[0] = {}) => {
      test = await createTestApp({ storage, ...options });
      return { acme: await test.tenant("acme"), state: test.pitchyou.state };
    };
    const confirmed = () => test.pitchyou.state.confirms.flatMap((each) => each.profileIds);
    const switchOn = (operation: "profiles" | "media" | "confirm" | "token", fault: "500" | "dropped" | "malformed" | "401" | "404" | "429" | "slow", times?: number, ms = 3_000) =>
      test.pitchyou.state.faults.set(operation, { operation, fault, ms, retryAfterSeconds: 1, ...(times === undefined ? {} : { times }) });

    it("PY-21 PY-23 PY-24 PY-25 PY-26 PY-29 PY-31 takes a profile in with answers, files and tracking, tells the ATS once, confirms it", async () => {
      const { acme, state } = await start();
      injectZoe(state);
      await acme.pull();
      await test.later(1_000);

      const [application, ...others] = await acme.applications();
      assert.equal(others.length, 0);
      assert.equal(application.channel, "pitchyou");
      assert.equal(application.externalId, "a3f1c9d2");
      assert.equal(application.jobId, "4711");
      assert.equal(application.state, "received");
      assert.deepEqual(application.person, { name: "Zoë Müller", firstName: "Zoë", lastName: "Müller", email: "zoe.mueller@example.de", phone: "+4915100000001" });
      assert.deepEqual(application.tracking, { templateKey: "pflege-basis", utmSource: "karriereseite", utmMedium: "button", utmCampaign: null, utmContent: null });
      assert.deepEqual(
        application.answers.map((each: { question: string; answer: string }) => [each.question, each.answer]),
        [
          ["Seit wann arbeitest du in der Pflege?", "Seit 2019 🙂"],
          ["Zeig uns dein Zertifikat", ""],
        ],
      );
      const [cv, certificate] = application.attachments;
      assert.deepEqual([cv.kind, certificate.kind], ["cv", "answer"]);
      assert.deepEqual(application.answers[1].attachmentIds, [certificate.id]);
      assert.equal(application.profile.favouriteColour, "petrol");
      assert.equal(application.profile.profileId, "a3f1c9d2");

      const received = test.receiver.of("application.received");
      assert.equal(received.length, 1);
      assert.deepEqual(received[0]?.data, application);
      assert.deepEqual(confirmed(), ["a3f1c9d2"]);
    });

    it("PY-27 PY-28 fetches each file once by its ids, never by a foreign downloadUri, and hands it over under a safe name and type", async () => {
      const { acme, state } = await start();
      injectZoe(state);
      await acme.pull();
      const media = test.calls.filter((call) => call.url.includes("/media/"));
      assert.deepEqual(media.map((call) => new URL(call.url).pathname).toSorted(), [
        "/pitchyou/api/media/v1/download/a3f1c9d2/m-77",
        "/pitchyou/api/media/v1/download/a3f1c9d2/m-78",
      ]);
      assert.ok(test.calls.every((call) => !call.url.includes("evil.example")));

      const [application] = await acme.applications();
      const [cv] = application.attachments;
      const answer = await acme.ats("GET", cv.href);
      assert.equal(await answer.text(), "the curriculum vitae");
      assert.equal(answer.headers.get("content-type"), "application/pdf");
      assert.equal(answer.headers.get("content-length"), "20");
      assert.equal(answer.headers.get("content-disposition"), `attachment; filename="Lebenslauf M_ller (final).pdf"; filename*=UTF-8''Lebenslauf%20M%C3%BCller%20%28final%29.pdf`);
      assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
      assert.equal(cv.sha256, createHash("sha256").update("the curriculum vitae").digest("hex"));
      assert.equal(cv.size, 20);
    });

    it("PY-24 PY-28 keeps five files of one profile, in order, with a name for the nameless", async () => {
      const { acme, state } = await start();
      const files = ["a", "b", "c"].map((mediaId) => ({ mediaId, mimeType: "video/mp4", fileName: mediaId === "b" ? "" : `../../etc/${mediaId}\u0000.mp4` }));
      inject(state, {
        profile: {
          profileId: "five",
          steps: [{ question: "q", answer: "", attachments: files }],
          cv: [{ mediaId: "d", mimeType: "text/html", fileName: "cv.html" }],
          profileImage: { mediaId: "e", mimeType: "image/png" },
        },
        media: ["a", "b", "c", "d", "e"].map((mediaId) => ({ mediaId, text: `file ${mediaId}` })),
      });
      await acme.pull();
      const [application] = await acme.applications();
      assert.deepEqual(
        application.attachments.map((each: { kind: string; fileName: string }) => [each.kind, each.fileName]),
        [
          ["cv", "cv.html"],
          ["profile-image", "profile-image.png"],
          ["answer", "a.mp4"],
          ["answer", "answer.mp4"],
          ["answer", "c.mp4"],
        ],
      );
      const served = await acme.ats("GET", application.attachments[0].href);
      assert.equal(served.headers.get("content-type"), "application/octet-stream", "HTML is not served as HTML");
      assert.equal(await served.text(), "file d");
    });

    it("PY-22 makes one application of a profile that is pulled again before it is confirmed, and confirms it then", async () => {
      const { acme, state } = await start();
      injectPlain(state, "twice");
      switchOn("confirm", "500", 1);
      await acme.pull();
      await acme.pull();
      await test.later(1_000);
      await test.later(1_000);
      assert.equal((await acme.applications()).length, 1);
      assert.equal(test.receiver.of("application.received").length, 1);
      assert.ok(confirmed().includes("twice"));
    });

    it("PY-22 confirms again what PitchYou still lists after a lost confirmation", async () => {
      const { acme, state } = await start();
      injectPlain(state, "listed");
      await acme.pull();
      await test.later(1_000);
      injectPlain(state, "listed");
      await acme.pull();
      await test.later(1_000);
      assert.deepEqual(confirmed(), ["listed", "listed"]);
      assert.equal((await acme.applications()).length, 1);
    });

    it("PY-30 confirms only what is stored: one of three fails, comes back at the next pull, and holds up nobody", async () => {
      const { acme, state } = await start({ pace: { tries: 1 } });
      injectPlain(state, "first");
      inject(state, { profile: { profileId: "second", steps: [], cv: { mediaId: "x", fileName: "x.pdf", mimeType: "application/pdf" } }, media: [{ mediaId: "x", text: "file" }] });
      injectPlain(state, "third");
      switchOn("media", "500", 1);
      await acme.pull();
      await test.later(1_000);
      assert.deepEqual(confirmed().toSorted(), ["first", "third"]);
      assert.deepEqual((await acme.applications()).map((each: { externalId: string }) => each.externalId).toSorted(), ["first", "third"]);

      await acme.pull();
      await test.later(1_000);
      assert.deepEqual(confirmed().toSorted(), ["first", "second", "third"]);
    });

    it("PY-29 keeps applications to jobs that nobody knows, and those that name none", async () => {
      const { acme, state } = await start();
      await acme.ats("PUT", "/v1/jobs/4711", { title: "Pflegefachkraft" });
      injectPlain(state, "known");
      injectPlain(state, "unknown", { externalReferenceId: "REQ 12/2026#Köln" });
      injectPlain(state, "missing", { externalReferenceId: undefined });
      injectPlain(state, "empty", { externalReferenceId: "" });
      await acme.pull();
      const jobs = Object.fromEntries((await acme.applications()).map((each: { externalId: string; jobId: string | null }) => [each.externalId, each.jobId]));
      assert.deepEqual(jobs, { known: "4711", unknown: "REQ 12/2026#Köln", missing: null, empty: null });
    });

    it("PY-28 marks a file that PitchYou no longer has, or that is too large, and still takes the application", async () => {
      const { acme, state } = await start({ env: { MEDIA_MAX_MB: "1" } });
      inject(state, {
        profile: {
          profileId: "marked",
          steps: [],
          cv: [
            { mediaId: "gone", fileName: "gone.pdf", mimeType: "application/pdf" },
            { mediaId: "large", fileName: "large.mp4", mimeType: "video/mp4" },
            { mediaId: "empty", fileName: "empty.pdf", mimeType: "application/pdf" },
          ],
        },
        media: [
          { mediaId: "large", size: 1024 * 1024 + 1 },
          { mediaId: "empty", size: 0 },
        ],
      });
      await acme.pull();
      await test.later(1_000);
      const [application] = await acme.applications();
      assert.deepEqual(
        application.attachments.map((each: { missing?: string; size: number }) => each.missing ?? each.size),
        ["gone", "too-large", 0],
      );
      const refused = await acme.ats("GET", application.attachments[0].href);
      assert.equal(refused.status, 410);
      assert.equal((await refused.json()).code, "attachment-gone");
      assert.equal(await (await acme.ats("GET", application.attachments[2].href)).text(), "");
      assert.deepEqual(confirmed(), ["marked"]);
    });

    it("PY-28 streams a file of many chunks whole and unchanged", async () => {
      const { acme, state } = await start();
      const size = 11 * 1024 * 1024 + 7;
      inject(state, { profile: { profileId: "long", steps: [], cv: { mediaId: "v", fileName: "v.mp4", mimeType: "video/mp4" } }, media: [{ mediaId: "v", size }] });
      await acme.pull();
      const [application] = await acme.applications();
      const expected = createHash("sha256")
        .update(Uint8Array.from({ length: size }, (_, index) => madeUpByte(index)))
        .digest("hex");
      assert.equal(application.attachments[0].sha256, expected);
      const bytes = new Uint8Array(await (await acme.ats("GET", application.attachments[0].href)).arrayBuffer());
      assert.equal(bytes.length, size);
      assert.equal(createHash("sha256").update(bytes).digest("hex"), expected);
    });

    it("PY-22 PY-30 stores nothing of a profile whose file breaks off, and takes it whole at the retry", async () => {
      const { acme, state } = await start();
      injectZoe(state);
      switchOn("media", "dropped", 1);
      await acme.pull();
      assert.equal((await acme.applications()).length, 0);
      assert.deepEqual(confirmed(), []);
      await test.later(1_000);
      const [application] = await acme.applications();
      assert.deepEqual(
        application.attachments.map((each: { size: number }) => each.size),
        [20, 15],
      );
    });

    it("PY-23 keeps twelve steps in order, whatever they are called", async () => {
      const { acme, state } = await start();
      const steps = Array.from({ length: 12 }, (_, index) =>
        index % 2 ? { questionText: `Q${index}`, answerText: { label: `A${index}` } } : { title: `Q${index}`, response: [`A${index}`, true, 3] },
      );
      injectPlain(state, "twelve", { steps });
      await acme.pull();
      const [application] = await acme.applications();
      assert.deepEqual(
        application.answers.map((each: { question: string; answer: string }) => `${each.question}: ${each.answer}`),
        steps.map((_, index) => `Q${index}: ${index % 2 ? `A${index}` : `A${index}, true, 3`}`),
      );
    });

    it("PY-30 echoes a numeric profile id above 2^53 digit by digit, and leaves out what has no id", async () => {
      const { acme, state } = await start();
      inject(state, { raw: '{"profileId":9007199254740993123,"externalReferenceId":"4711","steps":null}' });
      inject(state, { raw: '{"externalReferenceId":"4711"}', profileId: "none" });
      await acme.pull();
      await test.later(1_000);
      const [application, ...others] = await acme.applications();
      assert.equal(application.externalId, "9007199254740993123");
      assert.equal(others.length, 0);
      assert.ok(test.pitchyou.state.profiles.get("acme\n9007199254740993123")?.confirmed);
    });

    for (const [fault, what] of [
      ["500", "fails"],
      ["malformed", "answers with something else"],
      ["dropped", "breaks off"],
      ["404", "is not found"],
    ] as const) {
      it(`PY-21 PY-22 goes on by itself after the list of profiles ${what}`, async () => {
        const { acme, state } = await start();
        injectPlain(state, "late");
        switchOn("profiles", fault, 2);
        await acme.pull();
        assert.equal((await acme.applications()).length, 0);
        await test.later(500);
        const connection = await (await test.operator("GET", "/v1/tenants/acme/connections/pitchyou")).json();
        assert.equal(connection.state, "degraded");
        await test.later(2_000);
        assert.equal((await acme.applications()).length, 1);
        assert.equal((await (await test.operator("GET", "/v1/tenants/acme/connections/pitchyou")).json()).state, "healthy");
      });
    }

    it("PY-21 buries a pull after its last try where the operator sees and revives it", async () => {
      const { acme, state } = await start({ pace: { tries: 3 } });
      injectPlain(state, "buried");
      switchOn("profiles", "500");
      await acme.pull();
      for (let round = 0; round < 5; round++) await test.later(3_000);
      const { items } = await (await test.operator("GET", "/v1/tenants/acme/tasks?state=dead")).json();
      assert.deepEqual(
        items.map((each: { name: string; error: string }) => [each.name, each.error]),
        [["pitchyou.pull", "pitchyou profiles: unavailable (500)"]],
      );

      state.faults.clear();
      assert.equal((await test.operator("POST", `/v1/tenants/acme/tasks/${items[0].id}/retry`)).status, 202);
      await test.drain();
      assert.equal((await acme.applications()).length, 1);
    });

    it("PY-21 pulls again after a pull that was asked for during a pull", async () => {
      const { acme, state } = await start();
      injectPlain(state, "one");
      const pulls = () => state.calls.filter((call) => call.operation === "profiles").length;
      const before = pulls();
      let asked = 0;
      const fetchNow = test.edge.fetch;
      const asking: typeof fetch = async (input, init) => {
        const answer = await fetchNow(input, init);
        if (String(input).includes("/profiles") && asked++ === 0) {
          await acme.ats("POST", "/v1/pitchyou/pull");
          await acme.ats("POST", "/v1/pitchyou/pull");
        }
        return answer;
      };
      Object.assign(test.edge, { fetch: asking });
      await acme.pull();
      assert.equal(pulls() - before, 2);
    });

    it("PY-21 waits as long as PitchYou asks when it is asked too often", async () => {
      const { acme, state } = await start();
      injectPlain(state, "patient");
      test.pitchyou.state.faults.set("profiles", { operation: "profiles", fault: "429", times: 1, ms: 0, retryAfterSeconds: 30 });
      await acme.pull();
      await test.later(20_000);
      assert.equal((await acme.applications()).length, 0);
      await test.later(11_000);
      assert.equal((await acme.applications()).length, 1);
    });
  });
}

describe("the schedule of pulls", () => {
  it("PY-21 pulls by itself every pullMinutes, give or take a fifth, and goes on after a dead one", async () => {
    const test = await createTestApp({ pace: { onDemand: false, tries: 2 } });
    const acme = await test.tenant("acme");
    const pulls = () => test.pitchyou.state.calls.filter((call) => call.operation === "profiles").length;
    assert.equal(pulls(), 0);
    await test.later(6 * 60_000);
    assert.equal(pulls(), 1);
    test.pitchyou.state.faults.set("profiles", { operation: "profiles", fault: "500", ms: 0, retryAfterSeconds: 1 });
    await test.later(6 * 60_000);
    await test.later(60_000);
    test.pitchyou.state.faults.clear();
    injectPlain(test.pitchyou.state, "scheduled");
    await test.later(6 * 60_000);
    assert.equal((await acme.applications()).length, 1);
    await test.close();
  });
});
