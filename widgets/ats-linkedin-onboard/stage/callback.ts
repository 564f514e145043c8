// LinkedIn's plugin calls a global function by its name, with a list of what the customer asked for; also again, when they press "Notify partner".
import type { Requested } from "../requested.ts";

export interface Heard {
  integrations: Requested[];
  /** Which part of which item was no good. */
  faults: string[];
}

/** The function is there until the signal takes it away. */
export function exposeCallback(name: string, signal: AbortSignal, hear: (heard: Heard) => void): void {
  Object.assign(globalThis, { [name]: (said: unknown) => hear(parseRequested(said)) });
  signal.addEventListener("abort", () => Reflect.deleteProperty(globalThis, name));
}

/** Repeats fall together, and fields that we do not know are left out. */
function parseRequested(said: unknown): Heard {
  const integrations = new Map<string, Requested>();
  const faults: string[] = [];
  [said].flat().forEach((item, index) => {
    const { integrationContext = "", integrationType = "", tenantType = "" }: Record<string, unknown> = { ...Object(item) };
    const requested = { integrationContext: String(integrationContext), integrationType: String(integrationType), tenantType: String(tenantType) };
    const bad = Object.entries(requested).find(([name, value]) => !(name === "integrationContext" ? /^urn:li:(organization|contract):[\w-]+$/ : /./).test(value));
    if (bad) faults.push(`item ${index}: ${bad.join(" is ")}`);
    else integrations.set(JSON.stringify(requested), requested);
  });
  return { integrations: [...integrations.values()], faults };
}
