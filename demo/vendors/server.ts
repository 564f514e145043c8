// All stand-in vendors in one server on loopback, each under its own path.
import { Hono } from "hono";
import { html } from "hono/html";
import { listen, type Listening } from "../listen.ts";
import { createIcims, type Icims } from "./icims/index.ts";
import { createInterviewSuite, keepSuite, type InterviewSuite } from "./interview-suite/index.ts";
import { createLinkedIn, type LinkedIn } from "./linkedin/index.ts";
import { keepCustomers } from "./linkedin/memory.ts";
import { createLt, type Lt } from "./luotettava-tyontekija/index.ts";
import { keepPeople } from "./luotettava-tyontekija/memory.ts";
import { startMail, type Mailbox } from "./mail/index.ts";
import { createPitchYou, type PitchYou } from "./pitchyou/index.ts";
import { keepApplicants } from "./pitchyou/memory.ts";

export type Vendors = Listening & { pitchyou: PitchYou; linkedin: LinkedIn; lt: Lt; icims: Icims; suite: InterviewSuite; mail: Mailbox };

const standIns = [
  { name: "PitchYou", path: "/pitchyou/control", what: "Applications by messenger: interview, profiles, chat" },
  { name: "LinkedIn", path: "/linkedin/control", what: "API, plugin and pushes: what to break, what was seen" },
  { name: "LinkedIn Recruiter", path: "/linkedin/recruiter", what: "Where the customer switches integrations on" },
  { name: "Luotettava Työntekijä", path: "/lt", what: "Where a person shares, changes and withdraws a talent profile" },
  { name: "iCIMS", path: "/icims/control", what: "Every notification with every kind of proof, and the API that is read after it" },
  { name: "Interview suite", path: "/suite", what: "Questions, candidates and ratings; its API v3 and webhooks, what to break, what was seen" },
  { name: "Mail", path: "/mail", what: "Every mail that was sent, and how the mail server behaves" },
];

export type VendorsOptions = {
  port: number;
  /** Of the mail server; 0, the default, takes a free one. */
  smtpPort?: number | undefined;
  /** With it, what the stand-ins hold outlives the process. */
  memoryFile?: string | undefined;
};

/** The edge gets `mail.smtpUrl` as SMTP_URL; `lt.setTarget` says where profiles go. */
export async function startVendors({ port, smtpPort = 0, memoryFile }: VendorsOptions): Promise<Vendors> {
  const pitchyou = createPitchYou();
  const linkedin = createLinkedIn();
  const lt = createLt();
  const icims = createIcims();
  const suite = createInterviewSuite();
  const mail = await startMail({ port: smtpPort });
  const app = new Hono();
  app.route("/", pitchyou.app);
  app.route("/", linkedin.app);
  app.route("/", lt.app);
  app.route("/", icims.app);
  app.route("/", suite.app);
  app.route("/", mail.app);
  app.get("/", (c) => {
    c.header("content-security-policy", "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'");
    return c.html(indexPage);
  });
  const server = await listen(app.fetch, port).catch(async (error: unknown) => {
    await mail.close();
    throw error;
  });
  // People come back to pages of this machine; the edge must be told to allow its host.
  icims.state.portalUrl = `${server.url}/icims/portal`;
  // Addresses in webhooks name it too, whoever made the change.
  suite.state.origin = server.url;
  const memories =
    memoryFile === undefined
      ? []
      : [
          keepApplicants(pitchyou.state, memoryFile),
          keepCustomers(linkedin.state, `${memoryFile}.linkedin`),
          keepPeople(lt.state, `${memoryFile}.lt`),
          keepSuite(suite.state, `${memoryFile}.suite`),
        ];
  return {
    ...server,
    pitchyou,
    linkedin,
    lt,
    icims,
    suite,
    mail,
    async close() {
      lt.close();
      suite.close();
      await server.close();
      await mail.close();
      for (const memory of memories) memory.stop();
    },
  };
}

const indexPage = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Stand-in vendors</title>
      <link rel="icon" href="/pitchyou/assets/bubble.svg" />
      <link rel="stylesheet" href="/pitchyou/assets/base.css" />
      <link rel="stylesheet" href="/pitchyou/assets/messenger.css" />
    </head>
    <body class="plain">
      <header class="band">Stand-ins for the vendors: nothing leaves this machine</header>
      <main class="sheet">
        <h1>Stand-in vendors</h1>
        <p class="muted">They behave like the real ones as far as their documents go, keep everything in memory, and can be told to fail.</p>
        <ul class="list">
          ${standIns.map(({ name, path, what }) => html`<li><a href="${path}"><strong>${name}</strong></a><span class="muted">${what}</span></li>`)}
        </ul>
      </main>
    </body>
  </html>`;
