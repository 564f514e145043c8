// A mail server on loopback with an inbox page: SMTP as the edge speaks it, and switches to break it.
//
// By HTTP, under /mail/control (JSON in, JSON out):
//   POST /faults  {fault, times?, ms?}; fault "none" clears, so does DELETE
//                 fault: refuse 450 550 slow cut (cut keeps the mail, but the answer is lost)
//   POST /reset · GET /state
import { Hono, type Context } from "hono";
import * as v from "valibot";
import { assets } from "../../assets.ts";
import { assetFolders, page } from "../page.ts";
import { inboxPage, mailPage } from "./pages.ts";
import { startSmtp } from "./smtp.ts";
import { createState, faultSchema, resetState, type MailState } from "./state.ts";
import { languageOf, said } from "./texts.ts";

export type Mailbox = {
  app: Hono;
  fetch(request: Request): Response | Promise<Response>;
  state: MailState;
  /** What the edge gets as `SMTP_URL`. */
  smtpUrl: string;
  close(): Promise<void>;
};

// The mail's HTML is somebody else's: it may be styled, and nothing more.
const paperPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** Starts the SMTP server (port 0 takes a free one) and answers the inbox's pages to mount under `/mail`. */
export async function startMail({ port }: { port: number }): Promise<Mailbox> {
  const state = createState();
  const smtp = await startSmtp(state, port);
  const app = new Hono().basePath("/mail");
  mountPages(app, state);
  mountControl(app, state);
  return { app, fetch: app.fetch, state, smtpUrl: smtp.url, close: smtp.close };
}

function mountPages(app: Hono, state: MailState): void {
  const frame = { path: "/mail", styles: ["messenger.css", "mail.css"], icon: "envelope.svg" };
  app.get("/assets/:file", assets(assetFolders(import.meta.url)));

  app.get("/", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    return page(c, {
      ...frame,
      language,
      band: said.band[language],
      title: said.title[language],
      body: inboxPage(state, language),
      live: { href: "/mail/version", version: versionOf(state) },
    });
  });
  app.get("/version", (c) => c.text(versionOf(state)));

  app.get("/messages/:id", (c) => {
    const language = languageOf(c.req.header("accept-language"));
    const mail = state.mails.find(({ id }) => id === c.req.param("id"));
    if (!mail) return c.text(said.gone[language], 404);
    return page(c, { ...frame, language, band: said.band[language], title: mail.subject, body: mailPage(mail, language) });
  });
  app.get("/messages/:id/html", (c) => {
    const mail = state.mails.find(({ id }) => id === c.req.param("id"));
    return c.html(mail?.html ?? "", mail ? 200 : 404, {
      "content-security-policy": paperPolicy,
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
  });
}

function mountControl(app: Hono, state: MailState): void {
  app.get("/control", (c) => c.redirect("/mail"));
  app.get("/control/state", (c) => c.json(state));
  app.post("/control/faults", async (c) => {
    const given = await readBody(c);
    state.fault = v.is(v.object({ fault: v.literal("none") }), given) ? null : v.parse(faultSchema, given);
    return answer(c, { fault: state.fault });
  });
  app.delete("/control/faults", (c) => {
    state.fault = null;
    return c.body(null, 204);
  });
  app.post("/control/reset", (c) => {
    resetState(state);
    return answer(c, { reset: true });
  });
  app.onError((error, c) => (error instanceof v.ValiError ? c.json({ error: error.message, issues: v.flatten(error.issues) }, 400) : c.json({ error: error.message }, 400)));
}

// A form's fields are all strings, and an empty number means that it was left out.
async function readBody(c: Context): Promise<unknown> {
  if (c.req.header("content-type")?.includes("json")) return c.req.json();
  const { times, ...rest } = v.parse(v.record(v.string(), v.string()), await c.req.parseBody());
  return { ...rest, ...(times && { times: Number(times) }) };
}

function answer(c: Context, value: object): Response {
  return c.req.header("content-type")?.includes("json") || !c.req.header("accept")?.includes("html") ? c.json(value) : c.redirect("/mail", 303);
}

/** Changes with everything the inbox shows. */
function versionOf({ mails, attempts, fault }: MailState): string {
  return `${mails.length}-${attempts.length}-${fault?.fault ?? "none"}-${fault?.times ?? ""}`;
}
