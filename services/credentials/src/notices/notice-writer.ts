import type { MikroORM } from '@mikro-orm/postgresql';
import { outsideOperation } from '@portal/service-kit';
import { logger } from '../logger.ts';
import { tellChanges } from './tell.ts';

/** Writes what people are told, for as long as it is not disposed of. */
export interface NoticeWriter extends AsyncDisposable {
  /** Looks for what is new on the live line, now. */
  wake(): void;
}

/** Starts it. Several processes may do the same: where they are stands in the database. */
export function startNoticeWriter({ orm, now }: { orm: MikroORM; now: () => Date }): NoticeWriter {
  let telling: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  function wake(): void {
    again = true;
    if (telling || stopped) return;
    again = false;
    // Who woke it may be an operation, whose end is not the end of this.
    telling = outsideOperation(() => tellChanges(orm.em.fork(), now()))
      .catch((err) => logger.error({ err }, 'notices could not be written'))
      .finally(() => {
        telling = null;
        if (again) wake();
      });
  }

  return {
    wake,
    async [Symbol.asyncDispose]() {
      stopped = true;
      await telling;
    },
  };
}
