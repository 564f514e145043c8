// The mail port: one message at a time; what fails is a `VendorFault` that says whether to try again.

export type Mail = {
  readonly from: string;
  readonly to: string;
  readonly replyTo?: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** The same for every try, so that a mailbox shows one message when an answer was lost. */
  readonly messageId: string;
};

export type Mailer = { send(mail: Mail): Promise<void> };
