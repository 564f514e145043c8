// The shape of a room: all that the house needs to know of one vendor.
import type * as v from "valibot";
import type { Connection } from "../core/connections.ts";
import type { Texts } from "../core/connection-texts.ts";
import type { TaskHandlers } from "../core/runner.ts";
import type { Statement } from "../db/database.ts";
import type { Edge } from "../ports.ts";
import type { Endpoint } from "../routes/endpoint.ts";

export const PROVIDERS = ["linkedin", "pitchyou", "interview-suite", "luotettava-tyontekija", "icims"] as const;
export type Provider = (typeof PROVIDERS)[number];

export type ChecklistItem = { readonly id: string; readonly text: Texts; readonly done: boolean };

export type Integration = {
  readonly provider: Provider;
  readonly connection: {
    /** What `PUT …/connections/{provider}` takes. */
    readonly body: v.GenericSchema;
    /** Parts settings from secrets; secrets that are left out are kept. Throws a `Refusal` for what only this room knows to be wrong. */
    readonly accept: (edge: Edge, body: unknown, previous: Connection | null) => Promise<{ settings: object; secrets: object }>;
    /** Settings as people see them, addresses to hand to the vendor, and what is left to do. */
    readonly describe: (edge: Edge, connection: Connection) => { settings: Record<string, unknown>; endpoints: Record<string, string>; checklist: readonly ChecklistItem[] };
    /** Tries the credentials; throws a `VendorFault` when they fail. What it returns is committed with the success. */
    readonly check: (edge: Edge, connection: Connection) => Promise<readonly Statement[]>;
    /** Committed with each `PUT`: the first tasks. */
    readonly start: (edge: Edge, tenant: string) => readonly Statement[];
  };
  readonly endpoints: readonly Endpoint[];
  readonly tasks: TaskHandlers;
};
