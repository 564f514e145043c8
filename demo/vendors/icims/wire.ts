// One HTTP exchange as iCIMS's Java client makes it: HTTP/1.1, one connection each, no redirects, thirty seconds.
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { gunzipSync, inflateSync } from "node:zlib";

export type Wire = { method: "POST"; url: string; headers: Readonly<Record<string, string>>; body: Uint8Array };
export type WireAnswer = { status: number; headers: Readonly<Record<string, string>>; body: string };
export type Transport = (wire: Wire, timeoutMs: number) => Promise<WireAnswer>;

const clientHeaders = { connection: "close", "accept-encoding": "gzip,deflate", "user-agent": "Apache-HttpClient/4.5.3 (Java/1.8.0_131)" };

/** Over a socket. */
export const javaClient: Transport = (wire, timeoutMs) =>
  new Promise((resolve, reject) => {
    const request = wire.url.startsWith("https:") ? httpsRequest : httpRequest;
    const headers = { ...clientHeaders, ...wire.headers, "content-length": String(wire.body.byteLength) };
    const call = request(wire.url, { method: wire.method, headers, agent: false, signal: AbortSignal.timeout(timeoutMs) }, (response) => {
      read(response).then(resolve, reject);
    });
    call.once("error", reject);
    call.end(wire.body);
  });

/** Through a fetch handler in the same process. */
export function inProcess(fetch: (request: Request) => Response | Promise<Response>): Transport {
  return async (wire) => {
    // The copy is an ArrayBuffer's for certain, which a request asks for.
    const response = await fetch(
      new Request(wire.url, { method: wire.method, headers: { ...clientHeaders, host: new URL(wire.url).host, ...wire.headers }, body: new Uint8Array(wire.body) }),
    );
    return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
  };
}

async function read(response: IncomingMessage): Promise<WireAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(Buffer.from(chunk));
  const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));
  const inflate = { gzip: gunzipSync, deflate: inflateSync }[headers["content-encoding"] ?? ""] ?? ((bytes: Buffer) => bytes);
  return { status: response.statusCode ?? 0, headers, body: inflate(Buffer.concat(chunks)).toString() };
}
