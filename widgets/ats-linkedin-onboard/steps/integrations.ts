// The integrations as the edge tells them.
import { isObject } from "../../shared/values.ts";
import type { Requested } from "../requested.ts";

/** In LinkedIn's words; it may add `serviceErrorCode` and `code`. */
export interface IntegrationError {
  status: number;
  message: string;
  [more: string]: unknown;
}

/** One integration as the edge shows it. */
export interface Integration extends Requested {
  integrationName: string;
  /** REQUESTED, PARTNER_READY or ENABLED; LinkedIn may say others, and take any back. */
  onboardingStatus: string;
  error?: IntegrationError;
  /** ISO 8601: since when it has this status. */
  since: string;
  nextStep: string;
}

/** `previousStatus` is null for one that was not there before. */
export interface StatusChange extends Integration {
  previousStatus: string | null;
}

export interface Reading {
  items: Integration[];
  changes: StatusChange[];
  /** The edge's calm remarks on what was sent. */
  warnings: string[];
}

/** Reads an answer in the light of what was known before, if anything was; one that is not `whole` has only some of them. */
export function readAnswer(answer: Record<string, unknown>, list: unknown[], before: Integration[] | undefined, whole: boolean): Reading {
  const read = list.map(readItem);
  const news = new Map(read.map((item) => [keyOf(item), item]));
  const items = whole ? read : [...(before ?? []).filter((item) => !news.has(keyOf(item))), ...read];
  const known = new Map(before?.map((item) => [keyOf(item), item.onboardingStatus]));
  const changes = items.flatMap((item) => {
    const previousStatus = known.get(keyOf(item)) ?? null;
    return !before || previousStatus === item.onboardingStatus ? [] : [{ ...item, previousStatus }];
  });
  const warnings: unknown[] = Array.isArray(answer["warnings"]) ? answer["warnings"] : [];
  return { items, changes, warnings: warnings.map((each) => (isObject(each) ? textOf(each, "message") : String(each))) };
}

function keyOf({ integrationContext, integrationType, tenantType }: Requested): string {
  return `${integrationContext} ${integrationType} ${tenantType}`;
}

function readItem(item: unknown): Integration {
  const text = (name: string): string => textOf(item, name);
  const error = isObject(item) && item["error"];
  return {
    integrationContext: text("integrationContext"),
    integrationType: text("integrationType"),
    tenantType: text("tenantType"),
    integrationName: text("integrationName"),
    onboardingStatus: text("onboardingStatus"),
    since: text("since"),
    nextStep: text("nextStep"),
    ...(isObject(error) && { error: { ...error, status: Number(error["status"] ?? 0), message: textOf(error, "message") } }),
  };
}

function textOf(value: unknown, name: string): string {
  return isObject(value) ? String(value[name] ?? "") : "";
}
