import { type Problem, problem } from '@portal/service-kit';
import type { Evidence } from './evidence.ts';

/** Says of each file that the antivirus has not looked at, or refused, what is to be done before the request is sent. */
export function scanProblems(evidence: readonly Pick<Evidence, 'id' | 'fileName' | 'scan'>[]): Problem[] {
  return evidence.flatMap(({ id, fileName, scan }) => {
    if (scan === 'CLEAN') return [];
    return scan === 'PENDING'
      ? [problem('NOT_ALLOWED', `${fileName}: ${STILL_WAITING}`, ['evidence', id])]
      : [problem('INVALID', `${fileName}: ${REFUSED} Remova-o e envie de novo.`, ['evidence', id])];
  });
}

const STILL_WAITING =
  'o antivírus ainda está verificando este arquivo. Aguarde a verificação terminar e envie de novo.';
const REFUSED = 'o antivírus recusou este arquivo, que já foi apagado.';
