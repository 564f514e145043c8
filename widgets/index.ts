// The drop-in script: watches the page, also its open shadow roots, and loads an element's module when its tag appears.
// In a page twice, or in two versions: whichever copy sees a tag first loads it.

import { loadCode, loadWords, tags } from "./files.ts";

const key = Symbol.for("ats-bridge.loading");
const page: typeof globalThis & { [key]?: Set<string> } = globalThis;
const loading = (page[key] ??= new Set());
let found: string[] = [];
let language = "";

function watch(root: Document | ShadowRoot): void {
  observer.observe(root, { childList: true, subtree: true });
  scan(root);
}

function scan(root: ParentNode): void {
  root.querySelectorAll("*").forEach(look);
}

function look(element: Element): void {
  const tag = element.localName;
  if (tags.includes(tag)) {
    if (loading.has(tag) || customElements.get(tag)) return;
    loading.add(tag);
    found.push(tag);
    language = element.getAttribute("locale") || document.documentElement.lang || navigator.language;
  } else if (element.shadowRoot) {
    watch(element.shadowRoot);
  } else if (tag.includes("-")) {
    // `font-face` and its like are SVG, no custom elements, and are rejected.
    customElements.whenDefined(tag).then(
      () => {
        if (element.shadowRoot) watch(element.shadowRoot);
        load();
      },
      () => {},
    );
  }
}

/** A page with a second kind of element gets one file of them all, so that they share what they have in common, Lit above all. */
function load(): void {
  const wanted = found;
  const [tag] = wanted;
  found = [];
  if (!tag) return;
  const name = loading.size > 1 ? "elements" : tag;
  // A file that did not arrive is asked for again when the tag next appears.
  loadCode(name).catch(() => wanted.forEach((each) => loading.delete(each)));
  // The button has its words with it.
  if (name !== "pitchyou-apply-button") loadWords(name, (/^(de|fi|fr|sv)\b/.exec(language) ?? ["en"])[0]).catch(() => {});
}

const observer =
  globalThis.document &&
  new MutationObserver((records) => {
    for (const { addedNodes } of records) {
      for (const node of addedNodes) {
        if (!(node instanceof Element)) continue;
        look(node);
        scan(node);
      }
    }
    load();
  });

if (observer) {
  watch(document);
  load();
}
