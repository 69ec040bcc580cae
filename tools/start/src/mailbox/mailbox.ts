import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { KeptMails } from './kept-mails.ts';
import { listPage, MAIL_HEADERS, MAILBOX_PATH, mailPage, missingPage, PAGE_HEADERS } from './pages.ts';

const HOST = '127.0.0.1';
const LARGEST_MAIL = 1_000_000;

/** A mail server that hands nothing on, and pages of what it took, for this machine alone. */
export interface Mailbox extends AsyncDisposable {
  /** Where mails are sent to. */
  smtpUrl: string;
  /** Where they are read. */
  url: string;
}

/** Starts it; the mails stay in the folder. */
export async function startMailbox(dir: string, port: number): Promise<Mailbox> {
  const mails = await KeptMails.open(dir);
  await using started = new AsyncDisposableStack();

  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    size: LARGEST_MAIL,
    onData: (stream, _session, done) =>
      void buffer(stream)
        .then((raw) => (stream.sizeExceeded ? Promise.reject(tooLarge()) : mails.keep(raw)))
        .then(() => done(), done),
  });
  // Without a listener a connection that breaks off would end the whole.
  smtp.on('error', () => {});
  smtp.listen(0, HOST);
  await once(smtp.server, 'listening');
  started.defer(() => new Promise<void>((closed) => smtp.close(closed)));

  const pages = createServer((request, response) => {
    void answer(mails, request.url ?? '').then(
      ({ status, headers, html }) => response.writeHead(status, headers).end(html),
      () => response.writeHead(500).end(),
    );
  });
  pages.listen(port, HOST);
  await once(pages, 'listening');
  started.use(pages);

  const running = started.move();
  const address = smtp.server.address();
  return {
    smtpUrl: `smtp://${HOST}:${typeof address === 'object' ? address?.port : 0}`,
    url: `http://localhost:${port}${MAILBOX_PATH}`,
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

function tooLarge(): Error {
  return Object.assign(new Error('too large'), { responseCode: 552 });
}

async function answer(mails: KeptMails, path: string) {
  if (path === MAILBOX_PATH) return { status: 200, headers: PAGE_HEADERS, html: listPage(await mails.all()) };
  const found = path.startsWith(`${MAILBOX_PATH}/`) ? await mails.find(path.slice(MAILBOX_PATH.length + 1)) : null;
  if (!found) return { status: 404, headers: PAGE_HEADERS, html: missingPage() };
  return { status: 200, headers: MAIL_HEADERS, html: mailPage(found) };
}
