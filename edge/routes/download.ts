// How a stranger's file is handed over: as a download, under a type from a short list, with a name that is safe everywhere.
import { percentEncode } from "../core/percent-encoding.ts";

const SERVED_AS_THEMSELVES = new Set([
  "application/pdf",
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/heic",
  "video/mp4",
  "video/3gpp",
  "video/quicktime",
  "audio/ogg",
  "audio/opus",
  "application/msword",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.oasis.opendocument.text",
  "text/plain",
]);

/** The claimed type if it is harmless, else a stream of octets. */
export const servedType = (mimeType: string): string => (SERVED_AS_THEMSELVES.has(mimeType) ? mimeType : "application/octet-stream");

/** RFC 6266 with an ASCII fallback and RFC 8187's `filename*`. */
export const contentDisposition = (fileName: string): string => {
  const ascii = Array.from(fileName, (char) => (/[\x20-\x7e]/.test(char) && !/["\\%]/.test(char) ? char : "_")).join("");
  return `attachment; filename="${ascii}"; filename*=UTF-8''${percentEncode(fileName.toWellFormed())}`;
};
