// What the interview suite sends: unsigned addresses of what has changed. https://viasto.eu/webhooks/index.html
import { pathOf } from "../operator.ts";
import type { Connection } from "../operator.ts";
import { Failure, WrongUsage } from "../ports.ts";
import { collector, jsonBody, statusIs } from "./sample.ts";
import type { Context, Sample } from "./sample.ts";

const addressOf = async ({ given, operator, tenant }: Context): Promise<string> => {
  const named = given.text("address");
  if (named !== undefined) return named;
  if (!operator) throw new WrongUsage("--address is missing: the connection's webhook address (or give --token, and it is looked up)");
  const { endpoints } = await operator.read<Connection>("GET", pathOf(tenant, "/connections/interview-suite"));
  if (endpoints["webhook"] === undefined) throw new Failure("not-connected", `the interview suite is not set up for ${tenant}`);
  return endpoints["webhook"];
};

export const interviewSuite: Sample = async (context) => {
  const webhook = await addressOf(context);
  const { steps, note } = collector();
  const root = "https://sample.interview-suite.com/api/v3/companies/1/projects/17/";
  const event = (name: string, data: object) => ({ endpoint: webhook, time: new Date(context.terminal.now()).toISOString(), event: name, data: { action: "modified", ...data } });
  const project = event("project_changed", { project: root });

  note("webhook", "project_changed", "200", statusIs(await context.send(webhook, jsonBody(project)), 200));
  note("webhook", "the same again", "200", statusIs(await context.send(webhook, jsonBody(project)), 200));
  note(
    "webhook",
    "candidate_changed",
    "200",
    statusIs(await context.send(webhook, jsonBody(event("candidate_changed", { project: root, candidate: `${root}candidates/19/` }))), 200),
  );
  note("webhook", "an event that nobody knows", "200", statusIs(await context.send(webhook, jsonBody(event("something_new", {}))), 200));
  note("webhook", "at an address that nobody was given", "404", statusIs(await context.send(`${webhook}x`, jsonBody(project)), 404));
  return steps;
};
