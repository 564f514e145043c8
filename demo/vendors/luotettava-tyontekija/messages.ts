// Writes a message: the profile with its status, or the withdrawal with the id alone; pure, to the byte.
// https://luotettavatyontekija.vastuugroup.fi/tekninen-palvelukuvaus
import type { Profile } from "./profile.ts";
import type { Variant } from "./switches.ts";

export type Status = "new" | "updated" | "revoked";

/** A megabyte and one byte: what nobody has to take. */
const tooLarge = 1_048_577;
const extraFields = 50;

const finnish: Readonly<Record<string, string>> = {
  profile: "osaajaprofiili",
  first_name: "etunimi",
  last_name: "sukunimi",
  email: "sähköposti",
  phone: "puhelinnumero",
  municipality: "kotikunta",
  languages: "kielet",
  occupations: "ammatit",
  work_history: "työhistoria",
  education: "koulutus",
  qualifications: "pätevyydet",
  driving_licence: "ajokortti",
  availability: "saatavuus",
  free_text: "vapaa_teksti",
};

/** `newStatus` is the word for a first message; an empty one leaves `status` out. */
export function writeMessage(message: { id: string; status: Status; profile: Profile | null; variants?: readonly Variant[]; newStatus?: string }): Buffer<ArrayBuffer> {
  const { id, status, profile, variants = [], newStatus = "new" } = message;
  if (variants.includes("empty")) return Buffer.alloc(0);

  const word = status === "new" ? newStatus : status;
  const head = {
    mydatashare_user_id: variants.includes("number-id") ? numberOf(id) : id,
    ...(word !== "" && { status: variants.includes("upper-case") ? word.toUpperCase() : word }),
  };
  const json = JSON.stringify({ ...head, ...(profile && writeProfile(profile, variants)) });
  const text = variants.includes("garbage") ? json.slice(0, Math.floor(json.length / 2)) : json;
  const bytes = Buffer.from(variants.includes("bom") ? `\u{FEFF}${text}` : text);
  // Blanks after the last brace are JSON too: the size alone is what is wrong.
  return variants.includes("too-large") ? Buffer.concat([bytes, Buffer.alloc(Math.max(0, tooLarge - bytes.length), " ")]) : bytes;
}

function writeProfile(profile: Profile, variants: readonly Variant[]): object {
  const members = Object.entries(profile).filter(([name]) => !(name === "email" && variants.includes("no-email")));
  const extras = variants.includes("extra-fields") ? Array.from({ length: extraFields }, (_, index) => extraField(index)) : [];
  const named = (name: string) => (variants.includes("finnish-keys") ? (finnish[name] ?? name) : name);
  const written = Object.fromEntries([...members, ...extras].map(([name, value]) => [named(name), value]));
  return variants.includes("flat") ? written : { [named("profile")]: written };
}

function extraField(index: number): [string, unknown] {
  const values = [`Arvo ${index + 1}`, index, null, index % 2 === 0, { fi: "suomeksi", sv: "på svenska" }, ["a", "b"]];
  return [`lisäkenttä_${index + 1}`, values[index % values.length]];
}

/** Digits of the id, always the same ones for the same person. */
export function numberOf(id: string): number {
  return Number.parseInt(id.replaceAll(/[^0-9a-f]/gi, "").slice(0, 12) || "1", 16);
}
