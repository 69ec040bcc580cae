import type { MikroORM } from '@mikro-orm/postgresql';
import type { Caller } from '@portal/service-kit';
import type { Snapshot } from './snapshot.ts';

/** What an operation of the catalogue needs. */
export interface CatalogueContext {
  caller: Caller;
  traceId: string;
  /** The catalogue of one moment, so that an answer agrees with itself. */
  catalogue: Snapshot;
  /** Where a text is looked for. */
  orm: MikroORM;
}
