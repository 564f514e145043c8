// /docs, /docs/….md and /llms.txt: the whole description for people and for programs that read text.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after, before, describe, it } from "node:test";
import { Hono } from "hono";
import { endpointsOf } from "../../edge/app.ts";
import { integrations } from "../../edge/integrations/index.ts";
import type { Edge } from "../../edge/ports.ts";
import type { Bindings } from "../../edge/routes/endpoint.ts";
import { PAPERS } from "../../edge/routes/docs-markdown.ts";
import { PROBLEM_CODES } from "../../edge/routes/openapi-problems.ts";
import { mountReference } from "../../edge/routes/reference.ts";
import { createTestApp } from "../support/test-app.ts";
import type { TestApp } from "../support/test-app.ts";

const docs = new URL("../../docs/", import.meta.url);

describe("the reference", () => {
  let test: TestApp;
  let app: Hono<Bindings>;
  let page: string;
  let markdown: string;
  before(async () => {
    test = await createTestApp();
    app = new Hono<Bindings>();
    app.onError((cause, http) => http.text(cause.message, 404));
    // As the build lays them out.
    const read: Edge["assets"]["read"] = async (path) => {
      const file = path.startsWith("docs/") ? new URL(path.slice("docs/".length), docs) : null;
      return file && existsSync(file) ? { body: new Uint8Array(readFileSync(file)), type: "application/octet-stream" } : null;
    };
    mountReference(app, { ...test.edge, assets: { read } }, integrations, endpointsOf(integrations));
    page = await (await app.request("/docs")).text();
    markdown = await (await app.request("/docs/api.md")).text();
  });
  after(() => test.close());

  const endpoints = endpointsOf(integrations);

  it("shows every call, as a page without script and as Markdown", () => {
    assert.ok(!/<script|javascript:|\son\w+=/i.test(page));
    for (const { method, path } of endpoints) {
      assert.ok(page.includes(`>${method}</b><code>${path}</code>`), path);
      assert.ok(markdown.includes(`### ${method} ${path}\n`), path);
    }
  });

  it("leads each entry of its contents, and each link inside, to something on the page", () => {
    const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id));
    const targets = [...page.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? "");
    assert.ok(targets.length > 80);
    assert.deepEqual(
      targets.filter((id) => !ids.has(id)),
      [],
    );
    assert.equal(ids.size, [...page.matchAll(/\sid="([^"]+)"/g)].length);
  });

  it("shows fields with type, limits and what may be left out, and a call with what is needed", () => {
    for (const text of [
      "| `user.name` | string | at most 200 characters |",
      "| `ttlSeconds` (optional) | integer | How long it lasts; 1 to 3600; default 900 |",
      '| `state` | "received" \\| "updated" \\| "revoked" \\| "parked" | received and updated are whole',
      "| `attachments[].sha256` | string |",
      "| `items[].id` | string |",
      "| `items[].person` (optional) | object |",
      "LinkedinConnection:",
      "IcimsConnection:",
      "curl -s -X POST http://localhost:8787/v1/sessions \\\n  -H \"authorization: Bearer $API_KEY\" \\\n  -H 'content-type: application/json'",
    ])
      assert.ok(markdown.includes(text), text);
    assert.ok(page.includes("<code>user.name</code>") && page.includes("1 to 3600; default 900"));
  });

  it("shows each message with a body, and the table of codes", () => {
    for (const type of ["application.received", "interview.rule.met", "connection.state.changed", "alert.raised"]) {
      assert.ok(page.includes(`<b class="event">${type}</b>`), type);
      assert.ok(markdown.includes(`### ${type}\n`) && markdown.includes(`"type": "${type}"`), type);
    }
    for (const [, code] of PROBLEM_CODES) assert.ok(page.includes(`<code>${code}</code>`), code);
  });

  it("serves each paper that llms.txt names, as Markdown, and nothing beside them", async () => {
    const map = await (await app.request("/llms.txt")).text();
    assert.match(map, /^# ats-bridge\n\n> /);
    for (const { path } of PAPERS) {
      assert.ok(map.includes(`/docs/${path})`), path);
      const answer = await app.request(`/docs/${path}`);
      assert.equal(answer.headers.get("content-type"), "text/markdown; charset=utf-8", path);
      assert.equal(await answer.text(), readFileSync(new URL(path, docs), "utf8"));
    }
    for (const path of ["images/job-ad-light.png", "../package.json", "..%2Fpackage.json", "nothing.md"]) assert.notEqual((await app.request(`/docs/${path}`)).status, 200, path);
  });

  it("links papers to each other without a dead end", () => {
    for (const { path } of PAPERS) {
      const text = readFileSync(new URL(path, docs), "utf8");
      for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)) assert.ok(existsSync(new URL(target, new URL(path, docs))), `${path} → ${target}`);
    }
  });
});
