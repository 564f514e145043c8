// The API's description: sound by others' rules, usable by others' generators, and true of what the edge answers.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, it } from "node:test";
import { fileURLToPath } from "node:url";
import { createConfig, lintFromString } from "@redocly/openapi-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { FIELD_NOTES, SAMPLES } from "../../edge/routes/openapi-samples.ts";
import { PROBLEM_CODES } from "../../edge/routes/openapi-problems.ts";
import { PROVIDERS } from "../../edge/integrations/integration.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";
import { createCheck, isJson } from "../support/openapi.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
type Json = { [key: string]: unknown };
type Operation = { readonly operationId: string; readonly tags: string[]; readonly security: Json[]; readonly responses: { readonly [status: string]: Json } };

const run = async (command: string, args: readonly string[], input = "") => {
  const child = spawn(command, args, { cwd: root, stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.end(input);
  const [said, complained, code] = await Promise.all([text(child.stdout), text(child.stderr), new Promise<number | null>((resolve) => child.once("close", resolve))]);
  return { code, said: said + complained };
};

describe("the API's description", () => {
  let test: TestApp;
  let source: string;
  let document: Json;
  before(async () => {
    test = await createTestApp({ env: { PUBLIC_URL: "https://bridge.acme.dev" } });
    source = await (await test.app.request("/openapi.json")).text();
    document = JSON.parse(source);
  });
  after(() => test.close());

  const part = (...names: string[]): Json => {
    const found = names.reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), document);
    assert.ok(isJson(found), names.join(" "));
    return found;
  };
  const operations = () =>
    Object.entries(part("paths")).flatMap(([path, methods]) =>
      // What openApi() makes is checked by the linter below.
      Object.entries(methods as { [method: string]: Operation }).map(([method, operation]) => ({ path, method, operation })),
    );

  it("breaks no rule of OpenAPI 3.1, and none that Redocly recommends", async () => {
    // The public paths take anything, so nothing of the caller's can be wrong there.
    const config = await createConfig({ extends: ["recommended"], rules: { "operation-4xx-response": "off" } });
    const found = await lintFromString({ source, absoluteRef: join(root, "openapi.json"), config });
    assert.deepEqual(
      found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ""}`),
      [],
    );
  });

  it("makes clients that type-check strictly, by two generators that we did not write, which have nothing to warn of", async () => {
    // Inside the project, where the clients find the runtime that they import.
    const folder = mkdtempSync(join(root, "node_modules/.clients-"));
    try {
      assert.deepEqual(await run(process.execPath, ["test/support/clients.ts", folder], source), { code: 0, said: "" });
      const [described, called] = ["openapi-typescript.ts", "oazapfts.ts"].map((name) => readFileSync(join(folder, name), "utf8"));
      assert.match(described ?? "", /"\/v1\/pitchyou\/chats"/);
      assert.match(called ?? "", /export function postPitchyouChats/);
      const strict = ["--strict", "--noEmit", "--skipLibCheck", "--target", "es2024", "--lib", "es2024,dom,dom.iterable", "--module", "nodenext", "--ignoreConfig"];
      const files = ["openapi-typescript.ts", "oazapfts.ts"].map((name) => join(folder, name));
      assert.deepEqual(await run(join(root, "node_modules/.bin/tsc"), [...strict, ...files]), { code: 0, said: "" });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("shows examples that fit: of every body, answer, message and named schema", () => {
    const ajv = new Ajv2020({ strict: false, validateSchema: false });
    formats.default(ajv);
    ajv.addSchema(document, "openapi");
    let seen = 0;
    const fits = (schema: string, example: unknown) => {
      const validate = ajv.compile({ $ref: `openapi#${schema}` });
      assert.ok(validate(example), `${schema}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(example)}`);
      seen += 1;
    };
    const visit = (value: unknown, pointer: string): void => {
      if (Array.isArray(value)) value.forEach((each, index) => visit(each, `${pointer}/${index}`));
      if (!isJson(value)) return;
      if (isJson(value["schema"]) && "example" in value) fits(`${pointer}/schema`, value["example"]);
      if (isJson(value["schema"]) && isJson(value["examples"]))
        for (const each of Object.values(value["examples"])) fits(`${pointer}/schema`, isJson(each) ? each["value"] : undefined);
      if (Array.isArray(value["examples"])) for (const each of value["examples"]) fits(pointer, each);
      for (const [name, each] of Object.entries(value))
        if (name !== "example" && name !== "examples") visit(each, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
    };
    visit(document, "");
    assert.ok(seen > 150, `${seen} examples`);
  });

  it("gives every operation a name of its own, a group, a proof or none on purpose, and the refusals that can happen", () => {
    const all = operations();
    assert.equal(new Set(all.map(({ operation }) => operation.operationId)).size, all.length);
    const { tags } = document;
    assert.ok(Array.isArray(tags));
    const groups = new Set(tags.map((each: { name: string }) => each.name));
    for (const { path, method, operation } of all) {
      const name = `${method} ${path}`;
      assert.ok(operation.tags.length === 1 && operation.tags.every((tag) => groups.has(tag)), name);
      assert.ok(Array.isArray(operation.security), name);
      if (!path.startsWith("/v1/")) continue;
      assert.ok(operation.security.length > 0, name);
      for (const status of ["401", "403", "500"]) assert.ok(status in operation.responses, `${name} ${status}`);
      if (path.includes("{")) assert.ok("404" in operation.responses, name);
      if (JSON.stringify(operation).includes('"requestBody":{"required":true,"content":{"application/json"'))
        for (const status of ["400", "413", "415"]) assert.ok(status in operation.responses, `${name} ${status}`);
    }
  });

  it("shows the body of each provider's connection, and where a key, a tenant or a language is told in a header", () => {
    const body = JSON.stringify(part("paths", "/v1/tenants/{tenant}/connections/{provider}", "put", "requestBody"));
    const names = ["LinkedinConnection", "PitchyouConnection", "InterviewSuiteConnection", "LuotettavaTyontekijaConnection", "IcimsConnection"];
    assert.equal(names.length, PROVIDERS.length);
    for (const name of names) {
      assert.ok(body.includes(`#/components/schemas/${name}`), name);
      assert.equal(part("components", "schemas", name)["additionalProperties"], false);
    }
    const session = JSON.stringify(part("paths", "/v1/sessions", "post"));
    assert.ok(session.includes("#/components/parameters/IdempotencyKey") && session.includes("#/components/parameters/BridgeTenant"));
    assert.ok(JSON.stringify(part("paths", "/v1/interview/questions", "get")).includes("#/components/parameters/IfNoneMatch"));
  });

  it("has no note or sample of a field or a schema that is gone", () => {
    const schemas = part("components", "schemas");
    for (const name of Object.keys(SAMPLES)) assert.ok(name in schemas || name === "ApiKeyAnswer", name);
    for (const key of Object.keys(FIELD_NOTES)) {
      const [schema = "", field = ""] = key.split(".");
      assert.ok(field in part("components", "schemas", schema, "properties"), key);
    }
  });

  it("lists every code that /v1 refuses with", () => {
    const listed = new Set(PROBLEM_CODES.map(([, code]) => code));
    // Told to vendors, or by hosted pages, only.
    const elsewhere = new Set([
      "address-not-allowed",
      "bad-challenge",
      "bad-client",
      "bad-signature",
      "console-closed",
      "consent-failed",
      "forbidden",
      "https-required",
      "link-gone",
      "no-usable-id",
      "not-built",
      "not-stored",
      "sign-in-refused",
      "sign-on-gone",
    ]);
    const files = readdirSync(join(root, "edge"), { recursive: true, encoding: "utf8" }).filter(
      (name) => /^(core|integrations|routes)\/.*\.ts$|^[\w-]+\.ts$/.test(name) && !name.includes("openapi"),
    );
    const used = files.flatMap((name) =>
      [...readFileSync(join(root, "edge", name), "utf8").matchAll(/\bcode: "([a-z-]+)"|forbidden\("([a-z-]+)"/g)].map((match) => match[1] ?? match[2] ?? ""),
    );
    assert.ok(used.length > 50);
    assert.deepEqual([...new Set(used)].filter((code) => !listed.has(code) && !elsewhere.has(code)).toSorted(), []);
  });

  describe("holds answers to what it says", () => {
    const json = (status: number, body: unknown, type = "application/json") => new Response(JSON.stringify(body), { status, headers: { "content-type": type } });
    const job = { id: "4711", title: "Driver", updatedAt: "2026-11-22T08:00:00.000Z" };
    const problem = { type: "urn:x", title: "Not found", status: 404, detail: "no such job", code: "not-found", requestId: "req_1" };
    const cases: readonly (readonly [what: string, method: string, path: string, answer: Response, wrong: RegExp | null])[] = [
      ["lets a described answer pass", "GET", "/v1/jobs/4711", json(200, job), null],
      ["lets a described problem pass", "GET", "/v1/jobs/4711", json(404, problem, "application/problem+json"), null],
      ["finds a status that is not described", "GET", "/v1/jobs/4711", json(418, {}), /not 418/],
      ["finds a missing field", "GET", "/v1/jobs/4711", json(200, { id: "4711" }), /must have required property 'title'/],
      ["finds a wrong format", "GET", "/v1/jobs/4711", json(200, { ...job, updatedAt: "yesterday" }), /date-time/],
      ["finds a field that is not described", "POST", "/v1/messages/test", json(202, { id: "1", secret: "x" }), /additional properties/],
      ["finds another content type", "GET", "/v1/jobs/4711", json(200, job, "text/html"), /content type/],
      ["finds a problem that is plain JSON", "GET", "/v1/jobs/4711", json(404, problem), /content type/],
      ["finds a body where none belongs", "DELETE", "/v1/jobs/4711", json(200, {}), /not 200/],
      ["finds an address that is served and not described", "GET", "/v1/unheard-of", json(200, {}), /no such path/],
      ["finds a method that is served and not described", "PUT", "/v1/messages/test", json(200, {}), /no such method/],
    ];
    for (const [what, method, path, answer, wrong] of cases)
      it(what, async () => {
        const checked = createCheck(document).answer(method, path, answer);
        await (wrong === null ? checked : assert.rejects(checked, wrong));
      });

    it("finds a message of a type or with a field that is not described", () => {
      const { message } = createCheck(document);
      message("bridge.test", JSON.stringify({ type: "bridge.test", timestamp: job.updatedAt, data: { id: "1", requestedBy: "operator" } }));
      assert.throws(() => message("bridge.test", JSON.stringify({ type: "bridge.test", timestamp: job.updatedAt, data: { id: "1", by: "x" } })), /additional properties/);
      assert.throws(() => message("bridge.unheard", "{}"), /not described/);
    });
  });
});
