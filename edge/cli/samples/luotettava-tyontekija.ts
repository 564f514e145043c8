// What Luotettava Työntekijä sends: a shared profile, its change, its withdrawal. The profile's fields are our own invention.
import { collector, jsonBody, statusIs } from "./sample.ts";
import type { Sample } from "./sample.ts";

const PROFILE = {
  first_name: "Äijö",
  last_name: "Yrjölä",
  email: "aijo.yrjola@example.fi",
  phone: "+358401234567",
  municipality: "Jyväskylä",
  languages: [{ code: "fi", level: "native" }],
  occupations: [{ title: "Sähköasentaja", experience_years: 7 }],
  qualifications: [{ name: "Työturvallisuuskortti", valid_until: "2027-03-31" }],
  driving_licence: ["B"],
  free_text: 'Haen töitä "heti" & mielelläni vuorotyötä.',
};

export const luotettavaTyontekija: Sample = async ({ need, tenant, send }) => {
  const token = need("secret", "lt-demo-token-of-acme");
  const path = `/hooks/luotettava-tyontekija/${encodeURIComponent(tenant)}`;
  const { steps, note } = collector();
  const [known, unknown] = [crypto.randomUUID(), crypto.randomUUID()];
  const post = (status: string, id: string, profile?: object, bearer = token) =>
    send(path, jsonBody({ mydatashare_user_id: id, status, ...(profile ? { profile } : {}) }, { authorization: `Bearer ${bearer}` }));

  note("proof", "a profile with a wrong token", "401", statusIs(await post("new", known, PROFILE, "not-the-token"), 401));
  note("proof", "no usable id", "422", statusIs(await send(path, jsonBody({ status: "new", profile: PROFILE }, { authorization: `Bearer ${token}` })), 422));
  note("profile", "new", "200", statusIs(await post("new", known, PROFILE), 200));
  note("profile", "the same again", "200", statusIs(await post("new", known, PROFILE), 200));
  note("profile", "updated", "200", statusIs(await post("updated", known, { ...PROFILE, phone: "+358409876543" }), 200));
  note("profile", "revoked", "200", statusIs(await post("revoked", known), 200));
  note("profile", "revoked, but never seen before", "200", statusIs(await post("revoked", unknown), 200));
  return steps;
};
