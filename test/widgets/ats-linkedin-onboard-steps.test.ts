// What became of each integration: its steps, who has to act, since when, and how it is kept up to date.
import "../../widgets/ats-linkedin-onboard/define.ts";
import type { AtsLinkedinOnboard } from "../../widgets/ats-linkedin-onboard/define.ts";
import { fakeEdge, freshPage, holdTimers, item, linkedIn, onboarded, refusal, said } from "./linkedin/stage.ts";
import { collect, equal, ok, part, replace, same, until, visibleText } from "./support.ts";

const list = "GET /v1/linkedin/integrations";

function steps(element: AtsLinkedinOnboard): string[] {
  return [...(element.shadowRoot?.querySelectorAll(".steps li") ?? [])].map((step) => step.className.replace("line ", ""));
}

describe("the steps of an integration", () => {
  beforeEach(() => freshPage());
  afterEach(() => freshPage());

  const cases: [status: string, marks: string[], ...words: string[]][] = [
    ["REQUESTED", ["done", "underWay", "waiting"], "For us:", "Requested", "2 minutes ago", "0 of 1 enabled"],
    ["PARTNER_READY", ["done", "done", "needed"], "For your LinkedIn admin:", "Product settings", "ATS tab", "0 of 1 enabled"],
    ["ENABLED", ["done", "done", "done"], "Done:", "1 of 1 enabled"],
    ["PAUSED_BY_LINKEDIN", [], "PAUSED_BY_LINKEDIN", "the edge’s next step", "2 minutes ago"],
  ];
  for (const [status, marks, ...words] of cases) {
    it(`LI-34 ${status} is shown with who has to act and what to do`, async () => {
      fakeEdge({ items: [item("CSA_API", status, { integrationContext: "urn:li:contract:351831131" })] });
      const element = await onboarded();
      const text = visibleText(element);
      for (const each of [...words, "Acme CSA_API", "Contract 351831131"]) ok(text.includes(each), `“${each}” in “${text}”`);
      same(steps(element), marks);
    });
  }

  it("LI-30 LI-34 one that LinkedIn refused has LinkedIn’s words and the next step, and the others go on", async () => {
    const error = { status: 403, message: "Not authorized for this context", serviceErrorCode: 100, code: "ACCESS_DENIED" };
    fakeEdge({ items: [item("CSA_API", "REQUESTED", { error }), item("ONE_CLICK_EXPORT", "ENABLED")] });
    const element = await onboarded();
    const text = visibleText(element);
    for (const each of ["LinkedIn refused this one", "Not authorized for this context", "the edge’s next step", "403 · 100 · ACCESS_DENIED", "1 of 2 enabled"])
      ok(text.includes(each), each);
    same(steps(element), ["done", "needed", "waiting", "done", "done", "done"]);
  });

  it("LI-34 has the relative and the exact time, and can be reached by keyboard", async () => {
    fakeEdge({ items: [item("CSA_API", "REQUESTED", { since: "2026-01-02T03:04:05Z" })] });
    const element = await onboarded();
    const time = element.shadowRoot?.querySelector("time");
    ok(time, "the time");
    time.focus();
    equal(element.shadowRoot?.activeElement, time);
    const [near, far] = time.children;
    ok(near?.textContent?.includes("ago"), "it is relative");
    ok(far?.textContent?.includes("2026"), "it is exact");
  });

  it("LI-34 moves on without a reload: asks every two seconds after an action, and with what it has", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    const moves = collect(document, "linkedin-status");
    const tick = holdTimers(2_000);
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => steps(element).join() === "done,underWay,waiting", "requested");
    edge.items = [item("CSA_API", "PARTNER_READY")];
    const moved = async (marks: string): Promise<void> => {
      for (let turn = 0; steps(element).join() !== marks; turn++) {
        ok(turn < 100, `never saw ${marks}`);
        tick();
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    await moved("done,done,needed");
    edge.items = [item("CSA_API", "ENABLED")];
    await moved("done,done,done");
    same(
      moves.map(({ detail }) => [detail.integrationType, detail.previousStatus, detail.onboardingStatus]),
      [
        ["CSA_API", null, "REQUESTED"],
        ["CSA_API", "REQUESTED", "PARTNER_READY"],
        ["CSA_API", "PARTNER_READY", "ENABLED"],
      ],
    );
    equal(JSON.stringify(moves[2]?.detail), JSON.stringify({ ...moves[2]?.detail }), "plain JSON");
    const live = [...(element.shadowRoot?.querySelectorAll("small[role=status]") ?? [])].map(({ textContent }) => textContent).join();
    ok(live.includes("Acme CSA_API: Enabled"), "it is said aloud");
    const asked = edge.calls.filter(({ method, path }) => `${method} ${path}` === list);
    ok(
      asked.some(({ init }) => new Headers(init.headers).get("if-none-match")),
      "it says what it has",
    );
  });

  it("LI-34 takes a step back as LinkedIn tells it", async () => {
    const edge = fakeEdge({ items: [item("CSA_API", "ENABLED")] });
    const element = await onboarded();
    edge.items = [item("CSA_API", "PARTNER_READY")];
    document.dispatchEvent(new Event("visibilitychange"));
    await until(() => steps(element).join() === "done,done,needed", "the step back");
  });

  it("LI-34 asks every fifteen seconds without an action, never while hidden, and at once when it is back", async () => {
    const waits: (number | undefined)[] = [];
    const later = window.setTimeout;
    replace(window, "setTimeout", ((run: () => void, ms?: number, ...rest: unknown[]) => (waits.push(ms), later(run, ms, ...rest))) as typeof setTimeout);
    const edge = fakeEdge({ items: [item("CSA_API")] });
    await onboarded();
    await until(() => waits.includes(15_000), "the long wait");
    const asked = (): number => edge.calls.filter(({ method, path }) => `${method} ${path}` === list).length;
    const before = asked();
    waits.length = 0;
    replace(document, "hidden", true);
    document.dispatchEvent(new Event("visibilitychange"));
    await new Promise((resolve) => setTimeout(resolve, 30));
    equal(asked(), before, "nothing while hidden");
    replace(document, "hidden", false);
    document.dispatchEvent(new Event("visibilitychange"));
    await until(() => asked() === before + 1, "at once");
    await until(() => waits.includes(2_000), "and soon again: who comes back may have switched something on");
  });

  it("LI-34 is in no less of a hurry where something has just happened before the page was opened", async () => {
    const waits: (number | undefined)[] = [];
    const later = window.setTimeout;
    replace(window, "setTimeout", ((run: () => void, ms?: number, ...rest: unknown[]) => (waits.push(ms), later(run, ms, ...rest))) as typeof setTimeout);
    fakeEdge({ items: [item("CSA_API", "REQUESTED", { since: new Date(Date.now() - 3_000).toISOString() })] });
    const element = await onboarded();
    await until(() => waits.includes(2_000), "the short wait");
    ok(visibleText(element).includes("3 seconds ago"), "and tells since when");
  });

  it("LI-39 a manual check asks the edge to ask LinkedIn, by button and by method", async () => {
    const edge = fakeEdge({ items: [item("CSA_API", "PARTNER_READY")] });
    const element = await onboarded();
    const refreshes = (): number => edge.calls.filter(({ method, path }) => method === "POST" && path === "/v1/linkedin/refresh").length;
    edge.items = [item("CSA_API", "ENABLED")];
    part(element, "refresh").click();
    await until(() => steps(element).join() === "done,done,done", "enabled, without any push");
    equal(refreshes(), 1);
    await element.refresh();
    equal(refreshes(), 2);
    const errors = collect(document, "linkedin-error");
    edge.instead["POST /v1/linkedin/refresh"] = refusal(429, "too-many-requests");
    await element.refresh();
    equal(errors[0]?.detail.code, "too-many-requests");
  });

  it("LI-34 keeps the focus where it is when something moves", async () => {
    const edge = fakeEdge({ items: [item("CSA_API", "REQUESTED")] });
    const element = await onboarded();
    element.shadowRoot?.querySelector("time")?.focus();
    edge.items = [item("CSA_API", "PARTNER_READY")];
    document.dispatchEvent(new Event("visibilitychange"));
    await until(() => steps(element).join() === "done,done,needed", "the next step");
    equal(element.shadowRoot?.activeElement?.localName, "time");
  });

  it("LI-34 says what will appear before there is anything", async () => {
    fakeEdge();
    const element = await onboarded();
    ok(visibleText(element).includes("Nothing has been requested yet"), "the empty state");
  });
});
