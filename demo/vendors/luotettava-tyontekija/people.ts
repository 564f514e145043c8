// Three people to share profiles as. The first is the one of the example files in demo/examples/luotettava-tyontekija.
import type { Profile } from "./profile.ts";

export const samplePeople: readonly (readonly [id: string, profile: Profile])[] = [
  [
    "6b1f0c1e-7a52-4f0e-9d7c-2f8f7f4c1a10",
    {
      first_name: "Äijö",
      last_name: "Yrjölä",
      email: "aijo.yrjola@example.fi",
      phone: "+358401234567",
      municipality: "Jyväskylä",
      languages: [
        { code: "fi", level: "native" },
        { code: "sv", level: "B1" },
      ],
      occupations: [{ title: "Sähköasentaja", esco_uri: "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000001", experience_years: 7 }],
      work_history: [{ employer: "Esimerkki Oy", title: "Sähköasentaja", start: "2018-05", end: null }],
      education: [{ name: "Sähköalan perustutkinto", institution: "Gradia", completed: "2017" }],
      qualifications: [
        { name: "Työturvallisuuskortti", valid_until: "2027-03-31" },
        { name: "Tulityökortti", valid_until: null },
      ],
      driving_licence: ["B"],
      availability: { from: "2026-12-01", regions: ["Keski-Suomi"], employment_types: ["permanent", "temporary"] },
      free_text: 'Haen töitä "heti" & mielelläni vuorotyötä.',
    },
  ],
  [
    "0d9b6a34-51c7-4b7e-8a41-7c2f3a9e5b21",
    {
      first_name: "Aino",
      last_name: "Mäkelä",
      email: "aino.makela@example.fi",
      phone: "+358501112233",
      municipality: "Oulu",
      languages: [
        { code: "fi", level: "native" },
        { code: "en", level: "B2" },
      ],
      occupations: [{ title: "Lähihoitaja", esco_uri: "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000002", experience_years: 3 }],
      work_history: [{ employer: "Hoivakoti Esimerkki", title: "Lähihoitaja", start: "2023-08", end: "2026-09" }],
      education: [{ name: "Sosiaali- ja terveysalan perustutkinto", institution: "OSAO", completed: "2023" }],
      qualifications: [{ name: "LOVe-lääkehoito-osaaminen", valid_until: "2028-05-31" }],
      driving_licence: ["B"],
      availability: { from: "2027-01-04", regions: ["Pohjois-Pohjanmaa"], employment_types: ["permanent"] },
      free_text: "Etsin päivätyötä ikäihmisten parista.",
    },
  ],
  [
    "c3e84f70-2b6d-4d19-9f08-e15a6b7d8c32",
    {
      first_name: "Karim",
      last_name: "O’Neill-Nyström",
      email: "karim.oneill@example.fi",
      phone: "+358449876540",
      municipality: "Vaasa",
      languages: [
        { code: "en", level: "native" },
        { code: "sv", level: "C1" },
        { code: "fi", level: "A2" },
      ],
      occupations: [{ title: "Trukinkuljettaja", esco_uri: "http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000003", experience_years: 1 }],
      work_history: [],
      education: [],
      qualifications: [{ name: "Trukkikortti", valid_until: null }],
      driving_licence: ["B", "C"],
      availability: { from: "2026-11-30", regions: ["Pohjanmaa", "Uusimaa"], employment_types: ["temporary"] },
      free_text: "Forklift, nights are fine.\nSvenska går bra.",
    },
  ],
];
