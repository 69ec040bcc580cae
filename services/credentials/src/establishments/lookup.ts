import { type Cnes, LookupOutcome, parseCnes, parseCnpj } from '@portal/domain';
import { type CnesApi, CnesUnavailable } from './cnes-api.ts';
import type { Establishment, EstablishmentLookup } from './establishment.ts';
import { findInSample } from './sample.ts';

/** By what an establishment is asked for: one of the two, as typed. */
export interface LookupCode {
  cnes?: string | null;
  cnpj?: string | null;
}

/** Finds an establishment; never throws. */
export type LookupEstablishment = (code: LookupCode) => Promise<EstablishmentLookup>;

/** A look-up that asks the register where there is one (`CNES_API=on`), and the bundled sample otherwise. */
export function createEstablishmentLookup(register?: CnesApi): LookupEstablishment {
  return async ({ cnes, cnpj }) => {
    if (cnes == null) return outcome(parseCnpj(cnpj ?? '').ok ? LookupOutcome.NOT_IN_SAMPLE : LookupOutcome.INVALID);
    const parsed = parseCnes(cnes);
    if (!parsed.ok) return outcome(LookupOutcome.INVALID);
    return register ? askRegister(register, parsed.value) : askSample(parsed.value, LookupOutcome.NOT_IN_SAMPLE);
  };
}

async function askRegister(register: CnesApi, cnes: Cnes): Promise<EstablishmentLookup> {
  try {
    const establishment = await register.find(cnes);
    return establishment ? found(establishment) : outcome(LookupOutcome.NO_SUCH);
  } catch (error) {
    if (!(error instanceof CnesUnavailable)) throw error;
    return askSample(cnes, LookupOutcome.UNAVAILABLE);
  }
}

function askSample(cnes: Cnes, otherwise: LookupOutcome): EstablishmentLookup {
  const establishment = findInSample(cnes);
  return establishment ? found(establishment) : outcome(otherwise);
}

function found(establishment: Establishment): EstablishmentLookup {
  return { outcome: LookupOutcome.FOUND, establishment };
}

function outcome(of: LookupOutcome): EstablishmentLookup {
  return { outcome: of, establishment: null };
}
