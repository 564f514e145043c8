// Serves the style sheets and browser modules of the demo's pages; TypeScript loses its types on the way out.
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import type { Handler } from "hono";

const types: Record<string, string> = { css: "text/css", ts: "text/javascript", svg: "image/svg+xml" };

/** Answers `…/<file name>` from the given folders. Files are read once, when the process starts. */
export function assets(folders: URL[]): Handler {
  const sources = new Map(folders.flatMap((folder) => readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")])));
  const bodies = new Map<string, Promise<string>>();

  return async (c) => {
    const name = new URL(c.req.url).pathname.split("/").at(-1) ?? "";
    const source = sources.get(name);
    if (source === undefined) return c.text("Not found", 404);

    const body = await (bodies.get(name) ?? bodies.set(name, name.endsWith(".ts") ? withoutTypes(source, name) : Promise.resolve(source)).get(name));
    const etag = `"${createHash("sha256")
      .update(body ?? "")
      .digest("base64url")}"`;
    const headers = {
      "content-type": `${types[name.split(".").at(-1) ?? ""] ?? "text/plain"}; charset=utf-8`,
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
      etag,
    };
    return c.req.header("if-none-match") === etag ? c.body(null, 304, headers) : c.body(body ?? "", 200, headers);
  };
}

// Loaded late: the compiler takes longer to start than the rest of the demo.
async function withoutTypes(source: string, name: string): Promise<string> {
  const { transformWithOxc } = await import("vite");
  return (await transformWithOxc(source, name, { sourcemap: false })).code;
}
