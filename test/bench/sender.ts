// Sends signed notifications from a process of its own, so that the sender's work is not counted as the server's.
// Asked by its parent for a load, answers with what it saw; everything is signed before the clock starts.
import { Agent, request } from "node:http";
import { hmacSignature } from "../../edge/integrations/icims/proof.ts";
import { sha256Hex } from "../../edge/core/keyring.ts";

export type Load = {
  readonly url: string;
  readonly proof: { readonly kind: "hmac"; readonly user: string; readonly secret: string } | { readonly kind: "bearer"; readonly token: string };
  readonly from: number;
  readonly count: number;
  readonly inFlight: number;
  /** Requests a second, sent at their moment whether or not earlier ones are answered; without it as fast as answers come. */
  readonly perSecond?: number;
};
export type Seen = { readonly perSecond: number; readonly p50Ms: number; readonly p99Ms: number; readonly refused: number };

type Prepared = { readonly body: string; readonly headers: Record<string, string> };

/** About 1 kB, another person each time. */
const lt = (number: number) =>
  JSON.stringify({ mydatashare_user_id: `bench-${number}`, status: "new", profile: { first_name: "Aino", email: `aino${number}@example.fi`, free_text: "x".repeat(850) } });
const icims = (number: number) =>
  JSON.stringify({
    customerId: "9001",
    eventType: "WorkFlowStatusChangeEvent",
    systemId: `bench-${number}`,
    userId: "7",
    newStatus: "D10100",
    oldStatus: "C10100",
    workflowType: "x".repeat(850),
  });

const prepare = async ({ url, proof }: Load, number: number): Promise<Prepared> => {
  const type = { "content-type": "application/json" };
  if (proof.kind === "bearer") return { body: lt(number), headers: { ...type, authorization: `Bearer ${proof.token}` } };
  const body = icims(number);
  const { pathname, host } = new URL(url);
  const date = new Date().toISOString();
  const names = ["host", "x-icims-content-sha256", "x-icims-date"];
  const hash = sha256Hex(body);
  const canonical = ["POST", pathname, "", `host:${host}`, `x-icims-content-sha256:${hash}`, `x-icims-date:${date}`, "", names.join(";")].join("\n");
  const signature = hmacSignature(proof.secret, date, canonical);
  return {
    body,
    headers: {
      ...type,
      "x-icims-date": date,
      "x-icims-content-sha256": hash,
      authorization: `x-icims-v1-hmac-sha256 user=${proof.user},signedheaders=${names.join(";")},signature=${signature}`,
    },
  };
};

const run = async (load: Load): Promise<Seen> => {
  const all: Prepared[] = [];
  for (let number = load.from; number < load.from + load.count; number++) all.push(await prepare(load, number));
  const agent = new Agent({ keepAlive: true, maxSockets: load.perSecond === undefined ? load.inFlight : 1_000 });
  const took: number[] = [];
  let refused = 0;
  const send = ({ body, headers }: Prepared) =>
    new Promise<void>((done, fail) => {
      const started = performance.now();
      request(load.url, { method: "POST", agent, headers: { ...headers, "content-length": String(Buffer.byteLength(body)) } }, (answer) => {
        answer.resume().on("end", () => {
          took.push(performance.now() - started);
          if (answer.statusCode !== 200) refused++;
          done();
        });
      })
        .on("error", fail)
        .end(body);
    });
  const started = performance.now();
  let next = 0;
  if (load.perSecond === undefined) {
    await Promise.all(
      Array.from({ length: load.inFlight }, async () => {
        for (let one = all[next++]; one; one = all[next++]) await send(one);
      }),
    );
  } else {
    const sent: Promise<void>[] = [];
    while (next < all.length) {
      const due = Math.min(all.length, Math.floor(((performance.now() - started) / 1_000) * load.perSecond));
      while (next < due) {
        const one = all[next++];
        if (one) sent.push(send(one));
      }
      await new Promise((later) => setTimeout(later, 1));
    }
    await Promise.all(sent);
  }
  const seconds = (performance.now() - started) / 1_000;
  agent.destroy();
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? 0;
  return { perSecond: load.count / seconds, p50Ms: at(0.5), p99Ms: at(0.99), refused };
};

process.on("message", (load: Load) => {
  void run(load).then((seen) => process.send?.(seen));
});
