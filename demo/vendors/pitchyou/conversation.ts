// The chat between recruiter and applicant: one conversation a profile, seen through any number of openings.
import type { Media } from "./media.ts";
import { newKey, profileKey, type ChatMessage, type Conversation, type PitchYouState, type Viewer } from "./state.ts";

/** Uses up a chat token. The answer is the key of the opened page, or why the token opens nothing. */
export function openChat(state: PitchYouState, token: string): { key: string } | "unknown" | "used" {
  const chat = state.chatTokens.get(token);
  if (!chat) return "unknown";
  if (chat.opened) return "used";

  chat.opened = true;
  return { key: addViewer(state, { customer: chat.customer, profileId: chat.profileId, recruiterName: chat.recruiterName, side: "both" }) };
}

export function addViewer(state: PitchYouState, viewer: Viewer): string {
  const key = newKey();
  state.viewers.set(key, viewer);
  return key;
}

export function conversationOf(state: PitchYouState, viewer: Pick<Viewer, "customer" | "profileId">): Conversation {
  const key = profileKey(viewer.customer, viewer.profileId);
  const known = state.conversations.get(key);
  if (known) return known;

  const fresh: Conversation = { messages: [] };
  state.conversations.set(key, fresh);
  return fresh;
}

/** Adds a message for either side; an applicant's page can never speak for the recruiter. */
export function say(state: PitchYouState, viewer: Viewer, from: ChatMessage["from"], text: string, media?: Media): ChatMessage {
  const { messages } = conversationOf(state, viewer);
  const applicant = state.profiles.get(profileKey(viewer.customer, viewer.profileId))?.name ?? "";
  const message: ChatMessage = {
    number: messages.length + 1,
    from: viewer.side === "applicant" ? "applicant" : from,
    name: viewer.side === "applicant" || from === "applicant" ? applicant : viewer.recruiterName,
    text,
    at: new Date().toISOString(),
    ...(media && { fileName: media.fileName, media }),
  };
  messages.push(message);
  return message;
}
