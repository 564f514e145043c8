// The resource of integrations: named in batches, read by their keys, or found by the id of a push.
import * as v from "valibot";
import { bearerOf, LinkedInError, perform, spend } from "./answers.ts";
import { eachEntity, matchEntities, protocolOf, readBatchIds, requireMethod, spellingOf, spellWith, toIdentity, type Edition } from "./batch.ts";
import { readJson } from "./json.ts";
import { customerOf } from "./oauth.ts";
import { findOrCreate, findOwn, settle } from "./onboarding.ts";
import { pairsOf } from "./rest-li.ts";
import type { Batch, Identity, Vendor } from "./state.ts";
import { checkSizes, openTunnel, type ApiCall } from "./tunnel.ts";

const leastGapMs = 1000;
const bodySchema = v.object({ entities: v.record(v.string(), v.unknown()) });
const patchSchema = v.object({ patch: v.strictObject({ $set: v.strictObject({ integrationName: v.string() }) }) });

export async function answerIntegrations(vendor: Vendor, call: ApiCall, arrivedAtMs: number, edition: Edition): Promise<Response> {
  if ((call.header("x-http-method-override") ?? call.method) !== "GET") {
    const batch = noteBatch(vendor, call, arrivedAtMs);
    const response = await perform(vendor, call, "sync", () => sync(vendor, opened(call), batch, edition));
    batch.status = response.status;
    return response;
  }
  const finds = /(^|&)q=/.test(call.query === "" ? call.body : call.query);
  return perform(vendor, call, finds ? "finder" : "read", () => (finds ? find(vendor, opened(call), edition) : read(vendor, opened(call), edition)));
}

function opened(call: ApiCall): ApiCall {
  checkSizes(call);
  return openTunnel(call);
}

// Every arrival counts, also one that is refused: the pace is the caller's to keep.
function noteBatch({ state }: Vendor, call: ApiCall, atMs: number): Batch {
  const before = state.batches.at(-1);
  const clientId = state.tokens.get(bearerOf(call))?.clientId ?? null;
  const batch: Batch = {
    clientId,
    atMs,
    gapMs: before ? atMs - before.atMs : null,
    ids: 0,
    queryBytes: call.query.length,
    tunnelled: call.header("x-http-method-override") !== undefined,
    status: 0,
  };
  state.batches.push(batch);
  if (batch.gapMs !== null && batch.gapMs < leastGapMs) state.violations.push({ rule: "one second between batches", clientId, atMs, gapMs: batch.gapMs });
  return batch;
}

function sync(vendor: Vendor, call: ApiCall, batch: Batch, edition: Edition): Response {
  const { state } = vendor;
  const app = customerOf(vendor, call);
  if (state.switches.refuseFastBatches && batch.gapMs !== null && batch.gapMs < leastGapMs) throw new LinkedInError(429, "Batch updates need one second between them", 101);
  spend(vendor, app.clientId, `${edition}/integrations`);
  requireMethod(call, "POST", "batch_partial_update");
  const protocol = protocolOf(call, edition);
  const ids = readBatchIds(protocol, call.query);
  batch.ids = ids.length;
  const patches = matchEntities(protocol, ids, readJson(call, bodySchema).entities);

  return Response.json(
    eachEntity(ids, spellWith(spellingOf(vendor, protocol, call.method)), (parts) => {
      const identity = toIdentity(parts, edition);
      failIfAsked(vendor, identity);
      const patch = v.safeParse(patchSchema, patches.get(parts));
      if (!patch.success) throw new LinkedInError(400, `${v.getDotPath(patch.issues[0]) ?? "patch"}: ${patch.issues[0].message}`);
      const name = patch.output.patch.$set.integrationName.trim();
      if (name === "") throw new LinkedInError(422, "integrationName must not be empty");

      const integration = findOrCreate(vendor, app.clientId, identity);
      integration.integrationName = name;
      settle(vendor, integration);
      return { status: 204 };
    }),
  );
}

function read(vendor: Vendor, call: ApiCall, edition: Edition): Response {
  const app = customerOf(vendor, call);
  spend(vendor, app.clientId, `${edition}/integrations`);
  const protocol = protocolOf(call, edition);
  const ids = readBatchIds(protocol, call.query);
  const { errors, results } = eachEntity(ids, spellWith(spellingOf(vendor, protocol, call.method)), (parts) => {
    const { integrationName, onboardingStatus } = findOwn(vendor.state, app.clientId, toIdentity(parts, edition));
    return { ...(integrationName !== null && { integrationName }), onboardingStatus };
  });
  return Response.json({ errors: withoutMissing(errors), results, statuses: {} });
}

// A key that was never requested stands in none of the three maps.
function withoutMissing(errors: Record<string, object>): Record<string, object> {
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => !("status" in error && error.status === 404)));
}

// Whose the element is, the one who asks has to check, as LinkedIn tells its partners to.
function find(vendor: Vendor, call: ApiCall, edition: Edition): Response {
  const app = customerOf(vendor, call);
  spend(vendor, app.clientId, `${edition}/integrations`);
  protocolOf(call, edition);
  const { q, requestId } = v.parse(v.object({ q: v.string(), requestId: v.optional(v.string(), "") }), Object.fromEntries(pairsOf(call.query)));
  if (q !== "request") throw new LinkedInError(400, `Unknown finder ${q}`);
  if (requestId === "") throw new LinkedInError(400, "requestId is required");

  const request = vendor.state.requests.get(requestId);
  const known = request?.type === "INTEGRATION_STATUS_CHANGE" && (request.expiresAt === 0 || request.expiresAt > vendor.now());
  const provider = edition === "v2" ? { dataProvider: "ATS" } : {};
  const element = known ? { ...request.element, ...vendor.state.integrations.get(request.key) } : undefined;
  const elements = element ? [{ ...provider, ...fieldsOf(element) }] : [];
  return Response.json({ elements, paging: { count: 10, links: [], start: 0 } });
}

function fieldsOf({
  integrationContext,
  integrationName,
  integrationType,
  onboardingStatus,
  tenantType,
}: Identity & { integrationName: string | null; onboardingStatus: string }): object {
  return { integrationContext, ...(integrationName !== null && { integrationName }), integrationType, onboardingStatus, tenantType };
}

function failIfAsked({ state }: Vendor, identity: Identity): void {
  const fault = state.entityFaults.find(
    ({ integrationContext, integrationType }) =>
      (integrationContext ?? identity.integrationContext) === identity.integrationContext && (integrationType ?? identity.integrationType) === identity.integrationType,
  );
  if (!fault) return;
  if (fault.times !== undefined) fault.times -= 1;
  if (fault.times === 0) state.entityFaults.splice(state.entityFaults.indexOf(fault), 1);
  throw new LinkedInError(fault.status, fault.message, fault.serviceErrorCode);
}
