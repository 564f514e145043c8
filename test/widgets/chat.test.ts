// <pitchyou-chat> in a real browser: what it asks of the edge, and that no token stays behind.
import { answerFetch, collect, equal, mount, ok, replace, restore, same, until } from "./support.ts";
import { attributes, chatAnswer, frameIn, memory, opened } from "./chat-support.ts";

describe("<pitchyou-chat>", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(restore);

  it("PY-32 PY-34 asks nothing before it is opened, then for one token with profile and name", async () => {
    const calls = answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", { ...attributes, "recruiter-name": " Jana Weber " });
    equal(calls.length, 0);
    const frame = await opened(chat);
    same(
      calls.map(({ url, init, body }) => [url, init.method, body]),
      [["https://edge.example/v1/pitchyou/chats", "POST", { profileId: "p-1", recruiterName: "Jana Weber" }]],
    );
    same(new Headers(calls[0]?.init.headers).get("authorization"), "Bearer s-1");
    equal(frame.referrerPolicy, "no-referrer");
    equal(frame.title, "Chat with the applicant");
  });

  it("PY-32 leaves the name to the session where it has none", async () => {
    const calls = answerFetch(chatAnswer());
    await opened(await mount("pitchyou-chat", attributes));
    same(calls[0]?.body, { profileId: "p-1" });
  });

  it("PY-32 refuses a missing profile before the call", async () => {
    const calls = answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", { ...attributes, "profile-id": " " });
    const errors = collect(document, "pitchyou-chat-error");
    await chat.open();
    equal(calls.length, 0);
    equal(chat.state, "empty");
    equal(errors[0]?.detail.code, "missing-profile-id");
    chat.profileId = "p-2";
    await chat.updateComplete;
    equal(chat.state, "ready");
  });

  it("PY-34 takes a new token for every opening and every other applicant", async () => {
    const calls = answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", attributes);
    const closings = collect(chat, "pitchyou-chat-close");
    const first = (await opened(chat)).src;
    chat.close();
    await chat.updateComplete;
    equal(frameIn(chat), null, "the frame is gone");
    const second = (await opened(chat)).src;
    ok(first !== second, "the token is another");

    chat.profileId = "p-2";
    await chat.updateComplete;
    equal(frameIn(chat), null, "another applicant closes the chat");
    await opened(chat);
    same(
      calls.map(({ body }) => body),
      [{ profileId: "p-1" }, { profileId: "p-1" }, { profileId: "p-2" }],
    );
    same(
      closings.map(({ detail }) => detail),
      [
        { profileId: "p-1", mode: "iframe" },
        { profileId: "p-1", mode: "iframe" },
      ],
    );
  });

  it("PY-34 leaves no token in storage, history, events, console or page", async () => {
    const lines: unknown[] = [];
    for (const name of ["log", "info", "warn", "error", "debug"] as const) replace(console, name, (...args: unknown[]) => void lines.push(...args));
    answerFetch(chatAnswer());
    const events: CustomEvent[] = (["pitchyou-chat-open", "pitchyou-chat-loaded", "pitchyou-chat-close", "pitchyou-chat-error"] as const).flatMap((type) =>
      collect(document, type),
    );
    const length = history.length;
    const chat = await mount("pitchyou-chat", attributes);
    await opened(chat);
    ok(chat.shadowRoot?.innerHTML.includes("secret-"), "the frame has it while it is open");
    chat.close();
    await chat.updateComplete;
    const traces = [
      chat.shadowRoot?.innerHTML,
      location.href,
      JSON.stringify(events.map(({ detail }) => detail)),
      JSON.stringify({ ...localStorage, ...sessionStorage }),
      document.cookie,
      lines.join(" "),
    ];
    ok(!traces.join(" ").includes("secret-"), "no trace of the token");
    equal(history.length, length);
    ok(!memory(chat).includes("secret-"), "the object has forgotten it");
  });

  it("PY-34 forgets the token when it leaves the page, and opens afresh when it comes back", async () => {
    const calls = answerFetch(chatAnswer());
    const chat = await mount("pitchyou-chat", attributes);
    await opened(chat);
    const box = document.body.appendChild(document.createElement("div"));
    box.append(chat);
    await chat.updateComplete;
    equal(frameIn(chat), null);
    equal(chat.state, "ready");
    await opened(chat);
    equal(calls.length, 2);
  });

  it("PY-34 drops an answer that nobody waits for any more", async () => {
    let answer: (response: Response) => void = () => {};
    answerFetch(() => new Promise((resolve) => (answer = resolve)));
    const chat = await mount("pitchyou-chat", attributes);
    const openings = collect(chat, "pitchyou-chat-open");
    const opening = chat.open();
    await until(() => chat.state === "loading", "loading");
    chat.remove();
    answer(chatAnswer()({ url: "", init: {}, body: null }));
    await opening;
    equal(openings.length, 0);
    equal(frameIn(chat), null);
  });
});
