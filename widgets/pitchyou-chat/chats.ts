// Asks the edge for one opening of the chat, and decides where it is shown. The address holds a token: it is never kept.
import { callEdge, type EdgeAccess, type EdgeProblem } from "../shared/edge-client.ts";
import { isAddress, isObject } from "../shared/values.ts";

export type ChatMode = "iframe" | "tab" | "widget";

export interface ChatPlace {
  profileId: string;
  mode: ChatMode;
}

export interface ChatOpened extends ChatPlace {
  sandbox: boolean;
  /**
   * Why it is there: `asked-by-page`, `asked-by-edge`, `fits-the-page`, `narrow-screen`, `frame-blocked-by-csp`,
   * `no-vendor-widget`, `vendor-widget-failed`.
   */
  reason: string;
}

export interface VendorWidget {
  script: string;
  style: string;
}

export interface Chat {
  url: string;
  mode: ChatMode | undefined;
  widget: VendorWidget | undefined;
  sandbox: boolean;
}

export async function requestChat(access: EdgeAccess, profileId: string, recruiterName: string | undefined, signal: AbortSignal): Promise<Chat | { problem: EdgeProblem }> {
  const body = { profileId, ...(recruiterName && { recruiterName }) };
  const answer = await callEdge(access, { method: "POST", path: "/v1/pitchyou/chats", body, signal });
  if ("problem" in answer) return answer;
  return parseChat(answer.value) ?? { problem: { code: "bad-answer", message: "the edge gave no address for the chat", retryable: true, status: 201 } };
}

export interface Circumstances {
  /** Attribute `mode`. */
  wanted: string;
  narrow: boolean;
  /** This page has already refused the frame. */
  frameBlocked: boolean;
}

/** And why there. */
export function choosePlace(chat: Pick<Chat, "mode" | "widget"> | undefined, { wanted, narrow, frameBlocked }: Circumstances): { mode: ChatMode; reason: string } {
  const asked = "asked-by-page";
  if (wanted === "tab" || wanted === "iframe") return { mode: wanted, reason: asked };
  if (wanted === "widget") return chat && !chat.widget ? { mode: "iframe", reason: "no-vendor-widget" } : { mode: wanted, reason: asked };
  if (frameBlocked) return { mode: "tab", reason: "frame-blocked-by-csp" };
  if (narrow) return { mode: "tab", reason: "narrow-screen" };
  if (chat?.mode === "widget" && !chat.widget) return { mode: "iframe", reason: "no-vendor-widget" };
  return chat?.mode ? { mode: chat.mode, reason: "asked-by-edge" } : { mode: chat?.widget ? "widget" : "iframe", reason: "fits-the-page" };
}

function parseChat(value: unknown): Chat | undefined {
  if (!isObject(value) || !isAddress(value["url"])) return;
  const { url, mode, widget, sandbox } = value;
  const { script, style } = isObject(widget) ? widget : {};
  return {
    url,
    mode: mode === "iframe" || mode === "tab" || mode === "widget" ? mode : undefined,
    widget: isAddress(script) && isAddress(style) ? { script, style } : undefined,
    sandbox: sandbox === true,
  };
}
