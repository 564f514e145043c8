// What the attributes `supported` and `width` may say, after LinkedIn's table of bundles:
// https://learn.microsoft.com/en-us/linkedin/talent/recruiter-system-connect/rsc-customer-configuration
import type { Text } from "../../shared/element.ts";

export const pair = ["RECRUITER_SYSTEM_CONNECT_COMPANY", "RECRUITER_SYSTEM_CONNECT_CONTRACT"];
export const known = [...pair, "APPLY_WITH_LINKEDIN", "APPLY_CONNECT"];

export interface BundleFault {
  code: "unknown-bundle" | "incomplete-rsc";
  /** Which one is unknown or missing. */
  bundle: string;
}

/** LinkedIn's comma list, in its order; `added` where the mandatory pair was not in the text. */
export function parseSupported(text: Text): { list: string; added: boolean } | BundleFault {
  const asked = (text ?? "")
    .split(",")
    .map((each) => each.trim())
    .filter(Boolean);
  const unknown = asked.find((each) => !known.includes(each));
  if (unknown) return { code: "unknown-bundle", bundle: unknown };

  const [missing, second] = pair.filter((each) => !asked.includes(each));
  if (missing && !second) return { code: "incomplete-rsc", bundle: missing };
  return { list: known.filter((each) => pair.includes(each) || asked.includes(each)).join(), added: Boolean(missing && asked[0]) };
}

/** Pixels or `100%` as LinkedIn wants it; undefined where the text says neither. */
export function parseWidth(text: Text | number): string | undefined {
  return /^([1-9]\d{0,4}|100%)(?=(px)?$)/.exec(String(text ?? "").trim())?.[0];
}

/** The default is what LinkedIn's own samples use, but not beyond the place that there is; a width that was asked for may go beyond, and scrolls. */
export function widthFor(text: Text | number, placePx: number): string {
  return parseWidth(text) ?? String(Math.min(500, Math.floor(placePx) || 500));
}
