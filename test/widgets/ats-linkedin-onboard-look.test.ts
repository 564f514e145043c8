// How <ats-linkedin-onboard> looks: every state, theme and language, on small screens, in both directions.
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import "../../widgets/ats-linkedin-onboard/define.ts";
import { freshPage } from "./linkedin/stage.ts";
import { accessible, equal, mount, ok, part, replace, until, visibleText } from "./support.ts";

const states = ["loading", "ready", "empty", "blocked", "expired", "error", "offline", "test"];
const problems = new Set(["blocked", "expired", "error", "offline"]);

function onGround(theme: string): HTMLElement {
  const ground = document.body.appendChild(document.createElement("main"));
  ground.style.cssText = `padding: 16px; color-scheme: ${theme}; background: light-dark(#f7f7f5, #14171a); color: light-dark(#1b1f23, #eceeef); font: 15px/1.5 sans-serif`;
  return ground;
}

async function preview(state: string, attributes: Record<string, string>, ground: HTMLElement): Promise<HTMLElementTagNameMap["ats-linkedin-onboard"]> {
  const element = await mount("ats-linkedin-onboard", { "preview-state": state, locale: "en", ...attributes }, ground);
  const shown = (selector: string): unknown => element.shadowRoot?.querySelector(selector);
  await until(() => (problems.has(state) ? shown(".problem .code") : state === "loading" || state === "empty" || shown(".steps")), `the state ${state}`);
  await until(() => element.shadowRoot?.querySelector(".line"), "the lines");
  return element;
}

describe("the look of the LinkedIn onboarding", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(async () => {
    freshPage();
    await setViewport({ width: 1280, height: 800 });
    await emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
  });

  for (const theme of ["light", "dark"]) {
    for (const state of states) {
      it(`LI-34 the state ${state} is accessible, ${theme}`, async () => {
        const ground = onGround(theme);
        replace(globalThis, "fetch", () => Promise.reject(new Error("a preview asks nobody")));
        const element = await preview(state, { theme, debug: "" }, ground);
        equal(element.state, state);
        element.shadowRoot?.querySelectorAll("details").forEach((each) => (each.open = true));
        ok(visibleText(element).length > 20, "it says something");
        await accessible(ground);
      });
    }
  }

  it("LI-18 speaks five languages throughout, and takes single words from the page", async () => {
    const ground = onGround("light");
    for (const [locale, ...words] of [
      ["de", "LinkedIn Recruiter verbinden", "Angefragt", "Sicherheitsrichtlinie"],
      ["fi", "LinkedIn Recruiter", "Pyydetty", "käytäntö"],
      ["fr", "LinkedIn Recruiter", "Demandé", "sécurité"],
      ["sv", "LinkedIn Recruiter", "Begärd", "säkerhetspolicy"],
    ] as const) {
      const element = await preview("blocked", { locale }, ground);
      await until(() => words.every((each) => visibleText(element).includes(each)), `${words} in ${visibleText(element)}`);
      equal(part(element, "panel").lang, locale);
    }
    const element = await preview("blocked", {}, ground);
    element.texts = { title: "Our LinkedIn", requested: "Asked for", pluginTitle: "No window" };
    for (const words of ["Our LinkedIn", "Asked for", "No window"]) await until(() => visibleText(element).includes(words), words);
    const panel = part(element, "panel");
    element.texts = { ...element.texts };
    await element.updateComplete;
    equal(part(element, "panel"), panel, "the same words again change nothing");
  });

  it("LI-18 keeps to the last language where it changes twice at once", async () => {
    const element = await preview("ready", {}, onGround("light"));
    element.locale = "de";
    await new Promise((resolve) => setTimeout(resolve));
    element.locale = "fi";
    await until(() => visibleText(element).includes("Pyydetty") && !visibleText(element).includes("Angefragt"), "Finnish alone");
  });

  for (const dir of ["ltr", "rtl"]) {
    it(`LI-34 nothing is cut off at 320 px, ${dir}`, async () => {
      await setViewport({ width: 320, height: 640 });
      const ground = onGround("light");
      ground.dir = dir;
      for (const locale of ["de", "fi", "fr"]) for (const state of ["ready", "error", "offline"]) await preview(state, { locale }, ground);
      ok(document.documentElement.scrollWidth <= 320, `the page is ${document.documentElement.scrollWidth} px wide`);
    });
  }

  it("LI-34 keeps system colours in forced colours, and moves nothing", async () => {
    await emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    const element = await preview("loading", {}, onGround("light"));
    equal(getComputedStyle(part(element, "panel")).forcedColorAdjust, "auto");
    equal(element.getAnimations({ subtree: true }).length, 0);
  });

  it("LI-10 the plugin’s place is kept from the start", async () => {
    const ground = onGround("light");
    const heights: (number | undefined)[] = [];
    for (const state of ["loading", "empty", "ready"]) heights.push((await preview(state, {}, ground)).shadowRoot?.querySelector<HTMLElement>(".stage")?.offsetHeight);
    equal(new Set(heights).size, 1);
    ok(Number(heights[0]) > 300, "it has a height");
  });
});
