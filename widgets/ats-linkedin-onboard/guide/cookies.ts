// Whether this browser lets a frame of another site have its cookies, as LinkedIn's window needs. A frame of the edge's own is asked,
// which sets none: https://developer.mozilla.org/en-US/docs/Web/API/Document/hasStorageAccess
import { node } from "../../shared/dom.ts";

const patienceMs = 3_000;

/** Undefined where it cannot be told: the page's policy keeps the frame out, or the edge may be of the page's own site. */
export async function askForCookies(edge: string, place: Element): Promise<boolean | undefined> {
  const { href, origin, hostname } = new URL(`${edge}/embed/cookies`, document.baseURI);
  if (siteOf(hostname) === siteOf(location.hostname)) return;
  const frame = node("iframe", { hidden: "hidden", referrerpolicy: "no-referrer", src: href });
  const leaving = new AbortController();
  const answer = new Promise<boolean | undefined>((resolve) => {
    const hear = ({ source, origin: from, data }: MessageEvent<unknown>): void => {
      const { type, allowed }: Record<string, unknown> = { ...Object(data) };
      if (source === frame.contentWindow && from === origin && type === "ats-bridge-cookies") resolve(allowed === true);
    };
    addEventListener("message", hear, { signal: leaving.signal });
    setTimeout(resolve, patienceMs);
  });
  place.append(frame);
  const allowed = await answer;
  leaving.abort();
  frame.remove();
  return allowed;
}

/** Near enough: two hosts under one name count as one site. */
function siteOf(host: string): string {
  return /^[\d.]+$|:/.test(host) ? host : host.split(".").slice(-2).join(".");
}
