// <interview-questions> in a real browser: the way into the suite, signed in, in a tab or by a link.
import { fakeEdge, fakeTab, linked, openPath, questions, refusal, sees } from "./questions-support.ts";
import { collect, equal, json, ok, part, replace, restore, same, until, visibleText } from "./support.ts";
import type { InterviewQuestions } from "../../widgets/interview-questions/define.ts";

async function loaded(attributes: Record<string, string> = {}): Promise<InterviewQuestions> {
  const element = await questions(attributes);
  await sees(element, "Nurse, Kiel", "Open in the interview suite");
  return element;
}

/** A click on a link that does not leave the page of the tests. */
function follow(link: HTMLElement): void {
  document.addEventListener("click", (event) => event.preventDefault(), { once: true });
  link.click();
}

describe("the way from the interview questions into the suite", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(restore);

  it("IS-20 opens a tab within the click, then signs in, then sends it on", async () => {
    const edge = fakeEdge();
    const tab = fakeTab();
    const opens = collect(document, "interview-open");
    const element = await loaded();
    part(element, "open").click();
    same(tab.calls, [["", "_blank"]]);
    equal(edge.posts().length, 0, "the window is there before the call");
    part(element, "open").click();
    equal(tab.calls.length, 1, "a second click changes nothing");
    await until(tab.sentTo, "the tab is sent on");
    equal(tab.sentTo(), "https://suite.example/sso?ticket=once");
    same(
      edge.posts().map(({ path, body }) => [path, body]),
      [["/v1/interview/open", { jobId: "4711" }]],
    );
    same(
      opens.map(({ detail }) => detail),
      [{ jobId: "4711", projectName: "Nurse, Kiel" }],
    );
    ok(!element.shadowRoot?.innerHTML.includes("ticket"), "the address stays nowhere");
    equal(part(element, "notice").childElementCount, 0);
  });

  it("IS-20 leaves it to the page where that cancels the event", async () => {
    const edge = fakeEdge();
    const tab = fakeTab();
    const element = await loaded();
    element.addEventListener("interview-open", (event) => event.preventDefault());
    part(element, "open").click();
    equal(tab.calls.length, 0);
    equal(edge.posts().length, 0);
  });

  it("IS-16 falls back to a link where the browser opens no tab, for one use", async () => {
    fakeEdge();
    replace(window, "open", () => null);
    const element = await loaded();
    part(element, "open").focus();
    part(element, "open").click();
    await sees(element, "opened no new tab");
    const link = part(element, "open");
    ok(link instanceof HTMLAnchorElement, "a link");
    equal(link.href, "https://suite.example/sso?ticket=once");
    equal(`${link.target} ${link.rel}`, "_blank noopener noreferrer");
    equal(element.shadowRoot?.activeElement, link, "the focus is where it was");
    follow(link);
    await until(() => part(element, "open").localName === "button", "the button");
    ok(!element.shadowRoot?.innerHTML.includes("ticket"), "the address is gone");
  });

  it("IS-20 goes to the project’s own page where the session may not sign in, and stays a plain link", async () => {
    const edge = fakeEdge();
    edge.instead[openPath] = refusal(403, "grant-missing");
    const tab = fakeTab();
    const errors = collect(document, "interview-questions-error");
    const opens = collect(document, "interview-open");
    const element = await loaded();
    part(element, "open").click();
    await until(tab.sentTo, "the tab is sent on");
    equal(tab.sentTo(), "https://suite.example/projects/7");
    const link = part(element, "open");
    ok(link instanceof HTMLAnchorElement, "a link");
    equal(link.href, "https://suite.example/projects/7");
    follow(link);
    await new Promise((resolve) => setTimeout(resolve, 20));
    equal(part(element, "open"), link);
    equal(edge.posts().length, 1, "it asks no more");
    equal(opens.length, 2);
    equal(errors.length, 0);
    ok(!visibleText(element).includes("no new tab"), "there was one");
    element.addEventListener("interview-open", (event) => event.preventDefault());
    let prevented: boolean | undefined;
    document.addEventListener("click", (event) => ((prevented = event.defaultPrevented), event.preventDefault()), { once: true });
    link.click();
    equal(prevented, true, "a page can still cancel it");
  });

  it("IS-16 says so where the browser opens no tab and the session may not sign in, until the link is used", async () => {
    const edge = fakeEdge();
    edge.instead[openPath] = refusal(403, "grant-missing");
    replace(window, "open", () => null);
    const element = await loaded();
    part(element, "open").click();
    await sees(element, "opened no new tab");
    const link = part(element, "open");
    ok(link instanceof HTMLAnchorElement, "a link");
    equal(link.href, "https://suite.example/projects/7");
    follow(link);
    await until(() => !visibleText(element).includes("opened no new tab"), "nothing left to say");
    equal(part(element, "open"), link);
  });

  for (const openUrl of ["javascript:alert(1)", "http://suite.example/", "data:text/html,x", undefined]) {
    it(`IS-20 goes nowhere but to a web address: ${openUrl}`, async () => {
      const edge = fakeEdge({ "4711": linked({ project: { name: "Nurse, Kiel", status: "active", openUrl } }) });
      edge.instead[openPath] = refusal(403, "grant-missing");
      const tab = fakeTab();
      const element = await loaded();
      part(element, "open").click();
      await sees(element, "did not open", "You lack the permission");
      edge.instead[openPath] = () => json(200, { url: openUrl });
      part(element, "open").click();
      await sees(element, "bad-answer");
      equal(tab.sentTo(), undefined);
      equal(tab.closed(), 2);
    });
  }

  it("IS-20 closes the tab and offers another try where it cannot open", async () => {
    const edge = fakeEdge();
    edge.instead[openPath] = refusal(502, "vendor-unavailable");
    const tab = fakeTab();
    const errors = collect(document, "interview-questions-error");
    const element = await loaded();
    part(element, "open").click();
    await sees(element, "did not open", "vendor-unavailable · req-1");
    equal(tab.closed(), 1);
    equal(element.state, "ready", "the questions are as good as before");
    same(errors[0]?.detail, { code: "vendor-unavailable", message: "a detail", retryable: true, requestId: "req-1" });
    delete edge.instead[openPath];
    part(element, "retry").click();
    await until(tab.sentTo, "the tab is sent on");
    equal(tab.calls.length, 2);
    equal(part(element, "notice").childElementCount, 0, "the message is gone");
  });

  it("IS-20 closes the tab where the element has left meanwhile", async () => {
    const edge = fakeEdge();
    let answer: (response: Response) => void = () => {};
    edge.instead[openPath] = () => new Promise((resolve) => (answer = resolve));
    const tab = fakeTab();
    const element = await loaded();
    part(element, "open").click();
    await until(() => edge.posts().length, "the call");
    element.remove();
    answer(json(200, { url: "https://suite.example/" }));
    await until(tab.closed, "the tab is closed");
    equal(tab.sentTo(), undefined);
  });
});
