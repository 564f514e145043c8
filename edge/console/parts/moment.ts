// A moment: relative, with the exact one on hover and focus, in the same place so that nothing moves.
import { html, nothing, type TemplateResult } from "lit";
import { exact, relative } from "../format.ts";

export const moment = (at: string | null | undefined): TemplateResult | typeof nothing =>
  at ? html`<time class="moment" datetime=${at} tabindex="0"><span>${relative(at)}</span><i>, </i><span>${exact(at)}</span></time>` : nothing;
