import { parseSecurityKeyName } from '@portal/domain';
import { arrayLiteral } from '@portal/service-kit/database';
import type { Person } from '@portal/service-kit/identity';
import {
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  type VerifiedRegistrationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { logger } from '../logger.ts';
import { CHALLENGE_MS, type Challenges } from './challenges.ts';
import { readResponse } from './key-response.ts';
import type { KeyProblem, SecurityKeys } from './security-keys.ts';

const RP_NAME = 'Portal de Serviços';

/** Options for the browser, as JSON, or why there are none. */
export type Begun = { options: string } | { problems: KeyProblem[] };

/** Registering a key: its person was just asked by the issuer, or proved by another key that it is them. */
export class KeyRegistration {
  constructor(
    private readonly keys: SecurityKeys,
    private readonly challenges: Challenges,
  ) {}

  /** What the browser is asked for. */
  async begin(person: Person): Promise<Begun> {
    const session = this.keys.sessionOf(person);
    const { orm, party } = this.keys.parts;
    const em = orm.em.fork();
    const rows = await this.keys.rowsOf(em, person.id);
    const obstacle = await this.keys.obstacle(em, session, rows);
    if (obstacle) return { problems: [obstacle] };
    const options = await generateRegistrationOptions({
      rpName: RP_NAME,
      rpID: party.id,
      userID: new TextEncoder().encode(person.id),
      userName: person.email ?? person.name,
      userDisplayName: person.name,
      challenge: await this.challenges.begin(session.key, 'REGISTER'),
      timeout: CHALLENGE_MS,
      attestationType: 'none',
      authenticatorSelection: { userVerification: 'required', residentKey: 'preferred' },
      excludeCredentials: rows.map(({ credentialId: id }) => ({ id })),
    });
    return { options: JSON.stringify(options) };
  }

  /** Keeps the key that the browser answered with. Having it proves as well that it is its person. */
  async finish(person: Person, given: { name: string; response: string }): Promise<KeyProblem[]> {
    const session = this.keys.sessionOf(person);
    const name = parseSecurityKeyName(given.name);
    if (!name.ok) return [{ code: 'INVALID', message: name.message, path: ['name'] }];
    const response = readResponse(given.response) as RegistrationResponseJSON | undefined;
    const made = response && (await this.verified(response, session.key));
    if (!made) return [NOT_TAKEN];
    const { id: credentialId, publicKey, counter, transports = [] } = made.credential;
    return this.keys.changing(person.id, async (em) => {
      const obstacle = await this.keys.obstacle(em, session, await this.keys.rowsOf(em, person.id));
      if (obstacle) return [obstacle];
      const { party, now } = this.keys.parts;
      const [row] = await em.execute<{ id: string }[]>(
        `insert into security_keys (person_id, rp_id, credential_id, public_key, sign_count, transports, name, created_at)
         values (?, ?, ?, ?, ?, ?::text[], ?, ?) on conflict do nothing returning id`,
        [
          person.id,
          party.id,
          credentialId,
          Buffer.from(publicKey),
          counter,
          arrayLiteral(transports),
          name.value,
          now(),
        ],
      );
      if (!row) return [REGISTERED_BEFORE];
      await this.keys.proved(em, session);
      await this.keys.note(em, {
        personId: person.id,
        byId: person.id,
        act: 'registerSecurityKey',
        detail: { key: row.id },
      });
      return [];
    });
  }

  private async verified(
    response: RegistrationResponseJSON,
    session: string,
  ): Promise<NonNullable<VerifiedRegistrationResponse['registrationInfo']> | undefined> {
    const { party } = this.keys.parts;
    let used = false;
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response,
        expectedChallenge: async (challenge) => {
          used = await this.challenges.useUp(challenge, session, 'REGISTER');
          return used;
        },
        expectedOrigin: party.origin,
        expectedRPID: party.id,
        requireUserVerification: true,
      });
      return verified ? registrationInfo : undefined;
    } catch (err) {
      // As where the origin that browsers see is not the one that is configured.
      if (used) logger.warn({ err }, 'a security key was not registered');
      return undefined;
    }
  }
}

const NOT_TAKEN: KeyProblem = {
  code: 'INVALID',
  message: 'A chave não foi cadastrada: a resposta dela não confere, ou demorou demais. Tente de novo.',
  path: ['response'],
};
const REGISTERED_BEFORE: KeyProblem = {
  code: 'DUPLICATE',
  message: 'Esta chave já está cadastrada.',
  path: ['response'],
};
