// Finds what the stand-in's pages are known to hold.

/** The element with this selector; the page is ours, so a missing one is a fault of ours. */
export function find<Found extends Element>(selector: string, type: new () => Found): Found {
  const found = document.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page lacks ${selector}`);
  return found;
}
