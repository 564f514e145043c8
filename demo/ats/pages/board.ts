// The public job board: what is open, and how applying works.
import { html } from "hono/html";
import { ads } from "../ads/index.ts";
import { layout, type Html, type View } from "./layout.ts";
import { counted } from "./parts.ts";

export function boardPage(view: View): Html {
  const { t, language } = view;
  const steps: [string, string][] = [
    [t.step1, t.step1Text],
    [t.step2, t.step2Text],
    [t.step3, t.step3Text],
  ];
  return layout(view, {
    title: t.boardTitle,
    area: "board",
    body: html`
      <section class="hero">
        <h1>${t.boardTitle}</h1>
        <p class="lead">${t.boardLead}</p>
      </section>
      <section aria-labelledby="open">
        <h2 id="open" class="quiet">${counted(ads.length, t.openJobsOne, t.openJobs, language)}</h2>
        <ul class="ads">
          ${ads.map((ad) => {
            const text = ad.text[language];
            return html`<li>
              <a href="/jobs/${ad.slug}">
                <span class="ad-title">${text.title}</span>
                <span class="ad-facts muted">${text.place} · ${text.hours}</span>
                <span class="ad-pay">${text.pay}</span>
                <span class="ad-field muted">${t[`field_${ad.field}`]}</span>
              </a>
            </li>`;
          })}
        </ul>
      </section>
      <section class="how" aria-labelledby="how">
        <h2 id="how">${t.howTitle}</h2>
        <ol>
          ${steps.map(([title, text]) => html`<li><h3>${title}</h3><p class="muted">${text}</p></li>`)}
        </ol>
      </section>`,
  });
}
