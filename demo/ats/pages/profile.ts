// What a channel told beyond name and address, field by field in the sender's own order; fields that nobody announced are shown too.
import { html } from "hono/html";
import type { Application } from "../contract.ts";
import { fill } from "../language.ts";
import type { Html, View } from "./layout.ts";
import { channelName, facts } from "./parts.ts";

type Fields = Record<string, unknown>;

/** The page's head shows these, or they lead to machines. */
const hidden = new Set(["first_name", "last_name", "email", "phone", "links", "customerId"]);
const shownAtMost = 40;

export function profileSection({ t }: View, { channel, profile }: Application): Html | string {
  const fields = isFields(profile) ? unwrapped(profile) : {};
  const words: Record<string, string> = t;
  const rows = Object.entries(fields).flatMap(([name, value]): [string, Html][] => {
    const lines = hidden.has(name) ? [] : linesOf(value);
    return lines.length === 0 ? [] : [[words[`profile_${name}`] ?? spelled(name), html`${lines.map((line) => html`<p class="line">${line}</p>`)}`]];
  });
  if (rows.length === 0) return "";
  return html`<section class="surface pad">
    <h2>${fill(t.profileFrom, { channel: channelName(channel) })}</h2>
    ${facts(rows.slice(0, shownAtMost))}
  </section>`;
}

// iCIMS's event stands in a member of its own.
function unwrapped(profile: Fields): Fields {
  return isFields(profile["event"]) ? profile["event"] : profile;
}

function linesOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? [value.join(", ")].filter(Boolean) : value.flatMap((item) => told(item) || []);
  return [told(value)].filter(Boolean);
}

/** Any value in one line; web addresses are for machines. */
function told(value: unknown): string {
  if (typeof value === "string") return /^https?:/.test(value) ? "" : value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null) return "";
  return Object.values(value)
    .map(told)
    .filter(Boolean)
    .join(Array.isArray(value) ? ", " : " · ");
}

/** `work_history` and `newStatus` as words. */
function spelled(name: string): string {
  const words = name
    .replace(/([a-zäöå])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
