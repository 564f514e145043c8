// Sealing: values stay where they were put, files open whole or not at all, keys rotate without downtime.
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { createKeyring, importSealingKey, sameSecret, seal, unseal } from "../../edge/core/keyring.ts";
import { rewrapTenantKeys } from "../../edge/core/tenant-keys.ts";
import { newFileKey, openStream, sealStream } from "../../edge/media/media.ts";
import { injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { openSqliteStorage } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";

const bytesOf = async (stream: ReadableStream<Uint8Array>) => new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
const streamOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes]).stream();

describe("sealed values", () => {
  it("open in their own place only, and not when a byte was changed", async () => {
    const key = await importSealingKey(newFileKey());
    const sealed = await seal(key, "people/1", "Zoë 🙂");
    assert.equal(await unseal(key, "people/1", sealed), "Zoë 🙂");
    await assert.rejects(unseal(key, "people/2", sealed));
    await assert.rejects(unseal(key, "people/1", `${sealed.slice(0, -2)}${sealed.endsWith("AA") ? "BB" : "AA"}`));
    await assert.rejects(unseal(await importSealingKey(newFileKey()), "people/1", sealed));
  });

  it("never look alike twice", async () => {
    const key = await importSealingKey(newFileKey());
    const sealed = await Promise.all(Array.from({ length: 200 }, () => seal(key, "p", "same")));
    assert.equal(new Set(sealed).size, 200);
  });

  it("are compared without a shortcut for secrets of any length", async () => {
    assert.ok(sameSecret("abc", "abc"));
    for (const other of ["abd", "ab", "abcd", ""]) assert.ok(!sameSecret("abc", other));
  });
});

describe("sealed files", () => {
  const CHUNK = 64 * 1024;
  for (const size of [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 300_001]) {
    it(`of ${size} bytes come back as they were`, async () => {
      const key = newFileKey();
      const plain = new Uint8Array(size).map((_, index) => (index * 7) % 256);
      const sealed = await bytesOf(streamOf(plain).pipeThrough(await sealStream(key)));
      assert.deepEqual(await bytesOf(streamOf(sealed).pipeThrough(await openStream(key))), plain);
    });
  }

  it("do not open when they were cut, even at a chunk's edge, re-ordered, lengthened or changed", async () => {
    const key = newFileKey();
    const sealed = await bytesOf(streamOf(new Uint8Array(3 * CHUNK).fill(1)).pipeThrough(await sealStream(key)));
    const piece = CHUNK + 16;
    const swapped = new Uint8Array([...sealed.subarray(piece, 2 * piece), ...sealed.subarray(0, piece), ...sealed.subarray(2 * piece)]);
    const changed = sealed.slice();
    changed[100] = (changed[100] ?? 0) ^ 1;
    for (const bad of [sealed.slice(0, 2 * piece), sealed.slice(0, -1), new Uint8Array([...sealed, 0]), swapped, changed, new Uint8Array(0)]) {
      await assert.rejects(async () => bytesOf(streamOf(bad).pipeThrough(await openStream(key))));
    }
  });
});

describe("the master key", () => {
  it("rotates without downtime: both open meanwhile, and afterwards the old one is not needed", async () => {
    const [oldKey, newKey] = [btoa("a".repeat(32)), btoa("b".repeat(32))];
    const storage = openSqliteStorage();
    const keep = { ...storage, close: async () => undefined };
    const before = await createTestApp({ storage: keep, env: { MASTER_KEY: oldKey } });
    const acme = await before.tenant("acme");
    injectZoe(before.pitchyou.state);
    await acme.pull();
    const session = await acme.session(["pitchyou:templates"]);

    const during = await createTestApp({ storage: keep, env: { MASTER_KEY: newKey, MASTER_KEY_PREVIOUS: oldKey } });
    const read = async (app: typeof before) => (await (await app.request("GET", "/v1/applications", { headers: acme.headers })).json()).items[0]?.person?.firstName;
    assert.equal(await read(during), "Zoë");
    during.pitchyou.state.clients.set("acme", { clientId: "acme", clientSecret: "pitchyou-acme-secret", actsFor: "acme", tokenStyle: "form", expiresInSeconds: 60 });
    assert.equal((await during.request("GET", "/v1/pitchyou/templates", { headers: session })).status, 200, "a session signed before is good");
    assert.equal(await rewrapTenantKeys(during.edge), 1);
    assert.equal(await rewrapTenantKeys(during.edge), 0);

    const after = await createTestApp({ storage: keep, env: { MASTER_KEY: newKey } });
    assert.equal(await read(after), "Zoë");
    await storage.close();
  });

  it("has an id that tells nothing of it", async () => {
    const { current } = await createKeyring(btoa("k".repeat(32)));
    assert.match(current.id, /^[0-9a-f]{8}$/);
  });
});
