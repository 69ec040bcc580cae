import { type Caller, type SigningKey, signInternalToken } from '@portal/service-kit';
import { request } from 'undici';

/** Where credentials is told what happens here. */
export interface CredentialsGround {
  credentialsUrl: string;
  signingKey: SigningKey;
}

const SELF: Caller = { kind: 'service', name: 'homologation' };
const ANSWER_WITHIN_MS = 5_000;

/** Tells credentials at an internal address; gives the status of its answer. */
export type Tell = (path: string, message: object) => Promise<number>;

/** Asks credentials at an internal address; throws where it does not answer as it should. */
export type Ask = (path: string) => Promise<unknown>;

/** Signs in for as many questions as are asked within a minute. */
export async function openAsker({ credentialsUrl, signingKey }: CredentialsGround): Promise<Ask> {
  const token = await signInternalToken(signingKey, 'credentials', SELF);
  return async (path) => {
    const { statusCode, body } = await request(`${credentialsUrl}${path}`, {
      headersTimeout: ANSWER_WITHIN_MS,
      bodyTimeout: ANSWER_WITHIN_MS,
      headers: { authorization: `Bearer ${token}` },
    });
    if (statusCode === 200) return body.json();
    await body.dump();
    throw new Error(`credentials answered ${statusCode}`);
  };
}

/** Signs in for as many messages as are told within a minute. */
export async function openTeller({ credentialsUrl, signingKey }: CredentialsGround): Promise<Tell> {
  const token = await signInternalToken(signingKey, 'credentials', SELF);
  return async (path, message) => {
    const { statusCode, body } = await request(`${credentialsUrl}${path}`, {
      method: 'POST',
      headersTimeout: ANSWER_WITHIN_MS,
      bodyTimeout: ANSWER_WITHIN_MS,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(message),
    });
    await body.dump();
    return statusCode;
  };
}
