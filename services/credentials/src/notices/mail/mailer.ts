import { createTransport } from 'nodemailer';
import { LAYOUT } from './layout.ts';

/** How mail is sent, and where its links lead. */
export interface MailSettings {
  /** smtp://user:password@host:587, or smtps:// */
  smtpUrl: string;
  from: string;
  /** Of the integrators' console. */
  integrators: string;
  /** Of the reviewers' console. */
  reviewers: string;
}

/** One mail: a sentence, and one link. */
export interface Mail {
  to: string;
  subject: string;
  sentence: string;
  url: string;
  /** What the link is called. */
  label: string;
  /** Why it came. */
  why: string;
  /** Of which its Message-ID is made: the same in each try of one mail. */
  id: string;
}

/** A way to the mail server, and where the links of mails lead. */
export interface Mailing {
  mailer: Mailer;
  settings: MailSettings;
}

/** Hands mails over to the server that sends them. */
export interface Mailer extends Disposable {
  /** Resolves once the server took it; rejects where it did not, or did not say. */
  send(mail: Mail): Promise<void>;
  /** Rejects where the server cannot be reached or does not let us in. */
  verify(): Promise<unknown>;
}

/** Longer than this nothing is waited for: shorter than the wait before the next try. */
const MOST_WAITED_MS = 20_000;

/** Opens a way to the server; connections are kept while there is something to send. */
export function createMailer({ smtpUrl, from }: Pick<MailSettings, 'smtpUrl' | 'from'>): Mailer {
  const domain = from.split('@').at(-1)?.replace('>', '');
  const transport = createTransport(
    {
      url: smtpUrl,
      pool: true,
      connectionTimeout: MOST_WAITED_MS,
      greetingTimeout: MOST_WAITED_MS,
      socketTimeout: MOST_WAITED_MS,
    },
    { from, disableFileAccess: true, disableUrlAccess: true },
  );
  return {
    async send({ id, to, subject, ...content }) {
      const text = `${content.sentence}\n\n${content.label}: ${content.url}\n\n${content.why}\n`;
      await transport.sendMail({
        // Never taken for a list of addresses.
        to: { name: '', address: to },
        subject,
        messageId: `<${id}@${domain}>`,
        text,
        html: htmlOf({ subject, ...content }),
        // No answer of a machine is sent to it.
        headers: { 'auto-submitted': 'auto-generated' },
      });
    },
    verify: () => transport.verify(),
    [Symbol.dispose]: () => transport.close(),
  };
}

function htmlOf(values: Record<string, string>): string {
  return LAYOUT.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => escaped(values[name] ?? ''));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
