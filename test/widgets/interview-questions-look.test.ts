// How <interview-questions> looks: every state, theme and language, on small screens, in both directions.
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import type { InterviewQuestions } from "../../widgets/interview-questions/define.ts";
import { fakeEdge, fakeTab, linked, openPath, questions, refusal, sees } from "./questions-support.ts";
import { accessible, equal, mount, ok, part, replace, restore, until, visibleText } from "./support.ts";

/** Each by what it must say. */
const sights: Record<string, string> = {
  loading: "Loading the questions",
  ready: "Please introduce yourself",
  stale: "updating",
  empty: "No interview project for this job yet",
  "not-linked": "No interview project for this job yet",
  "no-questions": "The project has no questions yet",
  error: "What is shown is the last known state",
  unreachable: "The interview suite is not answering",
  blocked: "You lack the permission",
  "no-permission": "You lack the permission",
  expired: "Your session has ended",
  offline: "No internet connection",
  test: "TEST",
};
const everything = { "show-criteria": "", "show-times": "", "show-counts": "" };

function onGround(theme: string): HTMLElement {
  const ground = document.body.appendChild(document.createElement("main"));
  ground.style.cssText = `padding: 16px; color-scheme: ${theme}; background: light-dark(#f7f7f5, #14171a); color: light-dark(#1b1f23, #eceeef); font: 15px/1.5 sans-serif`;
  // A heading of level 3 follows one of level 2.
  ground.append(document.createElement("h1"), document.createElement("h2"));
  for (const heading of ground.children) heading.textContent = "A job";
  return ground;
}

async function preview(state: string, attributes: Record<string, string>, ground: HTMLElement): Promise<InterviewQuestions> {
  const element = await mount("interview-questions", { "job-id": "1", "preview-state": state, ...attributes }, ground);
  await until(() => state === "loading" || part(element, "age").textContent || element.shadowRoot?.querySelector(".code"), `the state ${state}`);
  return element;
}

describe("the look of the interview questions", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(async () => {
    restore();
    await setViewport({ width: 1280, height: 800 });
    await emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
  });

  for (const theme of ["light", "dark"]) {
    for (const [state, words] of Object.entries(sights)) {
      it(`IS-19 the state ${state} has a sight of its own and is accessible, ${theme}`, async () => {
        const ground = onGround(theme);
        replace(globalThis, "fetch", () => Promise.reject(new Error("a preview asks nobody")));
        const element = await preview(state, { theme, locale: "en", debug: "", ...everything }, ground);
        await sees(element, words);
        equal(element.state, state);
        await accessible(ground);
      });
    }

    it(`IS-16 IS-20 what is said after a click is accessible, ${theme}`, async () => {
      const edge = fakeEdge();
      const ground = onGround(theme);
      const element = await questions({ theme }, ground);
      await sees(element, "Why care?");
      replace(window, "open", () => null);
      part(element, "open").click();
      await sees(element, "opened no new tab");
      await accessible(ground);
      fakeTab();
      edge.instead[openPath] = refusal(502, "vendor-unavailable");
      element.jobId = "4712";
      edge.answers["4712"] = linked();
      await until(() => part(element, "open").localName === "button", "the button");
      part(element, "open").click();
      await sees(element, "did not open");
      await accessible(ground);
    });
  }

  it("IS-18 shows no control but the way into the suite", async () => {
    const element = await preview("ready", everything, onGround("light"));
    equal([...(element.shadowRoot?.querySelectorAll("button, a, input, select, textarea") ?? [])].map((each) => each.part.value).join(), "open");
  });

  it("IS-19 keeps its height in every state, settable, so that nothing on the page moves", async () => {
    const ground = onGround("light");
    const heights = new Set<number>();
    for (const state of Object.keys(sights)) heights.add((await preview(state, {}, ground)).offsetHeight);
    equal(heights.size, 1);
    ground.style.setProperty("--ats-questions-height", "500px");
    equal((await preview("loading", {}, ground)).offsetHeight, 500);
  });

  it("IS-18 speaks five languages throughout, and takes single words from the page", async () => {
    const ground = onGround("light");
    for (const [locale, ...words] of [
      ["de", "Interviewfragen", "5 Fragen", "1 Min. Vorbereitung", "4 eingeladen", "antwortet nicht", "Stand: vor 12 Minuten"],
      ["fi", "Haastattelukysymykset", "5 kysymystä", "valmistautumiseen 1 min", "4 kutsuttu", "ei vastaa", "Tilanne: 12 minuuttia sitten"],
      ["fr", "Questions d’entretien", "5 questions", "1 min de préparation", "4 invités", "ne répond pas", "il y a 12 minutes"],
      ["sv", "Intervjufrågor", "5 frågor", "1 min förberedelse", "4 inbjudna", "svarar inte", "för 12 minuter sedan"],
    ] as const) {
      const element = await preview("unreachable", { locale, ...everything }, ground);
      await sees(element, ...words);
      equal(part(element, "panel").lang, locale);
    }
    const element = await preview("unreachable", { locale: "en", ...everything }, ground);
    element.texts = { title: "Our interview", vendor: "Our suite rests.", invited: "asked" };
    await sees(element, "Our interview", "Our suite rests.", "4 asked");
    const panel = part(element, "panel");
    element.texts = { ...element.texts };
    await element.updateComplete;
    equal(part(element, "panel"), panel, "the same words again change nothing");
    element.locale = "de";
    await new Promise((resolve) => setTimeout(resolve));
    element.locale = "fi";
    await until(() => visibleText(element).includes("5 kysymystä") && !visibleText(element).includes("Fragen"), "Finnish alone");
  });

  it("IS-19 the age tells the exact time on focus, in the same place", async () => {
    const element = await preview("ready", { locale: "en" }, onGround("light"));
    const time = element.shadowRoot?.querySelector("time");
    ok(time instanceof HTMLElement, "the age");
    const [near, exact] = time.children;
    ok(near && exact, "both are there");
    equal(getComputedStyle(exact).opacity, "0");
    const width = time.offsetWidth;
    time.focus();
    equal(`${getComputedStyle(near).opacity} ${getComputedStyle(exact).opacity}`, "0 1");
    equal(time.offsetWidth, width);
    ok(exact.textContent?.includes(String(new Date().getFullYear())), `${exact.textContent} is a date`);
  });

  for (const dir of ["ltr", "rtl"]) {
    it(`IS-18 nothing is cut off at 320 px, ${dir}`, async () => {
      await setViewport({ width: 320, height: 640 });
      const ground = onGround("light");
      ground.dir = dir;
      for (const locale of ["de", "fi", "fr"]) {
        for (const state of ["ready", "stale", "not-linked", "unreachable", "no-permission", "test"]) {
          const element = await preview(state, { locale, debug: "", ...everything }, ground);
          for (const name of ["panel", "body"]) ok(part(element, name).scrollWidth <= part(element, name).clientWidth, `${name} of ${state} in ${locale}`);
        }
      }
      ok(document.documentElement.scrollWidth <= 320, `the page is ${document.documentElement.scrollWidth} px wide`);
    });
  }

  it("IS-18 scrolls a long list by keyboard inside its height, and leaves the way into the suite in sight", async () => {
    const many = Array.from({ length: 40 }, (_, index) => ({ id: `q${index}`, position: index, text: `Question ${index + 1}?`, criteria: [] }));
    fakeEdge({ "4711": linked({ questions: many }) });
    const element = await questions({}, onGround("light"));
    await sees(element, "Question 40?");
    const body = part(element, "body");
    ok(body.scrollHeight > body.clientHeight, "it scrolls");
    body.focus();
    equal(element.shadowRoot?.activeElement, body);
    ok(part(element, "open").getBoundingClientRect().bottom <= element.getBoundingClientRect().bottom, "the button is in sight");
  });

  it("IS-18 keeps system colours in forced colours, moves nothing, and has controls large enough", async () => {
    await emulateMedia({ forcedColors: "active", reducedMotion: "reduce" });
    const ground = onGround("light");
    for (const state of ["loading", "unreachable"]) {
      const element = await preview(state, everything, ground);
      equal(getComputedStyle(part(element, "panel")).forcedColorAdjust, "auto");
      equal(element.getAnimations({ subtree: true }).length, 0);
    }
    const element = await preview("unreachable", {}, ground);
    for (const name of ["open", "retry"]) ok(part(element, name).offsetHeight >= 36, name);
  });

  it("IS-18 takes the page’s scheme, or the theme that it is given", async () => {
    const ground = onGround("dark");
    const grounds = [await preview("ready", {}, ground), await preview("ready", { theme: "light" }, ground)].map((each) => getComputedStyle(part(each, "panel")).backgroundColor);
    equal(grounds.join(" "), "rgb(28, 32, 36) rgb(255, 255, 255)");
  });
});
