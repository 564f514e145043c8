// Settings: sandbox brings working defaults, live refuses what is missing or an example, in words.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, it } from "node:test";
import { EXAMPLE_MASTER_KEY, EXAMPLE_OPERATOR_TOKEN, isAllowedUrl, readSettings } from "../../edge/settings.ts";

const LIVE = { MODE: "live", OPERATOR_TOKEN: "o".repeat(32), MASTER_KEY: btoa("m".repeat(32)), PUBLIC_URL: "https://edge.example" };
const problemsOf = (env: Record<string, string>) => {
  const read = readSettings(env);
  return "problems" in read ? read.problems : [];
};

describe("settings", () => {
  it("need nothing in sandbox mode, and the vendors' real hosts are the defaults of live mode", () => {
    const sandbox = readSettings({});
    assert.ok("settings" in sandbox && sandbox.settings.operatorToken === "sandbox-operator");
    const live = readSettings(LIVE);
    assert.ok("settings" in live);
    assert.deepEqual(live.settings.pitchyou, { apiUrl: "https://api.pitchyou.de", applyUrl: "https://{client_id}.pitchyou.de", chatUrl: "https://chat.pitchyou.de" });
  });

  it("name everything that live mode lacks, at once", () => {
    const problems = problemsOf({ MODE: "live" });
    for (const name of ["OPERATOR_TOKEN", "MASTER_KEY", "PUBLIC_URL"])
      assert.ok(
        problems.some((each) => each.startsWith(`${name} is missing`)),
        name,
      );
  });

  it("refuse example secrets, weak ones, plain http and unknown modes", () => {
    const cases: [Record<string, string>, RegExp][] = [
      [{ ...LIVE, OPERATOR_TOKEN: EXAMPLE_OPERATOR_TOKEN }, /OPERATOR_TOKEN is the example/],
      [{ ...LIVE, MASTER_KEY: EXAMPLE_MASTER_KEY }, /MASTER_KEY is the example/],
      [{ ...LIVE, OPERATOR_TOKEN: "short" }, /shorter than 24/],
      [{ ...LIVE, MASTER_KEY: "not base64!" }, /MASTER_KEY is not 32 bytes/],
      [{ ...LIVE, MASTER_KEY: btoa("short") }, /MASTER_KEY is not 32 bytes/],
      [{ ...LIVE, MASTER_KEY_PREVIOUS: btoa("short") }, /MASTER_KEY_PREVIOUS/],
      [{ ...LIVE, PUBLIC_URL: "http://edge.example" }, /PUBLIC_URL is "http:\/\/edge.example"/],
      [{ ...LIVE, PITCHYOU_API_URL: "http://127.0.0.1:8788" }, /PITCHYOU_API_URL/],
      [{ MODE: "production" }, /MODE is "production"/],
      [{ MEDIA_MAX_MB: "many" }, /MEDIA_MAX_MB/],
    ];
    for (const [env, problem] of cases) assert.match(problemsOf(env).join("\n"), problem);
  });

  it("never let SANDBOX_FAST change live mode's pace", () => {
    const live = readSettings({ ...LIVE, SANDBOX_FAST: "1" });
    assert.ok("settings" in live && live.settings.pace.tries === 12 && live.settings.pace.vendorTimeoutMs === 30_000);
  });

  it("end a live start with a non-zero code and words", () => {
    const { status, stderr } = spawnSync(process.execPath, ["edge/node.ts"], { env: { PATH: process.env["PATH"], MODE: "live" }, encoding: "utf8" });
    assert.equal(status, 1);
    assert.match(stderr, /The edge cannot start:[^]*MASTER_KEY is missing[^]*OPERATOR_TOKEN is missing/);
  });

  it("allow calls to https, and in sandbox mode to loopback only", () => {
    for (const [url, sandbox, live] of [
      ["https://x.example/a", true, true],
      ["http://127.0.0.1:1/a", true, false],
      ["http://localhost/a", true, false],
      ["http://[::1]/a", true, false],
      ["http://localhost.evil.example/", false, false],
      ["http://10.0.0.1/", false, false],
      ["https://user:pass@x.example/", false, false],
      ["file:///etc/passwd", false, false],
      ["nonsense", false, false],
    ] as const) {
      assert.equal(isAllowedUrl({ mode: "sandbox" }, url), sandbox, url);
      assert.equal(isAllowedUrl({ mode: "live" }, url), live, url);
    }
  });
});
