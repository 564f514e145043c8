// How the elements look: every state and theme passes axe, targets are large enough, and nothing overflows a small screen.
import { emulateMedia, setViewport } from "@web/test-runner-commands";
import "../../widgets/pitchyou-apply-button/define.ts";
import "../../widgets/pitchyou-chat/define.ts";
import { accessible, equal, mount, ok, part, replace, restore, visibleText } from "./support.ts";

const ids = { "client-id": "acme", "job-id": "4711" };
const states = ["loading", "ready", "empty", "blocked", "expired", "error", "offline", "test"];
const themes = ["light", "dark"] as const;

function onGround(theme: string): HTMLElement {
  const ground = document.body.appendChild(document.createElement("main"));
  ground.style.cssText = `padding: 16px; color-scheme: ${theme}; background: light-dark(#f7f7f5, #14171a); color: light-dark(#1b1f23, #eceeef); font: 15px/1.5 sans-serif`;
  return ground;
}

describe("the look", () => {
  beforeEach(() => replace(console, "warn", () => {}));
  afterEach(async () => {
    restore();
    await setViewport({ width: 1280, height: 800 });
    await emulateMedia({ forcedColors: "none", reducedMotion: "no-preference" });
  });

  for (const theme of themes) {
    it(`PY-10 PY-11 the apply button is accessible in each variant and state, ${theme}`, async () => {
      const ground = onGround(theme);
      for (const variant of ["brand", "dark", "outline"]) {
        await mount("pitchyou-apply-button", { ...ids, variant, qr: "", "privacy-href": "/p", target: "_blank", "apply-url": "https://other.example" }, ground);
      }
      for (const state of states) await mount("pitchyou-apply-button", { ...ids, "preview-state": state }, ground);
      part(ground.querySelector("pitchyou-apply-button") ?? ground, "qr").click();
      await accessible(ground);
    });

    for (const state of states) {
      it(`PY-33 PY-36 the chat shows the state ${state} accessibly, ${theme}`, async () => {
        const ground = onGround(theme);
        const chat = await mount("pitchyou-chat", { "profile-id": "p", "preview-state": state, "recruiter-name": "Jana Weber", debug: "", theme }, ground);
        equal(chat.state, state);
        ok(visibleText(chat).length > 20, "it says something");
        await accessible(ground);
        await chat.open();
        equal(chat.state, state, "a preview opens nothing");
      });
    }
  }

  it("PY-11 the button is at least 44 px high in each size, and the chat’s buttons at least 36", async () => {
    for (const size of ["small", "medium", "large"]) {
      const button = await mount("pitchyou-apply-button", { ...ids, size, qr: "" });
      for (const name of ["link", "qr"]) ok(part(button, name).offsetHeight >= 44, `${size} ${name}`);
    }
    const chat = await mount("pitchyou-chat", { "profile-id": "p", "preview-state": "ready" });
    for (const name of ["open", "open-tab"]) ok(part(chat, name).offsetHeight >= 36, name);
  });

  for (const dir of ["ltr", "rtl"]) {
    it(`PY-10 PY-33 nothing is cut off at 320 px, ${dir}`, async () => {
      await setViewport({ width: 320, height: 640 });
      const ground = onGround("light");
      ground.dir = dir;
      for (const locale of ["de", "fi", "fr"]) {
        const button = await mount(
          "pitchyou-apply-button",
          { ...ids, locale, size: "large", target: "_blank", qr: "", "privacy-href": "/p", "apply-url": "https://other.example" },
          ground,
        );
        ok(!part(button, "qr").checkVisibility(), "a phone needs no code for itself");
        const chat = await mount("pitchyou-chat", { locale, "profile-id": "p", "preview-state": "test" }, ground);
        const words = chat.shadowRoot?.querySelector(".words");
        ok(words && words.scrollWidth <= words.clientWidth, `the chat in ${locale}`);
      }
      ok(document.documentElement.scrollWidth <= 320, `the page is ${document.documentElement.scrollWidth} px wide`);
    });
  }

  it("PY-33 the chat keeps its height in every state, so that nothing on the page moves", async () => {
    const heights = new Set<number>();
    for (const state of states) {
      const chat = await mount("pitchyou-chat", { "profile-id": "p", "preview-state": state });
      heights.add(chat.offsetHeight);
      chat.remove();
    }
    equal(heights.size, 1);
  });

  it("PY-11 system colours are left alone in forced colours, and nothing turns with reduced motion", async () => {
    await emulateMedia({ forcedColors: "active" });
    const button = await mount("pitchyou-apply-button", ids);
    const { borderTopStyle, forcedColorAdjust } = getComputedStyle(part(button, "link"));
    equal(`${borderTopStyle} ${forcedColorAdjust}`, "solid auto");
    await emulateMedia({ reducedMotion: "reduce" });
    const chat = await mount("pitchyou-chat", { "profile-id": "p", "preview-state": "loading" });
    const wait = chat.shadowRoot?.querySelector(".wait");
    equal(wait && getComputedStyle(wait).animationName, "none");
  });

  it("PY-10 takes the page’s scheme, or the theme that it is given", async () => {
    const ground = onGround("dark");
    const inherited = await mount("pitchyou-chat", { "profile-id": "p" }, ground);
    const light = await mount("pitchyou-chat", { "profile-id": "p", theme: "light" }, ground);
    const [dark, pale] = [inherited, light].map((chat) => getComputedStyle(part(chat, "panel")).backgroundColor);
    equal(dark, "rgb(28, 32, 36)");
    equal(pale, "rgb(255, 255, 255)");
  });
});
