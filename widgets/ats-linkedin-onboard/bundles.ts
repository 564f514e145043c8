// What the attributes `supported` and `width` may say, after LinkedIn's table of bundles:
// https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
import type { Text } from '../shared/element.ts';

const pair = ['RECRUITER_SYSTEM_CONNECT_COMPANY', 'RECRUITER_SYSTEM_CONNECT_CONTRACT'];
const all = [...pair, 'APPLY_WITH_LINKEDIN', 'APPLY_CONNECT'];

/** LinkedIn's own samples use this many pixels. */
const defaultWidth = '500';

export interface BundleFault {
  code: 'unknown-bundle' | 'incomplete-rsc';
  message: string;
}

/** LinkedIn's comma list, in its order; `added` where the mandatory pair was not in the text. */
export function parseSupported(text: Text): { list: string; added: boolean } | BundleFault {
  const asked = (text ?? '').split(',').map((each) => each.trim()).filter(Boolean);
  const unknown = asked.find((each) => !all.includes(each));
  if (unknown) return { code: 'unknown-bundle', message: `supported has "${unknown}", which is not one of ${all.join(', ')}` };

  const missing = pair.filter((each) => !asked.includes(each));
  if (missing.length === 1) return { code: 'incomplete-rsc', message: `supported lacks ${missing[0]}: ${pair.join(' and ')} go together` };
  return { list: all.filter((each) => pair.includes(each) || asked.includes(each)).join(), added: missing.length > 0 && asked.length > 0 };
}

/** Pixels or `100%` as LinkedIn wants it; undefined where the text says neither. */
export function parseWidth(text: Text): string | undefined {
  const [, pixels, all] = /^\s*(?:([1-9]\d{0,4})(?:px)?|(100%))\s*$/.exec(text ?? '') ?? [];
  return pixels ?? all;
}

/** The default does not go beyond the place that there is; a width that was asked for does, and scrolls. */
export function widthFor(text: Text, placePx: number): string {
  return parseWidth(text) ?? (placePx > 0 && placePx < Number(defaultWidth) ? String(Math.floor(placePx)) : defaultWidth);
}
