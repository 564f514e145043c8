// What LinkedIn sends: the challenge of a callback address, and signed pushes.
// https://learn.microsoft.com/en-us/linkedin/shared/api-guide/webhook-validation
import { objectIn } from "../probe.ts";
import type { Probe } from "../probe.ts";
import { hmacSha256Hex } from "../hashing.ts";
import { pathOf } from "../operator.ts";
import type { Connection, Operator } from "../operator.ts";
import { WrongUsage } from "../ports.ts";
import { collector, jsonBody, seen, statusIs } from "./sample.ts";
import type { Context, Judged, Sample, Step } from "./sample.ts";

const PREFIX = "hmacsha256=";

const proves = async (found: Probe, code: string, secret: string): Promise<Judged> => {
  if ("failure" in found || found.answer.status !== 200) return statusIs(found, 200);
  const said = objectIn<{ challengeCode: unknown; challengeResponse: unknown }>(found.text);
  const good = said.challengeCode === code && said.challengeResponse === (await hmacSha256Hex(secret, code));
  return { actual: seen(found, good ? "the secret's owner" : "another secret"), good };
};

const play = async ({ send }: Context, callback: string, secret: string): Promise<Step[]> => {
  const { steps, note } = collector();
  const code = crypto.randomUUID();
  note("challenge", "a challenge code", "200 and its HMAC", await proves(await send(`${callback}?challengeCode=${code}&applicationId=1`), code, secret));
  note("challenge", "a code that is none", "400", statusIs(await send(`${callback}?challengeCode=none&applicationId=1`), 400));
  note("challenge", "at an address that nobody was given", "404", statusIs(await send(`${callback}x?challengeCode=${code}&applicationId=1`), 404));

  const body = JSON.stringify({ id: crypto.randomUUID(), type: "INTEGRATION_STATUS_CHANGE", expiresAt: 0 });
  const push = async (signature: string) => send(callback, jsonBody(body, { "x-li-signature": signature }));
  const signature = await hmacSha256Hex(secret, PREFIX + body);
  note("push", "with a bad signature", "401", statusIs(await push(await hmacSha256Hex("forged", PREFIX + body)), 401));
  note("push", "a status change", "200", statusIs(await push(signature), 200));
  note("push", "the same again", "200", statusIs(await push(signature), 200));
  return steps;
};

/** A sandbox's own key is the stand-in's secret, so the sample brings a tenant with a key of its own and takes it away again. */
const onOwnTenant = async (context: Context, { read, call }: Operator): Promise<Step[]> => {
  const id = `sample-${crypto.randomUUID().slice(0, 8)}`;
  const secret = crypto.randomUUID();
  await call("PUT", pathOf(id), { body: { name: "Sample", origins: [] } });
  try {
    const connection = await read<Connection>("PUT", pathOf(id, "/connections/linkedin"), { body: { clientId: id, clientSecret: secret } });
    return await play(context, connection.endpoints["callback"] ?? "", secret);
  } finally {
    await call("DELETE", pathOf(id));
  }
};

export const linkedin: Sample = async (context) => {
  const { given, operator, sandbox, tenant } = context;
  const [secret, address] = [given.text("secret"), given.text("address")];
  if (secret === undefined) {
    if (sandbox && operator && address === undefined) return onOwnTenant(context, operator);
    throw new WrongUsage("--secret is missing: the client secret of the customer's LinkedIn application");
  }
  const callback = address ?? (operator ? (await operator.read<Connection>("GET", pathOf(tenant, "/connections/linkedin"))).endpoints["callback"] : undefined);
  if (callback === undefined) throw new WrongUsage("--address is missing: the connection's callback address (or give --token, and it is looked up)");
  return play(context, callback, secret);
};
