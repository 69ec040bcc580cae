import pg from 'pg';
import { afterAll, describe, expect, it } from 'vitest';
import { attach, pdf } from '../testing/attach.ts';
import { Journey } from '../testing/journey.ts';
import { ana, bruno, clara, davi } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

describe('the six steps', () => {
  it('lead from a draft to a production credential', async () => {
    const approved = await journey.approved();
    expect(approved).toMatchObject({ state: 'APPROVED', environment: 'HOMOLOGATION' });
    const draft = await journey.done(journey.createProduction(ana, approved.credential?.id ?? ''));
    expect(draft.system).toEqual(approved.system);
    expect(await journey.act(ana, 'submit', draft)).toMatchObject({
      problems: [{ code: 'REQUIRED', path: ['evidence'] }],
    });
    await attach(service, ana, draft.id, pdf('o Bundle enviado'), ['entrada']);
    const submitted = await journey.done(journey.act(ana, 'submit', draft));
    const claimed = await journey.done(journey.act(davi, 'claim', submitted));
    expect(await journey.act(clara, 'approve', claimed)).toMatchObject({ problems: [{ code: 'NOT_ALLOWED' }] });
    const granted = await journey.done(journey.act(davi, 'approve', claimed));
    expect(granted.credential?.id).not.toBe(approved.credential?.id);
    const seen = await journey.read<{ history: { action: string }[] }>(ana, granted.id, 'history { action }');
    expect(seen?.history.map(({ action }) => action)).toEqual([
      'CREATE',
      'ATTACH_EVIDENCE',
      'SUBMIT',
      'CLAIM',
      'APPROVE',
    ]);
  });
});

describe('what an act leaves behind', () => {
  async function rows<Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> {
    const client = new pg.Client({ connectionString: service.databaseUrl });
    await client.connect();
    try {
      return (await client.query<Row>(sql, values)).rows;
    } finally {
      await client.end();
    }
  }

  it('one line of the history, one audit record and one change on the line each; edits are audited only', async () => {
    const { id } = await journey.approved();
    const history = await rows<{ action: string }>(
      'select action from access_request_event where request_id = $1 order by place',
      id,
    );
    const audited = await rows<{ act: string }>(
      'select act from audit_record where subject_id = $1 order by at, id',
      id,
    );
    const line = await rows<{ from: string; to: string }>(
      'select "from", "to" from outbox where subject_id = $1 order by pos',
      id,
    );
    const acts = ['CREATE', 'SUBMIT', 'CLAIM', 'APPROVE'];
    expect(history.map(({ action }) => action)).toEqual(acts);
    expect(audited.map(({ act }) => act).sort()).toEqual([...acts, 'updateAccessRequest'].sort());
    expect(line.map(({ to }) => to)).toEqual(['DRAFT', 'SUBMITTED', 'IN_REVIEW', 'APPROVED']);
  });

  it('nothing, where it was refused', async () => {
    const count = () =>
      rows<{ n: string }>(
        'select count(*) as n from (select id from outbox union all select id from audit_record) as all_rows',
      );
    const draft = await journey.done(journey.create(ana));
    const before = await count();
    await journey.act(ana, 'submit', draft);
    await journey.act(bruno, 'cancel', draft);
    await journey.update(ana, draft, { manager: { cpf: '1' } });
    await journey.act(ana, 'cancel', { ...draft, version: 9 });
    expect(await count()).toEqual(before);
  });

  it('no value of personal data in the audit, and an audit that stays as it is', async () => {
    await journey.approved();
    const records = await rows<{ detail: object }>('select detail from audit_record');
    expect(JSON.stringify(records)).not.toMatch(/529\.?982|maria@|Maria|998765432/);
    await expect(rows('delete from audit_record')).rejects.toThrow('never changed');
  });
});
