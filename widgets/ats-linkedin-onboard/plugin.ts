// LinkedIn's own plugin in the page's light DOM: one loader script a document, which reads one customer's key once, and a placeholder
// that LinkedIn's parse call turns into a frame. https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
import { node } from '../shared/dom.ts';
import { policy } from '../shared/trusted-types.ts';
import type { PluginSettings } from './integrations.ts';

interface Framework {
  parse(within: Element): void;
}

interface Loader {
  apiKey: string;
  loaded: Promise<unknown>;
}

export type LoadFault = 'second-key' | 'script-blocked' | 'plugin-blank';

const key = Symbol.for('ats-bridge.linkedin');
const page: typeof globalThis & { [key]?: Loader | undefined; IN?: Partial<Framework> } = globalThis;

const patienceMs = 8_000;
const loadPatienceMs = 20_000;

/** Loads LinkedIn's framework for this customer, unless the document has it; answers once it can draw. */
export async function loadFramework(settings: PluginSettings): Promise<Framework | LoadFault> {
  const loader = page[key] ?? pageLoader(settings.scriptUrl) ?? startLoader(settings);
  if (loader.apiKey !== settings.apiKey) return 'second-key';
  const late = new Promise((_, reject) => setTimeout(reject, loadPatienceMs));
  if (!(await Promise.race([loader.loaded, late]).then(() => true, () => false))) return 'script-blocked';
  // The framework may come to life some time after its script has loaded.
  for (const end = Date.now() + patienceMs; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50))) {
    const { IN } = page;
    if (typeof IN?.parse === 'function') return { parse: (within) => IN.parse?.(within) };
  }
  return 'plugin-blank';
}

/** The page's own tag, where it has one: LinkedIn's script must not come twice. */
function pageLoader(scriptUrl: string): Loader | undefined {
  const tag = [...document.querySelectorAll('script')].find(({ src, text }) => src === scriptUrl || (src.endsWith('/in.js') && text.includes('api_key')));
  return tag && { apiKey: /api_key:\s*(\S+)/.exec(tag.text)?.[1] ?? '', loaded: Promise.resolve() };
}

function startLoader({ apiKey, scriptUrl, extensionUrl }: PluginSettings): Loader {
  const script = document.createElement('script');
  // LinkedIn reads these lines out of its own tag as soon as it runs.
  script.text = policy.createScript(`api_key: ${apiKey}\nextensions: ATSIntegrationWidget@${extensionUrl}`);
  script.src = policy.createScriptURL(scriptUrl);
  const loaded = new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => {
      page[key] = undefined;
      script.remove();
      reject(new Error(`${scriptUrl} could not be loaded`));
    });
  });
  document.head.append(script);
  return (page[key] = { apiKey, loaded });
}

export interface Placeholder {
  bundles: string;
  /** The name of a global function. */
  callback: string;
  width: string;
}

/** What LinkedIn turns into its frame, in a place of its own within the element. */
export function createPlace({ bundles, callback, width }: Placeholder): HTMLElement {
  const tag = node('script', {
    type: 'IN/ATSIntegrationWidget',
    'data-supported-bundled-integration-types': bundles,
    'data-onintegrate': callback,
    'data-width': width,
  });
  return node('div', { slot: 'plugin' }, tag);
}

export interface PlaceWatch {
  shown: () => void;
  /** Nothing has come for this long; it still may. */
  blank: () => void;
}

/** LinkedIn tells nobody whether its plugin came: only the frame does. Answers the function that ends the watch. */
export function watchPlace(place: HTMLElement, { shown, blank }: PlaceWatch): () => void {
  const timer = setTimeout(blank, patienceMs);
  const look = (): void => {
    if (!place.querySelector('span.IN-widget > iframe')) return;
    stop();
    shown();
  };
  const observer = new MutationObserver(look);
  const stop = (): void => {
    clearTimeout(timer);
    observer.disconnect();
  };
  observer.observe(place, { childList: true, subtree: true });
  look();
  return stop;
}

/** LinkedIn calls by name: a global function of this element only, until it is taken away. */
export function exposeCallback(name: string, run: (said: unknown) => void): () => void {
  Object.defineProperty(globalThis, name, { value: run, configurable: true });
  return () => void Reflect.deleteProperty(globalThis, name);
}
