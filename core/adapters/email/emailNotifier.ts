import { createHash } from 'node:crypto';
import type { DeliveryResult, Notifier } from '../../notify/notifier.ts';
import { mailAsHtml, mailAsText } from './dressMail.ts';
import { mailConnection } from './mailConnection.ts';
import { mailFailure } from './mailFailure.ts';
import { alertMail, digestMail, type MailContent, summaryMail, testMail } from './mailText.ts';
import { partlyRefused } from './partlyRefused.ts';

interface EmailOptions {
  receiver: string;
  host: string;
  port: number;
  /** Empty: the server takes mail without signing in. */
  user: string;
  /** A secret. */
  password: string;
  from: string;
  to: readonly string[];
  /** Where people enter `to`, e.g. `Delivery → Receivers`. */
  toSetIn: string;
  /** For servers with a certificate of the house, PEM. */
  ca?: string;
}

/** The lane's own deadline is longer, and ends what is left. */
const timeoutMs = 8000;

/** Sends mail through one server, over a connection of its own for each. STARTTLS is a must beyond this machine. */
export function createEmailNotifier(options: EmailOptions): Notifier {
  const { receiver, host, port, user, password, from, to, toSetIn, ca } = options;
  const domain = from.slice(from.lastIndexOf('@') + 1);

  async function mail(
    content: MailContent,
    { id, root }: { id?: string; root?: string },
    signal: AbortSignal,
  ): Promise<DeliveryResult> {
    // 20 MB that a watch without mail does not need.
    const { createTransport } = await import('nodemailer');
    const transport = createTransport({
      ...{ host, port, ...mailConnection(host, port) },
      ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs, dnsTimeout: timeoutMs },
      ...(user === '' ? {} : { auth: { user, pass: password } }),
      ...(ca === undefined ? {} : { tls: { ca } }),
      ...{ disableFileAccess: true, disableUrlAccess: true },
    });
    try {
      const sent = await transport.sendMail({
        ...{ from: { name: 'Watchkeeper', address: from }, to: [...to], subject: content.subject },
        ...{ text: mailAsText(content), html: mailAsHtml(content) },
        headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
        ...(id === undefined ? {} : { messageId: id }),
        ...(root === undefined || root === id ? {} : { inReplyTo: root, references: [root] }),
        signal,
      });
      const warning = partlyRefused(sent);
      return { ok: true, ...(root === undefined ? {} : { ref: root }), ...(warning === null ? {} : { warning }) };
    } catch (error) {
      return { ok: false, error: mailFailure(error, { receiver, from, toSetIn }) };
    } finally {
      transport.close();
    }
  }

  /** What is sent again after a crash is the same mail, and mail programs show it once. */
  const idOf = (...keys: string[]): string =>
    `<${createHash('sha256').update(keys.join('\n')).digest('hex').slice(0, 32)}@${domain}>`;

  return {
    kind: 'email',
    hearsAcknowledgements: false,
    send(message, signal) {
      const id = idOf(message.key);
      return mail(alertMail(message), { id, root: message.ref ?? id }, signal);
    },
    sendDigest: (digest, signal) =>
      mail(digestMail(digest), { id: idOf(...digest.messages.map(({ key }) => key)) }, signal),
    sendSummary: (summary, signal) => mail(summaryMail(summary), { id: idOf(summary.key) }, signal),
    test: (signal) => mail(testMail(), {}, signal),
  };
}
