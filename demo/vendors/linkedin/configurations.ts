// The configurations of an integration: CALLBACK_URL and the visibility defaults.
// https://learn.microsoft.com/en-us/linkedin/talent/middleware-platform/integration-types
// How /rest spells its keys is not published; assumed here: the three parts and `configurationKey`.
import * as v from "valibot";
import { LinkedInError, perform, spend } from "./answers.ts";
import { eachEntity, matchEntities, protocolOf, readBatchIds, requireMethod, spellWith, toIdentity } from "./batch.ts";
import { readJson } from "./json.ts";
import { customerOf } from "./oauth.ts";
import { findOwn, settle } from "./onboarding.ts";
import { pairsOf, readKey } from "./rest-li.ts";
import type { App, Identity, Integration, Vendor } from "./state.ts";
import { checkSizes, openTunnel, type ApiCall } from "./tunnel.ts";

const bodySchema = v.object({ entities: v.record(v.string(), v.unknown()) });
const valueSchema = v.strictObject({ configurationValue: v.strictObject({ string: v.string() }) });
const viewersOf: Record<string, string[]> = { JOB_POSTING_VIEWERS: ["ONE_CLICK_EXPORT"], APPLICATION_VIEWERS: ["IN_ATS_INDICATOR", "IN_CRM_INDICATOR"] };

/** `/v2/atsIntegrations/{key}/configurations?ids=A&ids=B`. */
export function answerConfigurations(vendor: Vendor, raw: ApiCall): Promise<Response> {
  return perform(vendor, raw, "configurations", () => {
    checkSizes(raw);
    const call = openTunnel(raw);
    const app = customerOf(vendor, call);
    spend(vendor, app.clientId, "v2/configurations");
    if (protocolOf(call, "v2") !== "1.0.0") throw new LinkedInError(400, "The key in the address is written in protocol 1.0.0");
    const integration = findOwn(vendor.state, app.clientId, toIdentity(readKey("1.0.0", call.path.split("/")[3] ?? ""), "v2"));
    const names = [
      ...new Set(
        pairsOf(call.query)
          .filter(([name]) => name === "ids")
          .map(([, value]) => value),
      ),
    ];
    if (names.length === 0) throw new LinkedInError(400, "The batch names no ids");

    if (call.method === "GET")
      return readValues(
        names,
        (name) => name,
        (name) => integration.configurations.get(name),
      );
    if (call.method === "DELETE")
      return Response.json(
        eachEntity(
          names,
          (name) => name,
          (name) => remove(integration, name),
        ),
      );
    requireMethod(call, "PUT", "batch_update");
    const { entities } = readJson(call, bodySchema);
    const [missing] = [...names.filter((name) => !(name in entities)), ...Object.keys(entities).filter((name) => !names.includes(name))];
    if (missing !== undefined) throw new LinkedInError(400, `Batch request mismatch: ${missing}`);
    return Response.json(
      eachEntity(
        names,
        (name) => name,
        (name) => write(vendor, app, integration, name, entities[name]),
      ),
    );
  });
}

/** `/rest/integrationConfigurations?ids=List((…))`. */
export function answerVersionedConfigurations(vendor: Vendor, raw: ApiCall): Promise<Response> {
  return perform(vendor, raw, "configurations", () => {
    checkSizes(raw);
    const call = openTunnel(raw);
    const app = customerOf(vendor, call);
    spend(vendor, app.clientId, "rest/configurations");
    const protocol = protocolOf(call, "rest");
    const ids = readBatchIds(protocol, call.query);
    const spell = spellWith("versioned");
    const own = ({ configurationKey, ...identity }: Readonly<Record<string, string>>): { integration: Integration; name: string } => {
      if (!configurationKey) throw new LinkedInError(400, "Invalid key: configurationKey");
      return { integration: findOwn(vendor.state, app.clientId, toIdentity(identity, "rest")), name: configurationKey };
    };

    if (call.method === "GET") return readValues(ids, spell, (id) => own(id).integration.configurations.get(own(id).name));
    if (call.method === "DELETE") return Response.json(eachEntity(ids, spell, (id) => remove(own(id).integration, own(id).name)));
    requireMethod(call, "PUT", "batch_update");
    const entities = matchEntities(protocol, ids, readJson(call, bodySchema).entities);
    return Response.json(eachEntity(ids, spell, (id) => write(vendor, app, own(id).integration, own(id).name, entities.get(id))));
  });
}

function readValues<Key>(keys: readonly Key[], spell: (key: Key) => string, valueOf: (key: Key) => string | undefined): Response {
  const read = eachEntity(keys, spell, (key) => {
    const value = valueOf(key);
    return value === undefined ? undefined : { configurationValue: { string: value } };
  });
  return Response.json({ ...read, statuses: {} });
}

function write(vendor: Vendor, app: App, integration: Integration, name: string, entity: unknown): object {
  const given = v.safeParse(valueSchema, entity);
  if (!given.success) throw new LinkedInError(400, `${name}: ${v.getDotPath(given.issues[0]) ?? "the entity"}: ${given.issues[0].message}`);

  const value = given.output.configurationValue.string;
  if (name === "CALLBACK_URL") checkCallback(vendor, app, value);
  else checkViewers(integration, name, value);
  integration.configurations.set(name, value);
  settle(vendor, integration);
  return { status: 204 };
}

function remove(integration: Integration, name: string): object {
  if (!integration.configurations.delete(name)) throw new LinkedInError(404, `${name} is not set`);
  return { status: 204 };
}

// Plain http only to loopback, where this stand-in lives; the port rule is the real one's.
function checkCallback({ state }: Vendor, app: App, value: string): void {
  const url = URL.parse(value);
  const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url?.hostname ?? "");
  if (!url || (url.protocol !== "https:" && !(url.protocol === "http:" && loopback))) throw new LinkedInError(422, "CALLBACK_URL must be an https address");
  if (!loopback && !["", "80", "443"].includes(url.port)) throw new LinkedInError(422, "CALLBACK_URL must use port 80 or 443");
  if (/(^|\.)ngrok(-free)?\.(io|app|dev)$/.test(url.hostname)) throw new LinkedInError(422, "CALLBACK_URL must not be an ngrok address");
  const taken = [...state.integrations.values()].some((other) => other.clientId !== app.clientId && other.configurations.get("CALLBACK_URL") === value);
  if (taken) throw new LinkedInError(422, "CALLBACK_URL is in use by another customer");
}

function checkViewers({ integrationType }: Identity, name: string, value: string): void {
  const types = viewersOf[name];
  if (!types) throw new LinkedInError(400, `Unknown configuration ${name}`);
  if (!types.includes(integrationType)) throw new LinkedInError(422, `${name} does not apply to ${integrationType}`);
  if (value !== "ALL_PRODUCT_USERS") throw new LinkedInError(422, `${name} must be ALL_PRODUCT_USERS`);
}
