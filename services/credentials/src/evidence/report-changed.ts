import { Counter, type Registry } from 'prom-client';
import { logger } from '../logger.ts';

/** Tells operators of evidence whose stored bytes are not those that were taken: in the log, and in the metrics. */
export function changedReporter(registry: Registry): (evidence: string) => void {
  const changed = new Counter({
    name: 'evidence_changed_total',
    help: 'Readings of evidence that were broken off because the stored bytes are not those that were taken',
    registers: [registry],
  });
  changed.inc(0);
  return (evidence) => {
    changed.inc();
    logger.error({ evidence }, 'evidence was changed in its store and is not given out; see docs/operation.md');
  };
}
