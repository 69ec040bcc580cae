import { SignJWT } from 'jose';
import { z } from 'zod';
import type { TokenKey } from '../auth/token-key.ts';
import type { Population } from '../population/population.ts';
import { cnesOf, type EhrOperation } from './ehr-call.ts';
import { Refusal, type Refusals } from './refusal.ts';

/** What contexts of care are given by. */
export interface CareContextGround {
  population: Population;
  refusals: Refusals;
  key: TokenKey;
  now: () => Date;
}

const MINUTES = 30;
const form = z.object({
  cnes: z.string().optional(),
  cnsProfissional: z.string().optional(),
  cnsPaciente: z.string().optional(),
});

/** `POST /api/contexto-atendimento`. What the RNDS's own token looks like was never published: ours is a JWT. */
export function careContextOperations({ population, refusals, key, now }: CareContextGround) {
  const open: EhrOperation = async (call) => {
    const { cnes, cnsProfissional, cnsPaciente } = bodyOf(call.body);
    if (!cnes) throw refusals.of('EHR-ERR902');
    if (!cnsProfissional) throw refusals.of('EHR-ERR903');
    if (!cnsPaciente) throw refusals.of('EHR-ERR904');
    if (cnsProfissional !== call.caller.operator.cns) throw refusals.of('EHR-ERR898');
    const [credential] = call.caller.accreditations;
    const own = cnesOf(call.caller.accreditations).includes(cnes);
    if (!own && !population.establishment(cnes)) throw refusals.of('EHR-ERR900', cnes.slice(0, 20));
    if (!own) throw refusals.of('EHR-ERR899', credential.requesterIdentifier);
    const records = population.recordsOf(cnsPaciente);
    if (records.length === 0) throw refusals.of('EHR-ERR983', cnsPaciente.slice(0, 20));
    const at = Math.floor(now().getTime() / 1_000);
    const token = await new SignJWT({ cnes, cnsProfissional, cnsPaciente })
      .setProtectedHeader({ alg: 'RS256', kid: key.kid })
      .setIssuedAt(at)
      .setExpirationTime(at + MINUTES * 60)
      .sign(key.privateKey);
    return { status: 200, body: { access_token: token, token_type: 'jwt', expires_in: MINUTES * 60_000 } };
  };
  return { open };
}

function bodyOf(body: Buffer): z.infer<typeof form> {
  try {
    return form.parse(JSON.parse(body.toString('utf8')));
  } catch {
    const diagnostics = 'O corpo é um objeto JSON com cnes, cnsProfissional e cnsPaciente, em texto.';
    throw new Refusal(422, [{ severity: 'error', code: 'processing', diagnostics }]);
  }
}
