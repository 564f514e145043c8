// Lists: a limit and an opaque cursor in, items and the next cursor out. Cursors never expire.
import * as v from "valibot";
import type { Moment } from "../db/database.ts";
import { Refusal } from "../errors.ts";

export const Limit = v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/, "must be a whole number"), v.transform(Number), v.minValue(1), v.maxValue(200)), "50");
export const PageQuery = v.object({ limit: Limit, after: v.optional(v.string()) });

const badCursor = () =>
  new Refusal({ status: 400, code: "invalid-cursor", message: "the cursor is not one of ours", errors: [{ path: "after", message: "is not a cursor of this list" }] });

export const encodeCursor = (list: string, position: string | number): string => btoa(`${list}:${position}`).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** The position in this list, or null at its beginning. */
export const decodeCursor = (list: string, cursor: string | undefined): string | null => {
  if (cursor === undefined || cursor === "") return null;
  try {
    const text = atob(cursor.replaceAll("-", "+").replaceAll("_", "/"));
    if (text.startsWith(`${list}:`)) return text.slice(list.length + 1);
  } catch {
    // Falls through: unreadable is as foreign as another list's.
  }
  throw badCursor();
};

export const decodeNumber = (list: string, cursor: string | undefined): number => {
  const position = decodeCursor(list, cursor) ?? "0";
  if (!/^\d{1,15}$/.test(position)) throw badCursor();
  return Number(position);
};

/** The place of a row in a list that is read newest first. */
export const encodeMoment = ({ created_at, row }: { readonly created_at: number; readonly row: number }): string => `${created_at}.${row}`;

export const decodeMoment = (list: string, cursor: string | undefined): Moment | null => {
  const position = decodeCursor(list, cursor);
  if (position === null) return null;
  const [, at, row] = /^(\d{1,15})\.(\d{1,15})$/.exec(position) ?? [];
  if (at === undefined || row === undefined) throw badCursor();
  return { at: Number(at), row: Number(row) };
};

/** Answers a page of rows that was read with one more than `limit`. */
export const paged = <Row, Item>(list: string, rows: readonly Row[], limit: number, position: (row: Row) => string | number, show: (row: Row) => Item) => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(show), next: rows.length > limit && last !== undefined ? encodeCursor(list, position(last)) : null };
};
