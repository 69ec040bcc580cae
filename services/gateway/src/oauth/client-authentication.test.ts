import { type JWTPayload, UnsecuredJWT } from 'jose';
import { expect, it } from 'vitest';
import { type AuthenticationParts, authenticateClient } from './client-authentication.ts';
import { GuessLimit } from './guess-limit.ts';

/** As credentials answers: what is no text is our own fault. */
async function lookUp(clientIds: unknown[]) {
  if (clientIds.some((id) => typeof id !== 'string')) throw new Error('credentials answered 500');
  return new Map();
}
const parts = {
  guesses: new GuessLimit(),
  directory: { lookUp },
  now: () => new Date(),
} as unknown as AuthenticationParts;

it.each([undefined, 5, {}, ['hml-1'], null, '', 'hml-1'])('an assertion of the subject %j is no client', (sub) => {
  const assertion = new UnsecuredJWT({ sub } as unknown as JWTPayload).encode();
  const asked = authenticateClient(parts, { kind: 'assertion', assertion }, { address: '', audiences: [] });
  return expect(asked).rejects.toMatchObject({ code: 'invalid_client', status: 401 });
});
