// The chat page behind a token: the recruiter's side as the vendor shows it, and beside it the applicant's phone.
import { Hono, type Context } from "hono";
import { html } from "hono/html";
import { conversationOf, openChat, say } from "./conversation.ts";
import { languageOf, type Language } from "./languages.ts";
import { sizeOf, streamOf } from "./media.ts";
import type { Html } from "../page.ts";
import { page, paperclip, plainPage } from "./page.ts";
import { profileKey, type ChatMessage, type PitchYouState } from "./state.ts";
import { said } from "./texts.ts";

export function createChat(state: PitchYouState): Hono {
  const app = new Hono();

  app.get("/chat/:token", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const text = (key: keyof typeof said) => said[key][language];
    const opened = openChat(state, c.req.param("token"));
    if (opened === "unknown") return plainPage(c, language, text("chatTitle"), text("unknownToken"), 404);
    if (opened === "used") return plainPage(c, language, text("chatTitle"), text("usedToken"), 410);

    const viewer = state.viewers.get(opened.key);
    const applicant = viewer ? state.profiles.get(profileKey(viewer.customer, viewer.profileId))?.name : undefined;
    const recruiter = viewer?.recruiterName || text("nobody");
    return page(c, {
      language,
      title: `${text("chatTitle")} · ${applicant ?? ""}`,
      script: "chat.ts",
      layout: "messenger",
      body: html`
        <main class="both" data-key="${opened.key}" data-offline="${text("offline")}">
          <h1 class="hidden-text">${text("chatTitle")}</h1>
          <div class="sides" role="group">
            <button class="button" type="button" data-show="recruiter" aria-pressed="true">${text("recruiterSide")}</button>
            <button class="button" type="button" data-show="applicant" aria-pressed="false">${text("applicantShort")}</button>
          </div>
          ${side("recruiter", language, applicant ?? "", `${text("writesAs")} ${recruiter}`, text("empty"), true)}
          ${side("applicant", language, recruiter, text("applicantSide"), text("emptyPhone"), false)}
        </main>`,
    });
  });

  app.get("/conversations/:key/messages", (c) => {
    const viewer = state.viewers.get(c.req.param("key"));
    if (!viewer) return c.json({ items: [] }, 404);
    const after = Number(c.req.query("after") ?? 0);
    return c.json({
      items: conversationOf(state, viewer)
        .messages.filter((message) => message.number > after)
        .map(shown),
    });
  });

  app.post("/conversations/:key/messages", async (c) => {
    const viewer = state.viewers.get(c.req.param("key"));
    if (!viewer) return c.json({ error: "not_found" }, 404);
    const form = await c.req.formData();
    const file = form.get("file");
    const media = file instanceof File && file.size > 0 ? { mimeType: file.type, fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : undefined;
    const text = String(form.get("text") ?? "").trim();
    if (text === "" && !media) return c.json({ error: "empty" }, 400);
    return c.json(shown(say(state, viewer, form.get("from") === "recruiter" ? "recruiter" : "applicant", text, media)), 201);
  });

  app.get("/conversations/:key/files/:number", (c) => {
    const viewer = state.viewers.get(c.req.param("key"));
    const message = viewer && conversationOf(state, viewer).messages[Number(c.req.param("number")) - 1];
    return message?.media ? download(c, message, message.media) : c.json({ error: "not_found" }, 404);
  });

  return app;
}

function side(name: "recruiter" | "applicant", language: Language, partner: string, subtitle: string, empty: string, hints: boolean): Html {
  const text = (key: keyof typeof said) => said[key][language];
  return html`
    <section class="thread ${name}" data-side="${name}" aria-label="${subtitle}">
      <header class="thread-head"><span class="avatar" aria-hidden="true">${partner.slice(0, 1).toUpperCase()}</span><span><strong>${partner}</strong><br /><span class="small muted">${subtitle}</span></span></header>
      <ol class="messages" aria-live="polite"></ol>
      <p class="none muted">${empty}</p>
      ${
        hints
          ? html`<div class="options">
            <button class="button" type="button" data-text="${text("textDocuments")}">${text("hintDocuments")}</button>
            <button class="button" type="button" data-text="${text("textDate")}">${text("hintDate")}</button>
          </div>`
          : ""
      }
      <form class="composer">
        <label class="attach icon button">${paperclip}<span>${text("attach")}</span><input type="file" name="file" class="hidden-text" /></label>
        <input class="input" name="text" autocomplete="off" aria-label="${text("message")}" placeholder="${text("message")}" />
        <button class="button primary">${text("send")}</button>
      </form>
      <p class="notice small" role="status"></p>
    </section>`;
}

function shown({ media, ...message }: ChatMessage) {
  return { ...message, size: media ? sizeOf(media) : undefined };
}

function download(c: Context, message: ChatMessage, media: NonNullable<ChatMessage["media"]>): Response {
  return c.body(streamOf(media), 200, {
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(message.fileName ?? "file")}`,
    "x-content-type-options": "nosniff",
  });
}
