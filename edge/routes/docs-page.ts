// /docs: the API's description as one quiet page, without script.
import { html, raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";
import type { Settings } from "../settings.ts";
import { curlOf } from "./docs-operations.ts";
import type { Answer, Content, Operation, Reference } from "./docs-operations.ts";
import { shapesOf } from "./docs-shapes.ts";
import type { Named } from "./docs-shapes.ts";
import { PROBLEM_CODES } from "./openapi-problems.ts";

type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export const anchorOf = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-|-$/g, "");

/** `code` between backquotes. */
const prose = (text: string): Html[] => text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
const json = (value: unknown): string => JSON.stringify(value, null, 2);

const fieldTable = (schema: unknown, named: Named): Html[] =>
  shapesOf(schema, named).map(({ title, type, fields }) =>
    fields.length === 0
      ? html`<p class="type"><code>${type}</code></p>`
      : html`${title === "" ? "" : html`<p class="type">${title}</p>`}
          <div class="scroll"><table>
            <thead><tr><th>Field</th><th>Type</th><th>Notes</th></tr></thead>
            <tbody>${fields.map(({ name, type: kind, required, note }) => html`<tr><td><code>${name}</code>${required ? "" : html` <small>optional</small>`}</td><td><code>${kind}</code></td><td>${prose(note)}</td></tr>`)}</tbody>
          </table></div>`,
  );

const example = (label: string, value: unknown): Html => (value === undefined ? html`` : html`<p class="label">${label}</p><pre tabindex="0">${json(value)}</pre>`);

const contentPart = (content: Content, named: Named): Html =>
  html`${content.mediaType === "application/json" ? "" : html`<p class="type"><code>${content.mediaType}</code></p>`}${content.mediaType.endsWith("json") || content.mediaType.includes("form") ? fieldTable(content.schema, named) : ""}${example("Example", content.example)}`;

const answerPart = ({ status, what, content }: Answer, named: Named): Html =>
  html`<h4><code>${status}</code> ${prose(what)}</h4>${content.map((each) => contentPart(each, named))}`;

const operationPart = (operation: Operation, { server, named }: Reference): Html => {
  const { id, method, path, summary, proofs, grant, parameters, body, answers, refusals } = operation;
  return html`<details class="operation">
  <summary><b class="${method.toLowerCase()}">${method}</b><code>${path}</code><span>${summary}</span></summary>
  <div class="inside" id="${id}">
    <p class="proof">${proofs.length === 0 ? "No proof" : `Proof: ${proofs.join(", or ")}`}${grant === null ? "" : html`; the session needs the grant <code>${grant}</code>`} <a href="#${id}">link</a></p>
    <pre tabindex="0">${curlOf(server, operation)}</pre>
    ${
      parameters.length === 0
        ? ""
        : html`<h3>Parameters</h3><div class="scroll"><table>
      <thead><tr><th>Name</th><th>Type</th><th>Notes</th></tr></thead>
      <tbody>${parameters.map((each) => html`<tr><td><code>${each.name}</code> <small>${each.where}${each.required ? "" : ", optional"}</small></td><td><code>${each.type}</code></td><td>${prose(each.note)}</td></tr>`)}</tbody>
    </table></div>`
    }
    ${body.length === 0 ? "" : html`<h3>Body</h3>${body.map((each) => contentPart(each, named))}`}
    <h3>Answers</h3>
    ${answers.map((each) => answerPart(each, named))}
    ${refusals.length === 0 ? "" : html`<h4>Refusals</h4><dl>${refusals.map(({ status, what }) => html`<dt><code>${status}</code></dt><dd>${prose(what)}</dd>`)}</dl>`}
  </div>
</details>`;
};

const messagePart = (message: Operation, { named }: Reference): Html => {
  const [content] = message.body;
  return html`<details class="operation">
  <summary><b class="event">${message.path}</b><span>${message.summary}</span></summary>
  <div class="inside" id="${message.id}"><p class="proof"><a href="#${message.id}">link</a></p>${content ? html`${fieldTable(content.schema, named)}${example("Body", content.example)}` : ""}</div>
</details>`;
};

const contents = ({ tags, operations, messages }: Reference): Html => html`<ul>
  <li><a href="#start">Start</a></li>
  ${tags.filter(({ name }) => name !== "Messages" || operations.some(({ tag }) => tag === name)).map(({ name }) => html`<li><a href="#${anchorOf(name)}">${name}</a> <small>${operations.filter(({ tag }) => tag === name).length}</small></li>`)}
  <li><a href="#message-types">Message types</a> <small>${messages.length}</small></li>
  <li><a href="#codes">Error codes</a> <small>${PROBLEM_CODES.length}</small></li>
</ul>`;

export const docsPage = (settings: Settings, reference: Reference): Html => html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>ats-bridge API</title><link rel="stylesheet" href="/docs/style.css">
</head>
<body>
<a class="skip" href="#start">To the content</a>
<div class="page">
<header>
<h1 id="start">ats-bridge API</h1>
<p>${settings.mode === "sandbox" ? html`<span class="mark">TEST</span> ` : ""}Served at ${reference.server}. For programs: <a href="/openapi.json">openapi.json</a>, <a href="/docs/api.md">api.md</a>, <a href="/llms.txt">llms.txt</a>.</p>
</header>
<nav aria-label="Contents"><details open><summary>Contents</summary>${contents(reference)}</details></nav>
<main>
<dl class="facts">
  <dt>Proof</dt><dd><code>Authorization: Bearer …</code> with an API key of the tenant (your backend), a session (a page of yours), or the operator's token. The operator acts for a tenant with <code>Bridge-Tenant: &lt;id&gt;</code>.</dd>
  <dt>Form</dt><dd>JSON in UTF-8. Times are ISO 8601 in UTC. Ids are opaque. Unknown fields in a body are refused; answers may gain fields.</dd>
  <dt>Lists</dt><dd><code>limit</code> (1 to 200, 50 where nothing is said) and <code>after</code>; the answer is <code>{items, next}</code>.</dd>
  <dt>Errors</dt><dd><code>application/problem+json</code> with a stable <code>code</code> and a <code>requestId</code>; <a href="#codes">all codes</a>.</dd>
</dl>
${reference.tags.map(({ name, description }) => {
  const own = reference.operations.filter(({ tag }) => tag === name);
  return own.length === 0 ? "" : html`<section><h2 id="${anchorOf(name)}">${name}</h2><p>${description}</p>${own.map((each) => operationPart(each, reference))}</section>`;
})}
<section><h2 id="message-types">Message types</h2>
<p>A <code>POST</code> to the tenant's webhook, signed after <a href="https://www.standardwebhooks.com">Standard Webhooks</a>: <code>webhook-id</code> stays the same in each repeat, <code>webhook-timestamp</code> is in seconds, and <code>webhook-signature</code> is <code>v1,</code> and the HMAC-SHA256 over id, timestamp and body, joined by dots, under what stands behind <code>whsec_</code>. Answer 2xx; anything else is tried again for 75 hours.</p>
${reference.messages.map((each) => messagePart(each, reference))}</section>
<section><h2 id="codes">Error codes</h2>
<div class="scroll"><table class="codes"><thead><tr><th>Status</th><th>Code</th><th>Meaning</th></tr></thead>
<tbody>${PROBLEM_CODES.map(([status, code, meaning]) => html`<tr><td>${status}</td><td><code>${code}</code></td><td>${prose(meaning)}</td></tr>`)}</tbody></table></div></section>
</main>
</div>
</body>
</html>`;
