// Secrets that change while calls go on: the newest first, the one before it good for another day, never more than two.
import type { Edge } from "../ports.ts";

export type Rotating = { readonly value: string; /** Milliseconds since 1970; null for the one in use. */ readonly until: number | null };

const OVERLAP_MS = 24 * 3_600_000;

export const rotated = (edge: Edge, kept: readonly Rotating[], value: string): Rotating[] => {
  const valid = kept.filter((each) => each.value !== value && (each.until === null || each.until > edge.now()));
  return [{ value, until: null }, ...valid.slice(0, 1).map((each) => ({ value: each.value, until: each.until ?? edge.now() + OVERLAP_MS }))];
};
