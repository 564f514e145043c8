// What LinkedIn sends by itself: a signed push for each integration whose status changed, and the challenge of a callback URL.
// https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import * as v from "valibot";
import { LinkedInError } from "./answers.ts";
import { move } from "./onboarding.ts";
import { integrationKey, integrationsOf, type Challenge, type Delivery, type Identity, type Integration, type PushRequest, type Vendor } from "./state.ts";

export type Push = { clientId: string; key: string; id: string; url: string; body: string; signature: string };

const timeoutMs = 10_000;
const challengeTimeoutMs = 3000;
const challengeAnswer = v.object({ challengeCode: v.string(), challengeResponse: v.string() });

/** `X-LI-Signature` over the body's text as it is sent. */
export function signPush(secret: string, body: string): string {
  return hmac(secret, `hmacsha256=${body}`);
}

export function answerChallenge(secret: string, challengeCode: string): string {
  return hmac(secret, challengeCode);
}

/** The customer switches on in Recruiter what is ready; answers when every push is delivered or given up. */
export async function enable(vendor: Vendor, clientId: string, items: readonly Identity[]): Promise<Delivery[]> {
  const changed = items.map((item) => findListed(vendor, clientId, item));
  const unready = changed.find(({ onboardingStatus }) => onboardingStatus === "REQUESTED");
  if (unready) throw new LinkedInError(409, `${unready.integrationType} is not ready: the partner has not named and configured it yet`);
  for (const integration of changed) move(vendor, integration, "ENABLED");
  return announce(vendor, changed);
}

export async function disable(vendor: Vendor, clientId: string, items: readonly Identity[]): Promise<Delivery[]> {
  const changed = items.map((item) => findListed(vendor, clientId, item)).filter(({ onboardingStatus }) => onboardingStatus === "ENABLED");
  for (const integration of changed) move(vendor, integration, "PARTNER_READY");
  return vendor.state.switches.pushOnDisable ? announce(vendor, changed) : [];
}

/** One push for each integration that has a callback URL, as the switches bend them. */
export async function announce(vendor: Vendor, changed: readonly Integration[]): Promise<Delivery[]> {
  const { pushes, pushOrder, pushRepeat } = vendor.state.switches;
  if (pushes === "off") return [];
  const made = changed.flatMap((integration) => makePush(vendor, integration) ?? []);
  const ordered = pushOrder === "reversed" ? made.toReversed() : made;
  const deliveries: Delivery[] = [];
  for (const push of ordered.flatMap((one) => Array.from({ length: pushRepeat }, () => one))) deliveries.push(await deliver(vendor, push));
  return deliveries;
}

/** Sends it until a 2xx or the last attempt; every attempt is noted, the last is answered. */
export async function deliver(vendor: Vendor, push: Push): Promise<Delivery> {
  const { pushAttempts, pushRetryMs } = vendor.state.switches;
  for (let attempt = 1; ; attempt += 1) {
    const at = new Date(vendor.now()).toISOString();
    const sent = {
      method: "POST",
      headers: { "content-type": "application/json", "x-li-signature": push.signature },
      body: push.body,
      redirect: "manual" as const,
      signal: AbortSignal.timeout(timeoutMs),
    };
    const { status, answer } = await ask(vendor, push.url, sent);
    const delivery: Delivery = { ...push, attempt, status, answer, at };
    vendor.state.deliveries.push(delivery);
    if ((status !== null && status >= 200 && status < 300) || attempt >= pushAttempts) return delivery;
    await sleep(pushRetryMs * 2 ** (attempt - 1));
  }
}

/** Asks a callback URL to prove that it knows the secret; without `url`, the customer's first one. */
export async function challenge(vendor: Vendor, clientId: string, url?: string): Promise<Challenge> {
  const app = vendor.state.apps.get(clientId);
  const target = URL.parse(url ?? integrationsOf(vendor.state, clientId).flatMap(({ configurations }) => configurations.get("CALLBACK_URL") ?? [])[0] ?? "");
  if (!app || !target) throw new LinkedInError(404, "The customer has no callback URL");

  const challengeCode = randomUUID();
  target.searchParams.set("challengeCode", challengeCode);
  target.searchParams.set("applicationId", String(app.number));
  const startedAtMs = performance.now();
  const { status, answer, contentType } = await ask(vendor, target.href, { redirect: "manual", signal: AbortSignal.timeout(challengeTimeoutMs) });
  const read = v.safeParse(v.pipe(v.string(), v.parseJson(), challengeAnswer), answer);
  const good =
    read.success && read.output.challengeCode === challengeCode && app.secrets.some((secret) => read.output.challengeResponse === answerChallenge(secret, challengeCode));
  const problem =
    status !== 200
      ? `The status is ${status ?? "missing"}, not 200`
      : !contentType.startsWith("application/json")
        ? "The content type is not application/json"
        : good
          ? ""
          : "The URL did not pass the security challenge check";
  const result: Challenge = {
    clientId,
    url: target.href,
    challengeCode,
    status,
    passed: problem === "",
    problem,
    tookMs: Math.round(performance.now() - startedAtMs),
    at: new Date(vendor.now()).toISOString(),
  };
  vendor.state.challenges.push(result);
  return result;
}

function makePush(vendor: Vendor, integration: Integration): Push | undefined {
  const { state } = vendor;
  const { pushSignature, pushSecret, pushType, pushId, pushExpiry } = state.switches;
  const app = state.apps.get(integration.clientId);
  const url = integration.configurations.get("CALLBACK_URL");
  if (!app || url === undefined) return undefined;

  const id = randomUUID();
  const expiresAt = pushExpiry === "expired" ? vendor.now() - 60_000 : 0;
  state.requests.set(id, pushId === "foreign" ? foreignRequest(vendor, integration) : { ...requestOf(integration), type: pushType, expiresAt });
  const body = JSON.stringify({ id, type: pushType, expiresAt });
  const secret = (pushSecret === "previous" ? app.secrets[0] : app.secrets.at(-1)) ?? "";
  const signatures = {
    good: signPush(secret, body),
    forged: signPush("forged", body),
    "prefixed-header": `hmacsha256=${signPush(secret, body)}`,
    "body-alone": hmac(secret, body),
  };
  return { clientId: integration.clientId, key: requestOf(integration).key, id, url, body, signature: signatures[pushSignature] };
}

function requestOf(integration: Integration): Omit<PushRequest, "type" | "expiresAt"> {
  const { integrationContext, integrationType, tenantType, integrationName, onboardingStatus } = integration;
  return { element: { integrationContext, integrationType, tenantType, integrationName, onboardingStatus }, key: integrationKey(integration.clientId, integration) };
}

// Another customer's integration; where there is none, one that was made up.
function foreignRequest({ state }: Vendor, integration: Integration): PushRequest {
  const other = [...state.integrations.values()].find(({ clientId }) => clientId !== integration.clientId);
  const madeUp: Integration = { ...integration, clientId: "foreign", integrationContext: "urn:li:organization:4gXforeign", onboardingStatus: "ENABLED" };
  return { ...requestOf(other ?? madeUp), type: "INTEGRATION_STATUS_CHANGE", expiresAt: 0 };
}

function findListed({ state }: Vendor, clientId: string, item: Identity): Integration {
  const found = state.integrations.get(integrationKey(clientId, item));
  if (!found) throw new LinkedInError(404, `${item.integrationType} was not requested for ${item.integrationContext}`);
  return found;
}

async function ask({ fetch }: Vendor, url: string, init: RequestInit): Promise<{ status: number | null; answer: string; contentType: string }> {
  try {
    const response = await fetch(url, init);
    return { status: response.status, answer: (await response.text()).slice(0, 2000), contentType: response.headers.get("content-type") ?? "" };
  } catch (error) {
    return { status: null, answer: error instanceof Error ? error.message : String(error), contentType: "" };
  }
}

function hmac(secret: string, message: string): string {
  return createHmac("sha256", secret).update(message).digest("hex");
}
