// Tolerant reading of what PitchYou may say, and the safe names that come of it.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parseChatToken, parseProfiles, parseToken } from "../../edge/integrations/pitchyou/contract.ts";
import { filesOf, safeFileName, safeMimeType } from "../../edge/integrations/pitchyou/map.ts";
import { contentDisposition, servedType } from "../../edge/routes/download.ts";

const NOW = Date.parse("2026-11-22T08:00:00Z");

describe("PitchYou's token answer", () => {
  const jwt = `x.${btoa(JSON.stringify({ exp: NOW / 1_000 + 90 }))}.y`;
  for (const [what, text, token, seconds] of [
    ["a number of seconds", '{"access_token":"T1","expires_in":3600}', "T1", 3_600],
    ["seconds as text", '{"access_token":"T1","expires_in":"3600"}', "T1", 3_600],
    ["camel case", '{"accessToken":"T1","expiresIn":60}', "T1", 60],
    ["a date", '{"token":"T1",".expires":"2026-11-22T08:01:00Z"}', "T1", 60],
    ["no lifetime", '{"access_token":"T1"}', "T1", null],
    ["a JWT's own lifetime", JSON.stringify({ access_token: jwt }), jwt, 90],
    ["a bare string", '"T1"', "T1", null],
  ] as const) {
    it(`PY-2 is read with ${what}`, () => assert.deepEqual(parseToken(text, NOW), { token, lifetimeSeconds: seconds }));
  }
  for (const text of ["<html>", "{}", "[]", "null", '{"access_token":""}']) {
    it(`PY-2 is none in ${text}`, () => assert.equal(parseToken(text, NOW), null));
  }
});

describe("PitchYou's chat token", () => {
  for (const [text, token] of [
    ['"abc.DEF_123-xyz~"', "abc.DEF_123-xyz~"],
    ["abc.DEF_123-xyz~\n", "abc.DEF_123-xyz~"],
    ['{"token":"abc.DEF_123-xyz~"}', "abc.DEF_123-xyz~"],
    ['{"chatToken":"abc.DEF_123"}', "abc.DEF_123"],
    ["a/b?c#d e", null],
    ["short", null],
    ["", null],
    ["<html></html>", null],
    ['{"x":1}', null],
    ['"unclosed', null],
  ] as const) {
    it(`PY-32 in ${JSON.stringify(text)} is ${token ?? "refused"}`, () => assert.equal(parseChatToken(text), token));
  }
});

describe("PitchYou's profiles", () => {
  it("PY-26 keep ids that pass through exactly as they are", () => {
    const { profiles } = parseProfiles(JSON.stringify([{ profileId: " p ", externalReferenceId: " Ba\u0308-1/x ", jobTemplateKey: "", utmSource: 7 }]));
    assert.deepEqual([profiles[0]?.profileId.text, profiles[0]?.externalReferenceId, profiles[0]?.jobTemplateKey, profiles[0]?.utmSource], [" p ", " Ba\u0308-1/x ", null, "7"]);
  });

  it("PY-25 PY-27 take one, many or no files, and leave out what has no id", () => {
    const [profile] = parseProfiles(
      JSON.stringify([{ profileId: 1, cv: [{ mediaId: 5 }, { fileName: "no id" }, null], profileImage: null, steps: [{ attachments: { mediaId: "a" } }, null, "text"] }]),
    ).profiles;
    assert.ok(profile);
    assert.deepEqual(
      filesOf(profile).map(({ media, kind }) => [media.mediaId, kind]),
      [
        ["5", "cv"],
        ["a", "answer"],
      ],
    );
    assert.equal(profile.steps.length, 1);
  });

  it("PY-21 come in an envelope too; a second item of the same id and one without id are left out and counted", () => {
    const { profiles, skipped } = parseProfiles('{"data":[{"profileId":"a"},{"profileId":"a"},{"profileId":""},{},7]}');
    assert.deepEqual([profiles.length, skipped], [1, 4]);
    assert.throws(() => parseProfiles('{"message":"no list"}'));
  });

  it("PY-23 find the candidate under applicant, candidate or contact as well", () => {
    const [profile] = parseProfiles('[{"profileId":"a","candidate":{"vorname":"Ada","nachname":"L","eMail":"a@b.de","whatsAppNumber":491}}]').profiles;
    assert.deepEqual([profile?.firstName, profile?.lastName, profile?.email, profile?.phone], ["Ada", "L", "a@b.de", "491"]);
  });
});

describe("names of files", () => {
  for (const [given, safe] of [
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\x\\cv.pdf", "cv.pdf"],
    [".htaccess", "htaccess"],
    ["a\u202Efdp.exe", "afdp.exe"],
    ["x\r\nSet-Cookie: y", "xSet-Cookie y"],
    ["", "cv.pdf"],
    [null, "cv.pdf"],
    ["...", "cv.pdf"],
    ["Lebenslauf Müller (final).pdf", "Lebenslauf Müller (final).pdf"],
    ["\uD83D.pdf", "\uFFFD.pdf"],
    [`${"ä".repeat(300)}.pdf`, `${"ä".repeat(116)}.pdf`],
  ] as const) {
    it(`PY-27 PY-28 ${JSON.stringify(given)?.slice(0, 40)} becomes ${safe.slice(0, 30)}`, () => assert.equal(safeFileName(given, "cv", "application/pdf"), safe));
  }
  it("PY-28 travel in a header that every browser reads", () => {
    assert.equal(
      contentDisposition("Lebenslauf Müller (final).pdf"),
      `attachment; filename="Lebenslauf M_ller (final).pdf"; filename*=UTF-8''Lebenslauf%20M%C3%BCller%20%28final%29.pdf`,
    );
    assert.equal(contentDisposition('a"b\\c%d.pdf'), `attachment; filename="a_b_c_d.pdf"; filename*=UTF-8''a%22b%5Cc%25d.pdf`);
  });
  it("PY-27 PY-28 types are taken from PitchYou's claim, but only harmless ones are served", () => {
    assert.deepEqual(
      [safeMimeType("Image/JPEG; q=1"), safeMimeType("nonsense"), safeMimeType(null), safeMimeType("text/html\r\nx: y")],
      ["image/jpeg", "application/octet-stream", "application/octet-stream", "application/octet-stream"],
    );
    assert.deepEqual(
      [servedType("application/pdf"), servedType("text/html"), servedType("image/svg+xml")],
      ["application/pdf", "application/octet-stream", "application/octet-stream"],
    );
  });
});
