import type { ConformanceRunOutcome } from './conformance.ts';
import { formatDateTime, type Moment } from './date-time.ts';

/** The newer version of a run's suite, as the API tells it. */
export interface SuiteChange {
  readonly version: string;
  readonly what: string;
  readonly completeUntil: Moment;
}

/** Until when a run counts whose suite has a newer version, or that its time is over, in Portuguese. */
export function suiteChangeWords(
  { version, what, completeUntil }: SuiteChange,
  outcome: ConformanceRunOutcome,
): string {
  const [end, change] = [formatDateTime(completeUntil), `O roteiro tem a versão ${version}: ${what}`];
  return outcome === 'EXPIRED'
    ? `O prazo desta execução acabou em ${end}, e dela não se emite mais relatório. ${change} A próxima chamada do sistema abre outra, com o que a mudança não toca.`
    : `Esta execução pode ser completada, e o relatório dela emitido, até ${end}. ${change} A primeira chamada depois disso abre outra, com o que a mudança não toca.`;
}
