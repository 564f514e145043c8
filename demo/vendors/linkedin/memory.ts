// Carries customers and their integrations over a restart of the demo: what an edge has stored of them stays true.
import * as v from "valibot";
import { keepMemory } from "../memory.ts";
import type { LinkedInState } from "./state.ts";

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

export function keepCustomers(state: LinkedInState, path: string): { stop(): void } {
  return keepMemory(path, memorySchema, {
    give: (kept) => Object.assign(state, kept),
    take: () => ({ apps: state.apps, integrations: state.integrations, requests: state.requests, tokens: state.tokens }),
  });
}
