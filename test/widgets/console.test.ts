// The console: ways in, what it does when the edge or the session goes away, and that secrets go with the view that shows them.
import { answerConsole, closeConsole, openConsole, seen, signedIn, signedOut, tenant } from "./console-support.ts";
import { accessible, equal, json, ok, problem, replace, restore, same, until } from "./support.ts";

const event = (id: string) => ({
  id,
  provider: "icims",
  key: `key-${id}`,
  received: 1,
  receivedAt: "2026-11-22T08:00:00.000Z",
  lastAt: "2026-11-22T08:00:00.000Z",
  answer: { status: 200 },
  outcome: "job.changed",
  scenario: "once",
});

const press = (app: Element, text: string): void => {
  const found = [...app.querySelectorAll<HTMLElement>("button, a")].find((each) => each.textContent?.trim().startsWith(text));
  ok(found, `there is ${text}`);
  found.click();
};

describe("the console", () => {
  afterEach(() => {
    restore();
    closeConsole();
  });

  it("says which setting opens it while it is closed", async () => {
    answerConsole({ "GET /console/session": () => ({ ...signedOut, auth: "none", mode: "live" }) });
    const app = await openConsole("");
    await until(() => app.querySelector(".entry"), "the hint");
    for (const text of ["The console is closed", "CONSOLE_AUTH=token", "CONSOLE_AUTH=access", "CONSOLE_AUTH=oidc"]) ok(seen(app).includes(text), text);
    equal(app.querySelector("input"), null, "nothing to fill in");
    await accessible(app);
  });

  it("leads to the company's sign-on and comes back to the address that was asked for", async () => {
    let session: object = { ...signedOut, auth: "oidc", loginUrl: "/console/login" };
    answerConsole({ "GET /console/session": () => session, "GET /v1/tenants/acme/events": () => ({ items: [], next: null }) });
    const first = await openConsole("/tenants/acme/events");
    await until(() => first.querySelector(".entry a"), "the way in");
    const link = first.querySelector<HTMLAnchorElement>(".entry a");
    equal(link?.pathname, "/console/login");
    first.addEventListener("click", (event) => event.preventDefault());
    link?.click();
    first.remove();
    session = { ...signedIn, auth: "oidc" };
    const app = await openConsole("");
    await until(() => location.pathname.endsWith("/tenants/acme/events"), "the address of before");
    await until(() => app.querySelector("h1")?.textContent === "Events", "the events");
  });

  it("hands the token over once, and keeps it nowhere", async () => {
    let session = signedOut;
    const asked = answerConsole({
      "GET /console/session": () => session,
      "POST /console/session": ({ body }) => {
        if (JSON.stringify(body) !== '{"token":"right"}') return problem(401, "unauthorized");
        session = signedIn;
        return new Response(null, { status: 204 });
      },
    });
    const app = await openConsole("/nowhere");
    await until(() => app.querySelector("#token"), "the field");
    const enter = (token: string): void => {
      const field = app.querySelector<HTMLInputElement>("#token");
      ok(field, "the field is there");
      field.value = token;
      field.form?.requestSubmit();
    };
    enter("wrong");
    await until(() => seen(app).includes("not the operator's token"), "the refusal");
    equal(app.querySelector<HTMLInputElement>("#token")?.value, "");
    enter("right");
    await until(() => app.querySelector("h1")?.textContent === "There is no such page", "the page behind");
    equal(asked.filter(({ body }) => JSON.stringify(body)?.includes("right")).length, 1);
    ok(!JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.documentElement.outerHTML]).includes('right"'), "it is nowhere in the page");
  });

  it("shows the way in when the session ends, under the same address", async () => {
    let session = signedIn;
    answerConsole({ "GET /console/session": () => session, "GET /v1/tenants/acme/audit": () => ((session = signedOut), problem(401, "unauthorized")) });
    const app = await openConsole("/tenants/acme/audit");
    await until(() => app.querySelector("#token"), "the way in");
    ok(location.pathname.endsWith("/tenants/acme/audit"), "the address stays");
  });

  it("sends its header with every call, and the reader's language", async () => {
    const asked = answerConsole({ "GET /console/session": () => signedIn, "GET /v1/tenants/acme/audit": () => ({ items: [], next: null }) });
    const app = await openConsole("/tenants/acme/audit");
    await until(() => app.querySelector(".empty"), "an empty list");
    same([...new Set(asked.map(({ headers }) => `${headers.get("bridge-console")} ${headers.get("accept-language")} ${headers.get("authorization")}`))], ["1 en null"]);
  });

  it("keeps what it shows while the edge is away, says since when, and goes on by itself", async () => {
    let there = true;
    answerConsole({ "GET /console/session": () => signedIn, "GET /v1/tenants/acme/events": () => (there ? { items: [event("event_1")], next: null } : json(503, {})) });
    const app = await openConsole("/tenants/acme/events");
    await until(() => seen(app).includes("key-event_1"), "the list");
    there = false;
    window.dispatchEvent(new Event("online"));
    await until(() => seen(app).includes("The edge does not answer"), "the notice");
    ok(seen(app).includes("key-event_1"), "the list is still there");
    await accessible(app);
    there = true;
    window.dispatchEvent(new Event("online"));
    await until(() => !seen(app).includes("The edge does not answer"), "no notice");
  });

  it("says what happened, that nothing was lost, and what to do, with code and request id to copy", async () => {
    answerConsole({ "GET /console/session": () => signedIn, "GET /v1/tenants/acme/events": () => problem(500, "internal") });
    const app = await openConsole("/tenants/acme/events");
    await until(() => app.querySelector(".problem"), "the problem");
    for (const text of ["The edge failed at this", "Nothing that was taken in is lost", "internal · req-1", "Try again"]) ok(seen(app).includes(text), text);
  });

  it("asks nothing while the page is hidden", async () => {
    const asked = answerConsole({ "GET /console/session": () => signedIn, "GET /v1/tenants/acme/audit": () => ({ items: [], next: null }) });
    replace(document, "hidden", true);
    const timers: number[] = [];
    const { setTimeout: real } = globalThis;
    replace(globalThis, "setTimeout", ((run: () => void, wait = 0) => (wait > 1_000 && timers.push(wait), real(run, wait))) as typeof setTimeout);
    const app = await openConsole("/tenants/acme/audit");
    await until(() => app.querySelector(".empty"), "the first answer");
    const before = asked.length;
    same(timers, []);
    replace(document, "hidden", false);
    document.dispatchEvent(new Event("visibilitychange"));
    await until(() => asked.length > before, "a look at once when it is back");
    await until(() => timers.length > 0, "the rhythm");
  });

  it("keeps older pages and the focus when newer entries come", async () => {
    let newest = ["event_3", "event_2"];
    answerConsole({
      "GET /console/session": () => signedIn,
      "GET /v1/tenants/acme/events": ({ query }) => (query.get("after") ? { items: [event("event_1")], next: null } : { items: newest.map(event), next: "older" }),
    });
    const app = await openConsole("/tenants/acme/events");
    await until(() => app.querySelectorAll(".line li").length === 2, "the first page");
    press(app, "Load older");
    await until(() => app.querySelectorAll(".line li").length === 3, "both pages");
    const search = app.querySelector<HTMLInputElement>("#q");
    search?.focus();
    newest = ["event_4", "event_3", "event_2"];
    window.dispatchEvent(new Event("online"));
    await until(() => app.querySelectorAll(".line li").length === 4, "the new one on top");
    same(
      [...app.querySelectorAll(".line li code")].map((each) => each.textContent),
      ["key-event_4", "key-event_3", "key-event_2", "key-event_1"],
    );
    equal(document.activeElement, search);
    ok(!seen(app).includes("Load older"), "there is nothing older");
  });

  it("shows a key once: it goes with the view", async () => {
    answerConsole({
      "GET /console/session": () => signedIn,
      "GET /v1/tenants/acme": () => tenant,
      "GET /v1/tenants/acme/api-keys": () => ({ items: [{ id: "key_1", prefix: "ab_test_1234", createdAt: "2026-11-22T08:00:00.000Z" }], next: null }),
      "POST /v1/tenants/acme/api-keys": () => json(201, { id: "key_1", key: "ab_test_1234567890" }),
      "GET /v1/tenants/acme/audit": () => ({ items: [], next: null }),
    });
    const app = await openConsole("/tenants/acme/settings");
    await until(() => app.querySelector("form"), "the settings");
    press(app, "Make API key");
    await until(() => seen(app).includes("ab_test_1234567890"), "the key");
    press(app, "Audit");
    await until(() => app.querySelector("h1")?.textContent === "Audit", "another view");
    history.back();
    await until(() => app.querySelector("h1")?.textContent === "Settings" && app.querySelector("form"), "the settings again");
    ok(!document.documentElement.innerHTML.includes("ab_test_1234567890"), "the key is gone");
  });

  it("does not change a tenant that is there already when a new one is made", async () => {
    const asked = answerConsole({ "GET /console/session": () => signedIn, "GET /v1/tenants/acme": () => tenant });
    const app = await openConsole("/new");
    await until(() => app.querySelector("form"), "the form");
    for (const [name, value] of [
      ["id", "acme"],
      ["name", "Other"],
    ] as const) {
      const field = app.querySelector<HTMLInputElement>(`#${name}`);
      if (field) field.value = value;
    }
    app.querySelector("form")?.requestSubmit();
    await until(() => seen(app).includes("is taken"), "the refusal");
    equal(asked.filter(({ method }) => method === "PUT").length, 0);
    equal(document.activeElement?.id, "id");
  });
});
