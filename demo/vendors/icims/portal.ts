// Where candidates and new hires come back to after a redirect: one page that says what iCIMS now takes for granted.
import { Hono } from "hono";
import { html } from "hono/html";
import { page } from "../page.ts";

export const frame = { path: "/icims", styles: ["messenger.css", "icims.css"], icon: "arrow.svg", language: "en", band: "Stand-in for iCIMS: nothing leaves this machine" };

const places: Readonly<Record<string, { title: string; sentence: string }>> = {
  return: { title: "Thank you", sentence: "You are back in the career portal. Your application is complete." },
  "task-done": { title: "Task complete", sentence: "You are back in the onboarding portal. This task is marked as done." },
  "task-open": { title: "Task still open", sentence: "You are back in the onboarding portal. This task is not done yet; you can start it again at any time." },
  posting: { title: "Job posting", sentence: "You are back in the platform. The posting can be finished here." },
};

export function createPortal(): Hono {
  return new Hono().get("/:place", (c) => {
    const place = places[c.req.param("place")];
    if (!place) return c.text("No such page", 404);
    return page(c, {
      ...frame,
      title: place.title,
      body: html`<main class="sheet"><h1>${place.title}</h1><p>${place.sentence}</p><p><a href="/icims/control">What iCIMS saw</a></p></main>`,
    });
  });
}
