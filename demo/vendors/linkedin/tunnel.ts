// Reads a call as Rest.li sees it: checks the sizes of its address and opens a tunnelled query.
// https://learn.microsoft.com/en-us/linkedin/shared/api-guide/concepts/query-tunneling
import type { Context } from "hono";
import { LinkedInError } from "./answers.ts";

/** `query` is raw, without its question mark. */
export type ApiCall = { method: string; path: string; query: string; body: string; tunnelled: boolean; header(name: string): string | undefined };

const longest = { address: 8192, query: 4096, segment: 4096 };
const form = "application/x-www-form-urlencoded";

/** The call before its tunnel is opened, so that a refusal can still be answered and noted. */
export async function readCall(c: Context): Promise<ApiCall> {
  const [, path = "", query = ""] = /^[a-z]+:\/\/[^/]+([^?#]*)\??([^#]*)/i.exec(c.req.url) ?? [];
  return { method: c.req.method, path, query, body: await c.req.text(), tunnelled: false, header: (name) => c.req.header(name) };
}

export function checkSizes({ path, query }: ApiCall): void {
  if (path.length + query.length + 1 > longest.address) throw new LinkedInError(414, "Request-URI is too long");
  if (query.length > longest.query) throw new LinkedInError(414, "Query string is too long: use query tunneling");
  if (path.split("/").some((segment) => segment.length > longest.segment)) throw new LinkedInError(414, "Path segment is too long");
}

export function openTunnel(call: ApiCall): ApiCall {
  const method = call.header("x-http-method-override");
  if (method === undefined) return call;

  const contentType = call.header("content-type") ?? "";
  if (call.method !== "POST") throw new LinkedInError(400, "X-HTTP-Method-Override needs POST");
  if (call.query !== "") throw new LinkedInError(400, "A tunnelled request carries its query in the body");
  if (contentType.startsWith(form)) return { ...call, method, query: call.body, body: "", tunnelled: true };

  const boundary = /^multipart\/mixed\s*;.*boundary="?([^";]+)"?/i.exec(contentType)?.[1];
  if (boundary === undefined) throw new LinkedInError(400, "A tunnelled request is a form or multipart/mixed");
  const parts = partsOf(call.body, boundary);
  const query = parts.find(({ type }) => type.startsWith(form));
  const entity = parts.find(({ type }) => !type.startsWith(form));
  if (!query || !entity) throw new LinkedInError(400, "A tunnelled request needs a query part and an entity part");
  return { ...call, method, query: query.text, body: entity.text, tunnelled: true };
}

function partsOf(body: string, boundary: string): { type: string; text: string }[] {
  const [, ...pieces] = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (!pieces.at(-1)?.startsWith("--")) throw new LinkedInError(400, "The multipart body has no end");

  return pieces.slice(0, -1).map((piece) => {
    const end = piece.indexOf("\r\n\r\n");
    if (end < 0) throw new LinkedInError(400, "A part of the multipart body has no end of its head");
    return { type: /content-type:\s*(\S+)/i.exec(piece.slice(0, end))?.[1] ?? "", text: piece.slice(end + 4) };
  });
}
