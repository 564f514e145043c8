// Signs a notification as iCIMS does: `x-icims-v1-hmac-sha256` over method, path, query and headers, the body by its hash.
// https://developer.icims.com/REST-API/authenticating-requests-using-hmac; the canonical form is that of a working third-party client.
import { createHash, createHmac } from "node:crypto";

export const scheme = "x-icims-v1-hmac-sha256";
export const usualHeaders = ["content-type", "host", "x-icims-content-sha256", "x-icims-date"] as const;

export type Signing = {
  user: string;
  secret: string;
  url: string;
  body: Uint8Array | string;
  method?: string;
  /** As iCIMS writes it: `2026-01-02T03:04:05+0000`. */
  date: string;
  contentType?: string;
  signedHeaders?: readonly string[];
  /** What `x-icims-content-sha256` is the hash of, when that is not the body as sent. */
  hashed?: Uint8Array | string;
};

export type SignedHeaders = { authorization: string; "content-type": string; host: string; "x-icims-content-sha256": string; "x-icims-date": string };

/** The headers that prove it; `host` is in them because it is signed. */
export function signHmac({
  user,
  secret,
  url,
  body,
  method = "POST",
  date,
  contentType = "application/json",
  signedHeaders = usualHeaders,
  hashed = body,
}: Signing): SignedHeaders {
  const { host } = new URL(url);
  const headers = { "content-type": contentType, host, "x-icims-content-sha256": sha256(hashed), "x-icims-date": date };
  const signature = createHmac("sha256", secret)
    .update([scheme, date, sha256(canonicalRequest({ method, url, headers, signedHeaders }))].join("\n"))
    .digest("hex");
  return { authorization: `${scheme} user=${user},signedheaders=${signedHeaders.join(";")},signature=${signature}`, ...headers };
}

/** The text whose hash is signed. */
export function canonicalRequest({
  method,
  url,
  headers,
  signedHeaders,
}: {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  signedHeaders: readonly string[];
}): string {
  const { pathname, search } = new URL(url);
  const lines = signedHeaders.toSorted().map((name) => `${name}:${headers[name] ?? ""}`);
  return [method.toUpperCase(), pathname, search.slice(1), ...lines, "", signedHeaders.join(";")].join("\n");
}

export function icimsDate(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "+0000");
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
