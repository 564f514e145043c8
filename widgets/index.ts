// The drop-in script: watches the page, also its open shadow roots, and loads an element's module when its tag appears.
// In a page twice, or in two versions: whichever copy sees a tag first loads it.

/** One element with all that it needs: a page with that one asks for one file. */
const modules: Record<string, () => Promise<unknown>> = {
  "ats-linkedin-onboard": () => import("./ats-linkedin-onboard/define.ts"),
  "interview-questions": () => import("./interview-questions/define.ts"),
  "pitchyou-apply-button": () => import("./pitchyou-apply-button/define.ts"),
  "pitchyou-chat": () => import("./pitchyou-chat/define.ts"),
};

const all = (): Promise<unknown> => import("./elements.ts");

const key = Symbol.for("ats-bridge.loading");
const page: typeof globalThis & { [key]?: Set<string> } = globalThis;
const loading = (page[key] ??= new Set());
let found: string[] = [];

function watch(root: Document | ShadowRoot): void {
  observer.observe(root, { childList: true, subtree: true });
  scan(root);
}

function scan(root: ParentNode): void {
  root.querySelectorAll("*").forEach(look);
}

function look(element: Element): void {
  const tag = element.localName;
  if (modules[tag]) {
    if (loading.has(tag) || customElements.get(tag)) return;
    loading.add(tag);
    found.push(tag);
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
  const tags = found;
  const [tag] = tags;
  found = [];
  // A file that did not arrive is asked for again when the tag next appears.
  if (tag) ((loading.size < 2 && modules[tag]) || all)().catch(() => tags.forEach((each) => loading.delete(each)));
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
