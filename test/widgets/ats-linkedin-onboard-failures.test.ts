// Each way in which LinkedIn's plugin or our edge can fail has its own state, code, words and way out.
import "../../widgets/ats-linkedin-onboard/define.ts";
import { fakeEdge, frameIn, freshPage, holdTimers, item, linkedIn, loaders, onboard, onboarded, refusal } from "./linkedin/stage.ts";
import { collect, equal, ok, part, replace, same, until, visibleText } from "./support.ts";

async function sees(element: HTMLElement & { state: string }, state: string, ...words: string[]): Promise<void> {
  await until(() => element.state === state, state);
  for (const each of words) await until(() => visibleText(element).includes(each), `“${each}” in “${visibleText(element)}”`, 2_000);
}

function violation(effectiveDirective: string, blockedURI: string, more: SecurityPolicyViolationEventInit | object = {}): void {
  const init = { effectiveDirective, blockedURI, documentURI: "", violatedDirective: "", originalPolicy: "", disposition: "enforce", statusCode: 0, ...more } as const;
  document.dispatchEvent(new SecurityPolicyViolationEvent("securitypolicyviolation", init));
}

describe("the LinkedIn onboarding that fails", () => {
  beforeEach(() => {
    freshPage();
    replace(console, "warn", () => {});
  });
  afterEach(() => freshPage());

  it("LI-17 script-blocked: says that something holds LinkedIn back, and tries again on request", async () => {
    const edge = fakeEdge();
    const good = edge.plugin.scriptUrl;
    edge.plugin.scriptUrl = `${location.origin}/missing/in.js`;
    const errors = collect(document, "linkedin-error");
    const element = await onboard();
    await sees(element, "blocked", "ad blocker", "Try again", "script-blocked");
    same(
      errors.map(({ detail }) => [detail.code, detail.retryable]),
      [["script-blocked", true]],
    );
    equal(loaders().length, 0, "the dead tag is gone");
    edge.plugin.scriptUrl = good;
    part(element, "retry").click();
    await until(() => frameIn(element), "the plugin");
  });

  for (const [directive, host, more] of [
    ["script-src-elem", "https://platform.linkedin.com", {}],
    ["frame-src", "https://www.linkedin.com", {}],
    ["connect-src", "https://www.linkedin.com", {}],
  ] as const) {
    it(`LI-17 csp-blocked: names ${host}, which ${directive} lacks`, async () => {
      fakeEdge();
      const element = await onboarded({ debug: "" });
      const errors = collect(document, "linkedin-error");
      violation(directive, `${host}/some/file`, { ...more, disposition: "report" });
      equal(errors.length, 0, "a report blocks nothing");
      violation(directive, "https://elsewhere.example/x");
      equal(errors.length, 0, "another’s trouble is not ours");
      violation(directive, `${host}/some/file`);
      await sees(element, "blocked", host.slice(8), "security policy", `${directive.replace("-elem", "")} of this page must allow ${host}`);
      same(
        errors.map(({ detail }) => [detail.code, detail.message.includes(host)]),
        [["csp-blocked", true]],
      );
    });
  }

  it("LI-17 trusted-types-blocked: says that LinkedIn’s script does not suit, and leads to the hosted page", async () => {
    const edge = fakeEdge();
    const element = await onboarded({ "hosted-url": "https://edge.example/embed/1" });
    violation("require-trusted-types-for", "trusted-types-sink", { sourceFile: edge.plugin.scriptUrl });
    await sees(element, "blocked", "Trusted Types", "trusted-types-blocked");
    const link = part(element, "hosted");
    equal(link instanceof HTMLAnchorElement && link.href, "https://edge.example/embed/1");
  });

  it("LI-17 origin-not-allowed: names the origin, and loads nothing of LinkedIn", async () => {
    const edge = fakeEdge({ plugin: { allowedDomains: ["https://ats.example", `${location.origin}/`] } });
    const errors = collect(document, "linkedin-error");
    const element = await onboard();
    await sees(element, "blocked", `LinkedIn does not know ${location.origin}`, "not so");
    equal(errors[0]?.detail.code, "origin-not-allowed");
    equal(loaders().length, 0);
    edge.plugin.allowedDomains = [location.origin];
    part(element, "retry").click();
    await until(() => frameIn(element), "the plugin");
  });

  it("LI-17 origin-not-allowed: an edge that does not know LinkedIn’s list stops nobody", async () => {
    const edge = fakeEdge();
    delete edge.plugin.allowedDomains;
    await onboarded();
  });

  it("LI-16 plugin-blank: says so when no frame has come for eight seconds, and takes a late one", async () => {
    freshPage("slow");
    replace(console, "warn", () => {});
    const fire = holdTimers(8_000);
    fakeEdge();
    const element = await onboard();
    await until(() => element.querySelector("[slot=plugin]"), "the place");
    const errors = collect(document, "linkedin-error");
    fire();
    await sees(element, "error", "stays empty", "third-party cookies", "five minutes");
    same(
      errors.map(({ detail }) => [detail.code, detail.retryable]),
      [["plugin-blank", true]],
    );
    await until(() => element.state === "test", "the late plugin");
    await element.updateComplete;
    ok(!visibleText(element).includes("stays empty"), "the words are gone");
  });

  it("LI-16 plugin-blank: a framework that never comes to life is one too", async () => {
    freshPage("dead");
    const now = window.setTimeout;
    replace(window, "setTimeout", ((run: () => void, ms?: number, ...rest: unknown[]) => now(run, ms === 50 ? 0 : ms, ...rest)) as typeof setTimeout);
    fakeEdge();
    const element = await onboard();
    await sees(element, "error", "stays empty", "plugin-blank");
  });

  it("LI-7 key-too-young: says how long it takes, and tries again by itself", async () => {
    freshPage("blank");
    const fire = holdTimers(8_000);
    const later = holdTimers(30_000);
    fakeEdge({ plugin: { provisionedAt: new Date(Date.now() - 60_000).toISOString() } });
    const element = await onboard();
    await until(() => element.querySelector("[slot=plugin]"), "the place");
    fire();
    await sees(element, "error", "The connection is new", "key-too-young");
    linkedIn().mode = "";
    later();
    await until(() => frameIn(element), "the plugin");
  });

  it("LI-9 second-key: another customer’s key is not loaded beside the first, and there are two ways out", async () => {
    fakeEdge();
    const first = await onboarded();
    const { api_key: firstKey } = linkedIn().settings;
    first.remove();
    fakeEdge({ items: [item("CSA_API")] });
    const errors = collect(document, "linkedin-error");
    const second = await onboard({ session: "s-2", "hosted-url": "/embed/2" });
    await sees(second, "blocked", "another customer", "Reload page", "Open on a page of its own");
    same(
      errors.map(({ detail }) => [detail.code, detail.retryable]),
      [["second-key", false]],
    );
    equal(frameIn(second), null);
    equal(loaders().length, 1);
    equal(linkedIn().settings["api_key"], firstKey);
    ok(visibleText(second).includes("Acme CSA_API"), "what stands is still shown");
  });

  it("LI-9 second-key: a session of another customer takes the first one’s plugin away", async () => {
    const edge = fakeEdge({ items: [item("CSA_API")] });
    const element = await onboarded();
    const moves = collect(document, "linkedin-status");
    edge.plugin.apiKey = "another";
    edge.items = [item("ONE_CLICK_EXPORT", "ENABLED")];
    element.session = "s-2";
    await sees(element, "blocked", "another customer");
    equal(frameIn(element), null);
    await until(() => visibleText(element).includes("ONE_CLICK_EXPORT"), "the other’s list");
    equal(moves.length, 0, "another customer’s list is no change");
  });

  it("LI-9 second-key: a fresh session of the same customer moves nothing", async () => {
    fakeEdge();
    const element = await onboarded();
    const frame = frameIn(element);
    element.session = "s-2";
    await element.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 50));
    equal(frameIn(element), frame);
  });

  it("LI-9 second-key: the page’s own LinkedIn script counts", async () => {
    const edge = fakeEdge();
    const own = document.createElement("script");
    own.text = "api_key: theirs\nauthorize: true";
    own.src = edge.plugin.scriptUrl;
    document.head.append(own);
    const element = await onboard();
    await sees(element, "blocked", "another customer");
    equal(loaders().length, 1);
  });

  const ofEdge: [title: string, answer: () => Response, state: string, ...words: string[]][] = [
    ["LI-34 session-expired: asks to sign in again", refusal(401, "session-expired"), "expired", "Sign in again", "session-expired"],
    ["LI-34 grant-missing: says who can grant it", refusal(403, "grant-missing"), "blocked", "no permission", "can grant it", "grant-missing · req-1"],
    ["LI-34 origin-not-allowed by our edge is not LinkedIn’s list", refusal(403, "origin-not-allowed"), "blocked", "not fully set up"],
    ["LI-34 not-connected: says who can set it up", refusal(409, "not-connected"), "blocked", "Whoever runs your applicant tracking system"],
    ["LI-34 an error of the edge: nothing was lost", refusal(503, "unavailable"), "error", "Nothing was lost", "keep trying"],
    [
      "LI-34 unreachable: nothing was lost",
      () => {
        throw new TypeError("Failed to fetch");
      },
      "error",
      "Nothing was lost",
      "edge-unreachable",
    ],
    ["LI-34 an answer that is none", () => new Response("<h1>", { status: 200 }), "error", "No answer at the moment", "bad-answer"],
  ];
  for (const [title, answer, state, ...words] of ofEdge) {
    it(title, async () => {
      const edge = fakeEdge();
      edge.instead["GET /v1/linkedin/plugin"] = answer;
      edge.instead["GET /v1/linkedin/integrations"] = answer;
      const errors = collect(document, "linkedin-error");
      const element = await onboard();
      await sees(element, state, ...words);
      equal(errors.length, 1, "it is told once");
      equal(loaders().length, 0);
      edge.instead = {};
      part(element, "retry").click();
      await until(() => frameIn(element), "the plugin, on request");
    });
  }

  it("LI-34 an edge that is no address is told, not thrown", async () => {
    fakeEdge();
    const errors = collect(document, "linkedin-error");
    const element = await onboard({ edge: "https://" });
    await sees(element, "error", "bad-edge");
    equal(errors.length, 1);
  });

  it("LI-34 offline: waits, and goes on by itself", async () => {
    replace(navigator, "onLine", false);
    const edge = fakeEdge();
    const element = await onboard();
    await sees(element, "offline", "No internet connection");
    equal(edge.calls.length, 0);
    replace(navigator, "onLine", true);
    window.dispatchEvent(new Event("online"));
    await until(() => frameIn(element), "the plugin");
  });

  it("LI-34 a list that is there stays, with what is wrong above it", async () => {
    const edge = fakeEdge({ items: [item("CSA_API", "PARTNER_READY")] });
    const element = await onboarded();
    edge.instead["GET /v1/linkedin/integrations"] = refusal(503, "unavailable");
    document.dispatchEvent(new Event("visibilitychange"));
    await sees(element, "error", "No answer at the moment", "Acme CSA_API");
    ok(frameIn(element)?.checkVisibility(), "the plugin stays");
    edge.instead = {};
    document.dispatchEvent(new Event("visibilitychange"));
    await until(() => element.state === "test", "the end of it");
  });

  it("LI-17 names causes for developers only", async () => {
    fakeEdge({ plugin: { allowedDomains: [] } });
    const element = await onboard();
    await sees(element, "blocked");
    ok(!visibleText(element).includes("JavaScript API domains"), "not for visitors");
    element.debug = true;
    await until(() => visibleText(element).includes("JavaScript API domains"), "for developers");
  });
});
