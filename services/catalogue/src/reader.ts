import type { MikroORM } from '@mikro-orm/postgresql';
import { logger } from './logger.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';

/**
 * Answers from memory. The catalogue changes when one starts with other files, so what another wrote is seen within
 * seconds: a snapshot that is older is read anew behind the answer, and kept while the database is away.
 */
export class CatalogueReader {
  private readAt = performance.now();
  private reading: Promise<Snapshot> | undefined;

  private constructor(
    private readonly orm: MikroORM,
    private readonly freshForMs: number,
    private snapshot: Snapshot,
  ) {}

  /** Reads the catalogue for the first time. */
  static async open(orm: MikroORM, freshForMs = 5_000): Promise<CatalogueReader> {
    return new CatalogueReader(orm, freshForMs, await readSnapshot(orm.em.fork()));
  }

  /** The catalogue now, or as it was some seconds ago. */
  current(): Snapshot {
    if (performance.now() - this.readAt > this.freshForMs) {
      this.refresh().catch((err: unknown) => logger.warn({ err }, 'catalogue not read anew'));
    }
    return this.snapshot;
  }

  /** The catalogue now; those who ask at once share one read. */
  refresh(): Promise<Snapshot> {
    this.readAt = performance.now();
    this.reading ??= readSnapshot(this.orm.em.fork())
      .then((snapshot) => {
        this.snapshot = snapshot;
        return snapshot;
      })
      .finally(() => {
        this.reading = undefined;
      });
    return this.reading;
  }
}
