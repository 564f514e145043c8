// The way in: a token, the company's own sign-on, or what has to be set before there is a way.
import { html, nothing, type TemplateResult } from "lit";
import type { Session } from "./answers.ts";
import type { Problem } from "./call.ts";
import { words } from "./language.ts";
import { problemBox } from "./parts/problem.ts";

interface Ways {
  enter: (token: string) => Promise<void>;
  /** The browser goes elsewhere and is to come back to this address. */
  leaveFor: () => void;
}

export function signIn({ auth, loginUrl, mode }: Session, refused: Problem | undefined, { enter, leaveFor }: Ways): TemplateResult {
  const { entry } = words();
  // The token is handed over and forgotten: the browser keeps a cookie that no script can read.
  const onSubmit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const field = event.target instanceof HTMLFormElement ? event.target.querySelector("input") : null;
    const token = field?.value ?? "";
    await enter(token.trim());
    if (!field?.isConnected) return;
    field.value = "";
    field.focus();
  };
  const box = (content: TemplateResult): TemplateResult =>
    html`<div class="entry surface">
      <h1 tabindex="-1">${entry.title}</h1>
      ${content}
    </div>`;

  if (auth === "none")
    return box(
      html`<p><strong class="status needs">${entry.closed}</strong></p>
        <p>${entry.closedWhy}</p>
        <dl class="facts">
          <div><dt><code>CONSOLE_AUTH=token</code></dt><dd>${entry.setToken}</dd></div>
          <div><dt><code>CONSOLE_AUTH=access https://TEAM.cloudflareaccess.com AUDIENCE</code></dt><dd>${entry.setAccess}</dd></div>
          <div><dt><code>CONSOLE_AUTH=oidc https://ISSUER CLIENT_ID CLIENT_SECRET @example.com</code></dt><dd>${entry.setOidc}</dd></div>
        </dl>
        <p>${entry.closedThen}</p>`,
    );
  if (auth === "access")
    return box(
      html`<p>${entry.access}</p>
        <p><a class="control primary" href=${location.href} target="_self">${entry.again}</a></p>`,
    );
  if (auth === "oidc")
    return box(
      html`<p>${entry.elsewhere}</p>
        <p><a class="control primary" href=${loginUrl ?? "/console/login"} @click=${leaveFor}>${entry.enter}</a></p>`,
    );
  return box(
    html`<form @submit=${onSubmit}>
      <div class="field">
        <label for="token">${entry.token}</label>
        <input id="token" name="token" type="password" autocomplete="current-password" required aria-describedby="token-hint" aria-invalid=${refused?.status === 401 || nothing} dir="ltr" />
        <small id="token-hint">${mode === "sandbox" ? html`${entry.tokenHint} ${entry.tokenSandbox} <code>sandbox-operator</code>` : entry.tokenHint}</small>
        ${refused?.status === 401 ? html`<small class="wrong" role="alert">${entry.wrong}</small>` : nothing}
      </div>
      ${refused && refused.status !== 401 ? problemBox(refused) : nothing}
      <button class="primary">${entry.enter}</button>
    </form>`,
  );
}
