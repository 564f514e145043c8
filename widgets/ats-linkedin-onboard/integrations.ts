// What LinkedIn's plugin and the edge say of integrations, looked at before it is used.
import { isAddress, isObject } from '../shared/values.ts';

/** What the plugin says of one thing that the customer asked for. */
export interface Requested {
  integrationContext: string;
  integrationType: string;
  tenantType: string;
}

export interface IntegrationError {
  status: number;
  message: string;
  serviceErrorCode?: number;
  code?: string;
}

/** One integration as the edge shows it. */
export interface Integration extends Requested {
  integrationName: string;
  /** REQUESTED, PARTNER_READY or ENABLED; LinkedIn may say others, and take any back. */
  onboardingStatus: string;
  error?: IntegrationError;
  /** ISO 8601: since when it has this status. */
  since: string;
  nextStep: string;
}

/** `previousStatus` is null for one that was not there before. */
export interface StatusChange extends Integration {
  previousStatus: string | null;
}

export interface PluginSettings {
  apiKey: string;
  scriptUrl: string;
  extensionUrl: string;
  /** Undefined where the edge does not know what LinkedIn has. */
  allowedDomains: string[] | undefined;
  /** Since when LinkedIn has the key; NaN where the edge does not say. */
  keyAt: number;
}

const context = /^urn:li:(organization|contract):[\w-]+$/;
const parts = ['integrationContext', 'integrationType', 'tenantType'] as const;

/** Repeats fall together, and fields that we do not know are left out; each fault says which part of which item. */
export function parseRequested(said: unknown): { integrations: Requested[]; faults: string[] } {
  const integrations = new Map<string, Requested>();
  const faults: string[] = [];
  (Array.isArray(said) ? said : [said]).forEach((item, index) => {
    const values: Record<string, unknown> = isObject(item) ? item : {};
    const [integrationContext, integrationType, tenantType] = parts.map((part) => (typeof values[part] === 'string' ? values[part] : ''));
    if (integrationContext && integrationType && tenantType && context.test(integrationContext)) {
      const requested = { integrationContext, integrationType, tenantType };
      integrations.set(keyOf(requested), requested);
    } else {
      const part = parts.find((each) => !values[each] || typeof values[each] !== 'string') ?? 'integrationContext';
      faults.push(`item ${index}: ${part} is ${JSON.stringify(values[part]) ?? 'missing'}`);
    }
  });
  return { integrations: [...integrations.values()], faults };
}

export function keyOf({ integrationContext, integrationType, tenantType }: Requested): string {
  return `${integrationContext} ${integrationType} ${tenantType}`;
}

/** Undefined where the answer has no list. */
export function parseItems(value: unknown): Integration[] | undefined {
  if (!isObject(value) || !Array.isArray(value['items'])) return;
  return value['items'].filter(isObject).map((item) => {
    const text = (name: string): string => String(item[name] ?? '');
    const { error } = item;
    return {
      integrationContext: text('integrationContext'),
      integrationType: text('integrationType'),
      tenantType: text('tenantType'),
      integrationName: text('integrationName'),
      onboardingStatus: text('onboardingStatus'),
      since: text('since'),
      nextStep: text('nextStep'),
      ...isObject(error) && { error: parseError(error) },
    };
  });
}

function parseError({ status, message, serviceErrorCode, code }: Record<string, unknown>): IntegrationError {
  return {
    status: Number(status ?? 0),
    message: String(message ?? ''),
    ...typeof serviceErrorCode === 'number' && { serviceErrorCode },
    ...typeof code === 'string' && { code },
  };
}

/** The edge's calm remarks on what was sent, in words. */
export function parseWarnings(value: unknown): string[] {
  const warnings = isObject(value) && Array.isArray(value['warnings']) ? value['warnings'] : [];
  return warnings.map((each: unknown) => String(isObject(each) ? (each['message'] ?? each['detail'] ?? each['code']) : each));
}

/** Undefined where LinkedIn's script cannot be loaded with what the edge says. */
export function parsePlugin(value: unknown): PluginSettings | undefined {
  if (!isObject(value)) return;
  const { apiKey, scriptUrl, extensionUrl, allowedDomains, keyCreatedAt } = value;
  // The key stands on a line of its own in the loader's tag: no line may follow from it.
  if (typeof apiKey !== 'string' || !/^[\w.~-]+$/.test(apiKey) || !isAddress(scriptUrl) || !isAddress(extensionUrl)) return;
  return {
    apiKey,
    scriptUrl: new URL(scriptUrl).href,
    extensionUrl: new URL(extensionUrl).href,
    allowedDomains: Array.isArray(allowedDomains) ? allowedDomains.map(String) : undefined,
    keyAt: Date.parse(String(keyCreatedAt)),
  };
}

/** What has changed between two answers; an integration that is gone is no change of its status. */
export function changesBetween(before: Integration[], after: Integration[]): StatusChange[] {
  const known = new Map(before.map((item) => [keyOf(item), item.onboardingStatus]));
  return after.flatMap((item) => {
    const previousStatus = known.get(keyOf(item)) ?? null;
    return previousStatus === item.onboardingStatus ? [] : [{ ...item, previousStatus }];
  });
}
