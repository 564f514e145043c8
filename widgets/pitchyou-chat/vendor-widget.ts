// PitchYou's own widget: their style sheet and script, loaded once a page. PitchYou publishes no description of it; ours is
// that the script brings `PitchYouChat.mount(container, { url })`, which may answer a function that takes it away again.
import { hint } from "../shared/events.ts";
import { policy } from "../shared/trusted-types.ts";
import type { VendorWidget } from "./chats.ts";

type Mount = (container: HTMLElement, options: { url: string }) => unknown;

const loads = new Map<string, Promise<unknown>>();

/** Puts the widget into the host's light DOM and answers how to take it away; undefined where a file does not come, or brings no widget. */
export async function placeVendorWidget(host: HTMLElement, { script, style }: VendorWidget, url: string): Promise<(() => void) | undefined> {
  const container = document.createElement("div");
  container.slot = "widget";
  host.append(container);
  try {
    await Promise.all([load(style, styleLink), load(script, scriptTag)]);
    const page: typeof globalThis & { PitchYouChat?: { mount?: Mount } } = globalThis;
    const unmount = await page.PitchYouChat?.mount?.(container, { url });
    if (!page.PitchYouChat?.mount) throw new Error(`${script} brings no PitchYouChat.mount`);
    return () => {
      if (typeof unmount === "function") unmount();
      container.remove();
    };
  } catch (error) {
    container.remove();
    hint(host, String(error));
    return;
  }
}

function load(address: string, create: (address: string) => HTMLElement): Promise<unknown> {
  const known = loads.get(address);
  if (known) return known;
  const element = create(address);
  const loaded = new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", () => {
      loads.delete(address);
      element.remove();
      reject(new Error(`${address} could not be loaded`));
    });
  });
  loads.set(address, loaded);
  document.head.append(element);
  return loaded;
}

function scriptTag(address: string): HTMLElement {
  const script = document.createElement("script");
  // A TrustedScriptURL where the page demands one; to TypeScript's DOM it is a string.
  script.src = policy.createScriptURL(address);
  return script;
}

function styleLink(address: string): HTMLElement {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = address;
  return link;
}
