// The drop-in script: watches the page, also its open shadow roots, and loads an element's module when its tag appears.
// In a page twice, or in two versions: whichever copy sees a tag first loads it.

export const modules: Record<string, () => Promise<unknown>> = {
  "ats-linkedin-onboard": () => import("./ats-linkedin-onboard/define.ts"),
  "interview-questions": () => import("./interview-questions/define.ts"),
  "pitchyou-apply-button": () => import("./pitchyou-apply-button/define.ts"),
  "pitchyou-chat": () => import("./pitchyou-chat/define.ts"),
};

const key = Symbol.for("ats-bridge.loading");
const page: typeof globalThis & { [key]?: Set<string> } = globalThis;
const loading = (page[key] ??= new Set());

function watch(root: Document | ShadowRoot): void {
  observer.observe(root, { childList: true, subtree: true });
  scan(root);
}

function scan(root: ParentNode): void {
  root.querySelectorAll("*").forEach(look);
}

function look(element: Element): void {
  const tag = element.localName;
  const load = modules[tag];
  if (load) {
    if (loading.has(tag) || customElements.get(tag)) return;
    loading.add(tag);
    // A file that did not arrive is asked for again when the tag next appears.
    load().catch(() => loading.delete(tag));
  } else if (element.shadowRoot) {
    watch(element.shadowRoot);
  } else if (tag.includes("-")) {
    // `font-face` and its like are SVG, no custom elements, and are rejected.
    customElements.whenDefined(tag).then(
      () => element.shadowRoot && watch(element.shadowRoot),
      () => {},
    );
  }
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
  });

if (observer) watch(document);
