// Sets up the demo's customer through the operator API, as an operator would: tenant, API key, connections. Repeating it changes nothing.
import * as v from "valibot";
import { passwordOf, serverUser } from "./vendors/interview-suite/index.ts";

export const tenant = "acme";
export const apiKey = "ab_test_acme_sandbox_key";
export const ltToken = "lt-demo-token-of-acme";
export const icimsCustomer = "9001";
export const icimsProof = { type: "basic", username: "icims-acme", password: "icims-demo-password" } as const;
/** Whoever reads the ATS's own change feed shows it this. */
export const atsFeedToken = "nordlicht-demo-feed-token";

const tenantAnswer = v.object({ webhook: v.object({ secret: v.optional(v.string()) }) });
const secretAnswer = v.object({ secret: v.string() });
const suiteAnswer = v.object({ state: v.string(), settings: v.nullish(v.object({ baseUrl: v.optional(v.string()) })), endpoints: v.record(v.string(), v.string()) });
const connectionAnswer = v.object({ state: v.string(), settings: v.nullish(v.object({ returnHosts: v.optional(v.array(v.string())) })) });

export type Operator = { edgeUrl: string; operatorToken: string };

/** Answers the webhook's signing secret: of the new tenant, or a fresh one when the tenant was there before. */
export async function seedTenant(operator: Operator, atsUrl: string): Promise<string> {
  const loopback = atsUrl.replace("localhost", "127.0.0.1");
  const made = v.parse(
    tenantAnswer,
    await operate(operator, "PUT", "", { name: "Nordlicht", origins: [atsUrl, loopback], locale: "de", webhook: { url: `${loopback}/webhooks/ats-bridge` } }),
  );
  // The key is taken on every start but the first.
  await operate(operator, "POST", "/api-keys", { key: apiKey }, [409]);
  return made.webhook.secret ?? v.parse(secretAnswer, await operate(operator, "POST", "/webhook/secret")).secret;
}

export async function seedConnections(operator: Operator, { widget, vendorsUrl }: { widget: { widgetScript?: string; widgetStyle?: string }; vendorsUrl: string }): Promise<void> {
  await operate(operator, "PUT", "/connections/pitchyou", { clientId: "acme", clientSecret: "pitchyou-acme-secret", pullMinutes: 1, ...widget });
  // Makes the customer's application at LinkedIn, or takes up the one that is there.
  await operate(operator, "POST", "/connections/linkedin/provision", {});
  await seedSenders(operator, vendorsUrl);
}

// Both only send. Setting them up once more would forget that they have been heard from, so it is left out while nothing has changed.
async function seedSenders(operator: Operator, vendorsUrl: string): Promise<void> {
  const standing = async (provider: string) => v.parse(connectionAnswer, await operate(operator, "GET", `/connections/${provider}`));
  const [lt, icims] = await Promise.all([standing("luotettava-tyontekija"), standing("icims")]);
  if (lt.state === "not_set_up") await operate(operator, "PUT", "/connections/luotettava-tyontekija", { token: ltToken, acknowledgement: { locale: "fi" } });

  const { host } = new URL(vendorsUrl);
  if (icims.state !== "not_set_up" && icims.settings?.returnHosts?.includes(host)) return;
  const origin = vendorsUrl.replace("localhost", "127.0.0.1");
  await operate(operator, "PUT", "/connections/icims", {
    customerId: icimsCustomer,
    auth: icimsProof,
    api: { baseUrl: `${origin}/icims`, tokenUrl: `${origin}/icims/oauth/token`, clientId: "icims-api-9001", clientSecret: "icims-api-9001-secret" },
    returnHosts: [host],
    rules: ["AssessmentEvent", "WorkFlowStatusChangeEvent"].map((eventType) => ({ eventType, do: "application" })),
  });
}

/** Answers the connection's addresses: where the suite sends its webhooks, and what it needs for single sign-on. */
export async function seedSuite(operator: Operator, suiteUrl: string): Promise<Record<string, string>> {
  const path = "/connections/interview-suite";
  const standing = v.parse(suiteAnswer, await operate(operator, "GET", path));
  if (standing.state !== "not_set_up" && standing.settings?.baseUrl === suiteUrl) return standing.endpoints;
  const connected = await operate(operator, "PUT", path, {
    baseUrl: suiteUrl,
    company: tenant,
    setup: "ideal",
    auth: { type: "password", username: serverUser, password: passwordOf(tenant) },
    sso: { type: "saml", acsUrl: `${suiteUrl}/suite/saml/acs`, audience: `${suiteUrl}/suite` },
    rules: [{ on: "rating", when: { atLeast: 4 }, do: "message" }],
  });
  return v.parse(suiteAnswer, connected).endpoints;
}

async function operate({ edgeUrl, operatorToken }: Operator, method: string, path: string, body?: object, accepted: number[] = []): Promise<unknown> {
  const response = await fetch(`${edgeUrl}/v1/tenants/${tenant}${path}`, {
    method,
    headers: { authorization: `Bearer ${operatorToken}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok && !accepted.includes(response.status)) throw new Error(`The edge answered ${response.status} to ${method} ${path}: ${text}`);
  return text === "" ? null : JSON.parse(text);
}
