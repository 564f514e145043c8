// What the console is made of, without an edge: words in three languages, addresses, and bodies from forms.
import { fill, plural, relative, span } from "../../edge/console/format.ts";
import { speak, words } from "../../edge/console/language.ts";
import { connectionShape, turnOf } from "../../edge/console/parts/status.ts";
import { apiPath, parseRoute, tenantPath } from "../../edge/console/routes.ts";
import { bodyOf, rowsOf, textOf, type Rows } from "../../edge/console/setup/body.ts";
import { isKept, setups } from "../../edge/console/setup/fields.ts";
import { equal, ok, same } from "./support.ts";

const placeholders = (text: string) => (text.match(/\{\w+\}/g) ?? []).toSorted().join();

/** Every text by its path, with what is filled in. */
function texts(value: unknown, path = ""): [path: string, text: string][] {
  if (typeof value === "string") return [[path, value]];
  return Object.entries(Object(value)).flatMap(([name, part]) => texts(part, `${path}.${name}`));
}

/** What the form sends when nothing is changed in it. */
function sentUnchanged(provider: keyof typeof setups, settings: Record<string, unknown>): Record<string, unknown> {
  const setup = setups[provider];
  const values = Object.fromEntries(setup.fields.map((field) => [field.name, field.kind === "tick" && textOf(field, settings) === "true" ? "on" : textOf(field, settings)]));
  const secrets = Object.fromEntries(setup.fields.filter(({ kind }) => kind === "secret").map(({ name }) => [name, ""]));
  const rows: Rows = Object.fromEntries(setup.fields.filter(({ kind }) => kind === "rows").map((field) => [field.name, rowsOf(field, settings) ?? []]));
  return bodyOf(setup, { ...values, ...secrets }, rows);
}

describe("the console's words", () => {
  it("are complete in German and Finnish, with the same gaps to fill", async () => {
    await speak("en");
    const english = texts(words());
    for (const language of ["de", "fi"] as const) {
      await speak(language);
      const theirs = new Map(texts(words()));
      for (const [path, text] of english) {
        const own = theirs.get(path);
        ok(own !== undefined && (own.length > 0 || text.length === 0), `${language}${path}`);
        // A plural's "one" may be said without the number.
        if (!path.endsWith(".one")) equal(placeholders(own), placeholders(text), `${language}${path}`);
      }
      equal(theirs.size, english.length, language);
    }
  });

  it("name every field of every provider", async () => {
    await speak("en");
    for (const [provider, { fields }] of Object.entries(setups)) {
      const named = new Set(Object.keys(Object(words().setup.fields)[provider]));
      for (const { name, columns = [] } of fields)
        for (const wanted of [name, ...columns.map((column) => `${name}.${column.name}`)]) ok(named.delete(wanted), `${provider}: ${wanted}`);
      same([...named], []);
    }
  });

  it("count and tell times by the rules of each language", async () => {
    const now = Date.parse("2026-11-22T12:00:00Z");
    const said = async (language: "en" | "de" | "fi") => {
      await speak(language);
      return [plural(words().records.once, 2), relative("2026-11-22T11:55:30Z", now), span(7_300)];
    };
    same(await said("en"), ["Received 2 times, done once", "4 minutes ago", "2 hr"]);
    same(await said("de"), ["2-mal empfangen, einmal erledigt", "vor 4 Minuten", "2 Std."]);
    same(await said("fi"), ["Vastaanotettu 2 kertaa, tehty kerran", "4 minuuttia sitten", "2 t"]);
    equal(fill("{a} and {b}", { a: "x" }), "x and {b}");
  });
});

describe("the console's addresses", () => {
  it("lead back to what they were made of", () => {
    const odd = "a/b?c d%";
    const { view, tenant, id } = parseRoute(new URL(tenantPath("acme", "events", odd), "https://edge.example"));
    same([view, tenant, id], ["event", "acme", odd]);
    equal(apiPath("acme", "events", odd), "/v1/tenants/acme/events/a%2Fb%3Fc%20d%25");
  });

  it("are told from those that are none", () => {
    const viewOf = (path: string) => parseRoute(new URL(path, "https://edge.example")).view;
    same(["/console", "/console/", "/console/new", "/console/tenants/acme/", "/console/x", "/consoles", "/console/tenants/%E0%A4%A"].map(viewOf), [
      "overview",
      "overview",
      "new-tenant",
      "tenant",
      "not-found",
      "not-found",
      "tenant",
    ]);
  });
});

describe("a connection's form", () => {
  it("sends what is kept unchanged, and leaves secrets out, for every provider", () => {
    same(sentUnchanged("pitchyou", { clientId: "acme", chatClientId: "chat-1", pullMinutes: 5, applyUrl: "https://acme.pitchyou.de" }), {
      clientId: "acme",
      chat: { clientId: "chat-1" },
      pullMinutes: 5,
    });
    same(sentUnchanged("pitchyou", { clientId: "acme", pullMinutes: 5 }), { clientId: "acme", pullMinutes: 5 });
    const acknowledgement = { locale: "fi", subject: "Kiitos", text: "Hei {{firstName}}" };
    same(sentUnchanged("luotettava-tyontekija", { allowedIps: ["192.0.2.0/24", "2001:db8::/32"], acknowledgement }), {
      allowedIps: ["192.0.2.0/24", "2001:db8::/32"],
      acknowledgement,
    });
    const rules = [{ on: "rating", when: { atLeast: 4 }, do: "message" }];
    const suite = {
      baseUrl: "https://suite.example",
      company: "acme",
      setup: "ideal",
      everyMinutes: 10,
      auth: { type: "password", username: "bridge" },
      sso: { type: "saml", acsUrl: "https://suite.example/acs", audience: "suite" },
      rules,
    };
    same(sentUnchanged("interview-suite", suite), suite);
    const linkedin = { visibilityForAll: true, api: "rest", integrationNames: { ONE_CLICK_EXPORT: "Acme" } };
    same(sentUnchanged("linkedin", { ...linkedin, imported: false, allowedDomains: ["https://ats.example"] }), {
      api: "rest",
      visibilityForAll: true,
      integrationNames: { ONE_CLICK_EXPORT: "Acme" },
    });
    const icims = {
      customerId: "9001",
      auth: { type: "basic", username: "bridge" },
      rules: [{ eventType: "AssessmentEvent", do: "application" }],
      policies: { AssessmentEvent: "strict" },
      api: { baseUrl: "https://api.icims.example", tokenUrl: "https://login.icims.example", clientId: "c" },
      returnHosts: ["ats.example"],
    };
    same(sentUnchanged("icims", icims), icims);
  });

  it("asks for a secret again when it belongs to something else than what is kept", () => {
    const field = (provider: keyof typeof setups, name: string) => {
      const found = setups[provider].fields.find((each) => each.name === name);
      ok(found, name);
      return found;
    };
    equal(isKept({ clientId: "acme" }, field("pitchyou", "clientSecret")), true);
    equal(isKept({ clientId: "acme" }, field("pitchyou", "chat.clientSecret")), false);
    equal(isKept({ auth: { type: "oauth2" } }, field("icims", "auth.password")), false);
    equal(isKept({ auth: { type: "basic" } }, field("icims", "auth.password")), true);
  });
});

describe("a connection's state", () => {
  it("says whose turn it is, also where we wait for ourselves", async () => {
    await speak("en");
    const told = (state: "healthy" | "waiting_for_us" | "waiting_for_customer" | "action_needed" | "degraded", causeCode: string | null = null) => [
      connectionShape({ state, causeCode }),
      turnOf({ state, causeCode }),
    ];
    same(told("healthy"), ["done", null]);
    same(told("waiting_for_us", "checking"), ["underway", "Goes on by itself"]);
    same(told("waiting_for_us", "parent-credentials-missing"), ["needs", "Your turn"]);
    same(told("waiting_for_customer"), ["waiting", "The customer's turn"]);
    same(told("action_needed"), ["needs", "Your turn"]);
    same(told("degraded"), ["underway", "Goes on by itself"]);
  });
});
