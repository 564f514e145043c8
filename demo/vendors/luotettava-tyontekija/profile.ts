// A talent profile as this stand-in imagines it: Luotettava Työntekijä publishes no example, so names and values are our own.
import * as v from "valibot";

const text = v.string();
const maybe = v.nullable(v.string());

/** The order of the members is the order in which they are sent. */
export const profileSchema = v.object({
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  municipality: text,
  languages: v.array(v.object({ code: text, level: text })),
  occupations: v.array(v.object({ title: text, esco_uri: text, experience_years: v.number() })),
  work_history: v.array(v.object({ employer: text, title: text, start: text, end: maybe })),
  education: v.array(v.object({ name: text, institution: text, completed: text })),
  qualifications: v.array(v.object({ name: text, valid_until: maybe })),
  driving_licence: v.array(text),
  availability: v.object({ from: text, regions: v.array(text), employment_types: v.array(text) }),
  free_text: text,
});
export type Profile = v.InferOutput<typeof profileSchema>;

/** What a form of the profile page holds; qualifications come as two lists of equal length. */
export const fieldsSchema = v.object({
  first_name: text,
  last_name: text,
  email: text,
  phone: text,
  municipality: text,
  title: text,
  experience_years: v.pipe(v.string(), v.transform(Number), v.number()),
  qualification: v.array(text),
  valid_until: v.array(text),
  driving_licence: text,
  from: text,
  free_text: text,
});
export type Fields = v.InferOutput<typeof fieldsSchema>;

/** The profile with what the form changes; what the form does not show stays. */
export function withFields(profile: Profile, fields: Fields): Profile {
  const { first_name, last_name, email, phone, municipality, title, experience_years, driving_licence, from, free_text } = fields;
  const [occupation, ...others] = profile.occupations;
  return {
    ...profile,
    first_name,
    last_name,
    email,
    phone,
    municipality,
    occupations: [{ title, esco_uri: occupation?.title === title ? occupation.esco_uri : "", experience_years }, ...others],
    qualifications: fields.qualification.flatMap((name, index) => (name.trim() === "" ? [] : [{ name: name.trim(), valid_until: fields.valid_until[index] || null }])),
    driving_licence: driving_licence.split(/[\s,]+/).filter(Boolean),
    availability: { ...profile.availability, from },
    // A browser sends the line breaks of a form as CR and LF.
    free_text: free_text.replaceAll("\r\n", "\n"),
  };
}
