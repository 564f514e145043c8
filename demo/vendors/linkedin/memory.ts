// Carries customers and their integrations over a restart of the demo: what an edge has stored of them stays true.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { deserialize, serialize } from "node:v8";
import * as v from "valibot";
import type { LinkedInState } from "./state.ts";

const everyMs = 5000;

const status = v.picklist(["REQUESTED", "PARTNER_READY", "ENABLED"]);
const named = { integrationContext: v.string(), integrationType: v.string(), tenantType: v.string(), integrationName: v.nullable(v.string()), onboardingStatus: status };
const app = v.object({
  number: v.number(),
  urn: v.string(),
  clientId: v.string(),
  secrets: v.array(v.string()),
  uniqueForeignId: v.nullable(v.string()),
  name: v.string(),
  description: v.string(),
  validJsSdkDomains: v.array(v.string()),
  oauth2AuthorizedCallbackUrls: v.array(v.string()),
  createdAtMs: v.number(),
});
const integration = v.object({ ...named, clientId: v.string(), configurations: v.map(v.string(), v.string()), changedAt: v.string() });
const request = v.object({ element: v.object(named), key: v.string(), type: v.string(), expiresAt: v.number() });
const token = v.object({ clientId: v.string(), expiresAtMs: v.number() });
const memorySchema = v.object({
  apps: v.map(v.string(), app),
  integrations: v.map(v.string(), integration),
  requests: v.map(v.string(), request),
  tokens: v.map(v.string(), token),
});

/** Fills the state from the file and writes it back while the demo runs; `stop` writes a last time. */
export function keepMemory(state: LinkedInState, path: string): { stop(): void } {
  if (existsSync(path)) {
    const kept = v.safeParse(memorySchema, deserialize(readFileSync(path)));
    if (kept.success) Object.assign(state, kept.output);
  }

  let written: Buffer | undefined;
  function save(): void {
    const { apps, integrations, requests, tokens } = state;
    const now = serialize({ apps, integrations, requests, tokens });
    if (written?.equals(now)) return;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(`${path}.new`, now);
    renameSync(`${path}.new`, path);
    written = now;
  }

  const timer = setInterval(save, everyMs);
  return {
    stop() {
      clearInterval(timer);
      save();
    },
  };
}
