import { once } from 'node:events';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail server as it stands on the network, and what it took. */
export interface TestSmtpServer extends AsyncDisposable {
  url: string;
  taken: ParsedMail[];
  /** While it is set, every mail is refused, as a server does that is busy. */
  refuses: boolean;
}

/** Starts it. */
export async function startSmtpServer(): Promise<TestSmtpServer> {
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      void simpleParser(stream).then((mail) => {
        if (server.refuses) return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
        server.taken.push(mail);
        done();
      }, done);
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const address = smtp.server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const server: TestSmtpServer = {
    url: `smtp://127.0.0.1:${port}`,
    taken: [],
    refuses: false,
    [Symbol.asyncDispose]: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
  return server;
}
