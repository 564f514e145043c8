// From PitchYou's words to ours: templates in the reader's language, a profile as an application.
import type { Attachment } from "../../core/attachments.ts";
import type { Content } from "../../core/applications.ts";
import type { Media, Profile, Template } from "./contract.ts";

/** Exact tag, then its language, then the next wish; then the first there is; then the key. */
export const labelOf = (template: Template, wishes: readonly string[]): string => {
  const { descriptions } = template;
  for (const wish of wishes.map((tag) => tag.trim().toLowerCase()).filter(Boolean)) {
    const exact = descriptions.find(({ language }) => language?.toLowerCase() === wish);
    const related = exact ?? descriptions.find(({ language }) => language?.toLowerCase().split(/[-_]/)[0] === wish.split(/[-_]/)[0]);
    if (related) return related.text;
  }
  return descriptions[0]?.text ?? template.key;
};

export type Kind = Attachment["kind"];
export type WantedFile = { readonly media: Media; readonly kind: Kind; readonly step: number | null };

/** Every file of a profile once, in the order: CV, picture, answers. A file that is named twice keeps its first place. */
export const filesOf = (profile: Profile): WantedFile[] => {
  const all: WantedFile[] = [
    ...profile.cv.map((media) => ({ media, kind: "cv" as const, step: null })),
    ...profile.profileImage.map((media) => ({ media, kind: "profile-image" as const, step: null })),
    ...profile.steps.flatMap((step, index) => step.attachments.map((media) => ({ media, kind: "answer" as const, step: index }))),
  ];
  return [...new Map(all.toReversed().map((file) => [file.media.mediaId, file])).values()].toReversed();
};

const EXTENSIONS: Readonly<Record<string, string>> = {
  "application/pdf": "pdf",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
  "image/heic": "heic",
  "video/mp4": "mp4",
  "video/3gpp": "3gp",
  "video/quicktime": "mov",
  "audio/ogg": "ogg",
  "text/plain": "txt",
};

/** PitchYou's claim about the type, kept only in its plain form. */
export const safeMimeType = (mimeType: string | null): string => {
  const plain = (mimeType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  return /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}$/.test(plain) ? plain : "application/octet-stream";
};

/** A name that is safe as a file on any system: no path, no control or direction marks, not hidden, at most 120 characters. */
export const safeFileName = (fileName: string | null, kind: Kind, mimeType: string): string => {
  const extension = EXTENSIONS[mimeType] ?? "bin";
  const bare = (fileName ?? "").toWellFormed().normalize("NFC").split(/[/\\]/).at(-1) ?? "";
  const clean = bare
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"|?*]/gu, "")
    .replace(/^[.\s]+/, "")
    .replace(/[.\s]+$/, "");
  if (clean === "") return `${kind}.${extension}`;
  const characters = Array.from(clean);
  if (characters.length <= 120) return clean;
  const ending = /\.[\w]{1,10}$/.exec(clean)?.[0] ?? "";
  return characters.slice(0, 120 - ending.length).join("") + ending;
};

/** The application's content; `attachments` stand for `filesOf(profile)`, in the same order. */
export const contentOf = (profile: Profile, attachments: readonly Attachment[]): Content => {
  const files = filesOf(profile);
  const idOf = new Map(files.map((file, index) => [file.media.mediaId, attachments[index]?.id]));
  const both = [profile.firstName, profile.lastName].filter((part) => part !== null).join(" ");
  return {
    person: {
      name: profile.name ?? (both === "" ? null : both),
      firstName: profile.firstName,
      lastName: profile.lastName,
      email: profile.email,
      phone: profile.phone,
    },
    answers: profile.steps.map((step) => ({
      question: step.question,
      answer: step.answer,
      attachmentIds: step.attachments.flatMap(({ mediaId }) => idOf.get(mediaId) ?? []),
    })),
    attachments: [...attachments],
    tracking: {
      templateKey: profile.jobTemplateKey,
      utmSource: profile.utmSource,
      utmMedium: profile.utmMedium,
      utmCampaign: profile.utmCampaign,
      utmContent: profile.utmContent,
    },
    profile: profile.raw,
  };
};
