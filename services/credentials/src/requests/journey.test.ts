import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Journey } from '../testing/journey.ts';
import { people, type RunningService, startRunningService } from '../testing/running.ts';

let service: RunningService;
let journey: Journey;

beforeAll(async () => {
  service = await startRunningService();
  journey = new Journey(service);
});

afterAll(() => service[Symbol.asyncDispose]());

describe('the six steps', () => {
  it('lead from a draft to a production credential', async () => {
    const { ana, clara, davi } = people;
    const approved = await journey.approved();
    expect(approved).toMatchObject({ state: 'APPROVED', environment: 'HOMOLOGATION' });
    const draft = await journey.done(journey.createProduction(ana, approved.credential?.id ?? ''));
    expect(draft.system).toEqual(approved.system);
    expect(await journey.act(ana, 'submit', draft)).toMatchObject({
      problems: [{ code: 'REQUIRED', path: ['evidence'] }],
    });
    await service.attach(ana, draft.id, 'o Bundle enviado', ['entrada']);
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
