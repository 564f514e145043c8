// What tests of <pitchyou-chat> share: an edge that answers, a chat that has opened, a tab to be sent somewhere.
import type { PitchyouChat } from "../../widgets/pitchyou-chat/define.ts";
import "../../widgets/pitchyou-chat/define.ts";
import { collect, json, ok, part, replace, until, type Call } from "./support.ts";

export const attributes = { "profile-id": "p-1", session: "s-1", edge: "https://edge.example", locale: "en" };
let tokens = 0;

/** Each answer has a token of its own, as the edge promises. */
export function chatAnswer(more: object = {}): (call: Call) => Response {
  return () => json(201, { url: `${location.origin}/test/widgets/chat-page.html?token=secret-${++tokens}`, sandbox: false, ...more });
}

export function frameIn(chat: PitchyouChat): HTMLIFrameElement | null {
  return chat.shadowRoot?.querySelector("iframe") ?? null;
}

export async function opened(chat: PitchyouChat): Promise<HTMLIFrameElement> {
  const loaded = collect(chat, "pitchyou-chat-loaded");
  part(chat, "open").click();
  await until(() => loaded.length, "the chat is loaded");
  const frame = frameIn(chat);
  ok(frame, "the chat stands in a frame");
  return frame;
}

/** A window for `window.open` to answer: a frame of this page, so that the test sees where it is sent. */
export function fakeTab(): { calls: unknown[][]; tab: Window } {
  const frame = document.body.appendChild(document.createElement("iframe"));
  const tab = frame.contentWindow;
  ok(tab, "the frame has a window");
  const calls: unknown[][] = [];
  replace(window, "open", (...args: unknown[]) => {
    calls.push(args);
    // A browser gives a new window each time: the first one may be on its way to the chat already.
    return calls.length === 1 ? tab : document.body.appendChild(document.createElement("iframe")).contentWindow;
  });
  return { calls, tab };
}

/** All that the element's own fields hold, nodes left out. */
export function memory(chat: PitchyouChat): string {
  return Object.values(chat)
    .map((value) => JSON.stringify(value, (_, each) => (each instanceof Node ? "" : each)))
    .join(" ");
}
