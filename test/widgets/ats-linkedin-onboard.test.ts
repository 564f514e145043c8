// <ats-linkedin-onboard> in a real browser: LinkedIn's script and placeholder, its callback, and what becomes of it.
import "../../widgets/ats-linkedin-onboard/define.ts";
import { fakeEdge, frameIn, freshPage, item, linkedIn, loaders, onboard, onboarded, said, untilStored } from "./linkedin/stage.ts";
import { collect, equal, ok, same, until, visibleText } from "./support.ts";

const pair = "RECRUITER_SYSTEM_CONNECT_COMPANY,RECRUITER_SYSTEM_CONNECT_CONTRACT";

describe("the LinkedIn onboarding", () => {
  beforeEach(() => freshPage());
  afterEach(() => freshPage());

  it("LI-8 loads LinkedIn’s script with the customer’s key and the extension, as text set before it runs", async () => {
    const edge = fakeEdge();
    await onboarded();
    const [script, second] = loaders();
    equal(second, undefined);
    equal(script?.src, edge.plugin["scriptUrl"]);
    equal(script?.text, `api_key: ${edge.plugin["apiKey"]}\nextensions: ATSIntegrationWidget@${edge.plugin["extensionUrl"]}`);
    equal(script?.parentNode, document.head);
    same(linkedIn().settings, { api_key: edge.plugin["apiKey"], extensions: `ATSIntegrationWidget@${edge.plugin["extensionUrl"]}` });
  });

  it("LI-10 LI-12 renders the placeholder in light DOM with types, callback and width", async () => {
    const tags: Element[] = [];
    fakeEdge();
    const observer = new MutationObserver((records) =>
      records.forEach(({ addedNodes }) => addedNodes.forEach((node) => node instanceof Element && tags.push(...node.querySelectorAll("script")))),
    );
    observer.observe(document.body, { childList: true, subtree: true });
    const element = await onboarded({ width: "640", supported: `${pair},APPLY_CONNECT` });
    observer.disconnect();
    const [tag] = tags;
    ok(tag instanceof HTMLScriptElement, "the placeholder");
    equal(tag.type, "IN/ATSIntegrationWidget");
    equal(tag.dataset["supportedBundledIntegrationTypes"], `${pair},APPLY_CONNECT`);
    equal(tag.dataset["onintegrate"], linkedIn().callbacks[0]);
    equal(tag.dataset["width"], "640");
    equal(frameIn(element)?.getRootNode(), document);
  });

  it("LI-11 two elements get their own callbacks only, and a removed one leaves no global behind", async () => {
    const edge = fakeEdge();
    const [first, second] = [await onboarded(), await onboarded()];
    const [heardFirst, heardSecond] = [first, second].map((each) => collect(each, "linkedin-integrations"));
    const [one, two] = linkedIn().callbacks;
    ok(one && two && one !== two, "two names");
    equal(typeof Reflect.get(window, one), "function");
    linkedIn().say(1, [said("CSA_API")]);
    await until(() => edge.posts().length === 1, "the post");
    equal(heardFirst?.length, 0);
    equal(heardSecond?.length, 1);
    first.remove();
    equal(Reflect.has(window, one), false);
    equal(Reflect.has(window, two), true);
  });

  it("LI-15 a new width or another list re-renders once, without a second script", async () => {
    fakeEdge();
    const element = await onboarded();
    equal(linkedIn().parses, 1);
    element.width = "320";
    element.supported = `${pair},APPLY_WITH_LINKEDIN`;
    await until(() => frameIn(element)?.width === "320", "the new width");
    equal(frameIn(element)?.dataset["supported"], `${pair},APPLY_WITH_LINKEDIN`);
    equal(element.querySelectorAll("iframe").length, 1);
    equal(linkedIn().parses, 2);
    equal(loaders().length, 1);
    element.locale = "de";
    await element.updateComplete;
    equal(linkedIn().parses, 2, "nothing else re-renders it");
  });

  it("LI-16 five mounts make one script and five parse calls, with the plugin seen each time", async () => {
    fakeEdge();
    for (let visit = 1; visit <= 5; visit++) {
      const element = await onboarded();
      ok(frameIn(element)?.checkVisibility(), `visit ${visit}`);
      equal(linkedIn().parses, visit);
      element.remove();
      equal(element.childElementCount, 0, "nothing stays inside");
    }
    equal(loaders().length, 1);
  });

  it("LI-16 the same element comes back with its plugin when it is put elsewhere", async () => {
    fakeEdge();
    const element = await onboarded();
    document.body.appendChild(document.createElement("div")).append(element);
    await until(() => frameIn(element)?.checkVisibility() && element.state === "test", "the plugin");
    equal(element.querySelectorAll("iframe").length, 1);
  });

  for (const [title, items, count] of [
    ["nothing", [], 0],
    ["one", [said("ONE_CLICK_EXPORT")], 1],
    ["three, of company and contract", [said("ONE_CLICK_EXPORT"), said("IN_ATS_INDICATOR"), said("CSA_API", "urn:li:contract:351831131")], 3],
  ] as const) {
    it(`LI-19 the plugin says ${title}: it is forwarded once`, async () => {
      const edge = fakeEdge();
      const element = await onboarded();
      const heard = collect(document, "linkedin-integrations");
      linkedIn().say(
        0,
        items.map((each) => ({ ...each, onboardingStatus: "REQUESTED" })),
      );
      if (count) await until(() => visibleText(element).includes("Acme"), "the list");
      equal(heard.length, count ? 1 : 0);
      equal(edge.posts().length, count ? 1 : 0);
      if (count) same([heard[0]?.detail.integrations, edge.posts()[0]?.body], [items, { integrations: items }]);
    });
  }

  it("LI-20 an item that lacks a field is refused by name, and the others go on", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    const errors = collect(document, "linkedin-error");
    linkedIn().say(0, [{ integrationContext: "urn:li:person:1", integrationType: "A", tenantType: "B" }, { ...said("CSA_API"), tenantType: "" }, said("CSA_API"), said("CSA_API")]);
    await until(() => edge.posts().length, "the post");
    same(edge.posts()[0]?.body, { integrations: [said("CSA_API")] });
    equal(errors[0]?.detail.code, "bad-callback");
    for (const words of ["integrationContext is urn:li:person:1", "item 1: tenantType"]) ok(errors[0]?.detail.message.includes(words), words);
    await until(() => visibleText(element).includes("Notify partner"), "the next step");
    ok(frameIn(element)?.checkVisibility(), "the plugin is still there");
  });

  it("LI-20 the same thing said twice is one row", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    for (const turn of [1, 2]) {
      linkedIn().say(0, [said("CSA_API")]);
      await until(() => edge.posts().length === turn, "the post");
      await until(() => element.shadowRoot?.querySelector("[part='item']"), "the row");
    }
    equal(element.shadowRoot?.querySelectorAll("[part='item']").length, 1);
  });

  it("LI-21 what the plugin says is on its way within a second, with a key against repeats, and to our edge alone", async () => {
    const edge = fakeEdge();
    await onboarded();
    const before = performance.now();
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => edge.posts().length, "the post");
    ok(performance.now() - before < 500, "at once");
    const { headers, keepalive } = edge.posts()[0]?.init ?? {};
    ok((new Headers(headers).get("idempotency-key") ?? "").length > 20, "the key");
    equal(new Headers(headers).get("authorization"), "Bearer s-1");
    equal(keepalive, true, "it goes on when the page is closed");
    ok(
      edge.calls.every(({ url }) => url.startsWith("https://edge.example/v1/linkedin/")),
      "nobody else is asked",
    );
    await untilStored(edge, 0);
  });

  it("LI-18 says what to do before and in the plugin, and has room for the page’s own help, all by keyboard", async () => {
    fakeEdge();
    const element = await onboarded();
    const help = document.createElement("a");
    Object.assign(help, { slot: "help", href: "#help", textContent: "Guide" });
    element.append(help);
    await element.updateComplete;
    const text = visibleText(element);
    for (const words of ["Recruiter Lite is not enough", "admin of the Recruiter contract", "third-party cookies", "signed in to Recruiter"]) ok(text.includes(words), words);
    const summaries = [...(element.shadowRoot?.querySelectorAll("summary") ?? [])];
    equal(summaries.length, 3);
    for (const summary of summaries) {
      summary.focus();
      equal(element.shadowRoot?.activeElement, summary);
    }
    element.shadowRoot?.querySelector<HTMLElement>("[part='how'] summary")?.click();
    await until(() => visibleText(element).includes("Request both levels"), "the explanation");
    help.focus();
    equal(document.activeElement, help);
  });

  it("LI-8 marks a sandbox, and nothing else", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    equal(element.state, "test");
    ok(visibleText(element).includes("TEST"), "the mark");
    edge.plugin.sandbox = false;
    element.session = "s-2";
    await until(() => element.state === "empty", "the empty state");
    edge.items = [item("CSA_API")];
    window.dispatchEvent(new Event("online"));
    await until(() => element.state === "ready", "the ready state");
    await element.updateComplete;
    ok(!visibleText(element).includes("TEST"), "no mark");
  });

  it("LI-15 a default width does not go beyond its place, one that was asked for does and scrolls", async () => {
    fakeEdge();
    const box = document.body.appendChild(document.createElement("div"));
    box.style.width = "360px";
    const element = await onboarded({}, box);
    ok(Number(frameIn(element)?.width) < 360, `${frameIn(element)?.width} fits`);
    element.width = "wide";
    await element.updateComplete;
    element.width = "700";
    await until(() => frameIn(element)?.width === "700", "the width");
    ok(document.documentElement.scrollWidth <= innerWidth, "the page does not scroll");
  });

  it("LI-21 knows the integrations of an earlier visit", async () => {
    fakeEdge({ items: [item("CSA_API", "ENABLED")] });
    const element = await onboard();
    await until(() => visibleText(element).includes("1 of 1 enabled"), "the list");
  });
});
