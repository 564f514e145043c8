// Applicants for a first look at the demo; their ids are fixed, so that putting them in again makes nobody twice.
import type { Injection } from "./profiles.ts";
import { samplePdf, samplePng } from "./sample-files.ts";

export function sampleProfiles(now: Date): Injection[] {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
  const pdf = (name: string, line: string) => base64(samplePdf("Lebenslauf", [name, line, `Stand: ${now.getUTCFullYear()}`]));
  return [
    {
      customer: "acme",
      profile: {
        profileId: "sample-zoe-mueller",
        externalReferenceId: "PF-2041",
        jobTemplateKey: "pflege-basis",
        utmSource: "karriereseite",
        utmMedium: "button",
        firstName: "Zoë",
        lastName: "Müller",
        email: "zoe.mueller@example.org",
        phone: "+49 1510 0000001",
        steps: [
          { question: "Seit wann arbeitest du in der Pflege?", answer: "Seit 2019, zuletzt auf einer geriatrischen Station.", attachments: [] },
          { question: "Welche Schicht passt dir am besten?", answer: "Früh", attachments: [] },
          { question: "Wie viel möchtest du arbeiten?", answer: "Teilzeit", attachments: [] },
          { question: "Wann könntest du anfangen?", answer: "In einem Monat", attachments: [] },
          {
            question: "Schick uns bitte ein Foto deiner Urkunde oder deines Zeugnisses.",
            answer: null,
            attachments: [{ mimeType: "image/png", fileName: "Urkunde 1.png", mediaId: "m-1", downloadUri: "" }],
          },
        ],
        cv: { mimeType: "application/pdf", fileName: "Lebenslauf Müller (final).pdf", mediaId: "m-2", downloadUri: "" },
        profileImage: null,
      },
      media: [
        { mediaId: "m-1", mimeType: "image/png", fileName: "Urkunde 1.png", base64: base64(samplePng()) },
        { mediaId: "m-2", mimeType: "application/pdf", fileName: "Lebenslauf Müller (final).pdf", base64: pdf("Zoë Müller", "Pflegefachfrau seit 2019") },
      ],
    },
    {
      customer: "acme",
      profile: {
        profileId: "sample-aino-virtanen",
        externalReferenceId: "LG-2033",
        jobTemplateKey: "lager_1",
        utmSource: "newsletter",
        utmMedium: "mail",
        utmCampaign: "herbst",
        firstName: "Aino",
        lastName: "Virtanen",
        email: "aino.virtanen@example.org",
        phone: "+358 40 000 0002",
        steps: [
          { question: "Onko sinulla trukkikortti?", answer: "Kyllä", attachments: [] },
          { question: "Kuinka paljon haluaisit työskennellä?", answer: "Kokoaikaisesti", attachments: [] },
          { question: "Milloin voisit aloittaa?", answer: "Heti", attachments: [] },
        ],
        cv: null,
        profileImage: null,
      },
    },
    {
      customer: "acme",
      profile: {
        profileId: "sample-jonas-petersen",
        externalReferenceId: "KÜ/2019-11",
        jobTemplateKey: "handwerk",
        utmSource: "aushang",
        firstName: "Jonas",
        lastName: "Petersen",
        email: "jonas.petersen@example.org",
        phone: "+49 1510 0000003",
        steps: [
          { question: "Was hast du gelernt, und wo hast du zuletzt gearbeitet?", answer: "Koch, zuletzt im Hotel am Hafen.", attachments: [] },
          { question: "Wann könntest du anfangen?", answer: "In drei Monaten", attachments: [] },
        ],
        cv: { mimeType: "application/pdf", fileName: "Lebenslauf.pdf", mediaId: "m-1", downloadUri: "" },
        profileImage: null,
      },
      media: [{ mediaId: "m-1", mimeType: "application/pdf", fileName: "Lebenslauf.pdf", base64: pdf("Jonas Petersen", "Koch") }],
    },
  ];
}
