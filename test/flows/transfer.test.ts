// A tenant moves between deployments with other master keys, from SQLite to D1 and back: everything opens there, nothing is doubled.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, describe, it } from "node:test";
import { injectZoe } from "../fixtures/pitchyou/profiles.ts";
import { STORAGE_KINDS, closeStorages } from "../support/databases.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

after(closeStorages);

const TRANSFER_KEY = Buffer.alloc(32, 7).toString("base64");
const OTHER_MASTER = Buffer.alloc(32, 9).toString("base64");
const LT = "luotettava-tyontekija";

type Line = { table?: string; media?: string; end?: boolean; row?: Record<string, unknown>; rows?: number };

const exportOf = async (test: TestApp) => {
  const answer = await test.operator("POST", "/v1/tenants/acme/export", { transferKey: TRANSFER_KEY });
  assert.equal(answer.status, 200, await answer.clone().text());
  const text = await answer.text();
  const lines = text.trimEnd().split("\n");
  return { text, lines, parsed: lines.map((line): Line => JSON.parse(line)) };
};

const importInto = (test: TestApp, text: string, key = TRANSFER_KEY) =>
  test.request("POST", "/v1/import", { headers: { authorization: "Bearer sandbox-operator", "transfer-key": key, "content-type": "application/x-ndjson" }, text });

/** As a command line sends it: the head before each piece. */
const piecesOf = (lines: readonly string[], each: number): string[] => {
  const [head = "", ...rest] = lines;
  return Array.from({ length: Math.ceil(rest.length / each) }, (_, piece) => [head, ...rest.slice(piece * each, (piece + 1) * each)].join("\n"));
};

const sendFile = (test: TestApp, id: string, bytes: Uint8Array<ArrayBuffer>, digest = createHash("sha256").update(bytes).digest("base64")) =>
  test.app.request(`/v1/import/media/acme/${id}`, { method: "PUT", headers: { authorization: "Bearer sandbox-operator", "content-digest": `sha-256=:${digest}:` }, body: bytes });

for (const from of STORAGE_KINDS) {
  const to = from === "sqlite" ? "d1" : "sqlite";
  describe(`a tenant moves from ${from} to ${to}`, () => {
    const start = async () => {
      const source = await createTestApp({ storage: from });
      const acme = await source.tenant("acme");
      await source.operator("PUT", `/v1/tenants/acme/connections/${LT}`, { token: "lt-token-of-acme-1" });
      injectZoe(source.pitchyou.state);
      await acme.pull();
      await source.drain();
      return { source, acme, target: await createTestApp({ storage: to, env: { MASTER_KEY: OTHER_MASTER } }) };
    };

    it("brings every row and file, opens all of it under the new master key, and goes on where it stood", async () => {
      const { source, acme, target } = await start();
      const before = await acme.applications();
      assert.equal(before.length, 1);
      assert.equal((await source.operator("POST", "/v1/tenants/acme/export", { transferKey: TRANSFER_KEY })).status, 409, "not while it moves");
      await source.operator("POST", "/v1/tenants/acme/suspend");
      const { text, lines, parsed } = await exportOf(source);
      assert.ok(parsed.at(-1)?.end);
      for (const secret of ["zoe@", "Zo\u00eb", "pitchyou-acme-secret", "lt-token-of-acme-1"]) assert.ok(!text.includes(secret), `${secret} must travel sealed`);

      let complete = false;
      for (const piece of piecesOf(lines, 7)) {
        // Each piece twice, as when an answer was lost.
        for (const _ of [1, 2]) {
          const answer = await importInto(target, piece);
          assert.equal(answer.status, 200, await answer.clone().text());
          ({ complete } = await answer.json());
        }
      }
      assert.ok(complete);
      const files = parsed.flatMap(({ media }) => media ?? []);
      assert.equal(files.length, 2);
      for (const id of files) {
        const bytes = new Uint8Array(await (await source.operator("GET", `/v1/tenants/acme/export/media/${id}`)).arrayBuffer());
        assert.equal((await sendFile(target, id, bytes.slice(0, -1), createHash("sha256").update(bytes).digest("base64"))).status, 400, "a cut file is refused");
        assert.equal((await sendFile(target, id, bytes)).status, 204);
      }

      const { key } = await (await target.operator("POST", "/v1/tenants/acme/api-keys", {})).json();
      const asAcme = { headers: { authorization: `Bearer ${key}` } };
      assert.equal((await target.request("GET", "/v1/applications", asAcme)).status, 403, "it arrives suspended");
      await target.operator("POST", "/v1/tenants/acme/resume");
      const { items } = await (await target.request("GET", "/v1/applications", asAcme)).json();
      assert.deepEqual(items, before);
      for (const { href, sha256 } of before[0].attachments) {
        const bytes = new Uint8Array(await (await target.request("GET", href, asAcme)).arrayBuffer());
        assert.equal(createHash("sha256").update(bytes).digest("hex"), sha256);
      }
      // Secrets open, and the sender's proof still holds.
      const shared = await target.request("POST", `/hooks/${LT}/acme`, {
        headers: { authorization: "Bearer lt-token-of-acme-1", "content-type": "application/json" },
        text: JSON.stringify({ status: "new", mydatashare_user_id: "lt-9", email: "new@example.fi" }),
      });
      assert.equal(shared.status, 200);
      // The same person is found there as here.
      const email = before[0].person.email;
      const found = await target.request("GET", `/v1/people?email=${encodeURIComponent(email)}`, asAcme);
      assert.equal((await found.json()).items.length, 1);
      await source.close();
      await target.close();
    });

    it("brings a row that is larger than any other body may be", async () => {
      const { source, target } = await start();
      const sent = await source.request("POST", `/hooks/${LT}/acme`, {
        headers: { authorization: "Bearer lt-token-of-acme-1", "content-type": "application/json" },
        text: JSON.stringify({ status: "new", mydatashare_user_id: "lt-long", email: "long@example.fi", summary: "x".repeat(1_000_000) }),
      });
      assert.equal(sent.status, 200);
      await source.drain();
      await source.operator("POST", "/v1/tenants/acme/suspend");
      const { lines } = await exportOf(source);
      assert.ok(lines.some((line) => line.length > 1024 * 1024));
      let complete = false;
      for (const piece of piecesOf(lines, 5)) ({ complete } = await (await importInto(target, piece)).json());
      assert.ok(complete);
      await source.close();
      await target.close();
    });

    it("refuses what is here already, what is another's, another key, and rows of somebody else", async () => {
      const { source, target } = await start();
      await source.operator("POST", "/v1/tenants/acme/suspend");
      const { lines } = await exportOf(source);
      const whole = lines.join("\n");
      const codeOf = async (answer: Response) => [answer.status, (await answer.json()).code];
      assert.deepEqual(await codeOf(await importInto(target, whole, Buffer.alloc(32, 8).toString("base64"))), [403, "transfer-key-wrong"]);
      assert.deepEqual(await codeOf(await importInto(target, lines.slice(1).join("\n"))), [400, "invalid-body"]);
      const foreign = whole.replace('"table":"jobs"', '"table":"sqlite_master"').replaceAll('"tenant":"acme"', '"tenant":"globex"');
      assert.equal((await importInto(target, foreign)).status, 400);
      assert.deepEqual(await codeOf(await importInto(target, [lines[0], ...lines.slice(3)].join("\n"))), [409, "changed-meanwhile"], "nothing before the tenant's own row");
      // Another tenant holds the same key of the ATS's backend.
      const [head = ""] = lines;
      assert.equal((await importInto(target, `${head}\n${lines.filter((line) => line.includes('"table":"tenants"')).join("\n")}`)).status, 200);
      assert.deepEqual(await codeOf(await importInto(target, whole)), [409, "tenant-exists"]);
      assert.deepEqual(await codeOf(await importInto(target, `${head}\n${lines.at(-1)}`)), [409, "import-incomplete"]);
      assert.equal((await target.operator("DELETE", "/v1/tenants/acme")).status, 204, "what was begun can be thrown away");
      assert.equal((await importInto(target, whole)).status, 200);
      assert.deepEqual(await codeOf(await importInto(source, whole)), [409, "tenant-exists"]);
      await source.close();
      await target.close();
    });
  });
}
