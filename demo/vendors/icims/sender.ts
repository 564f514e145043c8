// Sends one notification and reads the answer as iCIMS would show it to the person who clicked.
// https://developer.icims.com/REST-API/Error-Handling-and-Reporting
import { gzipSync } from "node:zlib";
import * as v from "valibot";
import { prove, TokenProblem, type Proof, type ProofFault, type Tokens } from "./proofs.ts";
import { javaClient, type Transport, type WireAnswer } from "./wire.ts";

export const eventPath = "/hooks/icims";

export type Sending = {
  edgeUrl: string;
  proof: Proof;
  /** The payload; a string is sent as it is. */
  event: Readonly<Record<string, unknown>> | string;
  gzip?: boolean;
  /** Which bytes the HMAC's body hash covers when they are compressed: not documented. */
  hashOf?: "sent" | "plain";
  fault?: ProofFault | undefined;
  /** `?…` of the address that the customer typed in. */
  search?: string;
  labels?: Readonly<Record<string, string>>;
  transport?: Transport;
  tokens?: Tokens;
  timeoutMs?: number;
  nowMs?: number;
};

export type Answer = {
  status: number | null;
  /** `token`: the partner's token endpoint failed, and the notification never left. */
  stage: "token" | "event";
  location: string | null;
  userMessage: string | null;
  debugErrorMessage: string | null;
  /** What the person reads. */
  shown: string;
  body: string;
  tookMs: number;
};

const errorSchema = v.pipe(v.string(), v.parseJson(), v.object({ error: v.object({ userMessage: v.string(), debugErrorMessage: v.optional(v.string()) }) }));
const unknownFailure = "Something went wrong. Please try again; if it keeps happening, contact support.";

export async function sendEvent(sending: Sending): Promise<Answer> {
  const { edgeUrl, proof, event, gzip = false, hashOf = "sent", fault, search = "", labels = {}, transport = javaClient, tokens, timeoutMs = 30_000, nowMs = Date.now() } = sending;
  const url = `${edgeUrl.replace(/\/$/, "")}${eventPath}${search}`;
  const plain = Buffer.from(typeof event === "string" ? event : JSON.stringify(event));
  const sent = gzip ? gzipSync(plain) : plain;
  const startedAt = performance.now();
  const answer = (rest: Pick<Answer, "status" | "stage" | "body" | "shown"> & Partial<Answer>): Answer => ({
    location: null,
    userMessage: null,
    debugErrorMessage: null,
    tookMs: Math.round(performance.now() - startedAt),
    ...rest,
  });

  try {
    const proven = await prove({ proof, url, sent, plain, hashOf, fault, nowMs, timeoutMs, transport, tokens });
    const body = fault === "changed-body" ? changed(plain, gzip) : sent;
    const got = await transport({ method: "POST", url, headers: { "content-type": "application/json", ...(gzip && { "content-encoding": "gzip" }), ...proven }, body }, timeoutMs);
    return answer({ ...readAnswer(got, labels), stage: "event" });
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    if (error instanceof TokenProblem) return answer({ status: error.status, stage: "token", body: problem, shown: unknownFailure });
    return answer({ status: null, stage: "event", body: problem, shown: unknownFailure });
  }
}

/** Puts the customer's own label in place of each `{{profileType.fieldId}}`; a field that nobody knows stays as it is, so that it shows. */
export function withLabels(message: string, labels: Readonly<Record<string, string>>): string {
  return message.replaceAll(/\{\{\s*([\w.]+)\s*\}\}/g, (placeholder, field: string) => labels[field] ?? placeholder);
}

function readAnswer(
  { status, headers, body }: WireAnswer,
  labels: Readonly<Record<string, string>>,
): Pick<Answer, "status" | "body" | "shown" | "location" | "userMessage" | "debugErrorMessage"> {
  const location = headers["location"] ?? null;
  const read = v.safeParse(errorSchema, body);
  const { userMessage = null, debugErrorMessage = null } = read.success ? read.output.error : {};
  const good = status === 200 || (status === 303 && location !== null);
  const shown = good ? (status === 303 ? "Continues at the partner." : "Done.") : userMessage === null ? unknownFailure : withLabels(userMessage, labels);
  return { status, location, userMessage, debugErrorMessage, shown, body };
}

// One letter of the payload is another one; the signature stays.
function changed(plain: Buffer, gzip: boolean): Buffer {
  const other = Buffer.from(plain.toString().replace('"customerId"', '"customerID"'));
  return gzip ? gzipSync(other) : other;
}
