// Registers <pitchyou-chat>. What its users may rely on stands here; the package's descriptions are made of it.
import { define } from "../shared/register.ts";
import { PitchyouChat } from "./element.ts";

declare global {
  /** They bubble up to it. */
  interface DocumentEventMap extends Pick<HTMLElementEventMap, "pitchyou-chat-open" | "pitchyou-chat-loaded" | "pitchyou-chat-close" | "pitchyou-chat-error"> {}
}

/**
 * The recruiter's chat with an applicant. Nothing is asked of the edge before it is opened.
 *
 * @attribute profile-id - PitchYou's id of the applicant's profile; required
 * @attribute mode {"auto" | "iframe" | "tab" | "widget"} - where the chat opens; `auto` (default) takes what the page allows
 * @attribute recruiter-name - who signs; default: the session's user
 * @attribute auto-open - opens by itself where no tab is needed
 * @fires pitchyou-chat-open - the edge has given the chat's address, and where it opens
 * @fires pitchyou-chat-loaded - the chat stands there
 * @fires pitchyou-chat-close - the chat was closed, or left the page
 * @fires pitchyou-chat-error - it cannot be opened
 * @slot widget - the vendor's widget, put there by the element itself
 * @csspart panel - all of it
 * @csspart header - title and ways out
 * @csspart body - what changes
 * @csspart test - the mark of a stand-in
 * @csspart open - opens the chat
 * @csspart open-tab - opens it in a tab
 * @csspart close - closes it
 * @csspart frame - the chat's frame
 * @csspart debug - names the cause, with `debug` only
 * @cssproperty --ats-chat-height - its height, which never changes by itself
 */
define("pitchyou-chat", PitchyouChat);

export * from "./element.ts";
export type * from "./chats.ts";
