// All that PitchYou says or expects: https://api.pitchyou.de/docs, https://www.pitchyou.de/wissen/artikel/api.
// The article names paths and a few fields; everything else is read tolerantly, in the order given here, and kept raw.
import * as v from "valibot";

/** The client id is also a host name: `https://{client_id}.pitchyou.de`. */
export const ClientId = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?$/, "must be a host label: letters, digits and hyphens"));

export const TOKEN_STYLES = ["form", "basic", "json"] as const;
export type TokenStyle = (typeof TOKEN_STYLES)[number];

const Loose = v.record(v.string(), v.unknown());
type Loose = v.InferOutput<typeof Loose>;

const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);

const firstText = (source: Loose, names: readonly string[]): string | null => {
  for (const name of names) {
    const value = source[name];
    if (typeof value === "string" && value.trim() !== "") return value.trim();
    if (typeof value === "number") return String(value);
  }
  return null;
};

/** A number that JSON.parse would damage stays text; `profileId` keeps how it was written, since confirm must echo it. */
export type WrittenId = { readonly text: string; readonly json: string };
const isWrittenId = (value: unknown): value is WrittenId => isLoose(value) && typeof value["text"] === "string" && typeof value["json"] === "string";

export const parseLossless = (text: string): unknown => {
  const reviver = (key: string, value: unknown, context?: { source?: string }): unknown => {
    const source = context?.source;
    if (key === "profileId" && (typeof value === "number" || typeof value === "string")) {
      return { text: typeof value === "number" ? (source ?? String(value)) : value, json: source ?? JSON.stringify(value) };
    }
    return typeof value === "number" && source !== undefined && /^-?\d{16,}$/.test(source) ? source : value;
  };
  // lib.es5 does not know the reviver's third argument (JSON.parse source text access, in V8 since 11.4).
  return JSON.parse(text, reviver as (key: string, value: unknown) => unknown);
};

/** The list itself, or the list inside an envelope. Throws when there is none. */
const listIn = (value: unknown, names: readonly string[]): unknown[] => {
  if (Array.isArray(value)) return value;
  if (isLoose(value)) for (const name of names) if (Array.isArray(value[name])) return value[name];
  throw new TypeError("no list in the answer");
};

// Token

type Token = { readonly token: string; readonly lifetimeSeconds: number | null };

/** `access_token` and its lifetime under the names in use; a bare string counts as a token. */
export const parseToken = (text: string, now: number): Token | null => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value === "string") return { token: value, lifetimeSeconds: jwtLifetime(value, now) };
  if (!isLoose(value)) return null;
  const token = firstText(value, ["access_token", "accessToken", "token"]);
  if (token === null) return null;
  const seconds = Number(firstText(value, ["expires_in", "expiresIn"]) ?? Number.NaN);
  if (Number.isFinite(seconds)) return { token, lifetimeSeconds: seconds };
  const until = Date.parse(firstText(value, [".expires", "expires_at", "expiresAt"]) ?? "");
  if (Number.isFinite(until)) return { token, lifetimeSeconds: (until - now) / 1_000 };
  return { token, lifetimeSeconds: jwtLifetime(token, now) };
};

const jwtLifetime = (token: string, now: number): number | null => {
  const claims = token.split(".")[1];
  if (claims === undefined) return null;
  try {
    const parsed: unknown = JSON.parse(atob(claims.replaceAll("-", "+").replaceAll("_", "/")));
    return isLoose(parsed) && typeof parsed["exp"] === "number" ? parsed["exp"] - now / 1_000 : null;
  } catch {
    return null;
  }
};

// Templates

export type Template = { readonly key: string; readonly descriptions: readonly { readonly language: string | null; readonly text: string }[] };

const DESCRIPTION_LANGUAGE = ["language", "lang", "locale", "culture", "languageCode"];
const DESCRIPTION_TEXT = ["text", "description", "value", "name", "title"];

const parseDescriptions = (value: unknown): Template["descriptions"] => {
  if (typeof value === "string") return value.trim() === "" ? [] : [{ language: null, text: value.trim() }];
  if (Array.isArray(value)) {
    return value.flatMap((item) => {
      if (!isLoose(item)) return parseDescriptions(item);
      const text = firstText(item, DESCRIPTION_TEXT);
      return text === null ? [] : [{ language: firstText(item, DESCRIPTION_LANGUAGE), text }];
    });
  }
  if (isLoose(value)) return Object.entries(value).flatMap(([language, text]) => (typeof text === "string" && text.trim() !== "" ? [{ language, text: text.trim() }] : []));
  return [];
};

/** `JobTemplateDto[]`; items without a key are left out and counted. */
export const parseTemplates = (value: unknown): { templates: Template[]; skipped: number } => {
  const items = listIn(value, ["data", "items", "templates", "result"]);
  const templates = items.flatMap((item) => {
    const key = isLoose(item) ? firstText(item, ["templateKey"]) : null;
    return key === null || !isLoose(item) ? [] : [{ key, descriptions: parseDescriptions(item["descriptions"]) }];
  });
  return { templates, skipped: items.length - templates.length };
};

// Profiles

export type Media = { readonly mediaId: string; readonly mimeType: string | null; readonly fileName: string | null };
export type Step = { readonly question: string; readonly answer: string; readonly attachments: readonly Media[] };
export type Profile = {
  readonly profileId: WrittenId;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  readonly steps: readonly Step[];
  readonly cv: readonly Media[];
  readonly profileImage: readonly Media[];
  readonly externalReferenceId: string | null;
  readonly jobTemplateKey: string | null;
  readonly utmSource: string | null;
  readonly utmMedium: string | null;
  readonly utmCampaign: string | null;
  readonly utmContent: string | null;
  /** The profile as it came, for whoever knows more fields than we do. */
  readonly raw: Loose;
};

const parseMedia = (value: unknown): Media[] => {
  if (Array.isArray(value)) return value.flatMap(parseMedia);
  if (!isLoose(value)) return [];
  const mediaId = firstText(value, ["mediaId"]);
  // Without an id there is nothing to fetch; the entry stays in the raw profile.
  return mediaId === null ? [] : [{ mediaId, mimeType: firstText(value, ["mimeType"]), fileName: firstText(value, ["fileName"]) }];
};

const answerText = (value: unknown): string => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return value.map(answerText).filter(Boolean).join(", ");
  if (isLoose(value)) return answerText(value["text"] ?? value["value"] ?? value["label"] ?? null);
  return "";
};

const parseStep = (value: unknown): Step[] => {
  if (!isLoose(value)) return [];
  const answer = ["answer", "answerText", "value", "response"].map((name) => value[name]).find((each) => each !== undefined && each !== null);
  return [{ question: firstText(value, ["question", "questionText", "text", "title", "label"]) ?? "", answer: answerText(answer), attachments: parseMedia(value["attachments"]) }];
};

/** An id that must come back as it went out: kept as it is, empty counts as none. */
const opaque = (value: unknown): string | null => (typeof value === "string" ? (value === "" ? null : value) : typeof value === "number" ? String(value) : null);

const parseProfile = (raw: Loose): Profile | null => {
  const profileId = raw["profileId"];
  if (!isWrittenId(profileId) || profileId.text === "") return null;
  const people = [raw, ...["applicant", "candidate", "contact"].map((name) => raw[name]).filter(isLoose)];
  const contact = (names: readonly string[]) => people.map((source) => firstText(source, names)).find((text) => text !== null) ?? null;
  return {
    profileId,
    firstName: contact(["firstName", "vorname"]),
    lastName: contact(["lastName", "nachname"]),
    name: contact(["name", "fullName"]),
    email: contact(["email", "eMail", "mail"]),
    phone: contact(["phone", "phoneNumber", "mobile", "whatsAppNumber"]),
    steps: Array.isArray(raw["steps"]) ? raw["steps"].flatMap(parseStep) : [],
    cv: parseMedia(raw["cv"]),
    profileImage: parseMedia(raw["profileImage"]),
    externalReferenceId: opaque(raw["externalReferenceId"]),
    jobTemplateKey: opaque(raw["jobTemplateKey"]),
    utmSource: opaque(raw["utmSource"]),
    utmMedium: opaque(raw["utmMedium"]),
    utmCampaign: opaque(raw["utmCampaign"]),
    utmContent: opaque(raw["utmContent"]),
    raw: { ...raw, profileId: profileId.text },
  };
};

/** `ProfileDto[]`; items without an id are left out and counted, a second item with the same id too. */
export const parseProfiles = (text: string): { profiles: Profile[]; skipped: number } => {
  const items = listIn(parseLossless(text), ["data", "items", "profiles", "result"]);
  const profiles = new Map<string, Profile>();
  for (const item of items) {
    const profile = isLoose(item) ? parseProfile(item) : null;
    if (profile && !profiles.has(profile.profileId.text)) profiles.set(profile.profileId.text, profile);
  }
  return { profiles: [...profiles.values()], skipped: items.length - profiles.size };
};

// Chat

const CHAT_TOKEN = /^[A-Za-z0-9._~=+/-]{8,1024}$/;

/** The token as text, as a JSON string, or in an object; null when it is none. */
export const parseChatToken = (text: string): string | null => {
  let token = text.trim();
  if (/^["{]/.test(token)) {
    try {
      const value: unknown = JSON.parse(token);
      token = typeof value === "string" ? value : isLoose(value) ? (firstText(value, ["token", "chatToken"]) ?? "") : "";
    } catch {
      return null;
    }
  }
  return CHAT_TOKEN.test(token) ? token : null;
};
