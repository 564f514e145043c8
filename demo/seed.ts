// Sets up the demo's customer through the operator API, as an operator would: tenant, API key, connections. Repeating it changes nothing.
import * as v from 'valibot';

export const tenant = 'acme';
export const apiKey = 'ab_test_acme_sandbox_key';

const tenantAnswer = v.object({ webhook: v.object({ secret: v.optional(v.string()) }) });
const secretAnswer = v.object({ secret: v.string() });

export type Operator = { edgeUrl: string; operatorToken: string };

/** Answers the webhook's signing secret: of the new tenant, or a fresh one when the tenant was there before. */
export async function seedTenant(operator: Operator, atsUrl: string): Promise<string> {
  const loopback = atsUrl.replace('localhost', '127.0.0.1');
  const made = v.parse(tenantAnswer, await operate(operator, 'PUT', '', { name: 'Nordlicht', origins: [atsUrl, loopback], locale: 'de', webhook: { url: `${loopback}/webhooks/ats-bridge` } }));
  // The key is taken on every start but the first.
  await operate(operator, 'POST', '/api-keys', { key: apiKey }, [409]);
  return made.webhook.secret ?? v.parse(secretAnswer, await operate(operator, 'POST', '/webhook/secret')).secret;
}

export async function seedConnections(operator: Operator, widget: { widgetScript?: string; widgetStyle?: string }): Promise<void> {
  await operate(operator, 'PUT', '/connections/pitchyou', { clientId: 'acme', clientSecret: 'pitchyou-acme-secret', pullMinutes: 1, ...widget });
  // Makes the customer's application at LinkedIn, or takes up the one that is there.
  await operate(operator, 'POST', '/connections/linkedin/provision', {});
}

async function operate({ edgeUrl, operatorToken }: Operator, method: string, path: string, body?: object, accepted: number[] = []): Promise<unknown> {
  const response = await fetch(`${edgeUrl}/v1/tenants/${tenant}${path}`, {
    method,
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok && !accepted.includes(response.status)) throw new Error(`The edge answered ${response.status} to ${method} ${path}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}
