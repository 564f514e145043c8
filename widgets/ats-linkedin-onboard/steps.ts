// One integration: its steps, who has to act and what to do, and what LinkedIn said against it.
import { node, type Child } from '../shared/dom.ts';
import type { Integration } from './integrations.ts';
import { moment, shape, type Mark } from './marks.ts';
import type { OnboardTexts } from './texts.ts';

const order = ['REQUESTED', 'PARTNER_READY', 'ENABLED'];

export function itemNodes(item: Integration, texts: OnboardTexts): Child[] {
  const { integrationContext, integrationType, integrationName, error } = item;
  const [level, id] = integrationContext.split(':').slice(2);
  const reached = order.indexOf(item.onboardingStatus);
  return [
    node('p', { class: 'name' },
      node('strong', {}, integrationName || integrationType),
      ' ',
      node('span', { class: 'muted' }, `${level === 'contract' ? texts.contract : texts.company} ${id ?? ''}`)),
    reached < 0 ? rawStatus(item) : node('ol', { class: 'steps' }, ...order.map((_, step) => stepNode(item, texts, reached, step))),
    error ? failure(item, texts) : node('p', { class: 'todo' }, ...todo(item, texts, reached)),
  ];
}

/** The status in words, for the live region. */
export function statusWords(item: Integration, texts: OnboardTexts): string {
  const reached = order.indexOf(item.onboardingStatus);
  const { forNobody, doEnabled } = texts;
  const next = item.error ? `${texts.refusedItem} ${item.error.message}` : reached === 2 ? `${forNobody} ${doEnabled}` : reached < 0 ? item.nextStep : actWords(texts, reached).join(' ');
  return `${item.integrationName || item.integrationType}: ${stepNames(texts)[reached] ?? item.onboardingStatus}. ${next}`;
}

function stepNames({ requested, ready, enabled }: OnboardTexts): string[] {
  return [requested, ready, enabled];
}

function stepNode({ since, error }: Integration, texts: OnboardTexts, reached: number, step: number): Child {
  const next = error ? 'failed' : reached === 0 ? 'underWay' : 'needed';
  const mark: Mark = step <= reached ? 'done' : step === reached + 1 ? next : 'waiting';
  const meaning = mark === 'failed' ? texts.needed : texts[mark];
  return node('li', { class: mark, 'aria-current': step === reached && 'step' || undefined },
    shape(mark), node('span', {}, stepNames(texts)[step], node('small', {}, `, ${meaning}`)), step === reached && moment(since));
}

/** LinkedIn may know more statuses than we do: such a one is shown as it came. */
function rawStatus({ onboardingStatus, since }: Integration): Child {
  return node('p', { class: 'steps' }, node('span', { class: 'raw' }, shape('waiting'), node('span', { class: 'code' }, onboardingStatus), moment(since)));
}

function todo({ nextStep }: Integration, texts: OnboardTexts, reached: number): Child[] {
  if (reached < 0) return [nextStep];
  const [who, what] = actWords(texts, reached);
  return [node('strong', {}, who), ' ', what];
}

function actWords(texts: OnboardTexts, reached: number): [who: string, what: string] {
  if (reached === 0) return [texts.forUs, texts.doRequested];
  return reached === 1 ? [texts.forAdmin, texts.doReady] : [texts.forNobody, texts.doEnabled];
}

function failure({ error, nextStep }: Integration, texts: OnboardTexts): Child {
  const { message, status, serviceErrorCode, code } = error ?? { message: '', status: 0 };
  return node('div', { class: 'todo failure' },
    node('p', {}, shape('failed'), node('strong', {}, texts.refusedItem), ' ', node('q', {}, message)),
    node('p', {}, nextStep || texts.refusedItemNext),
    node('p', { class: 'note code' }, [status, serviceErrorCode, code].filter(Boolean).join(' · ')));
}
