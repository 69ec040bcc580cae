import { beforeAll, describe, expect, test } from 'vitest';
import { act, contentWithoutCertificate, done, pick, refused, uniqueName } from './arrange.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { read } from './reading.ts';
import { actOnCredential, attach, bring, type Cast, homologationCredential, productionDraft } from './stages.ts';

let ana: Person;
let clara: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, clara } = await signedIn('ana', 'clara'));
  cast = { owner: ana, reviewer: clara };
});

describe('a request for production', () => {
  const revoke = (id: string) => actOnCredential(ana, 'revokeCredential', { id, reason: 'Sistema desligado.' });

  test('carries everything over from the credential that was approved, not from later drafts', async () => {
    const name = uniqueName('Sistema levado');
    const { draft, credentialId } = await productionDraft(cast, { content: contentWithoutCertificate(name) });
    const selection = `environment state origin acceptedTermsAt establishment { cnes } manager { name } services { slug }
      system { lineage name ipRanges } homologationCredential { id system { lineage } }`;
    const carried = await read<{ system: { lineage: string } }>(ana, draft, selection);
    expect(carried).toMatchObject({
      environment: 'PRODUCTION',
      state: 'DRAFT',
      origin: 'OTHER',
      establishment: { cnes: '2337991' },
      manager: { name: 'Maria Lima' },
      system: { name, ipRanges: ['200.130.5.0/24'] },
      homologationCredential: { id: credentialId, system: { lineage: carried.system.lineage } },
    });
    // A change in the draft does not reach the credential.
    await done(act(ana, 'updateAccessRequest', { input: { ...pick(draft), system: { vendor: 'Outra casa' } } }));
    const { credential } = await ana.get<{
      credential: { system: { vendor: string | null }; productionRequest: { id: string } };
    }>('query ($id: ID!) { credential(id: $id) { system { vendor } productionRequest { id } } }', { id: credentialId });
    expect(credential).toEqual({ system: { vendor: null }, productionRequest: { id: draft.id } });
  });

  test('needs evidence to be sent', async () => {
    const { draft } = await productionDraft(cast);
    expect(await refused(act(ana, 'submitAccessRequest', pick(draft)))).toEqual([
      { code: 'REQUIRED', path: ['evidence'] },
    ]);
    const evidence = await attach(ana, draft);
    await done(act(ana, 'removeEvidence', { id: evidence }));
    expect(await refused(act(ana, 'submitAccessRequest', pick(draft)))).toEqual([
      { code: 'REQUIRED', path: ['evidence'] },
    ]);
  });

  test.each(['suspendCredential', 'revokeCredential'])(
    'is not made, sent nor approved once %s was done to the homologation credential',
    async (mutation) => {
      const end = (id: string) => actOnCredential(ana, mutation, { id, reason: 'Sistema desligado.' });
      const early = await homologationCredential(cast);
      await end(early);
      expect(await refused(act(ana, 'createProductionRequest', { input: { credentialId: early } }))).toEqual([
        { code: 'NOT_ALLOWED', path: ['credentialId'] },
      ]);

      const { draft, credentialId } = await productionDraft(cast);
      await attach(ana, draft);
      await end(credentialId);
      expect(await refused(act(ana, 'submitAccessRequest', pick(draft)))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect(await read(ana, draft, 'state version')).toEqual({ state: 'DRAFT', version: draft.version });

      const late = await productionDraft(cast);
      await attach(ana, late.draft);
      const claimed = await bring(late.draft, 'IN_REVIEW', cast);
      await end(late.credentialId);
      expect(await refused(act(clara, 'approveAccessRequest', pick(claimed)))).toMatchObject([{ code: 'NOT_ALLOWED' }]);
      expect(await read(ana, claimed, 'state credential { id }')).toEqual({ state: 'IN_REVIEW', credential: null });
    },
  );

  test('refused can be made anew, and a granted credential outlives the one it came from', async () => {
    const { draft, credentialId } = await productionDraft(cast);
    await attach(ana, draft);
    await bring(draft, 'REJECTED', cast);
    const anew = await done(act(ana, 'createProductionRequest', { input: { credentialId } }));
    expect(anew.id).not.toBe(draft.id);
    await attach(ana, anew);
    const { credential } = await bring(anew, 'APPROVED', cast);
    await revoke(credentialId);
    const data = await ana.get<{ credential: Record<string, unknown> }>(
      'query ($id: ID!) { credential(id: $id) { state environment requesterIdentifier } }',
      { id: credential?.id },
    );
    expect(data.credential).toMatchObject({ state: 'ACTIVE', environment: 'PRODUCTION' });
  });
});
