// How each tenant's kinds of work stand here: one that has worked gets more places, one that fails again and again gets rests.
// Kept in memory: it is a judgement of the last minutes, and whoever starts anew may judge anew.
import type { Pace } from "../settings.ts";

/** Of one tenant, this many tasks of one kind run at once: a slow vendor or ATS of one holds up nobody else. */
export const OF_A_KIND = 4;

const RESTS_AT_MOST = 6;
const REMEMBERED_AT_MOST = 20_000;
const FAILURES_REMEMBERED_MS = 10 * 60_000;

export type Kind = { readonly tenant: string; readonly name: string };
/** At most `room` tasks of this kind at once; none while it rests. */
export type Room = Kind & { readonly room: number };

export const kindOf = ({ tenant, name }: Kind): string => `${tenant}\n${name}`;

export type Standing = {
  readonly worked: (kind: Kind) => void;
  readonly failed: (kind: Kind, now: number) => void;
  readonly roomOf: (kind: Kind, now: number) => number;
  /** Kinds whose backlog was put off, by name. */
  readonly asleep: Map<string, Kind & { readonly tried: boolean }>;
  /** It has worked here, and does not fail just now. */
  readonly isTrusted: (kind: Kind) => boolean;
  /** All that fail just now. */
  readonly failing: (now: number) => readonly Room[];
};

/**
 * One place until it has worked once, then all; half of them after each failure in a row. What fails on one place rests,
 * twice as long each time. A success ends it.
 */
export const createStanding = (pace: Pick<Pace, "firstRetryMs">): Standing => {
  const proven = new Set<string>();
  const failures = new Map<string, Kind & { count: number; at: number; restsUntil: number }>();
  const roomOf = (kind: Kind, now: number): number => {
    const failed = failures.get(kindOf(kind));
    if (failed && failed.restsUntil > now) return 0;
    return proven.has(kindOf(kind)) ? Math.max(1, Math.floor(OF_A_KIND / 2 ** (failed?.count ?? 0))) : 1;
  };
  return {
    asleep: new Map(),
    worked(kind) {
      failures.delete(kindOf(kind));
      if (proven.size >= REMEMBERED_AT_MOST) proven.clear();
      proven.add(kindOf(kind));
    },
    failed({ tenant, name }, now) {
      const kind = kindOf({ tenant, name });
      const count = (failures.get(kind)?.count ?? 0) + 1;
      const rests = Math.max(0, count - OF_A_KIND);
      const restMs = rests === 0 ? 0 : pace.firstRetryMs * Math.min(2 ** (rests - 1), RESTS_AT_MOST);
      if (failures.size >= REMEMBERED_AT_MOST) failures.clear();
      failures.set(kind, { tenant, name, count, at: now, restsUntil: now + restMs });
    },
    roomOf,
    isTrusted: (kind) => proven.has(kindOf(kind)) && !failures.has(kindOf(kind)),
    failing(now) {
      for (const [kind, { at }] of failures) if (at < now - FAILURES_REMEMBERED_MS) failures.delete(kind);
      return [...failures.values()].map(({ tenant, name }) => ({ tenant, name, room: roomOf({ tenant, name }, now) }));
    },
  };
};
