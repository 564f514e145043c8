// Where the button of a job ad leads: consent, then the interview, one answer at a time, ending in a profile.
import { Hono } from "hono";
import { html } from "hono/html";
import * as v from "valibot";
import { addViewer } from "./conversation.ts";
import { nextAsk, toProfile, withAnswer, type ApplyLink, type Input, type Interview } from "./interview.ts";
import { languageOf } from "./languages.ts";
import { page, paperclip, plainPage } from "./page.ts";
import { newKey, profileKey, type PitchYouState } from "./state.ts";
import { said } from "./texts.ts";

const optional = v.optional(v.nullable(v.string()), null);
const linkSchema = v.object({
  customer: v.string(),
  jobId: v.string(),
  title: optional,
  templateKey: optional,
  utmSource: optional,
  utmMedium: optional,
  utmCampaign: optional,
  utmContent: optional,
});
const maximumFileBytes = 20 * 1024 * 1024;
const silenceEndsAfterMs = 24 * 60 * 60 * 1000;

export function createApply(state: PitchYouState): Hono {
  const app = new Hono();

  app.get("/:customer/go/*", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const customer = c.req.param("customer");
    const client = [...state.clients.values()].find(({ actsFor }) => actsFor === customer);
    if (!client) return plainPage(c, language, said.applyTitle[language], said.unknownEmployer[language], 404);
    const link = readLink(customer, new URL(c.req.url));
    if (!link) return plainPage(c, language, said.applyTitle[language], said.badLink[language], 404);

    const employer = client.name ?? customer;
    const text = (key: keyof typeof said) => said[key][language];
    const opening = link.title ? `${text("openingWithTitle")}${link.title}` : text("opening");
    return page(c, {
      language,
      title: `${text("applyTitle")}${link.title ? ` · ${link.title}` : ""}`,
      script: "apply.ts",
      layout: "messenger",
      body: html`
        <main class="phone" data-link="${JSON.stringify(link)}" data-opening="${opening}" data-offline="${text("offline")}">
          <section class="sheet" id="consent">
            <p class="eyebrow">${employer}</p>
            <h1>${link.title ?? text("applyTitle")}</h1>
            <p class="muted small">${text("applyJobId")}: <code>${link.jobId}</code></p>
            <p>${text("applyIntro")}</p>
            <form id="consent-form">
              <h2>${text("consentHeading")}</h2>
              <label class="check"><input type="checkbox" name="messenger" required /> <span>${text("consentMessenger")}</span></label>
              <label class="check"><input type="checkbox" name="data" required /> <span>${text("consentData")}</span></label>
              <p class="muted small">${text("consentStop")}</p>
              <button class="button primary wide">${text("begin")}</button>
            </form>
          </section>
          <section class="thread" id="thread" hidden>
            <header class="thread-head"><span class="avatar" aria-hidden="true">${employer.slice(0, 1).toUpperCase()}</span><span><strong>${employer}</strong><br /><span class="small muted">${link.title ?? ""}</span></span></header>
            <ol class="messages" id="messages" aria-live="polite"></ol>
            <p class="none muted" id="hint">${text("sendToBegin")}</p>
            <div class="options" id="options"></div>
            <form class="composer" id="composer" novalidate>
              <label class="attach button" id="attach" hidden>${paperclip}<span>${text("attach")}</span><input type="file" name="file" class="hidden-text" /></label>
              <button type="button" class="button" id="sample" hidden>${text("useSample")}</button>
              <button type="button" class="button" id="skip" hidden>${text("skip")}</button>
              <input class="input" name="text" autocomplete="off" aria-label="${text("message")}" placeholder="${text("message")}" />
              <button class="button primary" id="send">${text("send")}</button>
            </form>
            <p class="notice small" id="notice" role="status"></p>
          </section>
        </main>`,
    });
  });

  app.post("/interviews", async (c) => {
    forgetTheSilent(state);
    const link = v.parse(linkSchema, await c.req.json());
    const language = languageOf(c.req.header("accept-language"));
    const interview: Interview = { id: newKey(), link, language, answers: [], startedAt: new Date().toISOString() };
    state.interviews.set(interview.id, interview);
    const greeting = link.title ? `${said.greeting[language]}${link.title}.` : said.greetingPlain[language];
    return c.json({ id: interview.id, say: [greeting], ask: nextAsk(interview) ?? null }, 201);
  });

  app.post("/interviews/:id/answers", async (c) => {
    const interview = state.interviews.get(c.req.param("id"));
    if (!interview) return c.json({ say: [said.gone[languageOf(c.req.header("accept-language"))]], ask: null, ended: true }, 404);
    const input = await readInput(await c.req.formData());
    if ("text" in input && input.text.trim().toLowerCase() === "/stop") {
      state.interviews.delete(interview.id);
      return c.json({ say: [said.stopped[interview.language]], ask: null, ended: true });
    }

    const next = withAnswer(interview, input, newKey);
    if ("problem" in next) return c.json({ say: [next.problem], ask: nextAsk(interview) ?? null });
    const ask = nextAsk(next);
    if (ask) {
      state.interviews.set(interview.id, next);
      return c.json({ say: [], ask });
    }
    const profileId = finish(state, next, `${new URL(c.req.url).origin}/pitchyou`);
    const conversation = addViewer(state, { customer: next.link.customer, profileId, recruiterName: "", side: "applicant" });
    return c.json({ say: [said.finished[next.language]], ask: null, profileId, conversation });
  });

  return app;
}

// The job id is cut from the raw path and decoded once, so that it comes back as the ATS spelled it.
function readLink(customer: string, url: URL): ApplyLink | undefined {
  const raw = /\/go\/([^/]+)$/.exec(url.pathname)?.[1];
  const query = url.searchParams;
  if (raw === undefined) return undefined;
  try {
    return {
      customer,
      jobId: decodeURIComponent(raw),
      title: query.get("title"),
      templateKey: query.get("jkey"),
      utmSource: query.get("utm_source"),
      utmMedium: query.get("utm_medium"),
      utmCampaign: query.get("utm_campaign"),
      utmContent: query.get("utm_content"),
    };
  } catch {
    return undefined;
  }
}

async function readInput(form: FormData): Promise<Input> {
  const file = form.get("file");
  if (file instanceof File && file.size > 0 && file.size <= maximumFileBytes) {
    return { file: { mimeType: file.type || "application/octet-stream", fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } };
  }
  if (form.has("sample")) return { sample: true };
  return form.has("skip") ? { skip: true } : { text: String(form.get("text") ?? "") };
}

function finish(state: PitchYouState, interview: Interview, apiUrl: string): string {
  const profileId = newKey();
  const profile = toProfile(interview, profileId, apiUrl);
  const files = interview.answers.flatMap(({ file }) => (file ? [file] : []));
  state.interviews.delete(interview.id);
  state.profiles.set(profileKey(interview.link.customer, profileId), {
    customer: interview.link.customer,
    profileId,
    name: `${profile.firstName} ${profile.lastName}`,
    json: JSON.stringify(profile),
    media: new Map(files.map((file) => [file.mediaId, file])),
    confirmed: false,
  });
  return profileId;
}

function forgetTheSilent(state: PitchYouState): void {
  for (const [id, { startedAt }] of state.interviews) {
    if (Date.now() - Date.parse(startedAt) > silenceEndsAfterMs) state.interviews.delete(id);
  }
}
