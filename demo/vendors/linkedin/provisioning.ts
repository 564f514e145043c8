// The Provisioning API and the rotation of secrets.
// https://learn.microsoft.com/en-us/linkedin/shared/authentication/provisioning-api · …/application-secret-management
import * as v from "valibot";
import { LinkedInError } from "./answers.ts";
import { addApp, rollSecret } from "./applications.ts";
import { readJson } from "./json.ts";
import { requireParent } from "./oauth.ts";
import type { App, Vendor } from "./state.ts";
import type { ApiCall } from "./tunnel.ts";

const filled = v.pipe(v.string(), v.trim(), v.minLength(1, "must not be empty"));
const domain = v.pipe(
  v.string(),
  v.check((value) => URL.parse(value)?.origin === value, "must be scheme, host and non-default port, without a trailing slash"),
);
const lists = { oauth2AuthorizedCallbackUrls: v.exactOptional(v.array(v.pipe(v.string(), v.url()))), validJsSdkDomains: v.exactOptional(v.array(domain)) };

const creation = v.strictObject({
  uniqueForeignId: filled,
  name: v.pipe(
    filled,
    v.maxLength(50, "must have at most 50 characters"),
    v.check((name) => !/linkedin/i.test(name), "must not contain the word LinkedIn"),
  ),
  description: filled,
  ...lists,
});
const update = v.strictObject({ patch: v.strictObject({ $set: v.strictObject(lists) }) });
const rotation = v.strictObject({ childDeveloperApplication: v.string() });

export function createApplication(vendor: Vendor, call: ApiCall): Response {
  requireParent(vendor, call);
  const given = readJson(call, creation);
  if (findByForeignId(vendor, given.uniqueForeignId)) throw new LinkedInError(409, `An application with uniqueForeignId ${given.uniqueForeignId} already exists`);

  const app = addApp(vendor, given);
  return Response.json({ key: app.urn, credentials: credentialsOf(app) }, { status: 201 });
}

export function findApplications(vendor: Vendor, call: ApiCall): Response {
  requireParent(vendor, call);
  const query = new URLSearchParams(call.query);
  const id = query.get("uniqueForeignId");
  if (query.get("q") !== "credentialsByUniqueForeignId" || !id) throw new LinkedInError(400, "The finder credentialsByUniqueForeignId needs uniqueForeignId");

  const app = findByForeignId(vendor, id);
  if (!app) return Response.json({ elements: [] });
  const { urn, uniqueForeignId, name, description, validJsSdkDomains, oauth2AuthorizedCallbackUrls } = app;
  return Response.json({ elements: [{ key: urn, uniqueForeignId, name, description, validJsSdkDomains, oauth2AuthorizedCallbackUrls, credentials: credentialsOf(app) }] });
}

export function updateApplication(vendor: Vendor, call: ApiCall): Response {
  requireParent(vendor, call);
  const app = findByUrn(vendor, decodeURIComponent(call.path.split("/")[3] ?? ""));
  const { patch } = readJson(call, update);
  if (Object.keys(patch.$set).length === 0) throw new LinkedInError(400, "The patch sets nothing");
  Object.assign(app, patch.$set);
  return new Response(null, { status: 204 });
}

export function rotateSecret(vendor: Vendor, call: ApiCall): Response {
  requireParent(vendor, call);
  if (new URLSearchParams(call.query).get("action") !== "rollDeveloperApplicationSecret") throw new LinkedInError(400, "Unknown action");
  if (call.header("x-restli-method")?.toLowerCase() !== "action") throw new LinkedInError(400, "X-RestLi-Method: action is required");
  if (call.header("x-restli-protocol-version") !== "2.0.0") throw new LinkedInError(400, "X-RestLi-Protocol-Version: 2.0.0 is required");

  const secret = rollSecret(findByUrn(vendor, readJson(call, rotation).childDeveloperApplication));
  if (secret === undefined) throw new LinkedInError(400, "The application has two secrets; delete one first");
  return Response.json({ value: { client_secret: secret } });
}

function findByForeignId({ state }: Vendor, id: string): App | undefined {
  return [...state.apps.values()].find((app) => app.uniqueForeignId === id);
}

function findByUrn({ state }: Vendor, urn: string): App {
  const app = [...state.apps.values()].find((candidate) => candidate.urn === urn);
  if (!app) throw new LinkedInError(404, `Could not find entity ${urn}`);
  return app;
}

function credentialsOf(app: App): { client_id: string; client_secret: string } {
  return { client_id: app.clientId, client_secret: app.secrets.at(-1) ?? "" };
}
