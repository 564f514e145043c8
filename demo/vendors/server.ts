// All stand-in vendors in one server on loopback, each under its own path.
import { Hono } from 'hono';
import { html } from 'hono/html';
import { listen, type Listening } from '../listen.ts';
import { createLinkedIn, type LinkedIn } from './linkedin/index.ts';
import { keepMemory as keepLinkedIn } from './linkedin/memory.ts';
import { createPitchYou, type PitchYou } from './pitchyou/index.ts';
import { keepMemory as keepPitchYou } from './pitchyou/memory.ts';

export type Vendors = Listening & { pitchyou: PitchYou; linkedin: LinkedIn };

const standIns = [
  { name: 'PitchYou', path: '/pitchyou/control', what: 'Applications by messenger: interview, profiles, chat' },
  { name: 'LinkedIn', path: '/linkedin/control', what: 'API, plugin and pushes: what to break, what was seen' },
  { name: 'LinkedIn Recruiter', path: '/linkedin/recruiter', what: 'Where the customer switches integrations on' },
];

/** With `memoryFile`, what the stand-ins hold outlives the process. */
export async function startVendors({ port, memoryFile }: { port: number; memoryFile?: string | undefined }): Promise<Vendors> {
  const pitchyou = createPitchYou();
  const linkedin = createLinkedIn();
  const app = new Hono();
  app.route('/', pitchyou.app);
  app.route('/', linkedin.app);
  app.get('/', (c) => {
    c.header('content-security-policy', "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'");
    return c.html(indexPage);
  });
  const server = await listen(app.fetch, port);
  const memories = memoryFile === undefined ? [] : [keepPitchYou(pitchyou.state, memoryFile), keepLinkedIn(linkedin.state, `${memoryFile}.linkedin`)];
  return {
    ...server,
    pitchyou,
    linkedin,
    async close() {
      await server.close();
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
