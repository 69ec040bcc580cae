import type { Accreditation } from '../accreditation/accreditation.ts';
import type { Answer, Asked, SentFacts } from '../hosts/exchange.ts';
import type { SyntheticProfessional } from '../population/population.ts';

/** Who calls the EHR host. */
export interface EhrCaller {
  certificateSha256: string;
  /** The credentials in force of the certificate, one at least. */
  accreditations: readonly [Accreditation, ...Accreditation[]];
  /** The professional who operates the system: the header Authorization. */
  operator: SyntheticProfessional;
}

/** A call of somebody who may. */
export interface EhrCall extends Asked {
  caller: EhrCaller;
  /** What the path names. */
  id: string;
  /** What an operation reads of what was sent, before it refuses it. */
  sent: SentFacts;
}

/** Does one of the EHR host's operations; throws `Refusal`. */
export type EhrOperation = (call: EhrCall) => Promise<Answer> | Answer;

/** All CNES that they may act for. */
export function cnesOf(accreditations: readonly Accreditation[]): string[] {
  return accreditations.flatMap(({ cnes }) => cnes);
}
