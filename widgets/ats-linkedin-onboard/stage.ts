// Brings LinkedIn's plugin onto the page, watches how that goes, and names each way in which it does not.
import { watchViolations } from '../shared/csp.ts';
import type { PluginSettings } from './integrations.ts';
import { createPlace, loadFramework, watchPlace, type LoadFault, type Placeholder } from './plugin.ts';
import type { Problem } from './problems.ts';

export interface StageWatch {
  shown: () => void;
  failed: (problem: Problem) => void;
}

const blocking = /^(script|frame|child|connect)-src/;

/** LinkedIn needs up to this long to know a new key. */
const keyAgeMs = 300_000;

/** Answers how to take it away again. */
export function setStage(host: HTMLElement, settings: PluginSettings, placeholder: Placeholder, { shown, failed }: StageWatch): () => void {
  const { allowedDomains, scriptUrl, extensionUrl, keyAt } = settings;
  if (allowedDomains && !allowedDomains.includes(location.origin)) {
    failed(problem('origin-not-allowed', `LinkedIn does not have ${location.origin} among this key's JavaScript API domains`, location.origin));
    return () => {};
  }

  let left = false;
  let blocked = false;
  const leave = [(): void => void (left = true)];
  const block = (code: string, message: string, at: string): void => {
    if (blocked) return;
    blocked = true;
    failed(problem(code, message, at));
  };
  const theirs = new Set([scriptUrl, extensionUrl].map((url) => new URL(url).host));
  const isTheirs = (address: string): boolean => {
    const { host: at } = URL.canParse(address) ? new URL(address) : { host: '' };
    return theirs.has(at) || /(^|\.)linkedin\.com$/.test(at);
  };
  leave.push(watchViolations(({ disposition, effectiveDirective, blockedURI, sourceFile }) => {
    if (disposition === 'report') return;
    const directive = blocking.exec(effectiveDirective)?.[0];
    if (directive && isTheirs(blockedURI)) block('csp-blocked', `${directive} of this page must allow ${new URL(blockedURI).origin}`, new URL(blockedURI).host);
    else if (effectiveDirective.includes('trusted-types') && isTheirs(sourceFile)) block('trusted-types-blocked', `${scriptUrl} does not work under this page's Trusted Types`, '');
  }));

  const give = (fault: LoadFault): void => {
    const young = fault === 'plugin-blank' && Date.now() - keyAt < keyAgeMs;
    if (!left && !blocked) failed(problem(young ? 'key-too-young' : fault, messages[fault](settings), new URL(scriptUrl).host));
  };
  const start = async (): Promise<void> => {
    const framework = await loadFramework(settings);
    // The event that tells of a CSP comes a little later than the failure.
    if (typeof framework === 'string') return void setTimeout(give, 100, framework);
    if (left) return;
    const place = createPlace(placeholder);
    host.append(place);
    leave.push(watchPlace(place, { shown, blank: () => give('plugin-blank') }), () => place.remove());
    framework.parse(place);
  };
  start().catch((error: unknown) => block(error instanceof TypeError ? 'trusted-types-blocked' : 'plugin-blank', String(error), ''));
  return () => leave.forEach((each) => each());
}

const messages: Record<LoadFault, (settings: PluginSettings) => string> = {
  'second-key': () => 'this document has loaded LinkedIn for another key, which LinkedIn reads once',
  'script-blocked': ({ scriptUrl }) => `${scriptUrl} could not be loaded`,
  'plugin-blank': ({ extensionUrl }) => `no frame came of ${extensionUrl}`,
};

function problem(code: string, message: string, at: string): Problem {
  return { code, message, retryable: /^(script-blocked|plugin-blank|key-too-young)$/.test(code), at };
}
