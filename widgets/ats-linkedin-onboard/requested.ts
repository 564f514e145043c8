// What the edge says of LinkedIn's plugin, looked at before it is used; and what the plugin says.
import { isAddress, isObject } from "../shared/values.ts";

/** What the plugin says of one thing that the customer asked for. */
export interface Requested {
  integrationContext: string;
  integrationType: string;
  tenantType: string;
}

export interface PluginSettings {
  apiKey: string;
  scriptUrl: string;
  extensionUrl: string;
  /** Undefined where the edge does not know what LinkedIn has. */
  allowedDomains: string[] | undefined;
  /** LinkedIn's stand-in. */
  sandbox: boolean;
  /** Since when LinkedIn has the key; NaN where the edge does not know. */
  keyAt: number;
}

/** Undefined where LinkedIn's script cannot be loaded with what the edge says. */
export function parsePlugin(value: unknown): PluginSettings | undefined {
  if (!isObject(value)) return;
  const { apiKey, scriptUrl, extensionUrl, allowedDomains, provisionedAt } = value;
  // The key stands on a line of its own in the loader's tag: no line may follow from it.
  if (typeof apiKey !== "string" || !/^[\w.~-]+$/.test(apiKey) || !isAddress(scriptUrl) || !isAddress(extensionUrl)) return;
  return {
    apiKey,
    scriptUrl,
    extensionUrl,
    allowedDomains: Array.isArray(allowedDomains) ? allowedDomains.map(String) : undefined,
    sandbox: value["sandbox"] === true,
    keyAt: Date.parse(String(provisionedAt)),
  };
}
