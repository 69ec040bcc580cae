import { randomUUIDv7 } from 'node:crypto';
import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';
import type { ParsedMail } from 'mailparser';
import { afterAll, describe, expect, test } from 'vitest';
import { Journey, type SeenRequest } from '../../testing/journey.ts';
import { noticesFor } from '../../testing/notices.ts';
import { clara } from '../../testing/people.ts';
import { eventually } from '../../testing/sending-case.ts';
import { startService } from '../../testing/service.ts';
import { startSmtpServer } from '../../testing/smtp-server.ts';
import { tellChanges } from '../tell.ts';
import { createMailer } from './mailer.ts';
import { sendDue } from './send-due.ts';

const MINUTE_MS = 60_000;

const service = await startService();
const smtp = await startSmtpServer();
const settings = {
  smtpUrl: smtp.url,
  from: 'Portal de Serviços <portal@saude.exemplo>',
  integrators: 'https://portal.exemplo',
  reviewers: 'https://analise.exemplo',
};
const mailer = createMailer(settings);
const journey = new Journey(service);
afterAll(async () => {
  mailer[Symbol.dispose]();
  await smtp[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
});

/** Somebody with an address of their own, who was here. */
async function begin(): Promise<Person> {
  const id = randomUUIDv7();
  const iara = testPerson({ id, name: 'Iara Dias', email: `iara-${id}@exemplo.br` });
  await noticesFor(service, iara, 'INTEGRATOR');
  return iara;
}

/** What somebody has been mailed once so much time has passed. */
async function mailsTo({ email }: Person, afterMinutes = 0, processes = 1): Promise<ParsedMail[]> {
  await tellChanges(service.orm.em.fork(), new Date());
  const now = () => new Date(Date.now() + 1_000 + afterMinutes * MINUTE_MS);
  await Promise.all(Array.from({ length: processes }, () => sendDue({ orm: service.orm, mailer, settings, now })));
  return smtp.taken.filter(({ to }) => [to].flat().some((one) => one?.text === email));
}

async function write({ id }: SeenRequest, text: string): Promise<string> {
  const { data } = await service.ask<{ answer: { message: { messageId: string } } }>(
    clara,
    'mutation ($input: WriteAccessRequestMessageInput!) { answer: writeAccessRequestMessage(input: $input) { message { messageId } } }',
    { input: { id, text } },
  );
  return data.answer.message.messageId;
}

function prefer(person: Person, kind: string, byEmail: boolean) {
  return service.ask<{ answer: { problems: { code: string }[] } }>(
    person,
    'mutation ($input: SetNoticePreferenceInput!) { answer: setNoticePreference(input: $input) { problems { code } } }',
    { input: { kind, byEmail } },
  );
}

describe('a notice by mail', () => {
  test('of a portfolio that who reviews was bound away from goes to nobody but who leads as well', async () => {
    const staff = (roles: Person['roles']) => {
      const id = randomUUIDv7();
      return testPerson({ id, email: `rita-${id}@saude.example`, roles: ['INTEGRATOR', 'REVIEWER', ...roles] });
    };
    const people = [staff([]), staff([]), staff(['MANAGER'])];
    for (const one of people) await noticesFor(service, one, 'REVIEWERS');
    await journey.submitted();
    await tellChanges(service.orm.em.fork(), new Date());
    const bound = [['cadsus'], ['cnes'], ['cadsus']];
    for (const [place, one] of people.entries())
      await noticesFor(service, { ...one, portfolios: bound[place] ?? null }, 'REVIEWERS');
    const mails = [];
    for (const one of people) mails.push((await mailsTo(one)).length);
    expect(mails).toEqual([0, 1, 1]);
  });

  test('goes once, as text and as HTML, with one link and nobody named, however many processes send', async () => {
    const iara = await begin();
    const { id, protocol } = await journey.submitted(iara);
    const mails = await mailsTo(iara, 0, 3);
    expect(mails).toHaveLength(1);
    const [mail] = mails;
    expect(mail?.subject).toBe(`Solicitação enviada: ${protocol}`);
    expect(mail?.from?.text).toBe('"Portal de Serviços" <portal@saude.exemplo>');
    const link = `https://portal.exemplo/solicitacoes/${id}`;
    expect(mail?.text).toContain(`A solicitação ${protocol} foi enviada para análise.`);
    const html = String(mail?.html);
    expect(html).toContain('Ministério da Saúde');
    for (const content of [mail?.text ?? '', html.replaceAll('http://www.w3.org/', '')]) {
      expect(content.match(/https?:\/\/[^\s"<]+/g)).toEqual([link]);
      expect(content).not.toMatch(/Iara|Maria da Silva|\{\{/);
    }
    expect(await mailsTo(iara, 120)).toHaveLength(1);
  });

  test('that its person does not want, or has read, does not go; what concerns safety goes always', async () => {
    const iara = await begin();
    expect((await prefer(iara, 'REQUEST_SUBMITTED', false)).data.answer.problems).toEqual([]);
    const refused = await prefer(iara, 'CREDENTIAL_REVOKED', false);
    expect(refused.data.answer.problems.map(({ code }) => code)).toEqual(['NOT_ALLOWED']);
    const { credential } = await journey.approved(iara);
    await service.ask(
      iara,
      'mutation ($id: ID!) { revokeCredential(id: $id, reason: "Servidor trocado.") { problems { code } } }',
      { id: credential?.id },
    );
    await tellChanges(service.orm.em.fork(), new Date());
    await service.ask(iara, 'mutation { markNoticesRead(input: { side: INTEGRATOR }) { problems { code } } }');
    expect((await mailsTo(iara)).map(({ subject }) => subject?.split(':')[0])).toEqual(['Credencial revogada']);
    expect((await prefer(iara, 'REQUEST_SUBMITTED', true)).data.answer.problems).toEqual([]);
    await journey.submitted(iara);
    expect(await mailsTo(iara)).toHaveLength(2);
  });

  test('that the server refuses is tried again, ever more seldom, as the same mail, and for three days', async () => {
    const iara = await begin();
    smtp.refuses = true;
    const { id } = await journey.submitted(iara);
    expect(await mailsTo(iara)).toEqual([]);
    const [row] = await service.orm.em
      .fork()
      .execute<{ id: string; mail_tries: number }[]>('select id, mail_tries from notice where request_id = ?', [id]);
    expect(row?.mail_tries).toBe(1);
    smtp.refuses = false;
    expect(await mailsTo(iara, 0.5)).toEqual([]);
    const [mail] = await mailsTo(iara, 2);
    expect(mail?.messageId).toBe(`<${row?.id}@saude.exemplo>`);

    smtp.refuses = true;
    await journey.submitted(iara);
    await mailsTo(iara);
    smtp.refuses = false;
    expect(await mailsTo(iara, 3 * 24 * 60 + 1)).toHaveLength(1);
  });
});

test('an approval is one mail, which the issued credential does not double', async () => {
  const iara = await begin();
  await journey.approved(iara);
  const subjects = (await mailsTo(iara)).map(({ subject }) => subject?.split(':')[0]);
  expect(subjects.toSorted()).toEqual(['Análise iniciada', 'Solicitação aprovada', 'Solicitação enviada']);
  const { data } = await prefer(iara, 'CREDENTIAL_ISSUED', true);
  expect(data.answer.problems.map(({ code }) => code)).toEqual(['NOT_ALLOWED']);
});

describe('the other side’s words by mail', () => {
  test('after ten minutes unread, one mail for what was written, and the next no sooner than an hour later', async () => {
    const iara = await begin();
    for (const kind of ['REQUEST_SUBMITTED', 'REQUEST_CLAIMED']) await prefer(iara, kind, false);
    const request = await journey.inReview(clara, iara);
    await write(request, 'Falta o Bundle.');
    await write(request, 'E o cabeçalho.');
    expect(await mailsTo(iara, 9)).toEqual([]);
    const [first, ...more] = await mailsTo(iara, 11, 2);
    expect([first?.subject, more]).toEqual([`Mensagem nova: ${request.protocol}`, []]);
    expect(first?.text).not.toMatch(/Bundle|cabeçalho/);
    await write(request, 'Ainda falta.');
    expect(await mailsTo(iara, 65)).toHaveLength(1);
    expect(await mailsTo(iara, 72)).toHaveLength(2);
  });

  test('not at all where they were read meanwhile', async () => {
    const iara = await begin();
    for (const kind of ['REQUEST_SUBMITTED', 'REQUEST_CLAIMED']) await prefer(iara, kind, false);
    const request = await journey.inReview(clara, iara);
    const upTo = await write(request, 'Falta o Bundle.');
    await tellChanges(service.orm.em.fork(), new Date());
    await service.ask(
      iara,
      'mutation ($input: MarkAccessRequestMessagesReadInput!) { markAccessRequestMessagesRead(input: $input) { problems { code } } }',
      { input: { id: request.id, upTo } },
    );
    expect(await mailsTo(iara, 15)).toEqual([]);
  });
});

test('the service sends by itself, and tells an operator what waits', async () => {
  const iara = await begin();
  await using server = await startSmtpServer();
  await using own = await startService({ mail: { ...settings, smtpUrl: server.url } });
  await noticesFor(own, iara, 'INTEGRATOR');
  await new Journey(own).submitted(iara);
  await eventually(() => server.taken.length === 1);
  const metrics = await (await own.fetch('/metrics')).text();
  expect(metrics).toMatch(/notice_mails\{state="waiting"\} \d/);
});
