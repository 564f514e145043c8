// What can stand in the way, and how to say it: the state, the words, and the way out.
import type { ElementError } from '../shared/events.ts';
import type { OnboardTexts } from './texts.ts';

export type Problem = ElementError & {
  status?: number;
  /** The host or page that it is about. */
  at?: string;
};

export type ProblemState = 'blocked' | 'expired' | 'error' | 'offline';

export type WayOut = 'retry' | 'reload';

export interface ProblemWords {
  state: ProblemState;
  title: string;
  words: string;
  wayOut?: WayOut | undefined;
  /** Another page may do what this one cannot. */
  hosted: boolean;
}

type Key = keyof OnboardTexts;
type Row = [state: ProblemState, title: Key, words: Key, wayOut?: WayOut];

/** Our own; the edge, too, has a refusal `origin-not-allowed`: of its own list of origins. */
const ofPlugin: Record<string, Row> = {
  'script-blocked': ['blocked', 'pluginTitle', 'scriptBlocked', 'retry'],
  'csp-blocked': ['blocked', 'pluginTitle', 'cspBlocked'],
  'trusted-types-blocked': ['blocked', 'pluginTitle', 'trustedTypes'],
  'origin-not-allowed': ['blocked', 'pluginTitle', 'origin'],
  'second-key': ['blocked', 'pluginTitle', 'secondKey', 'reload'],
  'plugin-blank': ['error', 'blankTitle', 'blank', 'retry'],
  'key-too-young': ['error', 'blankTitle', 'young', 'retry'],
  'bad-callback': ['error', 'callbackTitle', 'callback'],
  'unknown-bundle': ['error', 'setupTitle', 'setup'],
  'incomplete-rsc': ['error', 'setupTitle', 'setup'],
};

const ofPage = /^(session-missing|not-connected|bad-answer|connect-blocked-by-csp)$/;

function rowFor({ code, status = 0 }: Problem): Row {
  const row = status ? undefined : ofPlugin[code];
  if (row) return row;
  if (code === 'offline') return ['offline', 'offlineTitle', 'offline', 'retry'];
  if (code === 'session-expired' || status === 401) return ['expired', 'expiredTitle', 'expired', 'retry'];
  if (code === 'grant-missing') return ['blocked', 'grantTitle', 'grant'];
  if (status === 403 || ofPage.test(code)) return ['blocked', 'setupTitle', 'setup', 'retry'];
  return ['error', 'errorTitle', 'error', 'retry'];
}

export function problemState(problem: Problem): ProblemState {
  return rowFor(problem)[0];
}

export function problemWords(problem: Problem, texts: OnboardTexts): ProblemWords {
  const [state, title, words, wayOut] = rowFor(problem);
  return { state, title: texts[title], words: texts[words].replace('{at}', () => problem.at ?? ''), wayOut, hosted: !problem.status && state === 'blocked' && problem.code in ofPlugin };
}
