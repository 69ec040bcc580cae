import type { EntityManager } from '@mikro-orm/postgresql';
import { type Incident, lastDaysFrom, versionEnd } from '@portal/conformance';
import { LONGEST_SILENCE_MS } from '../incidents/ledger.ts';
import type { KnownSuites, SuiteVersion } from './known-suites.ts';

/**
 * When each of these versions counts no more: at the date that the next one names, later by as long as the environment failed;
 * at once where a suite is gone; null as long as there is no other.
 */
export async function versionEnds(
  em: EntityManager,
  suites: KnownSuites,
  versions: readonly SuiteVersion[],
  now: Date,
): Promise<(Date | null)[]> {
  const days = versions.map((version) => (suites.isReplaced(version) ? suites.newest(version.id)?.changed : undefined));
  const named = days.flatMap((changed) => (changed ? [lastDaysFrom(changed.completeUntil)] : []));
  const incidents = named.length > 0 ? await incidentsSince(em, new Date(Math.min(...named)), now) : [];
  return versions.map((version, place) => {
    if (!suites.isReplaced(version)) return null;
    const changed = days[place];
    return new Date(changed ? versionEnd(changed.completeUntil, incidents) : 0);
  });
}

/** Those that are written down, and the silence that is not yet. */
async function incidentsSince(em: EntityManager, since: Date, now: Date): Promise<Incident[]> {
  const rows = await em.execute<{ started_at: Date; ended_at: Date }[]>(
    `select started_at, ended_at from homologation_incident where ended_at > ?
     union all select at, ?::timestamptz from sign_of_life where at < ?`,
    [since, now, new Date(now.getTime() - LONGEST_SILENCE_MS)],
  );
  return rows.map(({ started_at, ended_at }) => ({
    startedAt: new Date(started_at).getTime(),
    endedAt: new Date(ended_at).getTime(),
  }));
}
