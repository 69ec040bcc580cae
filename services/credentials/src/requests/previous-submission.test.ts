import type { Caller } from '@portal/service-kit';
import { afterAll, describe, expect, it } from 'vitest';
import { attach, pdf } from '../testing/attach.ts';
import { Journey, type SeenRequest } from '../testing/journey.ts';
import { ana, bruno, clara, davi, elis } from '../testing/people.ts';
import { startService } from '../testing/service.ts';

const service = await startService();
const journey = new Journey(service);
afterAll(() => service[Symbol.asyncDispose]());

const FIELDS = `previousSubmission {
  origin services { slug } establishment { cnes } childEstablishments { cnes } certificate { subject }
  manager { name cpf } system { name vendor ipRanges } acceptedTermsAt
  evidence { evidenceId fileName requirements evidence { id } } }`;

interface Previous {
  previousSubmission: {
    manager: { cpf: string };
    system: { vendor: string | null };
    evidence: {
      evidenceId: string;
      fileName: string | null;
      requirements: string[];
      evidence: { id: string } | null;
    }[];
  } | null;
}

const previousOf = async (who: Caller, id: string) => {
  const query = `query ($id: ID!) { accessRequest(id: $id) { ${FIELDS} } }`;
  const { data, errors } = await service.ask<{ accessRequest: Previous | null }>(who, query, { id });
  expect(errors).toBeUndefined();
  return data.accessRequest && data.accessRequest.previousSubmission;
};
const vendor = (name: string) => ({ system: { vendor: name } });
const send = (request: SeenRequest) => journey.done(journey.act(ana, 'submit', request));
const sendBack = async (request: SeenRequest) =>
  journey.done(journey.refuse(clara, 'requestChanges', await journey.done(journey.act(clara, 'claim', request))));
const mend = async (request: SeenRequest, fields: object) => journey.done(journey.update(ana, request, fields));
const remove = (id: string) => journey.mutate(ana, 'removeEvidence', '$id: ID!', { id });

/** Sent by one vendor, sent back, and sent again by another. */
async function sentTwice() {
  const first = await send(await mend(await journey.draft(), vendor('Primeira')));
  return send(await mend(await sendBack(first), vendor('Segunda')));
}

describe('the submission before the last', () => {
  it('is none before a second, then the one before, and never what is being worked on', async () => {
    const draft = await mend(await journey.draft(), vendor('Primeira'));
    expect(await previousOf(ana, draft.id)).toBeNull();
    const back = await sendBack(await send(draft));
    for (const person of [ana, clara]) expect(await previousOf(person, draft.id)).toBeNull();
    const second = await send(await mend(back, vendor('Segunda')));
    expect(await previousOf(clara, draft.id)).toMatchObject({
      origin: 'OTHER',
      services: [{ slug: 'leitos' }],
      establishment: { cnes: '2337991' },
      childEstablishments: [],
      certificate: null,
      manager: { name: 'Maria da Silva' },
      system: { vendor: 'Primeira', ipRanges: ['200.19.0.10/32'] },
      acceptedTermsAt: expect.any(String),
      evidence: [],
    });
    const again = await mend(await sendBack(second), vendor('Terceira'));
    for (const person of [ana, clara]) {
      expect(await previousOf(person, draft.id)).toMatchObject({ system: { vendor: 'Primeira' } });
    }
    await send(again);
    for (const person of [ana, clara]) {
      expect(await previousOf(person, draft.id)).toMatchObject({ system: { vendor: 'Segunda' } });
    }
  });

  it('names its files, those that were replaced and removed too, and leads to those that are still there', async () => {
    const draft = await journey.draft();
    const kept = await attach(service, ana, draft.id, pdf('fica', 'fica.pdf'), ['titular']);
    const replaced = await attach(service, ana, draft.id, pdf('antes', 'retorno.pdf'));
    const removed = await attach(service, ana, draft.id, pdf('sai', 'sai.pdf'));
    const back = await sendBack(await send(draft));
    for (const { id } of [replaced, removed]) await remove(id);
    await attach(service, ana, draft.id, pdf('depois', 'retorno.pdf'));
    await send(back);
    for (const person of [ana, clara, davi]) {
      expect((await previousOf(person, draft.id))?.evidence).toEqual([
        { evidenceId: kept.id, fileName: 'fica.pdf', requirements: ['titular'], evidence: { id: kept.id } },
        { evidenceId: replaced.id, fileName: 'retorno.pdf', requirements: [], evidence: null },
        { evidenceId: removed.id, fileName: 'sai.pdf', requirements: [], evidence: null },
      ]);
    }
  });

  it('is read by its owner and those who review, its CPF whole by the owner and the holder alone', async () => {
    const { id, version } = await sentTwice();
    await journey.done(journey.act(clara, 'claim', { id, version }));
    const cpfs = await Promise.all(
      [ana, clara, davi, elis].map(async (who) => (await previousOf(who, id))?.manager.cpf),
    );
    expect(cpfs).toEqual(['52998224725', '52998224725', '***.982.247-**', '***.982.247-**']);
    expect(await previousOf(bruno, id)).toBeNull();
  });

  it('is not told to the system, which reads the request', async () => {
    const { id, version } = await sentTwice();
    const held = await journey.done(journey.act(clara, 'claim', { id, version }));
    const { credential } = await journey.done(journey.act(clara, 'approve', held));
    const system: Caller = { kind: 'client', clientId: 'c', credentialId: credential?.id ?? '', requestId: id };
    expect(await service.ask(system, 'query ($id: ID!) { accessRequest(id: $id) { id } }', { id })).toMatchObject({
      data: { accessRequest: { id } },
    });
    expect(await previousOf(system, id)).toBeNull();
  });
});
