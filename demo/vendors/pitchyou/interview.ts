// The interview as a value: what is asked next, what an answer makes of it, and the profile at its end. Pure.
import type { Language, Said } from "./languages.ts";
import type { Media } from "./media.ts";
import { samplePdf, samplePng } from "./sample-files.ts";
import { questionsOf, type Question } from "./templates.ts";
import { said } from "./texts.ts";

/** What the link of the job ad carried; every value as it came, decoded once. */
export type ApplyLink = {
  customer: string;
  jobId: string;
  title: string | null;
  templateKey: string | null;
  utmSource: string | null;
  utmMedium: string | null;
  utmCampaign: string | null;
  utmContent: string | null;
};

export type Answer = { questionId: string; question: string; text: string | null; file?: Media & { mediaId: string } };
export type Interview = { id: string; link: ApplyLink; language: Language; answers: Answer[]; startedAt: string };
export type Ask = { text: string; kind: "text" | "choice" | "file" | "name" | "email" | "tel"; options: string[] };
export type Input = { text: string } | { file: Media } | { sample: true } | { skip: true };

const contact: { id: string; kind: Ask["kind"]; ask: Said; valid: RegExp }[] = [
  { id: "name", kind: "name", ask: said.askName, valid: /\S\s+\S/ },
  { id: "email", kind: "email", ask: said.askEmail, valid: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ },
  { id: "phone", kind: "tel", ask: said.askPhone, valid: /^\+?[\d\s()/-]{6,20}$/ },
];

/** The next question, or undefined when the interview is complete. */
export function nextAsk(interview: Interview): Ask | undefined {
  const { language } = interview;
  const question = currentQuestion(interview);
  if (question) return { text: question.ask[language], kind: question.kind, options: question.kind === "choice" ? question.options.map((option) => option[language]) : [] };

  const field = contact[interview.answers.length - questionsOf(interview.link.templateKey).length];
  return field && { text: field.ask[language], kind: field.kind, options: [] };
}

/** The interview with the answer in it, or what the applicant is told when the answer does not fit. */
export function withAnswer(interview: Interview, input: Input, newId: () => string): Interview | { problem: string } {
  const { language, answers } = interview;
  const question = currentQuestion(interview);
  const accept = (answer: Omit<Answer, "questionId" | "question">, id: string, ask: Said) => ({
    ...interview,
    answers: [...answers, { questionId: id, question: ask[language], ...answer }],
  });

  if (question?.kind === "file") {
    if ("skip" in input) return accept({ text: said.skipped[language] }, question.id, question.ask);
    const file = "file" in input ? input.file : "sample" in input ? sampleOf(question, language) : undefined;
    return file ? accept({ text: null, file: { ...file, mediaId: `m-${newId()}` } }, question.id, question.ask) : { problem: said.problemFile[language] };
  }
  const text = "text" in input ? input.text.trim() : "";
  if (question) return text === "" ? { problem: said.problemEmpty[language] } : accept({ text }, question.id, question.ask);

  const field = contact[answers.length - questionsOf(interview.link.templateKey).length];
  if (!field) return interview;
  if (!field.valid.test(text)) return { problem: said[field.id === "name" ? "problemName" : field.id === "email" ? "problemEmail" : "problemPhone"][language] };
  return accept({ text }, field.id, field.ask);
}

function currentQuestion(interview: Interview): Question | undefined {
  return questionsOf(interview.link.templateKey)[interview.answers.length];
}

function sampleOf(question: Question & { kind: "file" }, language: Language): Media {
  if (question.sample === "certificate") return { mimeType: "image/png", fileName: said.certificateFile[language], bytes: samplePng() };
  return {
    mimeType: "application/pdf",
    fileName: said.cvFile[language],
    bytes: samplePdf(said.cvHeading[language], [said.cvLine[language], "2019 – 2026  Nord GmbH", "2016 – 2019  Förde AG"]),
  };
}

/** The finished interview as the API hands it out: the CV stands apart, every other file with its step. */
export function toProfile(interview: Interview, profileId: string, apiUrl: string) {
  const { link, answers } = interview;
  const mediaOf = (file: NonNullable<Answer["file"]>) => ({
    mimeType: file.mimeType,
    fileName: file.fileName,
    mediaId: file.mediaId,
    downloadUri: `${apiUrl}/api/media/v1/download/${encodeURIComponent(profileId)}/${encodeURIComponent(file.mediaId)}`,
  });
  const given = (id: string) => answers.find((answer) => answer.questionId === id)?.text ?? "";
  const [firstName = "", ...lastNames] = given("name").split(/\s+/);
  const cv = answers.find((answer) => answer.questionId === "cv")?.file;
  return {
    profileId,
    externalReferenceId: link.jobId,
    jobTemplateKey: link.templateKey,
    utmSource: link.utmSource,
    utmMedium: link.utmMedium,
    utmCampaign: link.utmCampaign,
    utmContent: link.utmContent,
    firstName,
    lastName: lastNames.join(" "),
    email: given("email"),
    phone: given("phone"),
    language: interview.language,
    steps: answers
      .filter(({ questionId }) => !contact.some((field) => field.id === questionId) && questionId !== "cv")
      .map(({ question, text, file }) => ({ question, answer: text, attachments: file ? [mediaOf(file)] : [] })),
    cv: cv ? mediaOf(cv) : null,
    profileImage: null,
  };
}
