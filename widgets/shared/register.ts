// Registration, apart from the classes: harmless twice, in two versions, and on a server.

export function define(tag: string, element: CustomElementConstructor): void {
  const registry = globalThis.customElements;
  if (registry && !registry.get(tag)) registry.define(tag, element);
}
