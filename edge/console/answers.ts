// The shapes of the answers that the console reads: the types of the schemas of `/v1`, and of the console's own session.
import type { InferOutput } from "valibot";
import type * as api from "../api.ts";

export const PROVIDERS = ["linkedin", "pitchyou", "interview-suite", "luotettava-tyontekija", "icims"] as const;
export type Provider = (typeof PROVIDERS)[number];

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

export interface Session {
  auth: "none" | "token" | "access" | "oidc";
  signedIn: boolean;
  actor: string | null;
  mode: "sandbox" | "live";
  loginUrl: string | null;
}

export type System = InferOutput<typeof api.SystemAnswer>;
export type TenantGlance = InferOutput<typeof api.OverviewItem>;
export type Alert = InferOutput<typeof api.AlertAnswer>;
export type Stats = InferOutput<typeof api.StatsAnswer>;
export type StatsPoint = Stats["points"][number];

export type Tenant = InferOutput<typeof api.TenantAnswer>;
export type ApiKey = InferOutput<typeof api.ApiKeyAnswer>;
export type ApiKeyMade = InferOutput<typeof api.ApiKeyMade>;

/** As the overview has it. */
export type ConnectionGlance = Pick<api.ConnectionAnswer, "provider" | "state" | "cause" | "causeCode" | "nextStep" | "since">;
/** With what was made and is shown this once. */
export type Connection = api.ConnectionAnswer & { token?: string; clientId?: string; clientSecret?: string; tokenUrl?: string };

export type BridgeEvent = InferOutput<typeof api.EventAnswer>;
export type EventProof = InferOutput<typeof api.EventWithArrivals>;
export type Message = InferOutput<typeof api.MessageAnswer>;
export type MessageHistory = InferOutput<typeof api.MessageWithDeliveries>;
export type LogEntry = InferOutput<typeof api.LogAnswer>;
export type Task = InferOutput<typeof api.TaskAnswer>;
export type AuditEntry = InferOutput<typeof api.AuditAnswer>;
export type Person = InferOutput<typeof api.PersonAnswer>;
export type Export = InferOutput<typeof api.ExportAnswer>;
export type Erasure = InferOutput<typeof api.EraseAnswer>;
export type Sources = InferOutput<typeof api.SourceList>;
export type PageCheck = InferOutput<typeof api.PageCheckAnswer>;
