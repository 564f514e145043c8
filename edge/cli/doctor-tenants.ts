// What the doctor asks for each tenant: do the vendors take our credentials, do vendors' calls arrive, does the ATS hear us.
import { BridgeError } from "../kit/errors.ts";
import { objectIn, probe } from "./probe.ts";
import type { Probe } from "./probe.ts";
import { pathOf } from "./operator.ts";
import type { Connection, Operator, SentMessage, Tenant } from "./operator.ts";
import type { Terminal } from "./ports.ts";
import { bad, good, warn } from "./report.ts";
import type { Finding, Section } from "./report.ts";

const NAMES: Readonly<Record<string, string>> = {
  pitchyou: "PitchYou",
  linkedin: "LinkedIn",
  "interview-suite": "Interview suite",
  "luotettava-tyontekija": "Luotettava Työntekijä",
  icims: "iCIMS",
};
const nameOf = (provider: string): string => NAMES[provider] ?? provider;

/** Some vendors only send: what proves their credentials is that something has arrived. */
const HEALTHY: Readonly<Record<string, string>> = { "luotettava-tyontekija": "notifications arrive", icims: "events arrive" };

/** Whose turn it is decides the colour: waiting for a customer is no fault. */
const standing = ({ provider, state, cause, nextStep }: Connection): Finding => {
  const [id, what] = [`${provider}.state`, nameOf(provider)];
  const says = [state.replaceAll("_", " "), ...(cause === null ? [] : [cause])].join(": ");
  if (state === "healthy") return good(id, what, HEALTHY[provider] ?? "the vendor takes our credentials");
  const next = nextStep ?? "look at the connection's checklist";
  return state === "action_needed" ? bad(id, what, says, next) : warn(id, what, says, next);
};

const checked = async ({ read }: Operator, tenant: string, connection: Connection): Promise<{ connection: Connection; finding: Finding }> => {
  const { provider } = connection;
  try {
    const after = await read<Connection>("POST", pathOf(tenant, `/connections/${provider}/check`), { language: "en", timeoutMs: 60_000 });
    return { connection: after, finding: standing(after) };
  } catch (cause) {
    if (!(cause instanceof BridgeError)) throw cause;
    return {
      connection,
      finding: bad(`${provider}.state`, nameOf(provider), `cannot be checked: ${cause.message}`, `the request id finds it in the log: ${cause.requestId ?? "none"}`),
    };
  }
};

const elsewhere = "do proxies and firewalls let the vendor through to /hooks/ and /oauth/, unchanged?";

/** As LinkedIn asks, over the address that LinkedIn has; only the secret's owner could check the answer itself. */
const challenge = async (terminal: Terminal, callback: string): Promise<Finding> => {
  const [id, what] = ["linkedin.challenge", "LinkedIn callback"];
  const code = crypto.randomUUID();
  const found = await probe(terminal, `${callback}?challengeCode=${code}&applicationId=1`);
  if ("failure" in found) return bad(id, what, `the public address does not answer: ${found.failure}`, elsewhere);
  const said = objectIn<{ challengeCode: unknown; challengeResponse: unknown }>(found.text);
  if (found.answer.status === 404)
    return warn(id, what, "no secret is there to answer LinkedIn's challenge with", "provision the customer's LinkedIn application, or PUT its clientId and clientSecret");
  if (found.answer.status !== 200 || said.challengeCode !== code || !/^[0-9a-f]{64}$/.test(String(said.challengeResponse)))
    return bad(id, what, `the challenge is answered with ${found.answer.status}, not as LinkedIn expects`, elsewhere);
  return found.tookMs < 3_000
    ? good(id, what, `the challenge is answered over the public address in ${found.tookMs} ms`)
    : bad(id, what, `the challenge takes ${found.tookMs} ms, LinkedIn waits 3 s`, "is the edge far away or overloaded?");
};

export type IcimsClient = { readonly id: string; readonly secret: string };

const askToken = (terminal: Terminal, url: string, client: IcimsClient): Promise<Probe> =>
  probe(terminal, url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: client.id, client_secret: client.secret }).toString(),
  });

const grant = async (terminal: Terminal, url: string): Promise<Finding> => {
  const [id, what] = ["icims.token", "iCIMS token"];
  const found = await askToken(terminal, url, { id: "doctor", secret: crypto.randomUUID() });
  if ("failure" in found) return bad(id, what, `the public address does not answer: ${found.failure}`, elsewhere);
  return found.answer.status === 401 && found.text.includes("invalid_client")
    ? good(id, what, "a stranger is refused a token, in OAuth's words")
    : bad(id, what, `a stranger's request for a token is answered ${found.answer.status}`, elsewhere);
};

const ownGrant = async (terminal: Terminal, url: string, client: IcimsClient): Promise<Finding> => {
  const [id, what] = ["icims.own-token", "iCIMS token, yours"];
  const found = await askToken(terminal, url, client);
  if ("failure" in found) return bad(id, what, `the public address does not answer: ${found.failure}`, elsewhere);
  return found.answer.status === 200 && objectIn<{ access_token: string }>(found.text).access_token
    ? good(id, what, `${client.id} gets a token`)
    : bad(id, what, `${client.id} is answered ${found.answer.status}`, "compare it with what iCIMS was given; ats-bridge rotate connection icims makes a new secret");
};

const stranger = async (terminal: Terminal, id: string, what: string, url: string): Promise<Finding> => {
  const found = await probe(terminal, url, { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  if ("failure" in found) return bad(id, what, `the public address does not answer: ${found.failure}`, elsewhere);
  return found.answer.status === 401
    ? good(id, what, "the public address answers, and refuses whoever has no proof")
    : bad(id, what, `a call without proof is answered ${found.answer.status} instead of 401`, elsewhere);
};

/** What vendors call, asked over the addresses that were handed to them. */
const arrivals = async (terminal: Terminal, { provider, endpoints }: Connection, client: IcimsClient | undefined): Promise<Finding[]> => {
  const { callback, events, token, profiles } = endpoints;
  if (provider === "linkedin" && callback !== undefined) return [await challenge(terminal, callback)];
  if (provider === "icims") {
    return [
      ...(events === undefined ? [] : [await stranger(terminal, "icims.events", "iCIMS events", events)]),
      ...(token === undefined ? [] : [await grant(terminal, token)]),
      ...(token === undefined || client === undefined ? [] : [await ownGrant(terminal, token, client)]),
    ];
  }
  if (provider === "luotettava-tyontekija" && profiles !== undefined) return [await stranger(terminal, "luotettava-tyontekija.profiles", "Profiles address", profiles)];
  return [];
};

const delivered = async (terminal: Terminal, operator: Operator, tenant: Tenant, waitMs: number): Promise<Finding> => {
  const [id, what] = ["webhook", "Messages to the ATS"];
  const { webhook } = tenant;
  if (!webhook) return warn(id, what, "no webhook is set: the ATS must read the change feed by itself", "PUT the tenant with webhook: {url}");
  const { host } = new URL(webhook.url);
  if (webhook.state === "disabled")
    return bad(id, what, `${host} has answered 410, so nothing is sent any more`, "when the ATS takes messages again, PUT the tenant; then ats-bridge replay --failed");
  const sent: { id: string } = await (await operator.as(tenant.id)("POST", "/v1/messages/test")).json();
  const until = terminal.now() + waitMs;
  for (;;) {
    const [message] = (await operator.read<{ items: SentMessage[] }>("GET", pathOf(tenant.id, "/messages"), { query: { q: sent.id, type: "bridge.test" } })).items;
    if (message?.state === "delivered") return good(id, what, `a test message arrived at ${host}`);
    const failed = message?.state === "failed" || (message !== undefined && message.tries > 0);
    if (failed || terminal.now() > until)
      return bad(
        id,
        what,
        `a test message to ${host} did not arrive: ${message?.lastOutcome ?? "no answer yet"}`,
        "the ATS must answer 2xx within seconds; it is tried again for three days",
      );
    await terminal.sleep(250);
  }
};

export type Examination = { readonly waitMs: number; readonly icimsClient: IcimsClient | undefined };

const examine = async (terminal: Terminal, operator: Operator, tenant: Tenant, { waitMs, icimsClient }: Examination): Promise<Finding[]> => {
  if (tenant.suspended) return [warn("suspended", "Suspended", "what arrives is kept, nothing is done with it", `POST ${pathOf(tenant.id, "/resume")} when it may go on`)];
  const { items } = await operator.read<{ items: Connection[] }>("GET", pathOf(tenant.id, "/connections"), { language: "en" });
  const findings: Finding[] = [];
  for (const connection of items.filter(({ state }) => state !== "not_set_up")) {
    const { connection: after, finding } = await checked(operator, tenant.id, connection);
    findings.push(finding, ...(await arrivals(terminal, after, icimsClient)));
  }
  if (findings.length === 0) findings.push(warn("connections", "Connections", "none is set up", "PUT /v1/tenants/{tenant}/connections/{provider} sets one up"));
  return [...findings, await delivered(terminal, operator, tenant, waitMs)];
};

/** One tenant's trouble must not hide another's. */
export const examineTenant = async (terminal: Terminal, operator: Operator, tenant: Tenant, examination: Examination): Promise<Section> => {
  const title = `Tenant ${tenant.id} (${tenant.name})`;
  try {
    return { title, findings: await examine(terminal, operator, tenant, examination) };
  } catch (cause) {
    if (!(cause instanceof BridgeError)) throw cause;
    const found = `${cause.message} (${cause.status} ${cause.code})`;
    return { title, findings: [bad("tenant", "Looking at it", `broke off: ${found}`, `the request id finds it in the edge's log: ${cause.requestId ?? "none"}`)] };
  }
};
