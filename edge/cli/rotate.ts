// `rotate`: a new secret of one kind, shown once, with what to do so that nothing stops meanwhile.
import { chooseTenant, connect, operatorOptions, pathOf } from "./operator.ts";
import type { ApiKey, Connection, Operator } from "./operator.ts";
import { WrongUsage } from "./ports.ts";
import type { Command, Given, Outcome, Terminal } from "./ports.ts";
import { table } from "./report.ts";
import { newMasterKey, wranglerCommand } from "./secrets.ts";

const steps = (lines: readonly string[]): string => lines.map((line, index) => `${index + 1}. ${line}`).join("\n");

const masterKey = (): Outcome => {
  const key = newMasterKey();
  const node = [
    "Set MASTER_KEY_PREVIOUS to the MASTER_KEY of now, and MASTER_KEY to the new one",
    'Restart, and wait until the log says no more "keys.rewrapped"',
    "Remove MASTER_KEY_PREVIOUS and restart; then the old key opens nothing",
  ];
  const several = [
    `Deploy the new key beside the old one, so that each process can open both: ${wranglerCommand("MASTER_KEY_PREVIOUS", key)}`,
    `Swap the two: ${wranglerCommand("MASTER_KEY", key)}, and MASTER_KEY_PREVIOUS gets the old one`,
    'Wait until the log says no more "keys.rewrapped"',
    "npx wrangler secret delete MASTER_KEY_PREVIOUS; then the old key opens nothing",
  ];
  const text = `MASTER_KEY=${key}\n\nOne process on Node:\n${steps(node)}\n\nSeveral processes, or Workers:\n${steps(several)}`;
  return { text, json: { masterKey: key, steps: { node, workers: several } } };
};

const webhook = async (operator: Operator, tenant: string): Promise<Outcome> => {
  const { secret } = await operator.read<{ secret: string }>("POST", pathOf(tenant, "/webhook/secret"));
  const next = "Give it to the ATS within 24 hours: until then each message is signed with the old one too.";
  return { text: `${secret}\n\n${next}`, json: { tenant, secret, next } };
};

/** What a connection shows of itself at any time; whatever else an answer holds was made just now. */
const USUAL = new Set(["provider", "state", "cause", "causeCode", "since", "nextStep", "settings", "hasSecrets", "endpoints", "checklist"]);

const connection = async (operator: Operator, tenant: string, provider: string): Promise<Outcome> => {
  const answer = await operator.read<Connection & Record<string, unknown>>("POST", pathOf(tenant, `/connections/${encodeURIComponent(provider)}/secret`));
  const shown = Object.entries(answer).filter(([name, value]) => !USUAL.has(name) && typeof value === "string");
  const next =
    shown.length > 0 ? "Hand it over within 24 hours: until then the one before it is good too." : "The vendor was told; the one before it is good for another 24 hours.";
  return {
    text: [...shown.map(([name, value]) => `${name}: ${String(value)}`), "", next].join("\n").trimStart(),
    json: { tenant, provider, made: Object.fromEntries(shown), next },
  };
};

const apiKey = async (terminal: Terminal, operator: Operator, tenant: string, revoke: string | undefined): Promise<Outcome> => {
  if (revoke !== undefined) {
    await operator.call("DELETE", pathOf(tenant, `/api-keys/${encodeURIComponent(revoke)}`));
    return { text: `${terminal.paint("good", "●")} ${revoke} opens nothing any more`, json: { tenant, revoked: revoke } };
  }
  const before = await operator.all<ApiKey>(pathOf(tenant, "/api-keys"));
  const made = await operator.read<{ id: string; key: string }>("POST", pathOf(tenant, "/api-keys"), { body: {} });
  const next = "Put the new key into the ATS, then revoke each old one: ats-bridge rotate api-key --revoke ID";
  const rows = before.map(({ id, prefix, createdAt }) => [id, `${prefix}…`, createdAt]);
  const old = rows.length > 0 ? `\n\nStill good:\n${table(terminal, ["ID", "KEY", "MADE"], rows)}` : "";
  return { text: `${made.key}${old}\n\n${next}`, json: { tenant, ...made, before, next } };
};

const choose = async (terminal: Terminal, given: Given): Promise<Outcome> => {
  const [what = "", provider, ...more] = given.words;
  const wellFormed = what === "connection" ? provider !== undefined && more.length === 0 : given.words.length === 1;
  if (!["master-key", "webhook", "connection", "api-key"].includes(what) || !wellFormed) throw new WrongUsage("say what: master-key, webhook, connection PROVIDER or api-key");
  if (what === "master-key") return masterKey();
  const operator = await connect(terminal, given);
  const tenant = await chooseTenant(operator, given);
  if (what === "webhook") return webhook(operator, tenant);
  return provider === undefined ? apiKey(terminal, operator, tenant, given.text("revoke")) : connection(operator, tenant, provider);
};

export const rotate: Command = {
  name: "rotate",
  summary: "Make a new secret, shown once, with what to do next",
  forms: ["master-key", "webhook", "connection PROVIDER", "api-key [--revoke ID]"],
  options: {
    ...operatorOptions,
    tenant: { type: "string", value: "ID", what: "whose (may be left out where there is one tenant only)" },
    revoke: { type: "string", value: "ID", what: "with api-key: ends this key instead of making one" },
  },
  run: choose,
};
