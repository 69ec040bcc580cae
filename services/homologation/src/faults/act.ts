import type { EntityManager } from '@mikro-orm/postgresql';
import { FAULT_LIMITS, isTriedHere } from '@portal/domain';
import { isId, type OnceContext, once, Refused, refuse, requirePerson } from '@portal/service-kit';
import { isInForce } from '../accreditation/accreditation.ts';
import { audit } from '../audit/audit.ts';
import type { HomologationContext } from '../context.ts';

import { refuseUnknownCredential } from '../trial-certificates/act.ts';
import type { FaultsPayload } from './armed-fault.ts';
import type { ArmFaultInput } from './fault-input.ts';
import { armedFaults, armFault, disarmFaults } from './faults.ts';

const MINUTE_MS = 60_000;

/** Arms a fault for calls of one's own credential. */
export function arm(ctx: HomologationContext, input: ArmFaultInput): Promise<FaultsPayload> {
  return settle(ctx, input.credentialId, 'armFault', async (em, by, now) => {
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
  return settle(ctx, credentialId, 'disarmFaults', async (em) => {
    await disarmFaults(em, credentialId);
    return {};
  });
}

/** Does an act for the owner of a credential in a transaction of its own, once for a key; a refusal rolls it back. */
async function settle(
  ctx: HomologationContext,
  credentialId: string,
  act: 'armFault' | 'disarmFaults',
  work: (em: EntityManager, by: string, now: Date) => Promise<Record<string, unknown>>,
): Promise<FaultsPayload> {
  const person = requirePerson(ctx.caller);
  const now = ctx.now();
  // Nothing here is shown once.
  const doing: OnceContext = { caller: person, repeatable: ctx.repeatable, sealing: undefined, now: ctx.now };
  try {
    return await ctx.em.fork().transactional(async (em) => {
      await once(em, doing, async () => {
        const credential = isId(credentialId) ? await ctx.loaders.credential.load(credentialId) : null;
        if (credential?.ownerId !== person.id) refuseUnknownCredential();
        const detail = await work(em, person.id, now);
        await audit(em, { at: now, actorId: person.id, act, subject: 'CREDENTIAL', subjectId: credentialId, detail });
        return { id: credentialId };
      });
      return { armedFaults: await armedFaults(em, credentialId, now), credential: { id: credentialId }, problems: [] };
    });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { armedFaults: [], credential: null, problems: error.problems };
  }
}

function within(value: number, most: number, field: string, what: string): void {
  if (value < 1 || value > most) refuse('INVALID', `O número de ${what} vai de 1 a ${most}.`, [field]);
}
