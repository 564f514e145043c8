// The chat in a frame. Browsers do not say that a page refuses to be framed, so the signs are read from outside.
import { watchCsp } from "../shared/csp.ts";
import { node } from "../shared/dom.ts";

/** A frame that shows nothing for this long gets the way into a tab beside it. */
const patienceMs = 8_000;

export interface FrameSigns {
  onLoad: () => void;
  onSlow: () => void;
  /** The page's own CSP forbids the frame. */
  onBlocked: () => void;
}

/** Answers how to take the frame away. */
export function placeFrame(stage: HTMLElement, url: string, title: string, { onLoad, onSlow, onBlocked }: FrameSigns): () => void {
  const stop = watchCsp("frame-src", url, onBlocked);
  const timer = setTimeout(onSlow, patienceMs);
  // An isolated page lets in frames without credentials; the chat's token is in its address.
  const frame = node("iframe", { credentialless: crossOriginIsolated ? "on" : "", part: "frame", title, referrerpolicy: "no-referrer", src: url, load: onLoad });
  stage.append(frame);
  return () => {
    clearTimeout(timer);
    stop();
    frame.remove();
  };
}
