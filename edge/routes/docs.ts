// /docs: the API's description as one quiet page, without script.
import { html, raw } from "hono/html";
import type { Settings } from "../settings.ts";
import type { Endpoint } from "./endpoint.ts";

export const docsStyle = `:root{color-scheme:light dark;--canvas:light-dark(#f7f7f5,#14171a);--surface:light-dark(#fff,#1c2024);--ink:light-dark(#1b1f23,#eceeef);--muted:light-dark(#5a6169,#a3abb3);--line:light-dark(#d9dad6,#343a40);--accent:light-dark(#0b5f6b,#6fd0dc)}
*{box-sizing:border-box}body{margin:0;background:var(--canvas);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:860px;margin:0 auto;padding:32px 16px}h1{font-size:27px;line-height:1.25;margin:0 0 8px}h2{font-size:21px;line-height:1.25;margin:32px 0 8px}
p{color:var(--muted);max-width:70ch;margin:0 0 16px}a{color:var(--accent)}
details{background:var(--surface);border:1px solid var(--line);border-radius:8px;margin:0 0 8px}summary{padding:12px 16px;cursor:pointer;display:grid;grid-template-columns:4.5em 1fr;gap:4px 8px;align-items:baseline}
summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px}summary b{font-size:13px;color:var(--accent)}summary code{overflow-wrap:anywhere;font-size:15px}summary span{grid-column:2;color:var(--muted);font-size:13px}
.mark{border:1px solid var(--line);border-radius:6px;padding:2px 8px;font-size:13px;color:var(--muted)}dl{margin:0;padding:0 16px 16px 16px;display:grid;grid-template-columns:4.5em 1fr;gap:4px 8px;font-size:13px}dt{font-variant-numeric:tabular-nums}dd{margin:0;color:var(--muted)}
@media(max-width:480px){summary,dl{grid-template-columns:3.6em 1fr}}`;

const card = (endpoint: Endpoint) => html`<details>
  <summary><b>${endpoint.method}</b><code>${endpoint.path}</code><span>${endpoint.summary}</span></summary>
  <dl>
    ${endpoint.grant === undefined ? "" : html`<dt>Session</dt><dd>with the grant <code>${endpoint.grant}</code></dd>`}
    ${Object.entries(endpoint.answers).map(([status, { what }]) => html`<dt>${status}</dt><dd>${what}</dd>`)}
  </dl>
</details>`;

export const docsPage = (settings: Settings, endpoints: readonly Endpoint[]) => html`${raw("<!doctype html>")}
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>ats-bridge API</title><link rel="stylesheet" href="/docs/style.css">
</head>
<body><main>
<h1>ats-bridge API</h1>
<p>${settings.mode === "sandbox" ? html`<span class="mark">TEST</span> ` : ""}Served at ${settings.publicUrl}. Shapes of bodies and answers: <a href="/openapi.json">openapi.json</a>. Errors are application/problem+json (RFC 9457) with a stable <code>code</code> and a <code>requestId</code>.</p>
<h2>ATS backend</h2>
<p>Bearer: an API key of the tenant. Where a session is named, a widget may call it too, from the session's origin.</p>
${endpoints.filter((each) => each.plane === "ats").map(card)}
<h2>Operator</h2>
<p>Bearer: the operator's token.</p>
${endpoints.filter((each) => each.plane === "operator").map(card)}
</main></body>
</html>`;
