// What Luotettava Työntekijä sends: https://luotettavatyontekija.vastuugroup.fi/tekninen-palvelukuvaus (5.9.2022, JSON changed 14.9.2022).
// The page names the id, the status and that an e-mail address is there; everything else is read tolerantly and kept raw.

type Loose = Readonly<Record<string, unknown>>;
const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);

export type LtMessage = {
  readonly userId: string;
  readonly kind: "share" | "update" | "revoke";
  /** As it was sent, when it is none of the words that we know. */
  readonly unknownStatus: string | null;
  readonly profile: Loose;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly name: string | null;
  readonly email: string | null;
  readonly phone: string | null;
  /** The message itself, sorted, for telling repeats from changes. */
  readonly canonical: string;
};

const WRAPPERS = ["data", "message", "metadata", "profile", "osaajaprofiili", "payload"];
const PROFILES = ["profile", "osaajaprofiili", "talent_profile", "data"];
const REVOKED = new Set(["revoked", "withdrawn", "deleted", "cancelled", "canceled"]);
const UPDATED = new Set(["updated", "update", "modified"]);
const SHARED = new Set(["new", "created", "active", "shared", "sent", "submitted"]);
const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>"]+\.[^\s@<>".]{2,}$/;
const ID_AT_MOST = 255;
const DEPTH_AT_MOST = 4;

/** JSON with sorted keys: two spellings of one message are the same message. */
export const canonicalJson = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (isLoose(value))
    return `{${Object.keys(value)
      .toSorted()
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
      .join(",")}}`;
  return JSON.stringify(value) ?? "null";
};

/** A text, or a text of a language map such as `{fi, sv, en}`. */
const textOf = (value: unknown): string | null => {
  if (typeof value === "string") return value.trim() === "" ? null : value.trim();
  if (typeof value === "number") return String(value);
  if (isLoose(value)) return textOf(value["fi"] ?? value["sv"] ?? value["en"] ?? null);
  return null;
};

const named = (source: Loose, names: readonly string[]): string | null => {
  for (const [key, value] of Object.entries(source)) if (names.includes(key.toLowerCase().replaceAll(/[_-]/g, ""))) return textOf(value);
  return null;
};

const anyEmail = (value: unknown, depth: number): string | null => {
  if (typeof value === "string") return EMAIL.test(value.trim()) ? value.trim() : null;
  if (depth === 0 || typeof value !== "object" || value === null) return null;
  for (const each of Object.values(value)) {
    const found = anyEmail(each, depth - 1);
    if (found !== null) return found;
  }
  return null;
};

const findMember = (body: Loose, name: string): unknown => {
  if (body[name] !== undefined) return body[name];
  for (const wrapper of WRAPPERS) {
    const inner = body[wrapper];
    if (isLoose(inner) && inner[name] !== undefined) return inner[name];
  }
  return undefined;
};

const profileOf = (body: Loose): Loose => {
  for (const name of PROFILES) {
    const inner = body[name];
    if (isLoose(inner)) return isLoose(inner["profile"]) ? inner["profile"] : inner;
  }
  const { mydatashare_user_id: _, status: __, ...rest } = body;
  return rest;
};

/** Null without a usable id. */
export const parseMessage = (body: unknown): LtMessage | null => {
  if (!isLoose(body)) return null;
  const id = findMember(body, "mydatashare_user_id");
  const userId = typeof id === "string" ? id.trim() : typeof id === "number" ? String(id) : "";
  if (userId === "" || userId.length > ID_AT_MOST) return null;
  const status = textOf(findMember(body, "status"))?.toLowerCase() ?? null;
  const profile = profileOf(body);
  const inner = isLoose(profile["basics"]) ? { ...profile["basics"], ...profile } : profile;
  const email = named(inner, ["email", "sahkoposti", "sähköposti", "sähköpostiosoite", "mail"]);
  return {
    userId,
    // R-12: any word but updated and revoked, or none, means new.
    kind: status !== null && REVOKED.has(status) ? "revoke" : status !== null && UPDATED.has(status) ? "update" : "share",
    unknownStatus: status === null || REVOKED.has(status) || UPDATED.has(status) || SHARED.has(status) ? null : status,
    profile,
    firstName: named(inner, ["firstname", "givenname", "etunimi"]),
    lastName: named(inner, ["lastname", "familyname", "surname", "sukunimi"]),
    name: named(inner, ["name", "nimi", "fullname"]),
    email: email !== null && EMAIL.test(email) ? email : anyEmail(profile, DEPTH_AT_MOST),
    phone: named(inner, ["phone", "phonenumber", "puhelin", "puhelinnumero"]),
    canonical: canonicalJson(body),
  };
};

const strip = (text: string) => text.replace(/^\uFEFF/, "");

/** The messages of a body, one or a list; null when it is no JSON. */
export const parseBody = (text: string): readonly unknown[] | null => {
  try {
    const value: unknown = JSON.parse(strip(text));
    return Array.isArray(value) ? value : [value];
  } catch {
    return null;
  }
};
