import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from '@portal/postgres';
import { createTransport } from 'nodemailer';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { KeptMails } from './kept-mails.ts';
import { startMailbox } from './mailbox.ts';

const stack = new AsyncDisposableStack();
afterAll(() => stack.disposeAsync());

async function open() {
  const dir = await mkdtemp(join(tmpdir(), 'mailbox-'));
  stack.defer(() => rm(dir, { recursive: true }));
  const [port = 0] = await freePorts(1);
  const mailbox = stack.use(await startMailbox(join(dir, 'mail'), port));
  const transport = createTransport({ url: mailbox.smtpUrl, pool: true });
  stack.defer(() => transport.close());
  const send = (subject: string, html?: string) =>
    transport.sendMail({ from: 'portal@localhost', to: 'ana@laboratorio.example', subject, text: 'Olá <você>', html });
  const read = async (address = mailbox.url) => {
    const response = await fetch(address);
    return {
      status: response.status,
      policy: response.headers.get('content-security-policy'),
      html: await response.text(),
    };
  };
  return { dir: join(dir, 'mail'), mailbox, send, read };
}

const linksOf = (html: string) =>
  [...html.matchAll(/<li><a href="([^"]+)">([^<]*)</g)].map(([, path, subject]) => ({ path, subject }));

test('a mail is on the list and has a page of its own, in which nothing of it runs or is fetched', async () => {
  const { mailbox, send, read } = await open();
  expect((await read()).html).toContain('Nenhum e-mail enviado.');
  await send('Primeiro');
  await send(
    '<b>Segundo</b>',
    '<html><head></head><body onload="alert(1)"><a href="http://localhost/a">Abrir</a></body></html>',
  );
  const list = await read();
  expect(list.html).toContain('ana@laboratorio.example');
  const [second, first] = linksOf(list.html);
  expect([second?.subject, first?.subject]).toEqual(['&lt;b&gt;Segundo&lt;/b&gt;', 'Primeiro']);
  const { html, policy } = await read(new URL(second?.path ?? '', mailbox.url).href);
  expect(policy).toContain("default-src 'none'");
  expect(html).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(html).toContain('&lt;base target=&quot;_blank&quot;&gt;');
  expect(html).not.toContain('<body onload');
  expect(html).toMatch(/<p>Ol.*&lt;voc.*&gt;<\/p>/);
});

test('what is not there is said, and no file of the machine is an address', async () => {
  const { mailbox, read } = await open();
  for (const path of ['/', '/dev/mail/1', '/dev/mail/..%2f..%2fetc%2fpasswd', '/dev/mail/']) {
    expect([path, (await read(new URL(path, mailbox.url).href)).status]).toEqual([path, 404]);
  }
});

test('the newest 200 are kept, by their owner alone', async () => {
  const { dir, read } = await open();
  const mails = await KeptMails.open(dir);
  for (let number = 1; number <= 201; number++) await mails.keep(Buffer.from(`Subject: E-mail ${number}\n\n`));
  const subjects = linksOf((await read()).html).map(({ subject }) => subject);
  expect([subjects.length, subjects.includes('E-mail 1'), subjects.includes('E-mail 201')]).toEqual([200, false, true]);
  const files = await readdir(dir);
  expect(files).toHaveLength(200);
  expect((await stat(join(dir, files[0] ?? ''))).mode & 0o777).toBe(0o600);
});

test('a mail that is too large is refused, and a connection that breaks off ends nothing', async () => {
  const { mailbox, send, read } = await open();
  await expect(send('Grande', 'a'.repeat(1_500_000))).rejects.toThrow(/552/);
  const socket = connect(Number(new URL(mailbox.smtpUrl).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'data');
  socket.write('EHLO x\r\nMAIL FROM:<a@b.example>\r\n');
  socket.resetAndDestroy();
  await send('Depois');
  expect((await read()).html).toContain('Depois');
});
