// A large tenant in the archive: pieces that an edge takes, files in parts, each line once and in order, and nothing of it all in memory.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, it } from "node:test";
import { verifyArchive } from "../../edge/cli/archive.ts";
import { exportTenant } from "../../edge/cli/export.ts";
import { importTenant } from "../../edge/cli/import.ts";
import { FileExists } from "../../edge/cli/ports.ts";
import type { Files, Given, Terminal } from "../../edge/cli/ports.ts";

const HEAD = JSON.stringify({ format: "ats-bridge-tenant/1", tenant: "acme", schema: "0008", at: "2026-11-22T08:00:00Z", key: "sealed" });
const VIDEO = Buffer.alloc(20 * 1024 * 1024 + 17, "video");
const ROWS = Array.from({ length: 4_000 }, (_, index) => JSON.stringify({ table: "log", in: "tenant", row: { id: index, text: "ä".repeat(500) } }));
const LINES = [...ROWS.slice(0, 1_000), '{"media":"media_video"}', ...ROWS.slice(1_000), '{"media":"media_empty"}'];
const END = JSON.stringify({ end: true, rows: ROWS.length, counts: {} });
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

const memory = (): Files & { readonly kept: Map<string, Buffer> } => {
  const kept = new Map<string, Buffer>();
  const textOf = (path: string) => kept.get(path) ?? assert.fail(`nothing at ${path}`);
  return {
    kept,
    kindOf: async (path) => (kept.has(path) ? "file" : [...kept.keys()].some((name) => name.startsWith(`${path}/`)) ? "folder" : null),
    readText: async (path) => textOf(path).toString("utf8"),
    async *read(path) {
      const bytes = textOf(path);
      for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
    },
    async create(path) {
      if (kept.has(path)) throw new FileExists(path);
      kept.set(path, Buffer.alloc(0));
      const parts: Buffer[] = [];
      return {
        write: async (bytes) => void parts.push(Buffer.from(bytes)),
        close: async () => void kept.set(path, Buffer.concat(parts)),
      };
    },
    makeFolder: async () => undefined,
    list: async (path) => [...kept.keys()].filter((name) => name.startsWith(`${path}/`)).map((name) => name.slice(path.length + 1)),
  };
};

/** An edge that exports these lines, in whatever pieces a network makes of them, and keeps what is imported. */
const edge = (lines: readonly string[]) => {
  const pieces: string[] = [];
  const files = new Map<string, { bytes: Buffer; digest: string }>();
  const stream = (bytes: Buffer, size: number) => {
    let from = 0;
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (from >= bytes.length) return controller.close();
        controller.enqueue(new Uint8Array(bytes.subarray(from, (from += size))));
      },
    });
  };
  const serve: typeof fetch = async (input, init) => {
    const request = new Request(input instanceof URL ? input.href : input, init);
    const { pathname } = new URL(request.url);
    const id = pathname.split("/").at(-1) ?? "";
    if (pathname.endsWith("/export")) return new Response(stream(Buffer.from(`${lines.join("\n")}\n`), 10_007));
    if (pathname.includes("/export/media/")) return new Response(stream(id === "media_video" ? VIDEO : Buffer.alloc(0), 1_000_003));
    if (pathname === "/v1/import") {
      const text = await request.text();
      pieces.push(text);
      return Response.json({ tenant: "acme", rows: text.split("\n").filter((line) => line.includes('"row"')).length, complete: text.includes('"end"') });
    }
    files.set(id, { bytes: Buffer.from(await request.arrayBuffer()), digest: request.headers.get("content-digest") ?? "" });
    return new Response(null, { status: 204 });
  };
  return { serve, pieces, files };
};

const terminalOver = (files: Files, serve: typeof fetch): Terminal => ({
  env: { OPERATOR_TOKEN: "token", EDGE_URL: "http://edge.example" },
  fetch: serve,
  now: () => 0,
  sleep: async () => undefined,
  files,
  newDigest() {
    const hash = createHash("sha256");
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest("hex") };
  },
  paint: (_, text) => text,
  print: () => undefined,
  say: () => undefined,
  progress: () => undefined,
  askSecret: async () => null,
});
const given = (words: readonly string[], options: Record<string, string> = {}): Given => ({ words, text: (name) => options[name], flag: () => false });

describe("an archive of a large tenant", () => {
  for (const to of ["acme.tar", "acme"]) {
    it(`keeps all of it in ${to.endsWith(".tar") ? "one file" : "a folder"}, and an edge gets it back piece by piece`, async () => {
      const files = memory();
      const { serve, pieces, files: sent } = edge([HEAD, ...LINES, END]);
      const terminal = terminalOver(files, serve);
      await exportTenant.run(terminal, given(["acme"], { to }));
      const manifest = await verifyArchive(terminal, to);
      assert.equal(manifest.rows, ROWS.length);
      assert.deepEqual(
        manifest.media.map(({ id, size, sha256: hash }) => [id, size, hash]),
        [
          ["media_video", VIDEO.length, sha256(VIDEO).toString("hex")],
          ["media_empty", 0, sha256(Buffer.alloc(0)).toString("hex")],
        ],
      );

      await importTenant.run(terminal, given([to]));
      assert.ok(pieces.length >= 5);
      for (const piece of pieces) {
        assert.ok(Buffer.byteLength(piece) < 1024 * 1024);
        assert.equal(piece.split("\n")[0], HEAD);
      }
      const lines = pieces.flatMap((piece) => piece.split("\n").slice(1).filter(Boolean));
      assert.deepEqual(lines, [...LINES, END]);
      assert.ok(sent.get("media_video")?.bytes.equals(VIDEO));
      assert.equal(sent.get("media_video")?.digest, `sha-256=:${sha256(VIDEO).toString("base64")}:`);
      assert.equal(sent.get("media_empty")?.bytes.length, 0);
    });
  }

  it("is not finished when the edge breaks off, or has counted otherwise", async () => {
    for (const lines of [
      [HEAD, ...LINES],
      [HEAD, ...LINES.slice(0, 100), END],
    ]) {
      const files = memory();
      const terminal = terminalOver(files, edge(lines).serve);
      await assert.rejects(exportTenant.run(terminal, given(["acme"], { to: "acme.tar" })), /broke off|counted/);
      await assert.rejects(verifyArchive(terminal, "acme.tar"), /not whole|holds no manifest/);
    }
  });

  it("names the parts that are missing or changed", async () => {
    const files = memory();
    const terminal = terminalOver(files, edge([HEAD, ...LINES, END]).serve);
    await exportTenant.run(terminal, given(["acme"], { to: "acme" }));
    files.kept.delete("acme/media/media_video/000002");
    files.kept.set("acme/rows/000001.ndjson", Buffer.from("{}"));
    await assert.rejects(verifyArchive(terminal, "acme"), /rows\/000001\.ndjson, media\/media_video\/000002/);
  });
});
