// The stand-in itself: what it refuses, what it keeps apart, how its faults show on a real connection.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import * as v from "valibot";
import { createPitchYou, type PitchYou } from "../../demo/vendors/pitchyou/index.ts";
import { madeUpByte } from "../../demo/vendors/pitchyou/media.ts";
import { inject } from "../../demo/vendors/pitchyou/profiles.ts";
import { startVendors } from "../../demo/vendors/server.ts";

const base = "http://127.0.0.1:8788/pitchyou";
const profileIds = v.array(v.object({ profileId: v.string() }));

function createClient(pitchyou: PitchYou) {
  const ask = async (path: string, init?: RequestInit): Promise<Response> => pitchyou.fetch(new Request(base + path, init));
  const tokenFor = async (clientId: string, secret = `pitchyou-${clientId}-secret`): Promise<Response> =>
    ask("/token", { method: "POST", body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret }) });
  const signIn = async (clientId: string): Promise<Record<string, string>> => {
    const { access_token: token } = v.parse(v.object({ access_token: v.string() }), await (await tokenFor(clientId)).json());
    return { authorization: `Bearer ${token}` };
  };
  return { ask, tokenFor, signIn };
}

describe("the stand-in for PitchYou", () => {
  it("gives a token for the right secret only, with its lifetime as a string", async () => {
    const { tokenFor, ask } = createClient(createPitchYou());
    const answer = await tokenFor("acme");
    assert.equal(answer.status, 200);
    assert.equal(v.parse(v.object({ expires_in: v.string() }), await answer.json()).expires_in, "3600");
    assert.equal((await tokenFor("acme", "wrong")).status, 401);
    assert.equal((await ask("/api/applicant/v1/profiles")).status, 401);
    assert.equal((await ask("/api/applicant/v1/profiles", { headers: { authorization: "Bearer made-up" } })).status, 401);
  });

  it("keeps customers apart: profiles, files and chats of another are not found", async () => {
    const pitchyou = createPitchYou();
    const { ask, signIn } = createClient(pitchyou);
    inject(pitchyou.state, { profile: { profileId: "p-1", cv: { mediaId: "m-1" } }, media: [{ mediaId: "m-1", text: "bytes" }] });
    const [acme, globex] = [await signIn("acme"), await signIn("globex")];

    assert.deepEqual(await (await ask("/api/applicant/v1/profiles", { headers: globex })).json(), []);
    assert.equal((await ask("/api/media/v1/download/p-1/m-1", { headers: globex })).status, 404);
    assert.equal(await (await ask("/api/media/v1/download/p-1/m-1", { headers: acme })).text(), "bytes");
    const chat = { method: "POST", body: JSON.stringify({ profileId: "p-1" }) };
    assert.equal((await ask("/api/chattoken/v1", { ...chat, headers: globex })).status, 404);
    assert.equal((await ask("/api/chattoken/v1", { ...chat, headers: acme })).status, 200);
  });

  it("lists a profile until it is confirmed, byte for byte as it was put in, and takes unknown ids", async () => {
    const pitchyou = createPitchYou();
    const { ask, signIn } = createClient(pitchyou);
    const raw = '{"profileId": 9007199254740993,  "steps": null}';
    inject(pitchyou.state, { raw });
    inject(pitchyou.state, { profile: { profileId: "p-2" } });
    const headers = await signIn("acme");

    assert.equal(await (await ask("/api/applicant/v1/profiles", { headers })).text(), `[${raw},{"profileId":"p-2"}]`);
    const confirmed = await ask("/api/applicant/v1/confirm", { method: "POST", headers, body: '[9007199254740993, "nobody"]' });
    assert.equal(confirmed.status, 200);
    assert.deepEqual(v.parse(profileIds, await (await ask("/api/applicant/v1/profiles", { headers })).json()), [{ profileId: "p-2" }]);
    assert.deepEqual(pitchyou.state.confirms[0]?.profileIds, ["9007199254740993", "nobody"]);
  });

  it("answers chat tokens quoted, bare and as an object in turn, each good for one opening", async () => {
    const pitchyou = createPitchYou();
    const { ask, signIn } = createClient(pitchyou);
    inject(pitchyou.state, { profile: { profileId: "p-1" } });
    const headers = await signIn("acme");
    const forms: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) forms.push(await (await ask("/api/chattoken/v1", { method: "POST", headers, body: JSON.stringify({ profileId: "p-1" }) })).text());
    assert.deepEqual(
      forms.map((text) => text[0] === '"' || text[0] === "{"),
      [true, false, true],
    );

    assert.equal((await ask(`/chat/${forms[1]}`)).status, 200);
    assert.equal((await ask(`/chat/${forms[1]}`)).status, 410);
    assert.equal((await ask("/chat/made-up")).status, 404);
  });

  it("reads the job id of the apply link once, whatever characters it has", async () => {
    const { ask } = createClient(createPitchYou());
    for (const jobId of ["KÜ/2026-04", "a%2Fb", "REQ 12/2026#Köln", "100 %", "Ba\u0308-1"]) {
      const page = await (await ask(`/acme/go/${encodeURIComponent(jobId)}?jkey=lager_1`)).text();
      const link: unknown = JSON.parse(/data-link="([^"]*)"/.exec(page)?.[1]?.replaceAll("&quot;", '"') ?? "{}");
      assert.equal(v.parse(v.object({ jobId: v.string() }), link).jobId, jobId);
    }
    assert.equal((await ask("/nobody/go/1")).status, 404);
  });

  it("forgets an interview at /stop and makes no profile of it", async () => {
    const pitchyou = createPitchYou();
    const { ask } = createClient(pitchyou);
    const begun = await ask("/interviews", { method: "POST", body: JSON.stringify({ customer: "acme", jobId: "1" }) });
    const { id } = v.parse(v.object({ id: v.string() }), await begun.json());
    const stop = new FormData();
    stop.set("text", " /STOP ");
    assert.equal((await ask(`/interviews/${id}/answers`, { method: "POST", body: stop })).status, 200);
    assert.equal(pitchyou.state.interviews.size + pitchyou.state.profiles.size, 0);
  });

  it("plays faults for as many calls as asked, and cuts a connection in the middle of a file", async () => {
    const vendors = await startVendors({ port: 0 });
    const { state } = vendors.pitchyou;
    const url = `${vendors.url.replace("localhost", "127.0.0.1")}/pitchyou`;
    const { signIn } = createClient(vendors.pitchyou);
    try {
      inject(state, { profile: { profileId: "p-1" }, media: [{ mediaId: "big", size: 3_000_000 }] });
      const headers = await signIn("acme");
      const setFault = (fault: object) => fetch(`${url}/control/faults`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(fault) });
      const statuses = async (path: string, calls: number) => {
        const seen: number[] = [];
        for (let call = 0; call < calls; call += 1) seen.push((await fetch(url + path, { headers })).status);
        return seen;
      };

      await setFault({ operation: "profiles", fault: "500", times: 2 });
      assert.deepEqual(await statuses("/api/applicant/v1/profiles", 3), [500, 500, 200]);
      await setFault({ operation: "profiles", fault: "malformed", times: 1 });
      await assert.rejects((await fetch(`${url}/api/applicant/v1/profiles`, { headers })).json());
      assert.equal((await setFault({ operation: "profiles", fault: "odd" })).status, 400);

      await setFault({ operation: "media", fault: "dropped", times: 1 });
      await assert.rejects(async () => (await fetch(`${url}/api/media/v1/download/p-1/big`, { headers })).arrayBuffer());
      const whole = new Uint8Array(await (await fetch(`${url}/api/media/v1/download/p-1/big`, { headers })).arrayBuffer());
      const expected = createHash("sha256")
        .update(Uint8Array.from({ length: 3_000_000 }, (_, index) => madeUpByte(index)))
        .digest("hex");
      assert.equal(createHash("sha256").update(whole).digest("hex"), expected);
    } finally {
      await vendors.close();
    }
  });
});
