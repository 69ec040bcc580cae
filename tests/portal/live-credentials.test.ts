import { beforeAll, describe, expect, test } from 'vitest';
import { newDraft } from './arrange.ts';
import { changesCursor, Line } from './line.ts';
import { signedIn } from './people.ts';
import type { Person } from './person.ts';
import { actOnCredential, type Cast, homologationCredential, requestIn } from './stages.ts';
import { actionsOf, type Change, CREDENTIALS, type CredentialChange, OWN } from './subscriptions.ts';

let ana: Person;
let bruno: Person;
let clara: Person;
let elis: Person;
let cast: Cast;

beforeAll(async () => {
  ({ ana, bruno, clara, elis } = await signedIn('ana', 'bruno', 'clara', 'elis'));
  cast = { owner: ana, reviewer: clara };
});

describe('a line of credentials', () => {
  test('tells its owner of every change, in order, and nobody else', async () => {
    await using line = await Line.open<CredentialChange>(ana, CREDENTIALS);
    await using others = await Line.open<CredentialChange>(bruno, CREDENTIALS);
    const id = await homologationCredential(cast);
    const reason = 'Sistema em manutenção.';
    await actOnCredential(ana, 'rotateCredentialSecret', { id });
    await actOnCredential(elis, 'suspendCredential', { id, reason });
    await actOnCredential(elis, 'reinstateCredential', { id });
    await actOnCredential(ana, 'revokeCredential', { id, reason });
    const of = (one: Line<CredentialChange>) => one.delivered.filter(({ credential }) => credential.id === id);
    await line.until(() => of(line).length === 5);
    expect(of(line).at(-1)?.credential.state).toBe('REVOKED');
    const own = await homologationCredential({ owner: bruno, reviewer: clara });
    await others.until((changes) => changes.some(({ credential }) => credential.id === own));
    expect(of(others)).toEqual([]);
  });

  test('stands on the same line as the requests: the approval first, then its credential, or at once', async () => {
    const after = await changesCursor(ana);
    await using requests = await Line.open<Change>(ana, OWN, { after });
    await using credentials = await Line.open<CredentialChange>(ana, CREDENTIALS, { after });
    const request = await requestIn('APPROVED', cast);
    await credentials.until((changes) => changes.some(({ credential }) => credential.id === request.credential?.id));
    await requests.until((changes) => actionsOf(changes, request.id).includes('APPROVE'));
    const { cursor } = credentials.delivered.find(({ credential }) => credential.id === request.credential?.id) ?? {
      cursor: '',
    };
    // A cursor of one line is good for the others.
    await using rest = await Line.open<Change>(ana, OWN, { after: cursor });
    const next = await newDraft(ana, 'cnes');
    await rest.until((changes) => changes.some(({ accessRequest }) => accessRequest.id === next.id));
    expect(actionsOf(rest.delivered, request.id).filter((action) => action !== 'APPROVE')).toEqual([]);
  });
});
