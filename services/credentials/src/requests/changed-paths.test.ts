import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedPaths, changedRequirements } from './changed-paths.ts';
import { EMPTY_SYSTEM, type EvidenceCopy, type Submission } from './content.ts';

const submission: Submission = {
  services: ['rel'],
  origin: 'OTHER',
  establishment: { cnes: '2337991', cnpj: null, name: 'Lab', uf: 'GO', municipality: 'Goiânia', verified: true },
  childEstablishments: [],
  manager: { name: 'Maria Silva', cpf: '52998224725', email: 'maria@exemplo.com.br', phone: null },
  certificate: null,
  system: { ...EMPTY_SYSTEM, name: 'Lab', ipRanges: ['200.19.0.0/24'] },
  warnings: [],
  acceptedTermsAt: '2026-11-24T12:00:00.000Z',
  evidence: [{ id: 'a', sha256: '1', requirements: ['entrada'] }],
};

const evidence = fc.uniqueArray(
  fc.record<EvidenceCopy>({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    sha256: fc.constantFrom('1', '2', '3'),
    requirements: fc.subarray(['entrada', 'saida', 'erro']),
  }),
  { selector: ({ id }) => id, maxLength: 4 },
);

describe('what changed between two submissions', () => {
  it('is nothing between one and itself', () => {
    fc.assert(
      fc.property(evidence, (some) => {
        const sent = { ...submission, evidence: some };
        expect(changedPaths(sent, structuredClone(sent))).toEqual([]);
      }),
    );
  });

  it.each<[path: string, change: Partial<Submission>]>([
    ['origin', { origin: null }],
    ['services', { services: ['rel', 'ria-c'] }],
    ['manager.phone', { manager: { ...submission.manager, phone: '6233334444' } as Submission['manager'] }],
    ['system.ipRanges', { system: { ...submission.system, ipRanges: [] } }],
    ['system.monthlyVolume', { system: { ...submission.system, monthlyVolume: 0 } }],
    ['acceptedTerms', { acceptedTermsAt: null }],
  ])('%s', (path, change) => {
    expect(changedPaths(submission, { ...submission, ...change })).toEqual([path.split('.')]);
    expect(changedPaths({ ...submission, ...change }, submission)).toEqual([path.split('.')]);
  });

  it('is nothing where the same terms were accepted on another day', () => {
    const again = { ...submission, acceptedTermsAt: '2026-11-26T08:00:00.000Z' };
    expect(changedPaths(submission, again)).toEqual([]);
  });

  it('names evidence that came or went, and the requirements whose proof is another', () => {
    const now = [{ id: 'b', sha256: '2', requirements: ['entrada', 'saida'] }];
    expect(changedPaths(submission, { ...submission, evidence: now })).toEqual([
      ['evidence', 'b'],
      ['evidence', 'a'],
      ['checklist', 'entrada'],
      ['checklist', 'saida'],
    ]);
  });

  it('the same bytes attached again prove the same', () => {
    const again = [{ id: 'b', sha256: '1', requirements: ['entrada'] }];
    expect(changedRequirements(submission.evidence, again)).toEqual([]);
  });

  it('is the same seen from either side', () => {
    fc.assert(
      fc.property(evidence, evidence, (before, now) => {
        expect(changedRequirements(before, now).sort()).toEqual(changedRequirements(now, before).sort());
      }),
    );
  });
});
