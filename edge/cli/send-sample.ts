// `send-sample`: sends what a vendor sends, with real proof, and shows the expected beside the actual answer.
import { readiness } from "./doctor-edge.ts";
import { SANDBOX_TOKEN, edgeOf, operatorAt, operatorOptions } from "./operator.ts";
import { WrongUsage } from "./ports.ts";
import type { Command, Given, Terminal } from "./ports.ts";
import { MARKS, table } from "./report.ts";
import { icims } from "./samples/icims.ts";
import { interviewSuite } from "./samples/interview-suite.ts";
import { linkedin } from "./samples/linkedin.ts";
import { luotettavaTyontekija } from "./samples/luotettava-tyontekija.ts";
import { pitchyou } from "./samples/pitchyou.ts";
import { sender } from "./samples/sample.ts";
import type { Context, Sample } from "./samples/sample.ts";

const SAMPLES: Readonly<Record<string, Sample>> = { icims, lt: luotettavaTyontekija, linkedin, suite: interviewSuite, pitchyou };
/** Whom `npm start` sets up. */
const SANDBOX_TENANT = "acme";

const contextOf = async (terminal: Terminal, given: Given): Promise<Context> => {
  const edge = edgeOf(terminal, given);
  const sandbox = (await readiness(terminal, edge)).mode === "sandbox";
  const token = given.text("token") ?? (terminal.env["OPERATOR_TOKEN"] || (sandbox ? SANDBOX_TOKEN : undefined));
  const need = (name: string, inSandbox?: string): string => {
    const value = given.text(name) ?? (sandbox ? inSandbox : undefined);
    if (value === undefined) throw new WrongUsage(`--${name} is missing: ${sendSample.options[name]?.what ?? ""}`);
    return value;
  };
  return {
    terminal,
    given,
    edge,
    sandbox,
    tenant: need("tenant", SANDBOX_TENANT),
    need,
    operator: token === undefined ? null : operatorAt(terminal, edge, token),
    send: sender(terminal, edge),
  };
};

export const sendSample: Command = {
  name: "send-sample",
  summary: "Send what a vendor sends, with real proof, and compare the answers",
  forms: ["icims [--scenario 1..6]", "lt", "linkedin", "suite", "pitchyou"],
  options: {
    ...operatorOptions,
    tenant: { type: "string", value: "ID", what: `for whom (in a sandbox: ${SANDBOX_TENANT})` },
    scenario: { type: "string", value: "1..6", what: "icims: only this one of its six" },
    proof: { type: "string", value: "KIND", what: "icims: basic, hmac or oauth2 (basic)" },
    user: { type: "string", value: "NAME", what: "icims: user name, HMAC user or client id" },
    secret: { type: "string", value: "SECRET", what: "icims: password, HMAC secret or client secret; lt: the token; linkedin: the client secret" },
    customer: { type: "string", value: "ID", what: "icims: the customer id" },
    person: { type: "string", value: "ID", what: "icims: a person that its API knows (3301)" },
    job: { type: "string", value: "ID", what: "icims: a job that its API knows (2201)" },
    address: { type: "string", value: "URL", what: "linkedin, suite: the secret address (looked up with the token)" },
  },
  notes: [
    "Where the edge runs in sandbox mode, everything has the value that `npm start` sets up.",
    "At a live edge this makes real applications of an invented person: erase them afterwards.",
  ],
  async run(terminal, given) {
    const [vendor = "", ...more] = given.words;
    const sample = Object.hasOwn(SAMPLES, vendor) ? SAMPLES[vendor] : undefined;
    if (!sample || more.length > 0) throw new WrongUsage(`say which vendor: ${Object.keys(SAMPLES).join(", ")}`);
    const context = await contextOf(terminal, given);
    const steps = await sample(context);
    const wrong = steps.filter(({ good }) => !good).length;
    const rows = steps.map(({ scenario, step, expected, actual, good }) => [good ? MARKS.good : MARKS.bad, scenario, step, expected, actual]);
    const sum =
      wrong === 0
        ? terminal.paint("good", `${MARKS.good} all ${steps.length} answers are as expected`)
        : terminal.paint("bad", `${MARKS.bad} ${wrong} of ${steps.length} answers are not as expected`);
    const tones = steps.map(({ good }) => (good ? "good" : "bad"));
    return {
      text: `${table(terminal, ["", "", "SENT", "EXPECTED", "ANSWER"], rows, tones)}\n\n${sum}`,
      json: { edge: context.edge, tenant: context.tenant, vendor, steps, wrong },
      red: wrong > 0,
    };
  },
};
