import type { EntityManager } from '@mikro-orm/postgresql';
import type { HomologationIncidentKind } from '@portal/domain';
import type { HomologationIncident } from './homologation-incident.ts';

interface Row {
  kind: HomologationIncidentKind;
  started_at: Date;
  ended_at: Date;
  calls: number;
}

/** The last incidents, the newest first. */
export async function lastIncidents(em: EntityManager, limit: number): Promise<HomologationIncident[]> {
  const rows = await em.execute<Row[]>('select * from homologation_incident order by ended_at desc, id desc limit ?', [
    limit,
  ]);
  return rows.map(({ kind, calls, started_at, ended_at }) => ({
    kind,
    calls,
    startedAt: new Date(started_at),
    endedAt: new Date(ended_at),
  }));
}
