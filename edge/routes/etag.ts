// Answers for readers that poll: unchanged costs 304 and no body.
import { sha256, toBase64Url } from "../core/keyring.ts";
import type { HttpContext } from "./endpoint.ts";

/** `identity` is what counts as a change, where an answer also says when it was made. */
export const taggedJson = async (http: HttpContext, value: unknown, identity: unknown = value): Promise<Response> => {
  const body = JSON.stringify(value);
  const etag = `"${toBase64Url(sha256(JSON.stringify(identity))).slice(0, 22)}"`;
  const headers = { etag, "cache-control": "private, no-cache" };
  const known = (http.req.header("if-none-match") ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  if (known.includes(etag)) return http.body(null, 304, headers);
  return http.body(body, 200, { ...headers, "content-type": "application/json" });
};
