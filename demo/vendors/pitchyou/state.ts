// Everything the stand-in remembers, in one object: it lives as long as the process, and tests read it as it is.
import { randomBytes } from "node:crypto";
import type { Fault, Operation } from "./faults.ts";
import type { Interview } from "./interview.ts";
import type { Media } from "./media.ts";

/** `name` is what applicants read; `actsFor` names the customer whose data the credentials open; a chat-only pair has another id than its customer. */
export type Client = { clientId: string; clientSecret: string; name?: string; actsFor: string; tokenStyle: "form" | "basic" | "json"; expiresInSeconds: number };

export type StoredProfile = {
  customer: string;
  profileId: string;
  name: string;
  /** The profile's own JSON text, handed out byte for byte. */
  json: string;
  media: Map<string, Media>;
  confirmed: boolean;
};

export type ChatMessage = { number: number; from: "recruiter" | "applicant"; name: string; text: string; at: string; fileName?: string; media?: Media };
export type Conversation = { messages: ChatMessage[] };
export type ChatToken = { customer: string; profileId: string; recruiterName: string; opened: boolean };
/** One open page of a conversation. The recruiter's page shows both sides, the applicant's only its own. */
export type Viewer = { customer: string; profileId: string; recruiterName: string; side: "both" | "applicant" };
export type Call = { operation: Operation; customer: string | null; path: string; status: number; at: string };

export type PitchYouState = {
  clients: Map<string, Client>;
  tokens: Map<string, { client: Client; expiresAtMs: number }>;
  profiles: Map<string, StoredProfile>;
  confirms: { customer: string; profileIds: string[]; at: string }[];
  chatTokens: Map<string, ChatToken>;
  conversations: Map<string, Conversation>;
  viewers: Map<string, Viewer>;
  interviews: Map<string, Interview>;
  faults: Map<Operation, Fault>;
  calls: Call[];
};

const demoNames: [string, string][] = [
  ["acme", "Nordlicht"],
  ["globex", "Globex"],
];
const demoClients: Client[] = demoNames.map(([clientId, name]) => ({
  clientId,
  clientSecret: `pitchyou-${clientId}-secret`,
  name,
  actsFor: clientId,
  tokenStyle: "form",
  expiresInSeconds: 3600,
}));

export function createState(): PitchYouState {
  return {
    clients: new Map(demoClients.map((client) => [client.clientId, client])),
    tokens: new Map(),
    profiles: new Map(),
    confirms: [],
    chatTokens: new Map(),
    conversations: new Map(),
    viewers: new Map(),
    interviews: new Map(),
    faults: new Map(),
    calls: [],
  };
}

/** Back to the state of a fresh process, in the same object. */
export function resetState(state: PitchYouState): void {
  Object.assign(state, createState());
}

/** The key of a profile and of its conversation: another customer's id of the same spelling is another profile. */
export function profileKey(customer: string, profileId: string): string {
  return `${customer}\n${profileId}`;
}

export function newKey(): string {
  return randomBytes(18).toString("base64url");
}
