// One job ad with the apply button. The link inside the button stays for browsers without JavaScript, or when the script is away.
import { html, raw } from "hono/html";
import type { Ad } from "../ads/index.ts";
import type { JobSettings } from "../store.ts";
import { layout, type Html, type View } from "./layout.ts";
import { facts } from "./parts.ts";

export type ApplySettings = { clientId: string; applyUrl: string };

export function adPage(view: View, ad: Ad, job: JobSettings | undefined, apply: ApplySettings): Html {
  const { t, language } = view;
  const text = ad.text[language];
  const mail = `mailto:bewerbung@nordlicht.example?subject=${encodeURIComponent(`${ad.jobId} ${text.title}`)}`;
  return layout(view, {
    title: text.title,
    area: "board",
    head: html`<script type="application/ld+json">${raw(jobPosting(ad, view))}</script>`,
    body: html`
      <p class="back"><a href="/">${t.allJobs}</a></p>
      <article class="ad">
        <header>
          <h1>${text.title}</h1>
          ${facts([
            [t.place, text.place],
            [t.hours, text.hours],
            [t.start, text.start],
            [t.pay, text.pay],
          ])}
        </header>
        <aside class="apply" aria-label="${t.apply}">
          <h2>${t.applyTitle}</h2>
          <p class="apply-text muted">${t.applyText}</p>
          <pitchyou-apply-button
            client-id="${apply.clientId}"
            job-id="${ad.jobId}"
            job-title="${text.title}"
            template-key="${job?.templateKey ?? ad.templateKey}"
            utm-source="karriereseite"
            utm-medium="button"
            apply-url="${apply.applyUrl}"
            privacy-href="/privacy"
            locale="${language}"
            qr
            ><a href="${job?.applyLink ?? mail}">${t.applyFallback}</a></pitchyou-apply-button
          >
          <p class="apply-mail small muted">${t.applyMail} <a href="${mail}">bewerbung@nordlicht.example</a></p>
        </aside>
        <div class="prose">
          <p class="lead">${text.intro}</p>
          ${list(t.tasks, text.tasks)} ${list(t.profile, text.profile)} ${list(t.offer, text.offer)}
          <section class="contact">
            <h2>${t.contact}</h2>
            <p>${ad.contact.name}<br /><span class="muted">${ad.contact.role[language]}</span><br /><a href="tel:${ad.contact.phone.replaceAll(" ", "")}">${ad.contact.phone}</a></p>
          </section>
          <p class="small muted">${t.reference}: ${ad.jobId}</p>
        </div>
      </article>`,
  });
}

function list(title: string, items: string[]): Html {
  return html`<section>
    <h2>${title}</h2>
    <ul class="points">${items.map((item) => html`<li>${item}</li>`)}</ul>
  </section>`;
}

// Schema.org's JobPosting, for search engines; `<` is escaped so that no text can end the script element.
function jobPosting(ad: Ad, { language }: View): string {
  const text = ad.text[language];
  return JSON.stringify({
    "@context": "https://schema.org/",
    "@type": "JobPosting",
    title: text.title,
    description: [text.intro, ...text.tasks].join(" "),
    identifier: { "@type": "PropertyValue", name: "Nordlicht", value: ad.jobId },
    datePosted: ad.postedOn,
    hiringOrganization: { "@type": "Organization", name: "Nordlicht" },
    jobLocation: { "@type": "Place", address: { "@type": "PostalAddress", addressLocality: ad.city, addressCountry: "DE" } },
  }).replaceAll("<", String.raw`\u003c`);
}

export function privacyPage(view: View): Html {
  const { t } = view;
  return layout(view, { title: t.privacy, area: "board", body: html`<article class="prose"><h1>${t.privacy}</h1><p>${t.privacyText1}</p><p>${t.privacyText2}</p></article>` });
}

export function notFoundPage(view: View, area: "board" | "candidates"): Html {
  const { t } = view;
  const [href, label] = area === "board" ? ["/", t.allJobs] : ["/ats/candidates", t.allCandidates];
  return layout(view, {
    title: t.notFound,
    area,
    body: html`<article class="prose"><h1>${t.notFound}</h1><p>${t.notFoundText}</p><p><a class="button" href="${href}">${label}</a></p></article>`,
  });
}
