import { isInForce } from '../accreditation/accreditation.ts';
import type { Accreditations } from '../accreditation/accreditations.ts';
import { type AccessTokens, BadToken, type TokenHolder } from '../auth/access-tokens.ts';
import type { Asked } from '../hosts/exchange.ts';
import type { Population, SyntheticProfessional } from '../population/population.ts';
import { cnesOf, type EhrCaller } from './ehr-call.ts';
import { Refusal, type Refusals } from './refusal.ts';

/** What callers are known by. */
export interface AuthenticationGround {
  tokens: AccessTokens;
  accreditations: Accreditations;
  population: Population;
  refusals: Refusals;
  now: () => Date;
}

/** Who an exchange is of, as far as it can be told: also of one that is refused. */
export interface KnownSoFar {
  certificateSha256?: string;
  credentialIds?: readonly string[];
}

/** The token, then the credential, then the professional: the first that is wrong refuses. */
export async function authenticate(asked: Asked, ground: AuthenticationGround, known: KnownSoFar): Promise<EhrCaller> {
  const unnamed = asked.headers['user-agent'] ? undefined : noUserAgent();
  const holder = await tokenHolder(asked, ground).catch((error: unknown) => {
    throw unnamed ?? error;
  });
  known.certificateSha256 = holder.sha256;
  const all = await ground.accreditations.ofCertificate(holder.sha256);
  known.credentialIds = all.map(({ credentialId }) => credentialId);
  // Only now, so that it is among the calls of whoever made it.
  if (unnamed) throw unnamed;
  const [first, ...rest] = all.filter((accreditation) => isInForce(accreditation, ground.now()));
  if (!first) throw ground.refusals.of('EHR-ERR884', holder.tokenId);
  const accreditations = [first, ...rest] as const;
  return { certificateSha256: holder.sha256, accreditations, operator: operatorOf(asked, accreditations, ground) };
}

async function tokenHolder(asked: Asked, { tokens, refusals }: AuthenticationGround): Promise<TokenHolder> {
  const header = one(asked.headers['x-authorization-server']);
  if (!header) throw refusals.of('EHR-ERR932');
  const token = /^Bearer +(\S+)$/i.exec(header)?.[1];
  if (!token) throw refusals.of('EHR-ERR931', 'O cabeçalho X-Authorization-Server é "Bearer", um espaço e o token.');
  try {
    return await tokens.check(token);
  } catch (error) {
    if (error instanceof BadToken) throw refusals.of('EHR-ERR882', error.message);
    throw error;
  }
}

function operatorOf(
  asked: Asked,
  accreditations: EhrCaller['accreditations'],
  { population, refusals }: AuthenticationGround,
): SyntheticProfessional {
  const number = one(asked.headers.authorization);
  if (!number) throw refusals.of('EHR-ERR932');
  // A CPF names a professional as well, and is not taken.
  const professional = /^\d{15}$/.test(number) ? population.professional(number) : undefined;
  if (!professional || !cnesOf(accreditations).some((cnes) => population.bonded(professional, cnes))) {
    throw refusals.of('EHR-ERR906', /^\d{1,15}$/.test(number) ? number : '', accreditations[0].requesterIdentifier);
  }
  return professional;
}

/** The RNDS hangs up on searches without one; here it is said. */
function noUserAgent(): Refusal {
  const diagnostics = 'Falta o cabeçalho User-Agent, no formato sistema/versão: sem ele a RNDS encerra a conexão.';
  return new Refusal(400, [{ severity: 'error', code: 'processing', diagnostics }]);
}

const one = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header)?.trim();
