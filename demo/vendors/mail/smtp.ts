// A real SMTP server on loopback that keeps each mail, or fails as the switch says. https://www.rfc-editor.org/rfc/rfc5321
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Socket } from "node:net";
import { callbackify } from "node:util";
import PostalMime from "postal-mime";
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from "smtp-server";
import { hits, type Attempt, type Mail, type MailState } from "./state.ts";

const largestMail = 10 * 1024 * 1024;

export type Smtp = { port: number; url: string; close(): Promise<void> };

/** Port 0 takes a free one. Anyone may sign in, with any password; TLS is not offered, since nobody could verify it. */
export async function startSmtp(state: MailState, port: number): Promise<Smtp> {
  const sockets = new Map<number, Socket>();

  const server = new SMTPServer({
    disabledCommands: ["STARTTLS"],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: largestMail,
    closeTimeout: 500,
    onAuth: ({ username }, _session, callback) => callback(null, { user: username ?? "anyone" }),
    onConnect(session, callback) {
      if (hits(state, "refuse")) {
        note(state, "refused");
        sockets.get(session.remotePort)?.resetAndDestroy();
        return;
      }
      const slow = hits(state, "slow");
      if (slow) setTimeout(callback, slow.ms).unref();
      else callback();
    },
    onRcptTo({ address }, _session, callback) {
      const fault = hits(state, "450", "550");
      if (!fault) return callback();
      const temporary = fault.fault === "450";
      note(state, temporary ? "450" : "550", [address]);
      callback(Object.assign(new Error(temporary ? "Mailbox busy, try again later" : "No such mailbox"), { responseCode: temporary ? 450 : 550 }));
    },
    onData: callbackify(async (stream: SMTPServerDataStream, session: SMTPServerSession) => {
      const mail = await keep(state, stream, session);
      const cut = hits(state, "cut");
      note(state, cut ? "cut" : "kept", mail.to);
      if (cut) sockets.get(session.remotePort)?.destroy();
      return `Kept as ${mail.id}`;
    }),
  });
  server.server.on("connection", (socket: Socket) => {
    const { remotePort } = socket;
    if (remotePort === undefined) return;
    sockets.set(remotePort, socket);
    socket.once("close", () => sockets.delete(remotePort));
  });

  const listening = once(server.server, "listening");
  server.listen(port, "127.0.0.1");
  await Promise.race([listening, once(server.server, "error").then(([error]) => Promise.reject(error))]);
  // Clients that break off are what the switches are for.
  server.on("error", () => undefined);

  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("The mail server has no port");
  return {
    port: address.port,
    url: `smtp://127.0.0.1:${address.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(resolve));
      for (const socket of sockets.values()) socket.destroy();
      await closed;
    },
  };
}

async function keep(state: MailState, stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<Mail> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(Buffer.from(chunk));
  if (stream.sizeExceeded) throw Object.assign(new Error("The mail is too large"), { responseCode: 552 });

  const raw = Buffer.concat(chunks);
  const { headers, subject = "", text = "", html = "", attachments } = await PostalMime.parse(raw);
  const mail: Mail = {
    id: randomUUID(),
    from: envelope.mailFrom === false ? "" : envelope.mailFrom.address,
    to: envelope.rcptTo.map(({ address }) => address),
    subject,
    headers: headers.map(({ key, value }) => ({ key, value })),
    text,
    html,
    attachments: attachments.map(({ filename, mimeType, content }) => ({
      fileName: filename ?? "",
      mimeType,
      size: typeof content === "string" ? content.length : content.byteLength,
    })),
    raw: raw.toString(),
    receivedAt: new Date().toISOString(),
  };
  state.mails.push(mail);
  return mail;
}

function note(state: MailState, outcome: Attempt["outcome"], to: string[] = []): void {
  state.attempts.push({ at: new Date().toISOString(), outcome, to });
}
