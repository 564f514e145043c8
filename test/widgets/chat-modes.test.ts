// <pitchyou-chat> in a real browser: where the chat opens, and what it says when it may not or cannot.
import { answerFetch, collect, equal, json, mount, ok, part, problem, replace, restore, same, until, visibleText } from "./support.ts";
import { choosePlace, type Circumstances } from "../../widgets/pitchyou-chat/chats.ts";
import { attributes, chatAnswer, fakeTab, frameIn, memory, opened } from "./chat-support.ts";

describe("<pitchyou-chat>", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(restore);

  it("PY-33 opens in the page where the edge and the page allow it, and moves focus inside", async () => {
    answerFetch(chatAnswer({ mode: "iframe" }));
    const chat = await mount("pitchyou-chat", attributes);
    const openings = collect(document, "pitchyou-chat-open");
    const frame = await opened(chat);
    same(openings[0]?.detail, { profileId: "p-1", mode: "iframe", sandbox: false, reason: "asked-by-edge" });
    await until(() => chat.shadowRoot?.activeElement === frame, "the frame has the focus");
    part(chat, "close").click();
    await chat.updateComplete;
    await until(() => chat.shadowRoot?.activeElement === part(chat, "open"), "the focus is back on the button");
  });

  it("PY-33 closes by Escape", async () => {
    answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", attributes);
    await opened(chat);
    part(chat, "close").dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    await until(() => !frameIn(chat), "the frame is gone");
  });

  it("PY-33 opens a tab within the click, and sends it on without telling where it came from", async () => {
    const { calls, tab } = fakeTab();
    const asked = answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", { ...attributes, mode: "tab" });
    const loaded = collect(chat, "pitchyou-chat-loaded");
    ok(!chat.shadowRoot?.querySelector("[part='open']"), "the only button opens a tab");
    part(chat, "open-tab").click();
    same(calls, [["", "_blank"]]);
    equal(asked.length, 0, "the window is there before the call");
    await until(() => tab.location.href.includes("token=secret-"), "the tab is sent on");
    await until(() => tab.document.readyState === "complete", "the tab is there");
    equal(tab.document.referrer, "");
    equal(tab.opener, null);
    same(loaded[0]?.detail, { profileId: "p-1", mode: "tab" });
    ok(visibleText(chat).includes("open in another tab"), "the panel says where it is");
  });

  it("PY-33 PY-34 takes a new token for the tab, and closes the frame", async () => {
    const { tab } = fakeTab();
    const calls = answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", attributes);
    const first = (await opened(chat)).src;
    part(chat, "open-tab").click();
    await until(() => tab.location.href.includes("secret-"), "the tab is sent on");
    ok(tab.location.href !== first, "with a token of its own");
    equal(calls.length, 2);
    equal(frameIn(chat), null);
  });

  it("PY-33 shows a link where the browser opens no window, for one use", async () => {
    replace(window, "open", () => null);
    answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", { ...attributes, mode: "tab" });
    part(chat, "open-tab").click();
    const found = (): HTMLAnchorElement | null | undefined => chat.shadowRoot?.querySelector("a");
    await until(found, "the link");
    const link = found();
    ok(link && link.href.includes("secret-"), "the link leads to the chat");
    equal(link.rel, "noopener noreferrer");
    link.addEventListener("click", (event) => event.preventDefault());
    link.click();
    ok(memory(chat).includes("secret-"), "until then it is kept in memory");
    await until(() => !found(), "the link is gone once used");
    ok(!memory(chat).includes("secret-"), "the object has forgotten it");
  });

  it("PY-33 closes the empty tab again where the edge gives no chat", async () => {
    let closed = 0;
    const { tab } = fakeTab();
    replace(tab, "close", () => void closed++);
    answerFetch(() => problem(502, "vendor-unavailable"));
    const chat = await mount("pitchyou-chat", { ...attributes, mode: "tab" });
    part(chat, "open-tab").click();
    await until(() => chat.state === "error", "the error");
    equal(closed, 1);
  });

  it("PY-33 goes where the edge says, and remembers it for the next click", async () => {
    const { calls } = fakeTab();
    answerFetch(chatAnswer({ mode: "tab" }));
    const chat = await mount("pitchyou-chat", attributes);
    const openings = collect(chat, "pitchyou-chat-open");
    part(chat, "open").click();
    await until(() => openings.length, "the opening");
    same(openings[0]?.detail, { profileId: "p-1", mode: "tab", sandbox: false, reason: "asked-by-edge" });
    chat.close();
    void chat.open();
    equal(calls.length, 2, "the second tab opens within the click");
    await until(() => openings.length === 2, "the second opening");
    equal(openings[1]?.detail.mode, "tab");
  });

  describe("with the vendor’s widget", () => {
    const mounted: string[] = [];
    const widget = { script: `${location.origin}/test/widgets/vendor-widget.js`, style: `${location.origin}/test/widgets/vendor-widget.css` };

    beforeEach(() => {
      mounted.length = 0;
      Object.assign(window, { onVendorWidget: (text: string) => mounted.push(text) });
    });

    it("PY-33 loads script and style once a page, and gives it the address", async () => {
      answerFetch(chatAnswer({ mode: "widget", widget }));
      const [first, second] = [await mount("pitchyou-chat", attributes), await mount("pitchyou-chat", { ...attributes, "profile-id": "p-2" })];
      for (const chat of [first, second]) part(chat, "open").click();
      await until(() => mounted.length === 2, "both widgets");
      equal(document.head.querySelectorAll('script[src$="vendor-widget.js"]').length, 1);
      ok(
        mounted.every((text) => text.includes("secret-")),
        "each has an address",
      );
      ok(first.querySelector("[slot='widget']")?.checkVisibility(), "it is seen");
      first.close();
      equal(first.querySelector("[slot='widget']"), null);
      ok(mounted.includes("unmounted"), "it is taken away in its own way");
    });

    it("PY-33 PY-34 falls back to the frame with the same, unspent token, and says why", async () => {
      const calls = answerFetch(chatAnswer({ mode: "widget", widget: { ...widget, script: `${location.origin}/missing.js` } }));
      const chat = await mount("pitchyou-chat", attributes);
      const openings = collect(chat, "pitchyou-chat-open");
      await opened(chat);
      same(
        openings.map(({ detail }) => [detail.mode, detail.reason]),
        [["iframe", "vendor-widget-failed"]],
      );
      equal(calls.length, 1);
    });

    it("PY-33 says so where the edge knows no widget", async () => {
      answerFetch(chatAnswer());
      const chat = await mount("pitchyou-chat", { ...attributes, mode: "widget" });
      const openings = collect(chat, "pitchyou-chat-open");
      await opened(chat);
      same(
        openings.map(({ detail }) => [detail.mode, detail.reason]),
        [["iframe", "no-vendor-widget"]],
      );
    });
  });

  it("PY-33 offers the tab when the frame shows nothing for eight seconds", async () => {
    let fire = (): void => {};
    const later = window.setTimeout;
    replace(window, "setTimeout", ((run: () => void, ms?: number) => {
      if (ms === 8_000) fire = run;
      return ms === 8_000 ? 0 : later(run, ms);
    }) as typeof setTimeout);
    answerFetch(() => json(201, { url: "http://127.0.0.1:1/never", sandbox: false }));
    const chat = await mount("pitchyou-chat", attributes);
    replace(HTMLIFrameElement.prototype, "addEventListener", () => {});
    part(chat, "open").click();
    await until(() => frameIn(chat), "the frame");
    ok(!visibleText(chat).includes("takes longer"), "not yet");
    fire();
    await until(() => visibleText(chat).includes("takes longer"), "the way out");
    ok(part(chat, "open-tab").checkVisibility(), "the tab is offered");
  });

  it("PY-33 opens by itself where asked, but takes no focus and opens no tab", async () => {
    const { calls } = fakeTab();
    const asked = answerFetch(chatAnswer());
    const field = document.body.appendChild(document.createElement("input"));
    field.focus();
    const chat = await mount("pitchyou-chat", { ...attributes, "auto-open": "" });
    await until(() => chat.shadowRoot?.querySelector("iframe")?.contentDocument?.readyState === "complete", "the chat");
    equal(document.activeElement, field);
    await mount("pitchyou-chat", { ...attributes, "auto-open": "", mode: "tab" });
    equal(calls.length, 0);
    equal(asked.length, 1);
  });

  const page = { wanted: "auto", narrow: false, frameBlocked: false };
  const vendor = { script: "https://vendor.example/w.js", style: "https://vendor.example/w.css" };
  const chosen: [chat: Parameters<typeof choosePlace>[0], page: Partial<Circumstances>, mode: string, reason: string][] = [
    [{ mode: undefined, widget: undefined }, {}, "iframe", "fits-the-page"],
    [{ mode: undefined, widget: vendor }, {}, "widget", "fits-the-page"],
    [{ mode: "tab", widget: vendor }, {}, "tab", "asked-by-edge"],
    [{ mode: "iframe", widget: vendor }, {}, "iframe", "asked-by-edge"],
    [{ mode: "widget", widget: undefined }, {}, "iframe", "no-vendor-widget"],
    [{ mode: "iframe", widget: undefined }, { narrow: true }, "tab", "narrow-screen"],
    [{ mode: "iframe", widget: undefined }, { narrow: true, frameBlocked: true }, "tab", "frame-blocked-by-csp"],
    [{ mode: "tab", widget: undefined }, { wanted: "iframe", narrow: true }, "iframe", "asked-by-page"],
    [{ mode: "tab", widget: undefined }, { wanted: "widget" }, "iframe", "no-vendor-widget"],
    [undefined, { wanted: "tab" }, "tab", "asked-by-page"],
  ];
  for (const [chat, circumstances, mode, reason] of chosen) {
    it(`PY-33 chooses ${mode} and says why: ${reason}, for ${JSON.stringify([chat?.mode, Boolean(chat?.widget), circumstances])}`, () =>
      same(choosePlace(chat, { ...page, ...circumstances }), { mode, reason }));
  }

  it("PY-33 says why it is in a tab, where debug asks", async () => {
    fakeTab();
    answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", { ...attributes, mode: "tab", debug: "" });
    part(chat, "open-tab").click();
    await until(() => visibleText(chat).includes("asked-by-page"), "the reason");
    chat.debug = false;
    await chat.updateComplete;
    ok(!visibleText(chat).includes("asked-by-page"), "visitors are spared it");
  });

  it("PY-35 marks a chat of the test environment", async () => {
    answerFetch(chatAnswer({ sandbox: true }));
    const chat = await mount("pitchyou-chat", attributes);
    ok(!part(chat, "test").checkVisibility(), "no mark before the answer");
    await opened(chat);
    equal(chat.state, "test");
    ok(part(chat, "test").checkVisibility(), "the mark is seen");
  });

  it("PY-36 says what the chat is good for, whose name stands under it, and that WhatsApp’s 24 hours are not seen", async () => {
    const chat = await mount("pitchyou-chat", { ...attributes, "recruiter-name": "Jana $& Weber" });
    const text = visibleText(chat);
    for (const words of ["asking for further documents", "interview date", "applicant’s WhatsApp", "You need no WhatsApp", "Signed “Jana $& Weber”", "24 hours"]) {
      ok(text.includes(words), `it says: ${words}`);
    }
  });

  describe("when it may not or cannot", () => {
    const cases: [title: string, answer: () => Response, state: string, words: string][] = [
      ["PY-36 says who can approve the page", () => problem(403, "origin-not-allowed"), "blocked", "Whoever runs your applicant tracking system"],
      ["PY-36 says who can grant the permission", () => problem(403, "grant-missing"), "blocked", "Whoever administers"],
      ["PY-36 says who can set it up", () => problem(409, "not-connected"), "blocked", "not set up yet"],
      ["PY-36 asks to sign in again", () => problem(401, "session-expired"), "expired", "Sign in again"],
      ["PY-32 knows an application that PitchYou does not know", () => problem(404, "profile-not-found"), "error", "does not know this application"],
      ["PY-33 says that PitchYou refuses, and that the chat may lack in the contract", () => problem(502, "vendor-refused-us"), "error", "a part of the contract by itself"],
      ["PY-36 says who can set it up where the page has no session for it", () => problem(403, "session-missing"), "blocked", "not set up yet"],
      ["PY-33 says that PitchYou does not answer", () => problem(504, "vendor-timeout"), "error", "PitchYou is not answering"],
      ["PY-33 says that nothing was lost", () => problem(500, "internal"), "error", "Nothing was lost"],
      ["PY-34 takes no address that is none", () => json(201, { url: "javascript:alert(1)", sandbox: false }), "error", "Nothing was lost"],
    ];

    for (const [title, answer, state, words] of cases) {
      it(title, async () => {
        answerFetch(answer);
        const chat = await mount("pitchyou-chat", attributes);
        const errors = collect(document, "pitchyou-chat-error");
        part(chat, "open").click();
        await until(() => chat.state === state, state);
        await chat.updateComplete;
        ok(visibleText(chat).includes(words), `it says “${words}”, not “${visibleText(chat)}”`);
        ok(visibleText(chat).includes(errors[0]?.detail.code), "the code is there to copy");
        ok(!visibleText(chat).includes("a detail"), "causes are for debug");
        chat.debug = true;
        await chat.updateComplete;
        ok(visibleText(chat).includes(errors[0]?.detail.message), "debug names the cause");
      });
    }

    it("PY-33 says what it can where the file with the words does not come, and the rest once it does", async () => {
      answerFetch(() => problem(401, "session-expired"));
      const chat = await mount("pitchyou-chat", attributes);
      let arrive = (): void => {};
      const late = new Promise<void>((resolve) => (arrive = resolve));
      const files: { problems(): Promise<unknown> } = Reflect.get(chat, "files");
      Object.assign(chat, { files: { ...files, problems: async () => (await late, files.problems()) } });
      part(chat, "open").click();
      await until(() => visibleText(chat).includes("Nothing was lost"), "the general words", 8_000);
      equal(chat.shadowRoot?.activeElement, part(chat, "open"), "the way on has the focus");
      arrive();
      await until(() => visibleText(chat).includes("Sign in again"), "the better ones");
    });

    it("PY-33 waits for the connection, and comes back with it", async () => {
      replace(navigator, "onLine", false);
      const calls = answerFetch(chatAnswer());
      const chat = await mount("pitchyou-chat", attributes);
      part(chat, "open").click();
      await until(() => chat.state === "offline", "offline");
      equal(calls.length, 0);
      window.dispatchEvent(new Event("online"));
      await until(() => chat.state === "ready", "ready again");
    });

    it("PY-33 names the host that the page’s CSP lacks, and goes to a tab from then on", async () => {
      const { calls } = fakeTab();
      answerFetch(() => json(201, { url: "https://chat.example/t", sandbox: false }));
      const chat = await mount("pitchyou-chat", { ...attributes, debug: "" });
      part(chat, "open").click();
      await until(() => frameIn(chat), "the frame");
      document.dispatchEvent(
        new SecurityPolicyViolationEvent("securitypolicyviolation", {
          effectiveDirective: "frame-src",
          blockedURI: "https://chat.example",
          documentURI: "",
          violatedDirective: "frame-src",
          originalPolicy: "",
          disposition: "enforce",
          statusCode: 0,
        }),
      );
      await until(() => chat.state === "blocked", "blocked");
      await chat.updateComplete;
      ok(visibleText(chat).includes("frame-src of this page must allow https://chat.example"), "debug names the host");
      equal(frameIn(chat), null);
      part(chat, "open-tab").click();
      equal(calls.length, 1);
    });

    it("PY-36 tries again on request", async () => {
      answerFetch(() => problem(502, "vendor-unavailable"), chatAnswer());
      const chat = await mount("pitchyou-chat", attributes);
      part(chat, "open").click();
      await until(() => chat.state === "error", "the error");
      await opened(chat);
    });
  });

  it("PY-10 PY-36 speaks five languages, and takes single words from the page", async () => {
    for (const [locale, words] of [
      ["de", "Chat öffnen"],
      ["fi", "Avaa keskustelu"],
      ["sv", "Öppna chatten"],
      ["fr", "Ouvrir la discussion"],
    ] as const) {
      const chat = await mount("pitchyou-chat", { ...attributes, locale });
      ok(visibleText(chat).includes(words), locale);
    }
    const chat = await mount("pitchyou-chat", attributes);
    chat.texts = { open: "Write to them" };
    await chat.updateComplete;
    equal(part(chat, "open").textContent, "Write to them");
    chat.locale = "de";
    await chat.updateComplete;
    ok(visibleText(chat).includes("In neuem Tab öffnen"), "the language can change");
  });
});
