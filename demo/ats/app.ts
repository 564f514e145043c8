// The ATS as one app: public board, recruiting area, session endpoint, webhook, under a content policy without exceptions.
import { Hono } from 'hono';
import { csrf } from 'hono/csrf';
import { assets } from '../assets.ts';
import type { Bridge } from './bridge.ts';
import { languageOf, textsOf } from './language.ts';
import { notFoundPage, type ApplySettings } from './pages/ad.ts';
import type { View } from './pages/layout.ts';
import type { Publisher } from './publish.ts';
import { createBoard } from './routes/board.ts';
import { createRecruiting } from './routes/recruiting.ts';
import { createSession } from './routes/session.ts';
import { createSettings } from './routes/settings.ts';
import type { Store } from './store.ts';
import { createWebhook } from './webhook.ts';

export type Env = { Variables: { view: View } };

export type Parts = {
  edgeUrl: string;
  vendorsUrl: string;
  /** PitchYou's own chat widget runs in the page, so the policy has to let in their script and style. */
  vendorWidget: boolean;
  apply: ApplySettings;
  bridge: Bridge;
  store: Store;
  publisher: Publisher;
  webhookSecret: () => string | undefined;
  ring: () => void;
};

export function createApp(parts: Parts): Hono<Env> {
  const { edgeUrl, store, webhookSecret, ring } = parts;
  const app = new Hono<Env>();

  app.route('/', createWebhook({ secret: webhookSecret, store, ring }));
  app.get('/assets/:file', assets(['../look/', 'look/', 'browser/'].map((folder) => new URL(folder, import.meta.url))));

  app.use(csrf());
  app.use(async (c, next) => {
    const language = languageOf(c);
    c.set('view', { language, t: textsOf(language), path: c.req.path, edgeUrl });
    await next();
    c.header('content-security-policy', policy(parts));
    c.header('referrer-policy', 'strict-origin-when-cross-origin');
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
  });
  app.route('/', createBoard(parts));
  app.route('/ats', createRecruiting(parts));
  app.route('/ats/settings', createSettings(parts));
  app.route('/bridge', createSession(parts));
  app.notFound((c) => c.html(notFoundPage(c.var.view, c.req.path.startsWith('/ats') ? 'candidates' : 'board'), 404));
  return app;
}

// What a page needs for the elements: the edge for scripts, styles and calls, the vendor for the chat's frame, one Trusted Types policy.
function policy({ edgeUrl, vendorsUrl, vendorWidget }: Parts): string {
  const widget = vendorWidget ? ` ${vendorsUrl}` : '';
  return [
    "default-src 'none'",
    `script-src 'self' ${edgeUrl}${widget}`,
    `style-src 'self' ${edgeUrl}${widget}`,
    `connect-src 'self' ${edgeUrl}`,
    "img-src 'self'",
    `frame-src ${vendorsUrl}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types ats-bridge',
  ].join('; ');
}
