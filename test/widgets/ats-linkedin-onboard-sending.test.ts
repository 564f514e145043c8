// What the plugin says is kept until the edge has it: saved first, sent again on each occasion, under one key, by one at a time.
import "../../widgets/ats-linkedin-onboard/define.ts";
import { fakeEdge, freshPage, holdTimers, item, linkedIn, onboard, onboarded, refusal, said, untilStored, type FakeEdge } from "./linkedin/stage.ts";
import { collect, equal, ok, part, replace, same, until, visibleText } from "./support.ts";

const post = "POST /v1/linkedin/integrations";

function keysOf(edge: FakeEdge): (string | null)[] {
  return edge.posts().map(({ init }) => new Headers(init.headers).get("idempotency-key"));
}

/** Saved by a visit that is over, its last try too: whoever comes while one runs leaves it alone, and asks again 2 s later. */
async function untilLeft(edge: FakeEdge): Promise<void> {
  await untilStored(edge, 1);
  for (const key of keysOf(edge)) await navigator.locks.request(`ats-bridge ${key}`, () => {});
}

describe("what the plugin says", () => {
  beforeEach(() => {
    freshPage();
    replace(console, "warn", () => {});
  });
  afterEach(() => freshPage());

  it("LI-21 is saved before it is sent", async () => {
    const edge = fakeEdge();
    const savedAtPost: string[] = [];
    await onboarded();
    edge.instead[post] = () => new Promise(() => savedAtPost.push("sent"));
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => savedAtPost.length, "the post");
    await untilStored(edge, 1);
  });

  it("LI-21 is sent by the next visit, under the same key, when the page was closed right after the callback", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    edge.instead[post] = refusal(503, "unavailable");
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => edge.posts().length, "the first try");
    element.remove();
    await untilLeft(edge);
    edge.instead = {};
    const [key] = keysOf(edge);
    edge.calls.length = 0;
    const next = await onboard();
    await until(() => visibleText(next).includes("Acme CSA_API"), "the row");
    same([keysOf(edge), edge.posts()[0]?.body], [[key], { integrations: [said("CSA_API")] }]);
    await untilStored(edge, 0);
  });

  it("LI-21 is sent although its element has gone meanwhile", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    linkedIn().say(0, [said("CSA_API")]);
    element.remove();
    await until(() => edge.posts().length, "the post");
    await untilStored(edge, 0);
  });

  for (const [status, code] of [
    [500, "internal"],
    [503, "unavailable"],
    [429, "too-many"],
    [408, "timeout"],
    [401, "session-expired"],
  ] as const) {
    it(`LI-21 is kept and sent again after a ${status}, with calm words`, async () => {
      const edge = fakeEdge();
      const element = await onboarded();
      edge.instead[post] = refusal(status, code);
      linkedIn().say(0, [said("CSA_API")]);
      await until(() => visibleText(element).includes("Saved on this device. It is sent as soon as"), "the words");
      edge.instead = {};
      window.dispatchEvent(new Event("online"));
      await until(() => visibleText(element).includes("Acme CSA_API"), "the row");
      equal(new Set(keysOf(edge)).size, 1, "one key for all tries");
      ok(!visibleText(element).includes("Saved on this device"), "the words are gone");
    });
  }

  it("LI-21 stops at a refusal, shows why, also on the next visit, and can be sent again or discarded", async () => {
    const edge = fakeEdge();
    edge.instead[post] = refusal(422, "development-limit");
    const element = await onboarded();
    const errors = collect(document, "linkedin-error");
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => visibleText(element).includes("more integrations than LinkedIn advises"), "the reason");
    equal(element.state, "error");
    same(
      errors.map(({ detail }) => [detail.code, detail.requestId]),
      [["development-limit", "req-1"]],
    );
    window.dispatchEvent(new Event("online"));
    await new Promise((resolve) => setTimeout(resolve, 50));
    equal(edge.posts().length, 1, "it is not tried again by itself");

    element.remove();
    const next = await onboarded();
    await until(() => visibleText(next).includes("not accepted"), "the reason, again");
    equal(edge.posts().length, 1);
    part(next, "send").click();
    await until(() => edge.posts().length === 2, "the second try");
    part(next, "discard").click();
    await untilStored(edge, 0);
    await until(() => next.state === "test", "the end of it");
    equal(new Set(keysOf(edge)).size, 1);
  });

  it("LI-21 LI-40 is sent again on request once it may be", async () => {
    const edge = fakeEdge();
    edge.instead[post] = refusal(422, "development-limit");
    const element = await onboarded();
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => element.state === "error" && element.shadowRoot?.querySelector("[part='send']"), "the reason");
    edge.instead = {};
    part(element, "send").click();
    await until(() => visibleText(element).includes("Acme CSA_API"), "the row");
    await untilStored(edge, 0);
  });

  it("LI-20 LI-21 a refusal is over once the same has been asked for again, and was taken", async () => {
    const edge = fakeEdge();
    edge.instead[post] = refusal(422, "development-limit");
    const element = await onboarded();
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => element.state === "error", "the refusal");
    edge.instead = {};
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => visibleText(element).includes("Acme CSA_API") && element.state === "test", "the row alone");
    await untilStored(edge, 0);
  });

  it("LI-40 a warning of the edge is shown beside the list", async () => {
    fakeEdge({ warnings: [{ code: "development-limit", message: "11 integrations; LinkedIn advises fewer than 15" }, "in plain words"] });
    const element = await onboarded();
    linkedIn().say(0, [said("CSA_API")]);
    for (const words of ["11 integrations", "in plain words", "Acme CSA_API"]) await until(() => visibleText(element).includes(words), words);
    equal(element.state, "test");
  });

  it("LI-21 two elements that find it waiting send it once", async () => {
    const edge = fakeEdge();
    const first = await onboarded();
    edge.instead[post] = refusal(503, "unavailable");
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => edge.posts().length, "the first try");
    first.remove();
    await untilLeft(edge);
    edge.calls.length = 0;
    edge.instead = {};
    const both = [await onboard(), await onboard()];
    for (const each of both) await until(() => each.state === "test", "both");
    await untilStored(edge, 0);
    equal(edge.posts().length, 1);
  });

  it("LI-21 LI-34 what a new visit sends is followed as closely as what is said in it", async () => {
    const edge = fakeEdge();
    const first = await onboarded();
    edge.instead[post] = refusal(503, "unavailable");
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => edge.posts().length, "the first try");
    first.remove();
    await untilLeft(edge);
    edge.instead = {};
    const tick = holdTimers(2_000);
    const element = await onboarded();
    await until(() => visibleText(element).includes("Acme CSA_API"), "the row");
    edge.items = [item("CSA_API", "PARTNER_READY")];
    const ready = (): boolean => visibleText(element).includes("For your LinkedIn admin");
    for (let turn = 0; turn < 50 && !ready(); turn++) {
      tick();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    ok(ready(), "the next step, without a long wait");
  });

  it("LI-20 LI-21 another customer’s page does not send it", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    edge.instead[post] = refusal(503, "unavailable");
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => edge.posts().length, "the first try");
    element.remove();
    await untilLeft(edge);
    const { apiKey } = edge.plugin;
    freshPage();
    const other = fakeEdge();
    await onboarded();
    equal(other.posts().length, 0);
    freshPage();
    const mine = fakeEdge({ plugin: { apiKey } });
    await onboarded();
    await until(() => mine.posts().length === 1, "it is sent for its own customer");
    await untilStored(mine, 0);
  });

  it("LI-21 is sent at once where the browser keeps nothing, and the customer is asked to stay", async () => {
    const edge = fakeEdge();
    const element = await onboarded();
    replace(IDBDatabase.prototype, "transaction", () => {
      throw new DOMException("no storage", "InvalidStateError");
    });
    edge.instead[post] = refusal(503, "unavailable");
    linkedIn().say(0, [said("CSA_API")]);
    await until(() => visibleText(element).includes("leave this page open"), "the words");
    edge.instead = {};
    window.dispatchEvent(new Event("online"));
    await until(() => visibleText(element).includes("Acme CSA_API"), "the row");
    equal(new Set(keysOf(edge)).size, 1);
  });
});
