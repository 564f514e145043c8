// The gallery's page: a bar that chooses, and below it each chosen cell in a frame as wide as the screen that it stands for.
import { html } from "hono/html";
import type { Html } from "../ats/pages/layout.ts";
import { addressOf, cellsOf, directions, languages, statesOf, tags, textSizes, themes, widths, type Cell, type Choice } from "./cells.ts";

type Option = [value: string, label: string];

const languageNames: Record<string, string> = { de: "Deutsch", en: "English", fi: "Suomi", sv: "Svenska", fr: "Français" };
const directionNames: Record<string, string> = { ltr: "left to right", rtl: "right to left" };

export function galleryPage(choice: Choice): Html {
  const groups = cellsOf(choice);
  const states = choice.tag === "all" ? statesOf["pitchyou-chat"] : statesOf[choice.tag];
  const count = groups.reduce((sum, { cells }) => sum + cells.length, 0);
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Elements · ats-bridge</title>
        <link rel="icon" href="/assets/mark.svg" />
        <link rel="stylesheet" href="/assets/base.css" />
        <link rel="stylesheet" href="/gallery/assets/gallery.css" />
        <script type="module" src="/gallery/assets/frames.ts"></script>
      </head>
      <body>
        <a class="skip button" href="#cells">To the elements</a>
        <header class="intro">
          <h1>Elements</h1>
          <p class="muted">Every state, theme and language of the four elements, each as its page gets it, with nothing behind it.</p>
        </header>
        <form class="bar" method="get" action="/gallery" aria-label="What is shown">
          ${select("tag", "Element", [["all", "all four"], ...tags.map((tag): Option => [tag, `<${tag}>`])], choice.tag)}
          ${select("state", "State", [["all", "each"], ...states.map((state): Option => [state, state])], choice.state)}
          ${select("theme", "Theme", [["all", "both"], ...plain(themes)], choice.theme)}
          ${select("lang", "Language", [["all", "each"], ...languages.map((code): Option => [code, languageNames[code] ?? code])], choice.lang)}
          ${select(
            "dir",
            "Direction",
            directions.map((dir): Option => [dir, directionNames[dir] ?? dir]),
            choice.dir,
          )}
          ${select(
            "width",
            "Width",
            widths.map((width): Option => [width, `${width} px`]),
            choice.width,
          )}
          ${select(
            "text",
            "Text size",
            textSizes.map((size): Option => [size, `${size} %`]),
            choice.text,
          )}
          <button class="button">Show</button>
        </form>
        <main id="cells">
          <p class="small muted" role="status">${count === 1 ? "One cell" : `${count} cells`}. A cell’s name leads to it alone.</p>
          ${groups.map(
            ({ tag, state, cells }, index) => html`
              ${groups[index - 1]?.tag === tag ? "" : html`<h2 class="tag"><code>&lt;${tag}&gt;</code></h2>`}
              <section class="group" aria-label="${tag}, ${state}">
                <h3>${state}</h3>
                <div class="cells">${cells.map(cellFigure)}</div>
              </section>`,
          )}
        </main>
        <footer class="small muted">
          <p>Forced colours are the system’s to choose: switch its contrast theme on, and the elements use its colours alone.</p>
        </footer>
      </body>
    </html>`;
}

function cellFigure(cell: Cell): Html {
  const { tag, state, theme, lang, width } = cell;
  return html`<figure class="${theme}">
    <figcaption class="small"><a href="${addressOf(cell)}">${theme} · <span lang="${lang}">${languageNames[lang]}</span></a></figcaption>
    <iframe title="${tag}, ${state}, ${theme}, ${languageNames[lang]}" src="${addressOf(cell)}" width="${width}" height="320" loading="lazy"></iframe>
  </figure>`;
}

function select(name: string, label: string, options: Option[], chosen: string): Html {
  return html`<label
    ><span class="label small muted">${label}</span
    ><select class="select" name="${name}">
      ${options.map(([value, words]) => html`<option value="${value}" ${value === chosen ? "selected" : ""}>${words}</option>`)}
    </select></label
  >`;
}

function plain(values: readonly string[]): Option[] {
  return values.map((value) => [value, value]);
}
