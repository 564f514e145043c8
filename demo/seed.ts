// Sets up the demo's customer through the operator API, as an operator would: tenant, API key, connections. Repeating it changes nothing.
import * as v from 'valibot';

export const tenant = 'acme';
export const apiKey = 'ab_test_acme_sandbox_key';

const tenantAnswer = v.object({ webhook: v.object({ secret: v.optional(v.string()) }) });
const secretAnswer = v.object({ secret: v.string() });

export type SeedOptions = { edgeUrl: string; atsUrl: string; operatorToken: string; widget: { widgetScript?: string; widgetStyle?: string } };

/** Answers the webhook's signing secret: of the new tenant, or a fresh one when the tenant was there before. */
export async function seed({ edgeUrl, atsUrl, operatorToken, widget }: SeedOptions): Promise<string> {
  async function operate(method: string, path: string, body?: object, accepted: number[] = []): Promise<unknown> {
    const response = await fetch(`${edgeUrl}/v1/tenants/${tenant}${path}`, {
      method,
      headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok && !accepted.includes(response.status)) throw new Error(`The edge answered ${response.status} to ${method} ${path}: ${text}`);
    return text === '' ? null : JSON.parse(text);
  }

  const origins = [atsUrl, atsUrl.replace('localhost', '127.0.0.1')];
  const made = v.parse(tenantAnswer, await operate('PUT', '', { name: 'Nordlicht', origins, locale: 'de', webhook: { url: `${atsUrl.replace('localhost', '127.0.0.1')}/webhooks/ats-bridge` } }));
  // The key is taken on every start but the first.
  await operate('POST', '/api-keys', { key: apiKey }, [409]);
  await operate('PUT', '/connections/pitchyou', { clientId: 'acme', clientSecret: 'pitchyou-acme-secret', pullMinutes: 1, ...widget });

  return made.webhook.secret ?? v.parse(secretAnswer, await operate('POST', '/webhook/secret')).secret;
}
