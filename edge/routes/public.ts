// Paths without proof: liveness, readiness, the API's description, signing keys, and the elements.
import type { Hono } from "hono";
import * as v from "valibot";
import { publicKeys } from "../core/receipts.ts";
import { LATEST_MIGRATION, appliedMigration } from "../db/database.ts";
import { Refusal } from "../errors.ts";
import type { Integration } from "../integrations/integration.ts";
import type { Asset, Edge } from "../ports.ts";
import type { Bindings, Endpoint } from "./endpoint.ts";
import { mountReference } from "./reference.ts";

const FOREVER = "public, max-age=31536000, immutable";

const Listed = v.object({ files: v.record(v.string(), v.unknown()) });

/**
 * The words that an earlier build asks for, as they are now: a browser may keep an element's file past an upgrade, and without words it would
 * show nothing. Code has to fit that file and is not given.
 */
const currentWords = async (edge: Edge, path: string): Promise<Asset | null> => {
  const [, name] = /^([\w-]+(?:\.[\w-]+)*\.[a-z]{2}-)[0-9A-F]{8}\.js$/.exec(path) ?? [];
  const manifest = name === undefined ? null : await edge.assets.read("widgets/manifest.json");
  if (name === undefined || !manifest) return null;
  const { files } = v.parse(Listed, await new Response(manifest.body).json());
  const current = Object.keys(files).find((file) => file.startsWith(name));
  return current === undefined ? null : edge.assets.read(`widgets/${current}`);
};

/** What is missing before this edge can work, in words. */
export const missing = async (edge: Edge): Promise<string[]> => {
  const found: string[] = [];
  for (const [index, db] of edge.shards.entries()) {
    const applied = await appliedMigration(db);
    if (applied !== LATEST_MIGRATION) found.push(`database ${index + 1} is at ${applied ?? "no migration"}, this version needs ${LATEST_MIGRATION}: apply the migrations`);
  }
  if (!(await edge.assets.read("widgets/manifest.json"))) found.push("the elements are not built: run npm run build");
  return found;
};

export const mountPublic = (app: Hono<Bindings>, edge: Edge, integrations: readonly Integration[], endpoints: readonly Endpoint[]): void => {
  app.get("/health", (http) => http.json({ status: "ok" }));
  app.get("/ready", async (http) => {
    const problems = await missing(edge);
    return problems.length === 0 ? http.json({ status: "ready", mode: edge.settings.mode }) : http.json({ status: "not ready", mode: edge.settings.mode, missing: problems }, 503);
  });
  mountReference(app, edge, integrations, endpoints);
  app.get("/.well-known/jwks.json", async (http) => http.json(await publicKeys(edge), 200, { "cache-control": "public, max-age=300", "access-control-allow-origin": "*" }));

  app.get("/widgets/:path{.+}", async (http) => {
    const path = http.req.param("path");
    const asked = /(^|\/)\.\.?(\/|$)|\\/.test(path) ? null : await edge.assets.read(`widgets/${path}`);
    const asset = asked ?? (await currentWords(edge, path));
    if (!asset) throw new Refusal({ status: 404, code: "not-found", message: `there is no widget file "${path}"` });
    // A versioned address and a hashed name never change what they hold.
    // Vite's hashes have eight characters, among them a digit or a capital, which no name of ours has.
    const fixed = asked && (/^\d+\.\d+\.\d+\//.test(path) || /-(?=[\w-]*[A-Z0-9])[\w-]{8}\.js$/.test(path));
    return http.body(asset.body, 200, {
      "content-type": asset.type,
      "access-control-allow-origin": "*",
      "cache-control": !asked ? "no-store" : fixed ? FOREVER : "public, max-age=300, stale-while-revalidate=86400",
    });
  });
};
