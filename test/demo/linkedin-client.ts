// A caller of the stand-in LinkedIn as the tests need one: tokens for both sides, and batches in protocol 1.0.
import * as v from "valibot";
import { createLinkedIn, type LinkedIn } from "../../demo/vendors/linkedin/index.ts";
import type { Identity } from "../../demo/vendors/linkedin/state.ts";

export const origin = "http://127.0.0.1:8788";
export const exportItem: Identity = { integrationContext: "urn:li:organization:4gX03uw", integrationType: "ONE_CLICK_EXPORT", tenantType: "RECRUITER" };
export const csaItem: Identity = { integrationContext: "urn:li:contract:351831131", integrationType: "CSA_API", tenantType: "RECRUITER" };

export const batchAnswer = v.object({
  errors: v.record(v.string(), v.object({ status: v.number(), message: v.string() })),
  results: v.record(v.string(), v.record(v.string(), v.unknown())),
});
const tokenAnswer = v.object({ access_token: v.string(), expires_in: v.union([v.number(), v.string()]) });

export function keyOf({ integrationContext, integrationType, tenantType }: Identity): string {
  return `integrationContext=${integrationContext}&integrationType=${integrationType}&tenantType=${tenantType}&dataProvider=ATS`;
}

export function queryOf(items: readonly Identity[]): string {
  return items
    .map((item, index) =>
      keyOf(item)
        .split("&")
        .map((pair) => `ids[${index}].${pair}`)
        .join("&"),
    )
    .join("&");
}

export function bodyOf(items: readonly Identity[], name = "Acme"): string {
  return JSON.stringify({ entities: Object.fromEntries(items.map((item) => [keyOf(item), { patch: { $set: { integrationName: name } } }])) });
}

/** One customer, `acme`, whose plugin has requested nothing yet; the clock only moves when told to. */
export async function createCaller(given?: LinkedIn) {
  const clock = { now: 1_700_000_000_000 };
  const linkedin = given ?? createLinkedIn({ now: () => clock.now });
  const acme = linkedin.addApp({ name: "Kontor - Acme", clientId: "acme", clientSecret: "s+/=&%", uniqueForeignId: "acme" });

  const ask = async (path: string, init?: RequestInit): Promise<Response> => linkedin.fetch(new Request(origin + path, init));
  const tokenFor = (clientId: string, secret: string): Promise<Response> =>
    ask("/oauth/v2/accessToken", { method: "POST", body: new URLSearchParams({ grant_type: "client_credentials", client_id: clientId, client_secret: secret }) });
  const signIn = async (clientId: string, secret: string): Promise<Record<string, string>> => {
    const { access_token: token } = v.parse(tokenAnswer, await (await tokenFor(clientId, secret)).json());
    return { authorization: `Bearer ${token}`, "content-type": "application/json" };
  };
  const parent = await signIn("linkedin-parent-demo", "linkedin-parent-demo-secret");
  const child = await signIn("acme", "s+/=&%");

  const post = (path: string, headers: Record<string, string>, body: unknown): Promise<Response> =>
    ask(path, { method: "POST", headers, body: typeof body === "string" ? body : JSON.stringify(body) });
  /** A batch update of these items, a second after the one before; `over` changes any of its parts. */
  const sync = (items: readonly Identity[], over: { query?: string; body?: string; headers?: Record<string, string> } = {}): Promise<Response> => {
    clock.now += 1000;
    return post(`/v2/atsIntegrations?${over.query ?? queryOf(items)}`, { ...child, "x-restli-method": "batch_partial_update", ...over.headers }, over.body ?? bodyOf(items));
  };
  const configure = (item: Identity, values: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Response> => {
    const ids = Object.keys(values)
      .map((name) => `ids=${name}`)
      .join("&");
    const entities = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { configurationValue: { string: value } }]));
    return ask(`/v2/atsIntegrations/${keyOf(item)}/configurations?${ids}`, {
      method: "PUT",
      headers: { ...child, "x-restli-method": "batch_update", ...headers },
      body: JSON.stringify({ entities }),
    });
  };
  return { linkedin, state: linkedin.state, clock, acme, ask, post, tokenFor, signIn, parent, child, sync, configure };
}

export async function readBatch(response: Promise<Response>): Promise<v.InferOutput<typeof batchAnswer>> {
  return v.parse(batchAnswer, await (await response).json());
}
