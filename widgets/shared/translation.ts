// A page's own words from a JSON file (attribute `texts-url`): a language that we do not speak, or a house's own tone.
// One file serves all elements: `{"lang": "nl", "pitchyou-chat": {"title": …}}`; what it leaves out stays ours. Loaded only where a page has one.
import type { BridgeElement } from "./element.ts";
import { hint } from "./events.ts";
import { isObject } from "./values.ts";

const files = new Map<string, Promise<unknown>>();

/** What the page has set in code. */
const given = new WeakMap<object, object | undefined>();

/** Nobody waits longer for other words than ours. */
const patienceMs = 4_000;

/** From here on the element's `texts` are the file's, with what the page sets or has set in code over them. */
export async function translate(element: BridgeElement<object>, url: string): Promise<void> {
  const file = await fetchOnce(url).catch((error: unknown) => hint(element, `keeps its own words: ${url}: ${String(error)}`));
  if (!isObject(file) || url !== element.textsUrl) return;
  const { lang, [element.localName]: own } = file;
  const words = Object.fromEntries(Object.entries({ ...Object(own), lang }).filter(([, word]) => typeof word === "string"));

  if (!given.has(element)) given.set(element, element.texts);
  let texts = { ...words, ...given.get(element) };
  // For this one element in place of Lit's accessor: whoever sets `texts` anew must not lose the file's words.
  Object.defineProperty(element, "texts", {
    configurable: true,
    get: () => texts,
    set(now: object | undefined) {
      const before = texts;
      given.set(element, now);
      texts = { ...words, ...now };
      element.requestUpdate("texts", before);
    },
  });
  element.requestUpdate("texts", null);
}

/** Each file once a page; one that did not come is asked for again by the next element. */
function fetchOnce(url: string): Promise<unknown> {
  const asked = files.get(url) ?? fetchJson(url);
  files.set(url, asked);
  asked.catch(() => files.delete(url));
  return asked;
}

async function fetchJson(url: string): Promise<unknown> {
  const response = await fetch(url, { signal: AbortSignal.timeout(patienceMs) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}
