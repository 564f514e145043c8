// What went wrong: what happened, that nothing was lost if so, the next step; the code and request id small, to copy.
import { html, nothing, type TemplateResult } from "lit";
import type { Problem } from "../call.ts";
import { words } from "../language.ts";
import { copyable } from "./copy.ts";

type Said = [happened: string, next: string];

function saidOf({ code, status }: Problem): Said {
  const { problems } = words();
  const known = problems.codes[code as keyof typeof problems.codes]; // unknown ones fall through
  if (known) return [known.happened, known.next];
  if (status === 0) return [problems.unreachable.happened, problems.unreachable.next];
  if (status === 400 || status === 422) return [problems.invalid.happened, problems.invalid.next];
  if (status === 401 || status === 403) return [problems.forbidden.happened, problems.forbidden.next];
  if (status === 404) return [problems.missing.happened, problems.missing.next];
  if (status === 409) return [problems.conflict.happened, problems.conflict.next];
  if (status === 429) return [problems.tooMany.happened, problems.tooMany.next];
  return [problems.broken.happened, problems.broken.next];
}

export function problemBox(problem: Problem, again?: () => void): TemplateResult {
  const [happened, next] = saidOf(problem);
  const reference = [problem.code, problem.requestId].filter(Boolean).join(" · ");
  return html`<div class="problem" role="alert">
    <p><strong class="status failed">${happened}</strong> ${problem.message ? html`<span lang="en" dir="auto">${problem.message}.</span>` : nothing}</p>
    ${
      problem.errors.length > 0
        ? html`<ul>
          ${problem.errors.map(({ path, message }) => html`<li lang="en"><code>${path}</code> ${message}</li>`)}
        </ul>`
        : nothing
    }
    <p>${next}</p>
    ${again ? html`<button type="button" @click=${again}>${words().problems.again}</button>` : nothing}
    <p class="reference">${copyable(reference, words().problems.reference)}</p>
  </div>`;
}
