// `doctor`: looks at an edge from outside and, with the operator's token, from inside; says what to do next.
import { BridgeError } from "../kit/errors.ts";
import { exampleToken, headers, inside, reach, readiness, widgets } from "./doctor-edge.ts";
import { examineTenant } from "./doctor-tenants.ts";
import type { Examination } from "./doctor-tenants.ts";
import { edgeOf, operatorAt, operatorOptions, pathOf } from "./operator.ts";
import type { Operator, Tenant } from "./operator.ts";
import { WrongUsage } from "./ports.ts";
import type { Command, Given, Outcome, Terminal } from "./ports.ts";
import { bad, counted, showSections, summaryOf, warn } from "./report.ts";
import type { Finding, Section } from "./report.ts";

const WAIT_SECONDS = 15;

const outcomeOf = (terminal: Terminal, edge: string, sections: readonly Section[]): Outcome => {
  const counts = counted(sections);
  return { text: `${showSections(terminal, sections)}\n\n${summaryOf(terminal, counts)}`, json: { edge, counts, sections }, red: counts.bad > 0 };
};

const outside = async (terminal: Terminal, edge: string): Promise<{ findings: Finding[]; alive: boolean }> => {
  const { findings, alive } = await reach(terminal, edge);
  if (!alive) return { findings, alive };
  const { finding, mode } = await readiness(terminal, edge);
  return { findings: [...findings, finding, await headers(terminal, edge, mode), await widgets(terminal, edge), await exampleToken(terminal, edge, mode)], alive };
};

const tenantsOf = async (operator: Operator, named: string | undefined): Promise<Tenant[]> =>
  named === undefined ? operator.all<Tenant>("/v1/tenants") : [await operator.read<Tenant>("GET", pathOf(named))];

/** A wrong token is a finding; anything else that fails here is no answer about this edge. */
const within = async (terminal: Terminal, operator: Operator, given: Given, examination: Examination): Promise<{ findings: Finding[]; sections: Section[] }> => {
  try {
    const findings = await inside(operator, operator.edge);
    const tenants = await tenantsOf(operator, given.text("tenant"));
    const sections: Section[] = [];
    for (const [index, tenant] of tenants.entries()) {
      terminal.progress(`tenant ${tenant.id}`, index, tenants.length);
      sections.push(await examineTenant(terminal, operator, tenant, examination));
    }
    terminal.progress("", null, 0);
    return { findings, sections };
  } catch (cause) {
    if (!(cause instanceof BridgeError) || (cause.status !== 401 && cause.status !== 403)) throw cause;
    return { findings: [bad("token", "Operator token", cause.message, "is it this edge's OPERATOR_TOKEN, without blanks or quotes?")], sections: [] };
  }
};

export const doctor: Command = {
  name: "doctor",
  summary: "Look at an edge, its vendors and its way to the ATS, and say what to do next",
  forms: ["URL [--token TOKEN] [--tenant ID]"],
  options: {
    token: operatorOptions.token,
    tenant: { type: "string", value: "ID", what: "only this tenant" },
    "client-id": { type: "string", value: "ID", what: "with --client-secret: an iCIMS client, to see whether it gets a token" },
    "client-secret": { type: "string", value: "SECRET", what: "its secret" },
    wait: { type: "string", value: "SECONDS", what: `how long a test message may take (${WAIT_SECONDS})` },
  },
  notes: ["Sends each tenant's ATS a bridge.test message and tries each vendor's credentials. Without a token it looks from outside only."],
  async run(terminal, given) {
    const [named, ...more] = given.words;
    const waitSeconds = Number(given.text("wait") ?? WAIT_SECONDS);
    if (more.length > 0) throw new WrongUsage("doctor takes one address");
    if (!(waitSeconds >= 0)) throw new WrongUsage("--wait takes a number of seconds");
    const [clientId, clientSecret] = [given.text("client-id"), given.text("client-secret")];
    const edge = edgeOf(terminal, given, named);

    const { findings, alive } = await outside(terminal, edge);
    if (!alive) return outcomeOf(terminal, edge, [{ title: "Edge", findings }]);
    const token = given.text("token") ?? (terminal.env["OPERATOR_TOKEN"] || (await terminal.askSecret("Operator token (empty: look from outside only): ")));
    // Plain http over a network: the token stays here.
    const readable = findings.some(({ id, state }) => id === "tls" && state === "bad");
    if (!token || readable) {
      const unseen = readable
        ? warn("token", "Operator token", "not sent over plain http: settings, tenants and vendors were not looked at", "ask again at the https address")
        : warn("token", "Operator token", "not given: settings, tenants and vendors were not looked at", "give --token or set OPERATOR_TOKEN");
      return outcomeOf(terminal, edge, [{ title: "Edge", findings: [...findings, unseen] }]);
    }
    const { findings: own, sections } = await within(terminal, operatorAt(terminal, edge, token), given, {
      waitMs: waitSeconds * 1_000,
      icimsClient: clientId !== undefined && clientSecret !== undefined ? { id: clientId, secret: clientSecret } : undefined,
    });
    return outcomeOf(terminal, edge, [{ title: "Edge", findings: [...findings, ...own] }, ...sections]);
  },
};
