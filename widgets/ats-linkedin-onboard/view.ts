// What the element shows. Each part is rebuilt only when what it says has changed, so that focus stays where it is,
// and the place of LinkedIn's plugin never is.
import { fill, node, type Child } from '../shared/dom.ts';
import { keyOf, type Integration } from './integrations.ts';
import { shape, tellTimes, type Mark } from './marks.ts';
import { problemWords, type Problem } from './problems.ts';
import type { Saved } from './outbox.ts';
import { itemNodes } from './steps.ts';
import type { OnboardTexts } from './texts.ts';

export interface Actions {
  retry: () => void;
  redraw: () => void;
  reload: () => void;
  refresh: () => void;
  send: (id: string) => void;
  discard: (id: string) => void;
}

export interface View {
  actions: Actions;
  title: HTMLElement;
  test: HTMLElement;
  notice: HTMLElement;
  columns: HTMLElement;
  status: HTMLElement;
  outgoing: HTMLElement;
  items: HTMLElement;
  after: HTMLElement;
  before: HTMLDetailsElement;
  how: HTMLDetailsElement;
  trouble: HTMLDetailsElement;
  plugin: HTMLElement;
  words: HTMLElement;
  /** Says aloud what has changed. */
  live: HTMLElement;
  rows: Map<string, HTMLElement>;
}

/** True, false, or only the customer knows. */
export type Check = boolean | undefined;

export interface Content {
  /** The same object as long as nothing in it changes. */
  texts: OnboardTexts;
  language: string;
  debug: boolean;
  test: boolean;
  /** Of the page or the edge: concerns all. */
  problem: Problem | undefined;
  /** Of the plugin alone. */
  pluginProblem: Problem | undefined;
  pluginShown: boolean;
  /** Undefined until the edge has told. */
  items: Integration[] | undefined;
  sending: 'saved' | 'later' | 'unsaved' | undefined;
  refused: Saved[];
  warnings: string[];
  checks: { cookies: Check; known: Check; let: Check };
  hostedUrl: string | undefined;
  announcement: string;
}

export function createView(root: ParentNode, actions: Actions): View {
  const title = node('strong', { id: 'title' });
  const test = node('span', { part: 'test' }, 'TEST');
  const notice = node('div', { part: 'notice' });
  const status = node('p', { class: 'head' });
  const outgoing = node('div', {});
  const items = node('ul', { part: 'items' });
  const after = node('div', {});
  const [before, how, trouble] = [node('details', { part: 'before' }), node('details', { part: 'how' }), node('details', { part: 'trouble' })];
  const plugin = node('strong', { id: 'plugin' });
  const words = node('div', { class: 'words' });
  const columns = node('div', { class: 'columns' },
    node('div', { class: 'side' }, node('section', { part: 'status', 'aria-labelledby': 'status' }, status, outgoing, items, after), before),
    node('section', { part: 'plugin', 'aria-labelledby': 'plugin' },
      plugin, how, node('div', { class: 'stage' }, words, node('slot', { name: 'plugin' })), trouble));
  const live = node('small', { role: 'status' });
  fill(root, [
    node('section', { part: 'panel', 'aria-labelledby': 'title' },
      node('header', { part: 'header' }, title, ' ', test, node('span', { class: 'help' }, node('slot', { name: 'help' }))),
      notice, columns, live),
  ]);
  before.open = true;
  return { actions, title, test, notice, columns, status, outgoing, items, after, before, how, trouble, plugin, words, live, rows: new Map() };
}

export function showView(view: View, content: Content): void {
  const { actions } = view;
  const { texts, language, problem, pluginProblem, pluginShown, items, checks, refused, warnings, sending, announcement } = content;
  view.title.textContent = texts.title;
  view.plugin.textContent = texts.plugin;
  view.test.hidden = !content.test;
  view.test.title = texts.test;
  view.live.textContent = announcement;

  keep(view.notice, texts, [problem, content.debug], () => [problem && problemNode(content, problem, actions.retry, actions)]);
  view.notice.hidden = !problem;
  // Before anything is known there is nothing to see beside a problem.
  view.columns.hidden = Boolean(problem && !items);

  const done = items?.filter(({ onboardingStatus }) => onboardingStatus === 'ENABLED').length ?? 0;
  const all = items?.length ?? 0;
  keep(view.status, texts, [done, all], () => [
    node('strong', { id: 'status' }, texts.status),
    ' ',
    all > 0 && node('span', { class: 'muted' }, texts.count.replace('{done}', String(done)).replace('{all}', String(all))),
  ]);
  keep(view.outgoing, texts, [sending, refused, warnings, content.debug], () => [
    sending && node('p', { class: 'line' }, shape('underWay'), node('span', {}, texts[sending])),
    ...refused.map((saved) => refusedNode(content, saved, actions)),
    ...warnings.map((words) => node('p', { class: 'line' }, shape('waiting'), node('span', {}, words))),
  ]);
  showItems(view, items ?? [], texts);
  keep(view.after, texts, [items && all, done === all], () => [
    items && !all && node('p', { class: 'muted' }, texts.empty),
    done < all && node('p', { class: 'row' }, button('refresh', '', actions.refresh, texts.refresh)),
  ]);
  view.items.hidden = !all;

  showDetails(view, texts, checks);
  const away = pluginShown && !pluginProblem;
  keep(view.words, texts, [away, pluginProblem, content.debug, content.hostedUrl], () => [
    !away && (pluginProblem ? problemNode(content, pluginProblem, actions.redraw, actions) : node('p', { class: 'wait' }, node('span', { class: 'turn' }), texts.loading)),
  ]);
  view.words.hidden = away;
  for (const part of [view.title, view.notice, view.columns, view.live]) part.lang = language;
  tellTimes(view.items, language);
}

function showItems({ items, rows }: View, list: Integration[], texts: OnboardTexts): void {
  const keys = list.map(keyOf);
  for (const key of rows.keys()) if (!keys.includes(key)) rows.delete(key);
  list.forEach((item, index) => {
    const row = rows.get(keys[index] ?? '') ?? node('li', { part: 'item' });
    rows.set(keys[index] ?? '', row);
    keep(row, texts, [item], () => itemNodes(item, texts));
  });
  const wanted = keys.map((key) => rows.get(key));
  if (wanted.some((row, index) => row !== items.children[index]) || wanted.length !== items.children.length) fill(items, wanted);
}

function showDetails({ before, how, trouble }: View, texts: OnboardTexts, { cookies, known, let: lets }: Content['checks']): void {
  keep(before, texts, [cookies, known, lets], () => [
    node('summary', {}, texts.before),
    node('ul', { class: 'checks' },
      check(texts, texts.seat),
      check(texts, texts.admin),
      check(texts, texts.signedIn),
      check(texts, texts.cookies, cookies),
      check(texts, texts.known, known),
      check(texts, texts.let, lets)),
  ]);
  keep(how, texts, [], () => [node('summary', {}, texts.how), node('ol', {}, ...[texts.how1, texts.how2, texts.how3].map((words) => node('li', {}, words)))]);
  keep(trouble, texts, [], () => [node('summary', {}, texts.trouble), node('ul', {}, ...[texts.trouble1, texts.trouble2, texts.trouble3].map((words) => node('li', {}, words)))]);
}

function check(texts: OnboardTexts, words: string, answer?: Check): Child {
  const [mark, meaning]: [Mark, string] = answer === undefined ? ['waiting', texts.yours] : answer ? ['done', texts.checked] : ['failed', texts.unmet];
  return node('li', { class: 'line' }, shape(mark), node('span', {}, words, node('span', { class: 'muted' }, ` · ${meaning}`)));
}

function problemNode({ texts, debug, hostedUrl }: Content, problem: Problem, retry: () => void, { reload }: Actions): Child {
  const { state, title, words, wayOut, hosted } = problemWords(problem, texts);
  return node('div', { class: 'problem' },
    node('p', { class: 'line' }, shape(state === 'error' ? 'failed' : 'needed'), node('strong', {}, title)),
    node('p', {}, words),
    node('p', { class: 'row' },
      wayOut === 'retry' && button('retry', 'primary', retry, texts.retry),
      wayOut === 'reload' && button('reload', 'primary', reload, texts.reload),
      hosted && hostedUrl && node('a', { class: 'control', part: 'hosted', href: hostedUrl, target: '_blank', rel: 'noopener' }, texts.hosted, node('small', {}, ` (${texts.newTab})`))),
    codeLine(problem, debug));
}

function refusedNode({ texts, debug }: Content, { id, refused }: Saved, { send, discard }: Actions): Child {
  return refused && node('div', { class: 'problem' },
    node('p', { class: 'line' }, shape('failed'), node('strong', {}, texts.refusedTitle)),
    node('p', {}, refused.code === 'development-limit' ? texts.limit : texts.refused),
    node('p', { class: 'row' }, button('send', 'primary', () => send(id), texts.sendAgain), button('discard', '', () => discard(id), texts.discard)),
    codeLine(refused, debug));
}

/** To copy and pass on; what it means stands there for developers only. */
function codeLine({ code, message, requestId }: Problem, debug: boolean): Child {
  return node('p', { class: 'note' }, node('span', { class: 'code' }, [code, requestId].filter(Boolean).join(' · ')), debug && ` ${message}`);
}

function button(part: string, look: string, click: () => void, words: string): HTMLElement {
  return node('button', { type: 'button', part, class: look, click }, words);
}

const told = new WeakMap<HTMLElement, { texts: OnboardTexts; said: string }>();

/** Fills a place anew where what it says has changed; a focus inside goes to the same place of the new. */
function keep(place: HTMLElement, texts: OnboardTexts, facts: unknown[], build: () => Child[]): void {
  const said = JSON.stringify(facts);
  const before = told.get(place);
  if (before?.texts === texts && before.said === said) return;
  told.set(place, { texts, said });
  const inside = (): HTMLElement[] => [...place.querySelectorAll<HTMLElement>('summary, button, a, time')];
  const root = place.getRootNode();
  const focused = root instanceof ShadowRoot ? inside().findIndex((each) => each === root.activeElement) : -1;
  fill(place, build());
  inside()[focused]?.focus();
}
