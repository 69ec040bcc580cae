import type { EntityManager } from '@mikro-orm/postgresql';
import { FAULT_LIMITS, isTriedHere } from '@portal/domain';
import { isId, refuse } from '@portal/service-kit';
import { isInForce } from '../accreditation/accreditation.ts';
import { refuseRole, roleOn } from '../accreditation/team.ts';
import { audit } from '../audit/audit.ts';
import type { HomologationContext } from '../context.ts';
import { perform } from '../perform.ts';
import { refuseUnknownCredential } from '../trial-certificates/act-on-trial-certificate.ts';
import type { FaultsPayload } from './armed-fault.ts';
import type { ArmFaultInput } from './fault-input.ts';
import { armedFaults, armFault, disarmFaults } from './faults.ts';

const MINUTE_MS = 60_000;

/** Arms a fault for calls of one's own credential. */
export function arm(ctx: HomologationContext, input: ArmFaultInput): Promise<FaultsPayload> {
  return performOnFaults(ctx, input.credentialId, 'armFault', async (em, by, now) => {
    const { calls, minutes, kind, credentialId, seed } = input;
    const credential = await ctx.loaders.credential.load(credentialId);
    if (!credential || !isInForce(credential, now)) {
      refuse('NOT_ALLOWED', 'A credencial não está ativa: só as chamadas de uma credencial ativa recebem falhas.', [
        'credentialId',
      ]);
    }
    if (!isTriedHere(credential.portfolio))
      refuse('NOT_ALLOWED', 'Este portfólio não tem ambiente de homologação no Portal.', ['credentialId']);
    within(calls, FAULT_LIMITS.calls, 'calls', 'chamadas');
    within(minutes, FAULT_LIMITS.minutes, 'minutes', 'minutos');
    // One at a time for each credential: two at once would each find room for one.
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`faults of ${credentialId}`]);
    if ((await armedFaults(em, credentialId, now)).length >= FAULT_LIMITS.armed) {
      refuse(
        'NOT_ALLOWED',
        `Já há ${FAULT_LIMITS.armed} falhas armadas para esta credencial. Desarme-as antes de armar outra.`,
        ['credentialId'],
      );
    }
    const until = new Date(now.getTime() + minutes * MINUTE_MS);
    await armFault(em, { credentialId, kind, calls, until, by, seed }, now);
    return { kind, calls };
  });
}

/** Disarms all faults of one's own credential. */
export function disarm(ctx: HomologationContext, credentialId: string): Promise<FaultsPayload> {
  return performOnFaults(ctx, credentialId, 'disarmFaults', async (em) => {
    await disarmFaults(em, credentialId);
    return {};
  });
}

/** Does an act on the faults of a credential for its owner, and reads what is armed then. */
async function performOnFaults(
  ctx: HomologationContext,
  credentialId: string,
  act: 'armFault' | 'disarmFaults',
  work: (em: EntityManager, by: string, now: Date) => Promise<Record<string, unknown>>,
): Promise<FaultsPayload> {
  const { result, problems } = await perform(
    ctx,
    async (em, { id: actorId }, at) => {
      const credential = isId(credentialId) ? await ctx.loaders.credential.load(credentialId) : null;
      const role = roleOn(credential, ctx.caller) ?? refuseUnknownCredential();
      refuseRole(role, 'RUN_CONFORMANCE', ['credentialId']);
      const detail = await work(em, actorId, at);
      await audit(em, { at, actorId, act, subject: 'CREDENTIAL', subjectId: credentialId, detail });
      return { id: credentialId };
    },
    (em) => armedFaults(em, credentialId, ctx.now()),
  );
  return { armedFaults: result ?? [], credential: result && { id: credentialId }, problems };
}

function within(value: number, most: number, field: string, what: string): void {
  if (value < 1 || value > most) refuse('INVALID', `O número de ${what} vai de 1 a ${most}.`, [field]);
}
