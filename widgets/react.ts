// For React where it hydrates what a server rendered: there it neither sets properties of custom elements nor listens to their events
// (React 19.3), which it does everywhere else by itself. Needs no React; the build adds the types of the elements in JSX.

/** For `ref`: sets properties, and listens to what stands under `on` + an event's name, until React takes the element away. */
export function attach(given: Record<string, unknown>): (element: HTMLElement | null) => () => void {
  return (element) => {
    const leaving = new AbortController();
    for (const [name, value] of Object.entries(given)) {
      if (!element) break;
      if (!name.startsWith("on")) Reflect.set(element, name, value);
      else if (isListener(value)) element.addEventListener(name.slice(2), value, leaving);
    }
    return () => leaving.abort();
  };
}

function isListener(value: unknown): value is (event: Event) => void {
  return typeof value === "function";
}
