// The house stays as it was planned: who may import whom, what runtime names stand where, how long files get.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, it } from "node:test";
import { DIRECTORY_TABLES, TENANT_TABLES } from "../edge/core/tenants.ts";
import { LATEST_MIGRATION } from "../edge/db/database.ts";
import { PROVIDERS } from "../edge/integrations/integration.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const filesUnder = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("node_modules"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));

type Import = { readonly from: string; readonly to: string; readonly typeOnly: boolean };
const importsOf = (file: string): Import[] =>
  [...readFileSync(join(root, file), "utf8").matchAll(/^\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?["']([^"']+)["']|import\(["']([^"']+)["']\)/gm)].map((match) => {
    const name = match[2] ?? match[3] ?? "";
    return { from: file, to: name.startsWith(".") ? relative(root, resolve(root, dirname(file), name)) : name, typeOnly: match[1] !== undefined };
  });

const edge = filesUnder("edge");
const widgets = filesUnder("widgets");
const all = [...edge, ...widgets, ...filesUnder("demo"), ...filesUnder("scripts"), ...filesUnder("test")];
const DOORS = new Set(["edge/node.ts", "edge/worker.ts", "edge/cli/main.ts"]);
const DRIVERS = new Set(["edge/db/sqlite.ts", "edge/db/d1.ts", "edge/media/folder.ts", "edge/media/r2.ts", "edge/cli/terminal.ts"]);
// What the button and GET /v1/pitchyou/apply-link must build alike, byte for byte, is one pure file.
const SHARED_WITH_WIDGETS = "widgets/pitchyou-apply-button/apply-url.ts";

const none = (bad: readonly Import[]) =>
  assert.deepEqual(
    bad.map(({ from, to }) => `${from} → ${to}`),
    [],
  );
const edgeImports = edge.flatMap(importsOf);

describe("the structure of the house", () => {
  it("finds what it judges", () => {
    assert.ok(edge.length > 40 && widgets.length > 10);
    assert.ok(edgeImports.length > 200);
  });

  it("lets core know no room, no route and no app", () => {
    none(edgeImports.filter(({ from, to }) => from.startsWith("edge/core/") && /^edge\/(integrations\/|routes\/|app\.|node\.|worker\.|console\/|cli\/|kit\/)/.test(to)));
  });

  it("lets core name no vendor", () => {
    const allowed = new Set(["edge/core/tenants.ts", "edge/core/applications.ts"]); // tables of rooms; the channels of the contract
    const bad = edge
      .filter((file) => file.startsWith("edge/core/") && !allowed.has(file))
      .filter((file) => PROVIDERS.some((provider) => readFileSync(join(root, file), "utf8").includes(`"${provider}"`)));
    assert.deepEqual(bad, []);
  });

  it("keeps rooms apart", () => {
    none(
      edgeImports.filter(({ from, to }) => {
        const [mine, theirs] = [from, to].map((path) => /^edge\/integrations\/([\w-]+)\//.exec(path)?.[1]);
        return mine !== undefined && theirs !== undefined && mine !== theirs;
      }),
    );
  });

  it("lets a room's contract import no project code", () => {
    none(edgeImports.filter(({ from, to }) => /^edge\/integrations\/[\w-]+\/contract\.ts$/.test(from) && /^(edge|widgets)\//.test(to)));
  });

  it("IS-1 IS-3 keeps all that converts between ATS and suite in one room, with a part for each of its five duties", () => {
    const room = "edge/integrations/interview-suite";
    const shapes = edgeImports.filter(({ from, to }) => [`${room}/contract.ts`, `${room}/map.ts`].includes(to) && !from.startsWith(`${room}/`));
    none(shapes);
    // API consumer, webhook endpoints, synchronisation, matching table, integration frontend.
    for (const part of [`${room}/client.ts`, `${room}/hooks.ts`, `${room}/push.ts`, `${room}/observe.ts`, "edge/core/matches.ts", `${room}/questions.ts`])
      assert.ok(edge.includes(part), part);
  });

  it("lets only doors import drivers, and only doors and drivers name a runtime", () => {
    none(edgeImports.filter(({ from, to }) => DRIVERS.has(to) && !DOORS.has(from)));
    none(edgeImports.filter(({ from, to, typeOnly }) => /^(node:|cloudflare:|@cloudflare\/|@hono\/node-server)/.test(to) && !typeOnly && !DOORS.has(from) && !DRIVERS.has(from)));
  });

  it("lets nobody but the doors be above the app", () => {
    none(edgeImports.filter(({ from, to }) => DOORS.has(to) && from !== to));
    none(edgeImports.filter(({ from, to }) => to === "edge/app.ts" && !DOORS.has(from)));
  });

  it("lets widgets take only types from the edge, and the edge one pure file from the widgets", () => {
    none(widgets.flatMap(importsOf).filter(({ to, typeOnly }) => to.startsWith("edge/") && !typeOnly));
    none(edgeImports.filter(({ to, typeOnly }) => to.startsWith("widgets/") && !typeOnly && to !== SHARED_WITH_WIDGETS));
    none(importsOf(SHARED_WITH_WIDGETS));
  });

  it("lets only demo and test import demo or test", () => {
    none([...edge, ...widgets].flatMap(importsOf).filter(({ to }) => /^(demo|test)\//.test(to)));
    none(
      filesUnder("demo")
        .flatMap(importsOf)
        .filter(({ to }) => to.startsWith("test/")),
    );
  });

  it("lets the demo ATS use the public API only", () => {
    none(
      filesUnder("demo/ats")
        .flatMap(importsOf)
        .filter(({ to, typeOnly }) => to.startsWith("edge/") && !typeOnly && to !== "edge/kit/index.ts"),
    );
  });

  it("lets the server kit and the command line stand alone: of the edge they know its types and each other's", () => {
    const isApart = (file: string) => /^edge\/(kit|cli)\//.test(file);
    const apart = edgeImports.filter(({ from, to }) => isApart(from) && !to.startsWith("node:"));
    none(apart.filter(({ to, typeOnly }) => (typeOnly ? to.startsWith("edge/") && to !== "edge/api.ts" && !isApart(to) : !isApart(to))));
    none(apart.filter(({ from, to }) => from.startsWith("edge/kit/") && to.startsWith("edge/cli/")));
    none(edgeImports.filter(({ from, to }) => !isApart(from) && isApart(to)));
  });

  it("keeps files short enough to read: none over 350 lines, nine in ten of the product under 250", () => {
    const lengths = all.map((file) => [file, readFileSync(join(root, file), "utf8").split("\n").length] as const);
    assert.deepEqual(
      lengths.filter(([, length]) => length > 350),
      [],
    );
    const product = lengths.filter(([file]) => /^(edge|widgets)\//.test(file)).map(([, length]) => length);
    assert.ok(product.filter((length) => length < 250).length / product.length >= 0.9);
  });

  it("opens each file of the product with its duty", () => {
    assert.deepEqual(
      [...edge, ...widgets].filter((file) => !/^(\/\/|\/\*\*)/.test(readFileSync(join(root, file), "utf8"))),
      [],
    );
  });

  it("knows its newest migration and every table that holds a tenant's rows", () => {
    const folder = join(root, "edge/db/migrations");
    const files = readdirSync(folder).toSorted();
    assert.equal(files.at(-1), LATEST_MIGRATION);
    const text = files.map((file) => readFileSync(join(folder, file), "utf8")).join("\n");
    const tables = [...text.matchAll(/CREATE TABLE (\w+) \(([^;]*)\);/g)]
      .filter(([, name, columns]) => name === "tenants" || /\btenant TEXT/.test(columns ?? ""))
      .map(([, name]) => name ?? "");
    const erased: string[] = [...TENANT_TABLES.map((entry) => entry.split(":")[0] ?? ""), ...DIRECTORY_TABLES];
    assert.deepEqual(tables.filter((name) => !erased.includes(name)).toSorted(), []);
  });
});
