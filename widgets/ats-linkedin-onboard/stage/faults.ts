// What stands in the plugin's way, told to a developer; visitors have words of their own. Loaded when something does.
import type { PluginSettings } from "../requested.ts";
import { known, pair } from "./bundles.ts";

/** `at` is a bundle, a width, or the address that something is about; `directive` is the CSP's. */
export interface FaultFacts {
  settings: PluginSettings;
  at: string;
  directive?: string | undefined;
}

const messages: Record<string, (facts: FaultFacts) => string> = {
  "unknown-bundle": ({ at }) => `supported: "${at}" is not one of ${known.join(", ")}`,
  "incomplete-rsc": ({ at }) => `supported: ${at} is missing, ${pair.join(" and ")} go together`,
  "added-bundles": () => "supported lacks the two of Recruiter System Connect, which are mandatory: they were added",
  "bad-width": ({ at }) => `width "${at}" is neither pixels nor 100%: the default is taken`,
  "origin-not-allowed": ({ at }) => `LinkedIn does not have ${at} among the key's JavaScript API domains`,
  "csp-blocked": ({ at, directive }) => `${directive} of this page must allow ${at}`,
  "trusted-types-blocked": ({ settings }) => `${settings.scriptUrl} does not work under Trusted Types`,
  "second-key": ({ settings }) => `this document has loaded LinkedIn for another key than ${settings.apiKey}, and LinkedIn reads it once`,
  "script-blocked": ({ settings }) => `${settings.scriptUrl} could not be loaded`,
  "plugin-blank": ({ settings }) => `no frame came of ${settings.extensionUrl}`,
  "key-too-young": ({ settings }) => `no frame came of ${settings.extensionUrl}: LinkedIn needs some minutes to know a new key`,
};

export function faultMessage(code: string, facts: FaultFacts): string {
  return messages[code]?.(facts) ?? code;
}
