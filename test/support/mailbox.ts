// The mail port in memory: keeps what was sent and fails as it is told.
import type { Mail, Mailer } from "../../edge/mail/mail.ts";
import { VendorFault } from "../../edge/errors.ts";

export const createMailbox = (): Mailer & { readonly mails: Mail[]; failures: number[] } => {
  const mailbox = {
    mails: [] as Mail[],
    /** Status codes of the next sendings: 0 for no answer. */
    failures: [] as number[],
    async send(mail: Mail) {
      const status = mailbox.failures.shift();
      if (status !== undefined) throw new VendorFault({ provider: "mail", operation: "send", status, reason: status >= 500 ? "rejected" : "unavailable" });
      mailbox.mails.push(mail);
    },
  };
  return mailbox;
};
