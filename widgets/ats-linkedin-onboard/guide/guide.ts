// What one does in LinkedIn's window, and what helps where it does not. Loaded when somebody asks.
import type { OwnTexts } from "../../shared/element.ts";
import type { Language } from "../../shared/text.ts";
import { askForCookies } from "./cookies.ts";
import { loadGuideTexts, type GuideTexts } from "./texts.ts";

export interface Guide extends GuideTexts {
  /** Whether the browser lets LinkedIn's window have its cookies; undefined where that cannot be told. `place` is where a frame may stand. */
  cookies(place: Element): Promise<boolean | undefined>;
}

/** `replaced` has single texts of the page's own. */
export async function loadGuide(language: Language, replaced: OwnTexts<GuideTexts> | undefined, edge: string): Promise<Guide> {
  return { ...(await loadGuideTexts(language)), ...replaced, cookies: (place) => askForCookies(edge, place) };
}
