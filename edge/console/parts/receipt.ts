// A signed receipt: what was done, counted; what could not be erased elsewhere; the signature to copy or keep.
import { html, nothing, type TemplateResult } from "lit";
import type { Erasure } from "../answers.ts";
import { exact, number } from "../format.ts";
import { words } from "../language.ts";
import { copyable } from "./copy.ts";
import { save } from "./save.ts";
import { status } from "./status.ts";

export function receiptBox({ receipt, signature }: Erasure, fresh: boolean): TemplateResult {
  const { people } = words();
  const title = receipt.kind === "erase" ? people.erasedAt : people.exportedAt;
  const counted = people.counts as Record<string, string>; // further counts are named as the edge names them
  const content = html`<p>${status("done", title)} <time datetime=${receipt.at}>${exact(receipt.at)}</time></p>
    <dl class="figures">
      ${Object.entries(receipt.counts).map(([what, count]) => html`<div><dt>${counted[what] ?? what}</dt><dd>${number(count)}</dd></div>`)}
    </dl>
    ${
      receipt.notErased.length > 0
        ? html`<p><strong>${people.notErased}</strong></p>
          <ul>
            ${receipt.notErased.map(({ where, why }) => html`<li lang="en">${where}: ${why}</li>`)}
          </ul>`
        : receipt.kind === "erase"
          ? html`<p>${people.allErased}</p>`
          : nothing
    }
    <dl class="facts">
      <div><dt>${people.receiptId}</dt><dd>${copyable(receipt.id, people.receiptId)}</dd></div>
      <div><dt>${people.signature}</dt><dd>${copyable(signature, people.signature)}</dd></div>
    </dl>
    <p class="muted">${people.verify} <a href="/.well-known/jwks.json" target="_blank" rel="noopener">/.well-known/jwks.json</a></p>
    <p><button type="button" @click=${() => save(`${receipt.id}.json`, { receipt, signature })}>${people.keepReceipt}</button></p>`;
  return fresh
    ? html`<h2 id="receipt" tabindex="-1">${people.receipt}</h2>
        <div class="surface">${content}</div>`
    : html`<details class="surface">
        <summary>${title} <time datetime=${receipt.at}>${exact(receipt.at)}</time> <code dir="ltr">${receipt.id}</code></summary>
        ${content}
      </details>`;
}
