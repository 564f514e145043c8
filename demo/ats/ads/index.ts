// The ads on the board, newest first.
import type { Ad } from "./ad.ts";
import { care } from "./care.ts";
import { kitchen } from "./kitchen.ts";
import { logistics } from "./logistics.ts";
import { software } from "./software.ts";
import { trades } from "./trades.ts";
import { training } from "./training.ts";

export type { Ad } from "./ad.ts";

export const ads: Ad[] = [software, logistics, kitchen, care, trades, training];

export function adBySlug(slug: string): Ad | undefined {
  return ads.find((ad) => ad.slug === slug);
}

export function adByJobId(jobId: string | null): Ad | undefined {
  return ads.find((ad) => ad.jobId === jobId);
}
