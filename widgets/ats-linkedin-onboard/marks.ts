// Shapes beside words, and times: what the element's lists are made of.
import { drawing, node, type Child } from '../shared/dom.ts';

export type Mark = 'waiting' | 'underWay' | 'done' | 'needed' | 'failed';

const ring = 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0-14z';

const shapes: Record<Mark, string> = {
  waiting: `${ring}M8 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10z`,
  underWay: `${ring}M8 3v10a5 5 0 0 0 0-10z`,
  done: ring,
  needed: 'M8 1l7.5 14H.5z',
  failed: 'M2 3.5L3.5 2 8 6.5 12.5 2 14 3.5 9.5 8l4.5 4.5-1.5 1.5L8 9.5 3.5 14 2 12.5 6.5 8z',
};

/** Only a shape: what it means stands in words beside it. */
export function shape(mark: Mark): Child {
  return node('span', { class: `mark ${mark}` }, drawing(16, shapes[mark]));
}

/** Relative, with the exact time on hover and focus; its words come from `tellTimes`. */
export function moment(since: string): Child {
  return !Number.isNaN(Date.parse(since)) && node('time', { datetime: since, tabindex: '0' }, node('span', {}), ' ', node('span', { class: 'exact' }));
}

const units = [['day', 86_400], ['hour', 3_600], ['minute', 60], ['second', 1]] as const;

/** To be called as time goes on. */
export function tellTimes(root: ParentNode, language: string): void {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const exact = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  for (const time of root.querySelectorAll('time')) {
    const at = Date.parse(time.dateTime);
    // Clocks differ: what has happened is never said to come.
    const seconds = Math.max(0, Math.round((Date.now() - at) / 1_000));
    const [unit, size] = units.find(([, size]) => seconds >= size) ?? ['second', 1];
    const [near, far] = time.querySelectorAll('span');
    if (near) near.textContent = relative.format(-Math.floor(seconds / size), unit);
    if (far) far.textContent = exact.format(at);
  }
}
