import { randomUUID } from 'node:crypto';
import { testPerson } from '@portal/service-kit/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { teamOf } from '../testing/members.ts';
import { startService, type TestService } from '../testing/service.ts';
import { startSmtpServer } from '../testing/smtp-server.ts';

const smtp = await startSmtpServer();
const service = await startService({
  mail: {
    smtpUrl: smtp.url,
    from: 'Portal de Serviços <portal@saude.exemplo>',
    integrators: 'https://portal.exemplo',
    reviewers: 'https://analise.exemplo',
  },
});
const withoutMail = await startService();
afterAll(async () => {
  await withoutMail[Symbol.asyncDispose]();
  await service[Symbol.asyncDispose]();
  await smtp[Symbol.asyncDispose]();
});

interface Answer {
  secret: string | null;
  mailed: boolean;
  problems: { code: string }[];
  team: { invitations: { invitationId: string }[] };
}

/** Somebody's team, in a service, and how they invite to it. */
async function open(of: TestService = service) {
  const id = randomUUID();
  const gestor = testPerson({ id, name: 'Dona Dias', email: `${id}@exemplo.br`, assuranceLevel: 'SILVER' });
  const teamId = await teamOf(of.orm, (await new Journey(of).draft(gestor)).id);
  const mutate = async (call: string) => {
    const { data } = await of.ask<{ answer: Answer }>(
      gestor,
      `mutation { answer: ${call} { secret mailed problems { code } team { invitations { invitationId } } } }`,
    );
    return data.answer;
  };
  return {
    invite: (email: string, key: string = randomUUID()) =>
      mutate(
        `inviteToTeam(input: { teamId: "${teamId}", email: "${email}", role: LEITURA, idempotencyKey: "${key}" })`,
      ),
    renew: (invitationId: string) =>
      mutate(`renewTeamInvitation(teamId: "${teamId}", invitationId: "${invitationId}")`),
  };
}

const fresh = () => `colega-${randomUUID()}@exemplo.br`;
const mailsTo = (email: string) => smtp.taken.filter(({ to }) => [to].flat().some((one) => one?.text === email));

describe('an invitation by mail', () => {
  it('has the one link, who invites and the establishment, and nothing else of anybody', async () => {
    const email = fresh();
    const { secret, mailed } = await (await open()).invite(email);
    expect(mailed).toBe(true);
    const [mail, ...more] = mailsTo(email);
    expect(more).toEqual([]);
    expect(mail?.subject).toBe('Convite para uma equipe do Portal de Serviços');
    expect(mail?.text).toContain('Dona Dias convidou você para a equipe de LABORATORIO ROMULO ROCHA');
    for (const content of [mail?.text ?? '', String(mail?.html).replaceAll('http://www.w3.org/', '')]) {
      expect(content.match(/https?:\/\/[^\s"<]+/g)).toEqual([`https://portal.exemplo/convite#${secret}`]);
      expect(content).not.toMatch(/@exemplo|\{\{/);
    }
  });

  it('goes again with another link where it is sent again, and not where a key repeats an answer', async () => {
    const { invite, renew } = await open();
    const [email, key] = [fresh(), randomUUID()];
    const first = await invite(email, key);
    expect(await invite(email, key)).toMatchObject({ secret: first.secret, mailed: false });
    expect(mailsTo(email)).toHaveLength(1);
    const again = await renew(first.team.invitations[0]?.invitationId ?? '');
    expect(again.mailed).toBe(true);
    expect(mailsTo(email).map(({ text }) => text?.includes(`#${again.secret}`))).toEqual([false, true]);
  });

  it('that the server refuses leaves the invitation and its link, and is told', async () => {
    const { invite } = await open();
    smtp.refuses = true;
    const { secret, mailed, problems } = await invite(fresh());
    smtp.refuses = false;
    expect([typeof secret, mailed, problems]).toEqual(['string', false, []]);
  });

  it('goes nowhere where it is refused, or no mail is set up', async () => {
    const { invite } = await open();
    const email = fresh();
    await invite(email);
    expect(await invite(email)).toMatchObject({ secret: null, mailed: false, problems: [{ code: 'DUPLICATE' }] });
    expect(mailsTo(email)).toHaveLength(1);
    const other = await (await open(withoutMail)).invite(email);
    expect([typeof other.secret, other.mailed]).toEqual(['string', false]);
  });

  it.each(['um@exemplo.br, dois@exemplo.br', 'um@exemplo.br\\r\\nBcc: dois@exemplo.br', 'Um <um@exemplo.br>'])(
    'goes to one address, and not to %s',
    async (email) => {
      const before = smtp.taken.length;
      expect((await (await open()).invite(email)).problems).toMatchObject([{ code: 'INVALID' }]);
      expect(smtp.taken).toHaveLength(before);
    },
  );

  it('goes no more than twenty times an hour, those sent again included', async () => {
    const { invite, renew } = await open();
    const email = fresh();
    const { team } = await invite(email);
    const id = team.invitations[0]?.invitationId ?? '';
    await Promise.all(Array.from({ length: 22 }, () => renew(id)));
    expect(mailsTo(email)).toHaveLength(20);
    expect(await invite(fresh())).toMatchObject({ secret: null, problems: [{ code: 'NOT_ALLOWED' }] });
    service.clock.now = new Date(service.clock.now.getTime() + 3_600_001);
    expect((await invite(fresh())).mailed).toBe(true);
  });
});
