// `replay`: sends messages to the ATS again, under the ids that they had.
import { chooseTenant, connect, operatorOptions, pathOf } from "./operator.ts";
import { WrongUsage } from "./ports.ts";
import type { Command, Given } from "./ports.ts";

const UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `10m` is ten minutes ago; anything else is a moment. */
export const momentOf = (text: string, nowMs: number): string => {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  // Date.parse alone takes almost anything.
  const at = count === undefined ? (/^\d{4}-\d\d-\d\d(T|$)/.test(text) ? Date.parse(text) : Number.NaN) : nowMs - Number(count) * (UNITS_MS[unit ?? ""] ?? 0);
  if (Number.isNaN(at)) throw new WrongUsage(`"${text}" is neither a span such as 10m, 2h or 3d nor a moment such as 2026-11-22T08:00:00Z`);
  return new Date(at).toISOString();
};

const bodyOf = (given: Given, nowMs: number): Record<string, unknown> => {
  const [since, ids, failed] = [given.text("since"), given.text("ids"), given.flag("failed")];
  if ([since !== undefined, ids !== undefined, failed].filter(Boolean).length !== 1) throw new WrongUsage("say which messages: one of --since, --ids and --failed");
  if (since !== undefined) return { since: momentOf(since, nowMs) };
  if (failed) return { failed: true };
  const named = (ids ?? "")
    .split(",")
    .map((id) => id.trim())
    .filter(Boolean);
  if (named.length === 0) throw new WrongUsage("--ids names no message");
  return { ids: named };
};

export const replay: Command = {
  name: "replay",
  summary: "Send messages to the ATS again, under the same ids",
  forms: ["--since 10m", "--ids msg_1,msg_2", "--failed"],
  options: {
    ...operatorOptions,
    tenant: { type: "string", value: "ID", what: "whose messages (may be left out where there is one tenant only)" },
    since: { type: "string", value: "SPAN|MOMENT", what: "all since then: 30s, 10m, 2h, 3d, or a moment in ISO 8601" },
    ids: { type: "string", value: "ID,ID", what: "these" },
    failed: { type: "boolean", what: "all that could not be delivered" },
  },
  async run(terminal, given) {
    const body = bodyOf(given, terminal.now());
    const operator = await connect(terminal, given);
    const tenant = await chooseTenant(operator, given);
    const { count } = await operator.read<{ count: number }>("POST", pathOf(tenant, "/messages/replay"), { body });
    return { text: `${terminal.paint("good", "●")} ${count} ${count === 1 ? "message is" : "messages are"} on the way to ${tenant} again`, json: { tenant, ...body, count } };
  },
};
