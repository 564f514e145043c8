// The PitchYou jump-off address, byte for byte: one spelling of every link, whoever builds it.
// Follows PitchYou's interface description, "jump-off URL"; imports nothing, so that both sides can hold it.

type Value = string | number | null | undefined;

export interface ApplyLink {
  clientId: Value;
  jobId: Value;
  templateKey?: Value;
  title?: Value;
  utmSource?: Value;
  utmMedium?: Value;
  utmCampaign?: Value;
  utmContent?: Value;
  /** Where applications start; `{client_id}` stands for the client id. */
  applyUrl?: Value;
}

export type ApplyFault = "missing-client-id" | "bad-client-id" | "missing-job-id" | "bad-job-id" | "bad-apply-url";

export type ApplyUrl = { href: string } | { code: ApplyFault };

export const utmNames = ["Source", "Medium", "Campaign", "Content"] as const;

const hostLabel = /^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/;
const loopback = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Builds the address, or says which input is at fault; texts longer than 200 characters (utm values: 100) are cut. */
export function applyUrl(link: ApplyLink): ApplyUrl {
  const clientId = opaque(link.clientId).toLowerCase();
  if (!clientId) return { code: "missing-client-id" };
  if (!hostLabel.test(clientId)) return { code: "bad-client-id" };

  const jobId = opaque(link.jobId);
  if (!jobId) return { code: "missing-job-id" };
  // URL parsers read `.` and `..`, even encoded, as a step in the path; a lone surrogate cannot come back unchanged.
  if (jobId === "." || jobId === ".." || !jobId.isWellFormed()) return { code: "bad-job-id" };

  const base = baseOf(opaque(link.applyUrl) || "https://{client_id}.pitchyou.de", clientId);
  if (base === undefined) return { code: "bad-apply-url" };

  const query = [
    ["jkey", opaque(link.templateKey).toWellFormed()],
    ["title", readable(link.title, 200)],
    ...utmNames.map((name) => [`utm_${name.toLowerCase()}`, readable(link[`utm${name}`], 100)]),
  ]
    .filter(([, value]) => value)
    .map(([name, value = ""]) => `${name}=${encode(value)}`)
    .join("&");
  return { href: `${base}/go/${encode(jobId)}${query && `?${query}`}` };
}

function baseOf(template: string, clientId: string): string | undefined {
  const text = template.replaceAll("{client_id}", clientId);
  if (!URL.canParse(text)) return;
  const { protocol, hostname, origin, pathname, username, password, search, hash } = new URL(text);
  if (username || password || search || hash) return;
  if (protocol !== "https:" && !(protocol === "http:" && loopback.test(hostname))) return;
  return origin + pathname.replace(/\/+$/, "");
}

// Ids come back in the profile and must be equal there: they are trimmed and otherwise left alone.
function opaque(value: Value): string {
  return String(value ?? "").trim();
}

function readable(value: Value, atMost: number): string {
  const text = opaque(value).toWellFormed().normalize("NFC").replace(/\s+/g, " ");
  return [...text].slice(0, atMost).join("").trim();
}

// RFC 3986 leaves these five to encode; a space is never `+`, which decoders read in two ways.
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
