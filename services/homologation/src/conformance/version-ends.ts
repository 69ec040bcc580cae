import type { EntityManager } from '@mikro-orm/postgresql';
import { type Incident, lastDaysFrom, type Suite, versionEnd } from '@portal/conformance';
import { arrayLiteral } from '@portal/service-kit';
import { LONGEST_SILENCE_MS } from '../incidents/ledger.ts';
import { byVersion, type KnownSuites, type SuiteVersion } from './known-suites.ts';

/**
 * When each of these versions counts no more: at the date that the version after it names, whatever those after that do, and
 * later by as long as the environment failed; at once where a suite is gone; null as long as there is no other.
 */
export async function versionEnds(
  em: EntityManager,
  suites: KnownSuites,
  versions: readonly SuiteVersion[],
  now: Date,
): Promise<(Date | null)[]> {
  const next = await nextVersions(
    em,
    suites,
    versions.filter((version) => suites.isReplaced(version)),
  );
  const days = versions.map(({ hash }) => next.get(hash)?.changed);
  const named = days.flatMap((changed) => (changed ? [lastDaysFrom(changed.completeUntil)] : []));
  const incidents = named.length > 0 ? await incidentsSince(em, new Date(Math.min(...named)), now) : [];
  return versions.map((version, place) => {
    if (!suites.isReplaced(version)) return null;
    const changed = days[place];
    return new Date(changed ? versionEnd(changed.completeUntil, incidents) : 0);
  });
}

/** By the hash of each that is replaced, what took its place first: what that promised stands. */
async function nextVersions(
  em: EntityManager,
  suites: KnownSuites,
  replaced: readonly SuiteVersion[],
): Promise<Map<string, Pick<Suite, 'version' | 'changed'> | undefined>> {
  if (replaced.length === 0) return new Map();
  const kept = await em.execute<Pick<Suite, 'id' | 'version' | 'changed'>[]>(
    `select suite_id as id, version, suite -> 'changed' as changed from conformance_suite where suite_id = any(?::text[])`,
    [arrayLiteral(new Set(replaced.map(({ id }) => id)))],
  );
  return new Map(
    replaced.map(({ id, version, hash }) => {
      const newest = suites.newest(id);
      const between = kept.filter((one) => one.id === id && newest && isBetween(one.version, version, newest.version));
      return [hash, between.toSorted((one, other) => byVersion(one.version, other.version))[0] ?? newest];
    }),
  );
}

const isBetween = (version: string, before: string, after: string) =>
  byVersion(version, before) > 0 && byVersion(version, after) < 0;

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
