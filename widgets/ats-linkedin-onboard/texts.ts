// The element's words; each language is a file of its own, and only the one that is needed is loaded.
import type { Language } from '../shared/text.ts';

export interface OnboardTexts {
  title: string;
  test: string;
  loading: string;
  retry: string;
  reload: string;
  hosted: string;
  newTab: string;

  // Where things stand; `{done}` of `{all}`.
  status: string;
  count: string;
  empty: string;
  refresh: string;
  company: string;
  contract: string;
  requested: string;
  ready: string;
  enabled: string;
  /** The shapes' meanings, for those who do not see them. */
  done: string;
  underWay: string;
  needed: string;
  waiting: string;
  forUs: string;
  forAdmin: string;
  forNobody: string;
  doRequested: string;
  doReady: string;
  doEnabled: string;
  refusedItem: string;
  refusedItemNext: string;

  // What the plugin said, on its way.
  saved: string;
  later: string;
  unsaved: string;
  refusedTitle: string;
  refused: string;
  limit: string;
  sendAgain: string;
  discard: string;

  // Before the start, and in LinkedIn's window.
  before: string;
  seat: string;
  admin: string;
  signedIn: string;
  cookies: string;
  known: string;
  let: string;
  checked: string;
  unmet: string;
  yours: string;
  plugin: string;
  how: string;
  how1: string;
  how2: string;
  how3: string;
  trouble: string;
  trouble1: string;
  trouble2: string;
  trouble3: string;

  // What can stand in the way; `{at}` is an address.
  offlineTitle: string;
  offline: string;
  expiredTitle: string;
  expired: string;
  errorTitle: string;
  error: string;
  setupTitle: string;
  setup: string;
  grantTitle: string;
  grant: string;
  pluginTitle: string;
  scriptBlocked: string;
  cspBlocked: string;
  trustedTypes: string;
  origin: string;
  secondKey: string;
  blankTitle: string;
  blank: string;
  young: string;
  callbackTitle: string;
  callback: string;
}

const files: Record<Language, () => Promise<{ texts: OnboardTexts }>> = {
  de: () => import('./texts/de.ts'),
  en: () => import('./texts/en.ts'),
  fi: () => import('./texts/fi.ts'),
  fr: () => import('./texts/fr.ts'),
  sv: () => import('./texts/sv.ts'),
};

export async function loadTexts(language: Language): Promise<OnboardTexts> {
  return (await files[language]()).texts;
}
