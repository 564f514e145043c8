// SMTP by nodemailer, on both runtimes: https://nodemailer.com/smtp/
import { createTransport } from "nodemailer";
import * as v from "valibot";
import { VendorFault } from "../errors.ts";
import type { Mailer } from "./mail.ts";

const Failure = v.object({ responseCode: v.optional(v.number()) });

/** `url` as in `smtps://user:password@mail.example:465`. */
export const openSmtp = (url: string, timeoutMs: number): Mailer => {
  const transport = createTransport({ url, connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ messageId, replyTo, ...mail }) {
      try {
        await transport.sendMail({ ...mail, messageId, ...(replyTo === undefined ? {} : { replyTo }), headers: { "auto-submitted": "auto-replied" } });
      } catch (cause) {
        const failure = v.safeParse(Failure, cause);
        const status = failure.success ? (failure.output.responseCode ?? 0) : 0;
        // 5xx is final by RFC 5321; everything else, and no answer at all, may pass later.
        throw new VendorFault({ provider: "mail", operation: "send", status, reason: status >= 500 ? "rejected" : "unavailable" });
      }
    },
  };
};
