import { type JWTPayload, UnsecuredJWT } from 'jose';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { expect, it } from 'vitest';
import { SubgraphFailure } from '../http/subgraph-failure.ts';
import { securityLog } from '../security-events.ts';
import { readLog } from '../testing/read-log.ts';
import { type AuthenticationParts, authenticateClient } from './client-authentication.ts';
import { GuessLimit } from './guess-limit.ts';
import { OF_ADDRESS, OF_CLIENT } from './wrong-secrets.ts';

/** As credentials answers: what is no text is our own fault. */
async function lookUp(clientIds: unknown[]) {
  if (clientIds.some((id) => typeof id !== 'string')) throw new Error('credentials answered 500');
  return new Map();
}
const parts = {
  guesses: new GuessLimit({ ofClient: new RateLimiterMemory(OF_CLIENT), ofAddress: new RateLimiterMemory(OF_ADDRESS) }),
  directory: { lookUp },
  now: () => new Date(),
} as unknown as AuthenticationParts;

it.each([undefined, 5, {}, ['hml-1'], null, '', 'hml-1'])('an assertion of the subject %j is no client', (sub) => {
  const assertion = new UnsecuredJWT({ sub } as unknown as JWTPayload).encode();
  const asked = authenticateClient(parts, { kind: 'assertion', assertion }, { address: '', audiences: [] });
  return expect(asked).rejects.toMatchObject({ code: 'invalid_client', status: 401 });
});

it.each([
  ['hml-0123456789abcdef01234567', 'hml-0123456789abcdef01234567'],
  // In the wrong field, which happens.
  ['pds_hml_secret-in-the-wrong-field', 'none'],
])('who says to be %s and is not stands in the log as %s', async (id, named) => {
  using log = readLog(securityLog);
  const wrong = { ...parts, directory: { authenticate: async () => undefined } } as unknown as AuthenticationParts;
  const asked = authenticateClient(
    wrong,
    { kind: 'secret', id, secret: 'pds_x' },
    { address: '192.0.2.9', audiences: [] },
  );
  await expect(asked).rejects.toMatchObject({ code: 'invalid_client' });
  expect(log.lines()).toMatchObject([{ msg: 'a client did not prove who it is', clientId: named }]);
});

it('while credentials cannot be asked, no attempt is spent', async () => {
  const guesses = new GuessLimit({
    ofClient: new RateLimiterMemory(OF_CLIENT),
    ofAddress: new RateLimiterMemory(OF_ADDRESS),
  });
  let away = true;
  const authenticate = async () => {
    if (away) throw new SubgraphFailure('credentials', 'did not answer', { outcome: 'away' });
    return { state: 'ACTIVE' };
  };
  const asked = () =>
    authenticateClient(
      { ...parts, guesses, directory: { authenticate } } as unknown as AuthenticationParts,
      { kind: 'secret', id: 'hml-1', secret: 'pds_right' },
      { address: '192.0.2.1', audiences: [] },
    );
  for (let time = 0; time < 30; time++) await expect(asked()).rejects.toMatchObject({ code: 'SUBGRAPH_AWAY' });
  away = false;
  expect((await asked()).client).toEqual({ state: 'ACTIVE' });
});
