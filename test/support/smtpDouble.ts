import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { privateCertificate } from './privateCertificate.ts';

interface ReceivedMail {
  from: string;
  to: string[];
  /** As it came over the wire, headers first. */
  source: string;
  /** It came over an encrypted connection. */
  encrypted: boolean;
  user: string | null;
}

type Stage = 'auth' | 'from' | 'to' | 'data';

export interface SmtpDouble {
  host: string;
  port: number;
  /** To be trusted, PEM. */
  ca: string;
  mails: ReceivedMail[];
  /** Refuses at this stage with a code and a text from now on; null: takes everything. */
  refuse(stage: Stage | null, code?: number, text?: string): void;
  /** Refuses this one of the addresses that a mail is for. */
  refuseAddress(address: string, code?: number): void;
  close(): Promise<void>;
}

/** A mail server on a loopback port that keeps what it is given, with STARTTLS under a certificate of its own. */
export async function startSmtp(options: { password?: string; withoutTls?: boolean } = {}): Promise<SmtpDouble> {
  // By its number, not `localhost`: the mail library asks the machine's name server for names, this one too.
  const host = '127.0.0.1';
  const { certificate, key } = privateCertificate(host);
  const mails: ReceivedMail[] = [];
  let refusal: { stage: Stage; code: number; text: string } | null = null;
  const refused = (stage: Stage) =>
    refusal?.stage === stage ? Object.assign(new Error(refusal.text), { responseCode: refusal.code }) : null;
  const refusedAddresses = new Map<string, number>();
  const unwanted = (address: string) => {
    const responseCode = refusedAddresses.get(address);
    return responseCode === undefined ? null : Object.assign(new Error('PLANTED-answer'), { responseCode });
  };
  const server = new SMTPServer({
    cert: certificate,
    key,
    authOptional: options.password === undefined,
    disabledCommands: options.withoutTls ? ['STARTTLS'] : [],
    allowInsecureAuth: true,
    closeTimeout: 50,
    onAuth({ username, password }, _session, done) {
      const wrong = password !== options.password;
      done(refused('auth') ?? (wrong ? new Error('no such user: PLANTED-answer') : null), { user: username });
    },
    onMailFrom: (_address, _session, done) => done(refused('from')),
    onRcptTo: ({ address }, _session, done) => done(refused('to') ?? unwanted(address)),
    onData(stream, session, done) {
      let source = '';
      stream.setEncoding('utf8').on('data', (part: string) => {
        source += part;
      });
      stream.on('end', () => {
        const problem = refused('data');
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const user = typeof session.user === 'string' ? session.user : null;
        if (problem === null) mails.push({ from, to, source, encrypted: session.secure, user });
        done(problem);
      });
    },
  });
  // What a client that goes away does to its connection is its own affair.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    ...{ host, port, ca: certificate, mails },
    refuse(stage, code = 550, text = 'refused: PLANTED-answer') {
      refusal = stage === null ? null : { stage, code, text };
    },
    refuseAddress: (address, code = 550) => void refusedAddresses.set(address, code),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
