import type { EntityManager } from '@mikro-orm/postgresql';
import type { Suite } from '@portal/conformance';
import { arrayLiteral } from '@portal/service-kit';
import type { ConformanceSuite } from './conformance-run.ts';

const MOST_REMEMBERED = 200;

/** A version of a suite, as little of it as names it. */
export interface SuiteVersion {
  id: string;
  version: string;
  hash: string;
}

/** The suites of this build, and those of runs that are older than it. */
export class KnownSuites {
  private readonly byHash = new Map<string, Suite>();

  constructor(
    /** What runs are opened by. */
    readonly current: readonly Suite[],
  ) {
    for (const suite of current) this.byHash.set(suite.hash, suite);
  }

  /** Those that a credential with these services is judged by. */
  ofServices(services: readonly string[]): Suite[] {
    return this.current.filter((suite) => suite.services.some((service) => services.includes(service)));
  }

  /** The newest version of one. */
  newest(suiteId: string): Suite | undefined {
    return this.current.find(({ id }) => id === suiteId);
  }

  /** Whether there is a newer version of one, or none any more. One that the next build brought before this one left is neither. */
  isReplaced({ id, version, hash }: SuiteVersion): boolean {
    const newest = this.newest(id);
    if (!newest) return true;
    return newest.hash !== hash && byVersion(newest.version, version) >= 0;
  }

  /** Keeps a suite as it is, for the runs that are pinned to it. */
  async keep(em: EntityManager, suites: readonly Suite[], now: Date): Promise<void> {
    for (const suite of suites) {
      await em.execute(
        `insert into conformance_suite (hash, suite_id, version, kept_at, suite) values (?, ?, ?, ?, ?::jsonb)
         on conflict (hash) do nothing`,
        [suite.hash, suite.id, suite.version, now, JSON.stringify(suite)],
      );
    }
  }

  /** Suites that runs are pinned to, by their hashes; of an older build they are read once. */
  async load(em: EntityManager, hashes: readonly string[]): Promise<ReadonlyMap<string, Suite>> {
    const missing = [...new Set(hashes)].filter((hash) => !this.byHash.has(hash));
    if (missing.length > 0) {
      const rows = await em.execute<{ hash: string; suite: Suite }[]>(
        'select hash, suite from conformance_suite where hash = any(?::text[])',
        [arrayLiteral(missing)],
      );
      for (const { hash, suite } of rows) this.remember(hash, suite);
    }
    return this.byHash;
  }

  private remember(hash: string, suite: Suite): void {
    if (this.byHash.size >= MOST_REMEMBERED) {
      const [oldest] = [...this.byHash.keys()].filter((known) => !this.current.some((one) => one.hash === known));
      if (oldest) this.byHash.delete(oldest);
    }
    this.byHash.set(hash, suite);
  }
}

/** In the order of semantic versions. */
export function byVersion(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

/** As the API names it. */
export function suiteFacts({ id: key, title, version, hash }: Suite): ConformanceSuite {
  return { key, title, version, hash };
}
