import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { Gauge, type Registry } from 'prom-client';
import { logger } from '../logger.ts';
import { type Scanner, ScannerAway } from './clamd.ts';
import { type Scanning, scanFile, type WaitingFile } from './scan-file.ts';

const AT_A_TIME = 50;
/** clamd's own limit for reading a stream is longer: what it takes so long for, it is stuck on. */
const WITHIN_MS = 60_000;

const WAITING = `
  select id, sha256, size, 'EVIDENCE' as kind from evidence where scan = 'PENDING'
  union all select id, sha256, size, 'MESSAGE_ATTACHMENT' from message_attachment where scan = 'PENDING'`;

/** Makes the chore that looks at what waits. It stops at the first file when the antivirus is away, and says so once. */
export function createScanOfWaiting({
  orm,
  ...scanning
}: Omit<Scanning, 'em'> & { orm: MikroORM }): () => Promise<void> {
  let away = false;
  const found = (isAway: boolean, err?: unknown) => {
    if (isAway && !away) logger.error({ err }, 'the antivirus is away: files wait; see docs/operation.md');
    if (!isAway && away) logger.info('the antivirus is back');
    away = isAway;
  };
  return async () => {
    const em = orm.em.fork();
    for (const file of await waitingFiles(em)) {
      try {
        await scanFile({ ...scanning, em }, file, WITHIN_MS);
        found(false);
      } catch (err) {
        // A file that it says nothing of must not keep the others from being looked at: whether it is away is asked for itself.
        if (err instanceof ScannerAway && (await isAway(scanning.scanner))) return found(true, err);
        logger.error({ err, file: file.id }, 'a file could not be scanned');
      }
    }
  };
}

/** In any order, so that files which cannot be looked at do not stand before the others for ever. */
function waitingFiles(em: EntityManager): Promise<WaitingFile[]> {
  return em.execute<WaitingFile[]>(`select * from (${WAITING}) waiting order by random() limit ${AT_A_TIME}`);
}

/** Whether it answers now. */
export function isAway(scanner: Scanner): Promise<boolean> {
  return scanner.ping().then(
    () => false,
    () => true,
  );
}

/** Tells in `/metrics` how many files wait, and whether the antivirus answers. */
export function measureScanning(orm: MikroORM, scanner: Scanner, registry: Registry): void {
  new Gauge({
    name: 'files_waiting_for_scan',
    help: 'Evidence and files of messages that the antivirus has not looked at yet',
    registers: [registry],
    async collect() {
      const counted = orm.em
        .fork()
        .execute<{ count: number }[]>(`select count(*)::int as count from (${WAITING}) waiting`);
      const [row] = await counted.catch(() => []);
      // The other metrics are wanted all the more while the database is away.
      if (row) this.set(row.count);
    },
  });
  new Gauge({
    name: 'antivirus_away',
    help: '1 where the antivirus does not answer',
    registers: [registry],
    async collect() {
      this.set((await isAway(scanner)) ? 1 : 0);
    },
  });
}
