// <bridge-console>: who is signed in, which view the address asks for, and the frame around it.
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { html as staticHtml, unsafeStatic } from "lit/static-html.js";
import type { Session } from "./answers.ts";
import { call, onSignedOut, type Problem } from "./call.ts";
import { LANGUAGES, keepLanguage, speak, words, type Language } from "./language.ts";
import { problemBox } from "./parts/problem.ts";
import { say, sayIn } from "./parts/say.ts";
import { testMark } from "./parts/status.ts";
import { BASE, go, parseRoute, type Route } from "./routes.ts";
import { signIn } from "./sign-in.ts";
import { tenantNav } from "./parts/tenant-nav.ts";

const RETURN_TO = "ats-bridge.console.return-to";

export class BridgeConsole extends LitElement {
  static override properties = {
    route: { state: true },
    session: { state: true },
    problem: { state: true },
    refused: { state: true },
    language: { state: true },
    offline: { state: true },
  };
  declare private route: Route;
  declare private session: Session | undefined;
  declare private problem: Problem | undefined;
  /** Why signing in did not work. */
  declare private refused: Problem | undefined;
  declare private language: string;
  declare private offline: boolean;

  private listening = new AbortController();

  constructor() {
    super();
    this.route = parseRoute(new URL(location.href));
    this.language = document.documentElement.lang;
    this.offline = !navigator.onLine;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    onSignedOut(() => {
      if (this.session?.signedIn) this.session = { ...this.session, signedIn: false };
      void this.readSession();
    });
    const { signal } = (this.listening = new AbortController());
    window.addEventListener("popstate", () => void this.follow(), { signal });
    for (const change of ["online", "offline"]) window.addEventListener(change, () => (this.offline = !navigator.onLine), { signal });
    this.addEventListener("click", (event) => this.onClick(event), { signal });
    void this.readSession();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listening.abort();
  }

  protected override firstUpdated(): void {
    sayIn(this.querySelector(".said") ?? undefined);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("session")) this.showPlace();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.session?.signedIn && changed.has("session")) this.returnToAddress();
  }

  private async readSession(): Promise<void> {
    const answer = await call<Session>("GET", "/console/session");
    this.problem = answer.problem;
    if (answer.value) this.session = answer.value;
  }

  /** Links stay links: only a plain click on one of ours changes the view without a load. */
  private onClick(event: MouseEvent): void {
    const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement);
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || event.defaultPrevented || link.target || link.hasAttribute("download") || link.origin !== location.origin) return;
    if (!`${link.pathname}/`.startsWith(`${BASE}/`) || link.hash || link.pathname === `${BASE}/login`) return;
    event.preventDefault();
    go(link.pathname + link.search);
  }

  private async follow(): Promise<void> {
    const before = this.route;
    this.route = parseRoute(new URL(location.href));
    if (this.route.path === before.path) return;
    say("");
    await this.updateComplete;
    // Whoever reads with the ears hears where they are; whoever uses the keyboard goes on from there.
    window.scrollTo(0, 0);
    this.showPlace();
    this.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }

  /** On a phone the tenant's pages are a strip that scrolls. */
  private showPlace(): void {
    const strip = this.querySelector<HTMLElement>(".pages");
    const here = strip?.querySelector<HTMLElement>("[aria-current]");
    if (strip && here) strip.scrollLeft += here.getBoundingClientRect().left - strip.getBoundingClientRect().left - (strip.clientWidth - here.offsetWidth) / 2;
  }

  /** The address that a sign-on elsewhere made us leave. */
  private returnToAddress(): void {
    const kept = sessionStorage.getItem(RETURN_TO);
    sessionStorage.removeItem(RETURN_TO);
    if (kept?.startsWith(`${BASE}/`) && this.route.view === "overview") go(kept, true);
  }

  private async enter(token: string): Promise<void> {
    const { problem } = await call("POST", "/console/session", { body: { token } });
    this.refused = problem;
    if (problem) return;
    await this.readSession();
    await this.updateComplete;
    this.querySelector<HTMLElement>("h1")?.focus();
  }

  private async leave(): Promise<void> {
    await call("DELETE", "/console/session");
    await this.readSession();
    await this.updateComplete;
    this.querySelector<HTMLElement>("h1")?.focus();
  }

  private async chooseLanguage(event: Event): Promise<void> {
    if (!(event.target instanceof HTMLSelectElement)) return;
    const chosen = event.target.value as Language; // its options are the languages' own
    await speak(chosen);
    keepLanguage(chosen);
    this.language = chosen;
  }

  private header(): TemplateResult {
    const { shell } = words();
    const signedIn = this.session?.signedIn ?? false;
    return html`<header class="top">
      <a class="brand" href=${BASE}>ats-bridge</a>
      ${testMark(this.session?.mode)}
      <label class="language"
        ><span class="hidden">${shell.language}</span
        ><select @change=${(event: Event) => this.chooseLanguage(event)}>
          ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option value=${tag} lang=${tag} ?selected=${tag === this.language}>${name}</option>`)}
        </select></label
      >
      ${signedIn ? html`<button type="button" @click=${() => this.leave()}>${shell.signOut}</button>` : nothing}
    </header>`;
  }

  private content(): TemplateResult | typeof nothing {
    const { session, problem, route } = this;
    if (!session) return problem ? html`<h1 tabindex="-1">${words().problems.title}</h1>${problemBox(problem, () => void this.readSession())}` : nothing;
    if (!session.signedIn) {
      const leaveFor = (): void => sessionStorage.setItem(RETURN_TO, location.pathname + location.search);
      return signIn(session, this.refused, { enter: (token) => this.enter(token), leaveFor });
    }
    const tag = unsafeStatic(`console-${route.view}`);
    return html`${keyed(route.path, staticHtml`<${tag} .route=${route} .language=${this.language}></${tag}>`)}`;
  }

  protected override render(): TemplateResult {
    const { shell } = words();
    return html`<a class="skip" href="#main">${shell.skip}</a>
      ${this.header()} ${this.session?.signedIn ? tenantNav(this.route) : nothing}
      ${this.offline ? html`<p class="offline" role="status"><strong class="status needs">${shell.offline}</strong> ${shell.offlineNext}</p>` : nothing}
      <main id="main" tabindex="-1">${this.content()}</main>
      <p class="said" role="status"></p>`;
  }
}
