import { Gauge, type Registry } from 'prom-client';
import { logger } from '../logger.ts';
import type { Sweep } from './sweep.ts';

/** Tells operators what a sweep did: by the service's metrics, and in its log where it did anything. */
export function sweepReporter(registry: Registry): (sweep: Sweep) => void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const stopped = gauge('evidence_sweep_stopped', '1 where the last sweep found too many files without a row');
  const orphans = gauge(
    'evidence_files_without_row',
    'Files in the evidence store that the last sweep found no row of',
  );
  const quarantined = gauge('evidence_files_in_quarantine', 'Files without a row that wait to be deleted');
  return (sweep) => {
    stopped.set(sweep.stopped ? 1 : 0);
    orphans.set(sweep.orphans);
    quarantined.set(sweep.quarantined);
    if (sweep.stopped) {
      logger.error(
        sweep,
        'evidence sweep stopped, nothing was touched: too many files have no row; see docs/operation.md',
      );
    } else if (sweep.orphans + sweep.discarded + sweep.released + sweep.deleted > 0) {
      logger.info(sweep, 'evidence swept');
    }
  };
}
