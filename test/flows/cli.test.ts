// The command line by itself: its help, what it makes without an edge, and how it says that something was asked wrongly.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { momentOf } from "../../edge/cli/replay.ts";
import { readTar, tarOf, TAR_END } from "../../edge/cli/tar.ts";
import { cli } from "./cli.ts";

const COMMANDS = ["doctor", "send-sample", "page", "replay", "rotate", "export", "import", "secrets"];

describe("the command line", () => {
  let folder = "";
  before(async () => void (folder = await mkdtemp(join(tmpdir(), "ats-bridge-cli-"))));
  after(() => rm(folder, { recursive: true, force: true }));

  it("shows every command in one screen, and each command's forms and options", async () => {
    const all = await cli(["--help"]);
    assert.equal(all.code, 0);
    for (const name of COMMANDS) {
      assert.match(all.out, new RegExp(`ats-bridge ${name} `));
      const one = await cli([name, "--help"]);
      assert.equal(one.code, 0, name);
      assert.match(one.out, new RegExp(`  ats-bridge ${name} [^]*--json[^]*--help`));
    }
  });

  it("ends with 2 where it was asked wrongly, says why, and where to read on", async () => {
    for (const [args, words] of [
      [[], /ats-bridge: looks after/],
      [["heal"], /"heal" is no command[^]*ats-bridge --help/],
      [["doctor", "one", "two"], /takes one address/],
      [["doctor", "edge.example"], /is not an address/],
      [["doctor", "--loud"], /--loud/],
      [["send-sample", "monster"], /icims, lt, linkedin, suite, pitchyou/],
      [["replay", "--since", "10m", "--failed"], /one of --since, --ids and --failed/],
      [["replay", "--since", "yesterday"], /neither a span/],
      [["replay", "--failed"], /token is missing/],
      [["rotate", "everything"], /master-key, webhook, connection PROVIDER or api-key/],
      [["rotate", "connection"], /connection PROVIDER/],
      [["export", "acme"], /whom and where to/],
      [["import"], /which archive/],
      [["import", "nothing.tar"], /transfer key is missing/],
      [["secrets", "show"], /secrets init/],
      [["secrets", "init", "--format", "yaml"], /"yaml" is no format/],
    ] as const) {
      const ran = await cli(args);
      assert.equal(ran.code, 2, args.join(" "));
      assert.match(ran.err + ran.out, words);
    }
  });

  it("says that in JSON too, and nothing else on standard output", async () => {
    const ran = await cli(["replay", "--failed", "--json"]);
    assert.equal(ran.code, 2);
    assert.equal(ran.json().error.code, "wrong-usage");
    assert.equal(ran.err, "");
    const away = await cli(["replay", "--failed", "--json", "--edge", "http://127.0.0.1:9", "--token", "t"]);
    assert.deepEqual([away.code, away.json().error.code, away.json().error.status], [1, "unreachable", 0]);
  });

  it("makes strong secrets that a live edge takes, as lines and as commands for Workers, each time others", async () => {
    const [one, two] = [(await cli(["secrets", "init", "--json"])).json(), (await cli(["secrets", "init", "--json"])).json()];
    for (const made of [one, two]) {
      assert.ok(made.OPERATOR_TOKEN.length >= 40);
      assert.equal(Buffer.from(made.MASTER_KEY, "base64").length, 32);
    }
    assert.notEqual(one.OPERATOR_TOKEN, two.OPERATOR_TOKEN);
    assert.notEqual(one.MASTER_KEY, two.MASTER_KEY);
    assert.match((await cli(["secrets", "init"])).out, /^OPERATOR_TOKEN=op_[\w-]{43}\nMASTER_KEY=[\w+/]{43}=\n$/);
    assert.match(
      (await cli(["secrets", "init", "--format", "wrangler"])).out,
      /^printf %s 'op_[\w-]+' \| npx wrangler secret put OPERATOR_TOKEN\nprintf %s '[\w+/]+=' \| npx wrangler secret put MASTER_KEY\n$/,
    );
  });

  it("writes them for their owner's eyes only, and over nothing", async () => {
    const file = join(folder, "edge.env");
    const ran = await cli(["secrets", "init", "--to", file]);
    assert.equal(ran.code, 0);
    const text = await readFile(file, "utf8");
    assert.match(text, /^OPERATOR_TOKEN=.+\nMASTER_KEY=.+\n$/);
    assert.ok(!ran.out.includes(text.split("\n")[0]?.split("=")[1] ?? ""));
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const again = await cli(["secrets", "init", "--to", file, "--json"]);
    assert.deepEqual([again.code, again.json().error.code], [1, "file-exists"]);
    assert.equal(await readFile(file, "utf8"), text);
  });

  it("makes a new master key and says in which order it goes in", async () => {
    const { out, code } = await cli(["rotate", "master-key"]);
    assert.equal(code, 0);
    assert.match(out, /^MASTER_KEY=[\w+/]{43}=\n[^]*1\. Set MASTER_KEY_PREVIOUS[^]*3\. Remove MASTER_KEY_PREVIOUS/);
    const { masterKey, steps } = (await cli(["rotate", "master-key", "--json"])).json();
    assert.equal(Buffer.from(masterKey, "base64").length, 32);
    assert.ok(steps.workers[0].includes(masterKey));
  });

  it("takes no archive that is none, or that is not whole", async () => {
    const key = join(folder, "key");
    await writeFile(key, Buffer.alloc(32, 1).toString("base64"));
    const empty = join(folder, "empty.tar");
    await writeFile(empty, TAR_END);
    const noise = join(folder, "noise.tar");
    await writeFile(noise, Buffer.alloc(4_096, 7));
    for (const [path, words] of [
      [join(folder, "gone.tar"), /there is nothing/],
      [empty, /holds no manifest/],
      [noise, /no archive of ats-bridge/],
    ] as const) {
      const ran = await cli(["import", path, "--key-file", key, "--token", "t", "--edge", "http://127.0.0.1:9"]);
      assert.equal(ran.code, 1);
      assert.match(ran.err, words);
    }
  });
});

describe("spans and moments", () => {
  it("reads a span as so long ago, and a moment as it is", () => {
    const now = Date.parse("2026-11-22T08:00:00Z");
    assert.equal(momentOf("10m", now), "2026-11-22T07:50:00.000Z");
    assert.equal(momentOf("3d", now), "2026-11-19T08:00:00.000Z");
    assert.equal(momentOf("2026-11-22T09:00:00+02:00", now), "2026-11-22T07:00:00.000Z");
    for (const bad of ["", "10", "10y", "m10", "-5m"]) assert.throws(() => momentOf(bad, now), /neither a span/, bad);
  });
});

describe("a tar file of parts", () => {
  const parts = [0, 1, 511, 512, 513, 5_000].map((size, index) => ({ name: `rows/${index}.ndjson`, bytes: new Uint8Array(size).fill(index) }));
  const whole = Buffer.concat([...parts.map(tarOf), TAR_END]);
  async function* inPieces(bytes: Uint8Array, size: number) {
    for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  }
  const read = async (bytes: Uint8Array, size: number) => {
    const found = [];
    for await (const part of readTar(inPieces(bytes, size))) found.push(part);
    return found;
  };

  it("comes back as it was, in whatever pieces it is read", async () => {
    for (const size of [1, 100, 512, 700, 1_000_000]) assert.deepEqual(await read(whole, size), parts, String(size));
  });

  it("is refused when it ends too early or is something else", async () => {
    await assert.rejects(read(whole.subarray(0, -1_500), 512), /not whole/);
    await assert.rejects(read(new Uint8Array(2_048).fill(1), 512), /no archive/);
    assert.throws(() => tarOf({ name: "x".repeat(101), bytes: new Uint8Array() }), /too long a name/);
  });
});
