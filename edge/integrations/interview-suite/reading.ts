// Later readings of one object: a webhook names it, or a match makes it of interest.
import { enqueue } from "../../core/tasks.ts";
import type { Statement } from "../../db/database.ts";
import type { Edge } from "../../ports.ts";
import { PROVIDER } from "./client.ts";

const COALESCE_MS = 3_000;

/** Reads one object back a few seconds from now; what names it meanwhile is one reading with this one. */
export const readSoon = (edge: Edge, tenant: string, reference: string, candidate: string | null): Statement =>
  enqueue(edge, tenant, {
    name: `${PROVIDER}.read`,
    key: reference,
    payload: { reference, candidate },
    runAt: edge.now() + (edge.settings.pace.onDemand ? edge.settings.pace.firstRetryMs : COALESCE_MS),
  });
