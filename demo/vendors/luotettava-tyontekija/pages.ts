// The person's side: a profile to fill, share, change and withdraw, and the list of what was sent with the answers.
import { setTimeout as sleep } from "node:timers/promises";
import type { Context, Hono } from "hono";
import { languageOf, type Language } from "../mail/texts.ts";
import { page } from "../page.ts";
import { deliveriesPage } from "./deliveries-page.ts";
import { LtError, share, withdraw } from "./deliveries.ts";
import { fieldsSchema, withFields } from "./profile.ts";
import { profilePage } from "./profile-page.ts";
import type { LtState, Person, Vendor } from "./state.ts";
import { switchesSchema } from "./switches.ts";
import { said } from "./texts.ts";
import * as v from "valibot";

const longestWaitMs = 1500;

export function frame(c: Context): { path: string; styles: string[]; icon: string; language: Language; band: string } {
  const language = languageOf(c.req.header("accept-language"));
  return { path: "/lt", styles: ["messenger.css", "lt.css"], icon: "card.svg", language, band: said.band[language] };
}

export function mountPages(app: Hono, vendor: Vendor): void {
  const { state } = vendor;

  app.get("/", (c) => {
    const { language } = frame(c);
    const person = personOf(state, c.req.query("person"));
    return page(c, { ...frame(c), title: said.profileTitle[language], body: profilePage(state, person, language) });
  });
  app.get("/deliveries", (c) => {
    const { language } = frame(c);
    const live = { href: "/lt/deliveries/version", version: versionOf(state) };
    return page(c, { ...frame(c), title: said.deliveriesTitle[language], body: deliveriesPage(state, c.req.query("person"), language), live });
  });
  app.get("/deliveries/version", (c) => c.text(versionOf(state)));

  app.post("/people/:id/share", async (c) => {
    const person = personOf(state, c.req.param("id"));
    const form = await c.req.formData();
    const fields = v.parse(fieldsSchema, { ...Object.fromEntries(form.entries()), qualification: form.getAll("qualification"), valid_until: form.getAll("valid_until") });
    state.switches.variants = v.parse(switchesSchema.entries.variants, form.getAll("variants"));
    await orSoon(share(vendor, person.id, withFields(person.profile, fields)));
    return c.redirect(`/lt/deliveries?person=${encodeURIComponent(person.id)}`, 303);
  });
  app.post("/people/:id/withdraw", async (c) => {
    const person = personOf(state, c.req.param("id"));
    await orSoon(withdraw(vendor, person.id));
    return c.redirect(`/lt/deliveries?person=${encodeURIComponent(person.id)}`, 303);
  });

  app.onError((error, c) => c.text(error.message, error instanceof LtError ? 409 : 400));
}

/** Waits for the answer, but not for further tries: those show up on the page by themselves. */
async function orSoon(work: Promise<unknown>): Promise<void> {
  await Promise.race([work, sleep(longestWaitMs)]);
}

function personOf(state: LtState, id: string | undefined): Person {
  const [first] = state.people.values();
  const person = id === undefined ? first : state.people.get(id);
  if (!person) throw new LtError(`Nobody has the id ${id}`);
  return person;
}

/** Changes with everything the list shows. */
function versionOf({ deliveries, counts }: LtState): string {
  const open = deliveries.filter(({ nextAt, answer, answerStatus }) => nextAt !== null || (answerStatus === null && answer === "")).length;
  return `${counts.deliveries}-${open}`;
}
