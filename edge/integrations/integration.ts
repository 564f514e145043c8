// The shape of a room: all that the house needs to know of one vendor.
import type * as v from "valibot";
import type { Holdings } from "../core/erasure.ts";
import type { Lookout } from "../core/alerts.ts";
import type { Connection, ConnectionState } from "../core/connections.ts";
import type { Texts } from "../core/connection-texts.ts";
import type { TaskHandlers } from "../core/runner.ts";
import type { Tenant } from "../core/tenants.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import type { Endpoint } from "../routes/endpoint.ts";
import type { Hook } from "../routes/hook.ts";

export const PROVIDERS = ["linkedin", "pitchyou", "interview-suite", "luotettava-tyontekija", "icims"] as const;
export type Provider = (typeof PROVIDERS)[number];

export type ChecklistItem = { readonly id: string; readonly text: Texts; readonly done: boolean };
/** Settings as people see them, addresses to hand to the vendor, and what is left to do. */
export type Description = { readonly settings: Record<string, unknown>; readonly endpoints: Record<string, string>; readonly checklist: readonly ChecklistItem[] };

export type Integration = {
  readonly provider: Provider;
  readonly connection: {
    /** What `PUT …/connections/{provider}` takes. */
    readonly body: v.GenericSchema;
    /** Parts settings from secrets; secrets that are left out are kept. Throws a `Refusal` for what only this room knows to be wrong. */
    readonly accept: (
      edge: Edge,
      tenant: Tenant,
      body: unknown,
      previous: Connection | null,
    ) => Promise<{ settings: object; secrets: object; /** Secrets that we made: shown this once. */ shown?: Record<string, string> }>;
    /** How a connection stands right after `PUT`; being checked, if this is absent. */
    readonly initial?: { readonly state: ConnectionState; readonly cause: string };
    readonly describe: (edge: Edge, connection: Connection) => Promise<Description>;
    /** Tries the credentials; throws a `VendorFault` when they fail. What it returns is committed with the state. */
    readonly check: (edge: Edge, connection: Connection) => Promise<{ state: ConnectionState; cause: string | null; statements: readonly Statement[] }>;
    /** Committed with each `PUT`: the first tasks. */
    readonly start: (edge: Edge, tenant: string) => readonly Statement[];
    /** Committed with the removal: what the room keeps beside the connection and must not outlive it. */
    readonly remove?: (tenant: string) => readonly Statement[];
    /** Committed in the directory when the connection is removed. */
    readonly removeFromDirectory?: (tenant: string) => readonly Statement[];
    /** Makes or adopts what the vendor keeps for this customer. */
    readonly provision?: (edge: Edge, tenant: Tenant, connection: Connection) => Promise<{ created: boolean; statements: readonly Statement[] }>;
    /** A new secret, the one before it good for another 24 hours; `shown` is what the operator sees once. */
    readonly newSecret?: (edge: Edge, connection: Connection) => Promise<{ parts: { settings: object; secrets: object }; shown: Record<string, string> }>;
  };
  /** Committed by the nightly purge: candidate data that nothing has changed since `before`, in milliseconds since 1970. */
  readonly purge?: (tenant: string, before: number) => readonly Statement[];
  /** Committed with a change of the tenant, such as of its origins. */
  readonly tenantChanged?: (edge: Edge, tenant: string) => readonly Statement[];
  /** What it keeps of a person beside applications, for whoever asks for all that is held of them. */
  readonly holdings?: Holdings;
  /** Troubles of its own that somebody has to hear of. */
  readonly lookouts?: readonly Lookout[];
  readonly endpoints: readonly Endpoint[];
  readonly hooks?: readonly Hook[];
  readonly tasks: TaskHandlers;
};
