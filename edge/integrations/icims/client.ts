// What we read from iCIMS's API before an event is taken: people and workflows, only at the connection's own addresses.
import * as v from "valibot";
import { sendWithToken } from "../../core/access-tokens.ts";
import { openSecrets } from "../../core/connections.ts";
import type { Connection } from "../../core/connections.ts";
import { sha256Hex } from "../../core/keyring.ts";
import { faultOf, readText, send } from "../../core/outbound.ts";
import { VendorFault } from "../../errors.ts";
import type { Edge } from "../../ports.ts";
import { parsePerson, parseWorkflow } from "./contract.ts";
import { Secrets } from "./proof.ts";

const PROVIDER = "icims";
const ANSWER_BYTES = 1024 * 1024;
const CALL_MS = 8_000;

export const Api = v.object({ baseUrl: v.string(), tokenUrl: v.string(), clientId: v.string() });
export type Api = v.InferOutput<typeof Api>;
const TokenAnswer = v.looseObject({ access_token: v.string(), expires_in: v.optional(v.pipe(v.union([v.number(), v.string()]), v.transform(Number))) });

const fetchToken = async (edge: Edge, api: Api, clientSecret: string, signal: AbortSignal) => {
  const call = {
    provider: PROVIDER,
    operation: "token",
    url: api.tokenUrl,
    method: "POST" as const,
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams({ grant_type: "client_credentials", client_id: api.clientId, client_secret: clientSecret }).toString(),
    timeoutMs: Math.min(CALL_MS, edge.settings.pace.vendorTimeoutMs),
    signal,
  };
  const answer = await send(edge, call);
  const text = await readText(edge, call, answer, ANSWER_BYTES);
  if (answer.status === 400) throw new VendorFault({ ...call, status: 400, reason: "refused" });
  if (!answer.ok) throw faultOf(edge, call, answer);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), TokenAnswer), text);
  if (!parsed.success) throw new VendorFault({ ...call, status: answer.status, reason: "malformed" });
  return { token: parsed.output.access_token, lifetimeSeconds: parsed.output.expires_in ?? null };
};

/** Null for what iCIMS does not have. The address is made of ids; links of a payload are a stranger's. */
const read = async (edge: Edge, connection: Connection, api: Api, customer: string, kind: "people" | "applicantworkflows", id: string, signal: AbortSignal): Promise<unknown> => {
  const { apiClientSecret = "" } = await openSecrets(edge, connection, Secrets);
  const url = `${api.baseUrl}/customers/${encodeURIComponent(customer)}/${kind}/${encodeURIComponent(id)}`;
  const call = { provider: PROVIDER, operation: kind, url, timeoutMs: Math.min(CALL_MS, edge.settings.pace.vendorTimeoutMs), signal };
  const key = `icims/${connection.tenant}/${sha256Hex(`${api.tokenUrl}\n${api.clientId}\n${apiClientSecret}`)}`;
  const answer = await sendWithToken(edge, key, () => fetchToken(edge, api, apiClientSecret, signal), call);
  const text = await readText(edge, call, answer, ANSWER_BYTES);
  if (answer.status === 404) return null;
  if (!answer.ok) throw faultOf(edge, call, answer);
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson()), text);
  if (!parsed.success) throw new VendorFault({ provider: PROVIDER, operation: kind, status: answer.status, reason: "malformed" });
  return parsed.output;
};

export const readPerson = async (edge: Edge, connection: Connection, api: Api, customer: string, id: string, signal: AbortSignal) => {
  const found = await read(edge, connection, api, customer, "people", id, signal);
  return found === null ? null : parsePerson(found);
};

export const readWorkflow = async (edge: Edge, connection: Connection, api: Api, customer: string, id: string, signal: AbortSignal) => {
  const found = await read(edge, connection, api, customer, "applicantworkflows", id, signal);
  return found === null ? null : parseWorkflow(found);
};
