import type { EntityManager } from '@mikro-orm/postgresql';

/** What is told of keys to the audit log. */
export type KeyAct =
  | 'registerSecurityKey'
  | 'removeSecurityKey'
  | 'resetSecurityKeys'
  | 'refuseSecurityKey'
  | 'refuseCopiedSecurityKey';

/** An act on somebody's keys, by whom; null for an operator. */
export interface NotedAct {
  personId: string;
  byId: string | null;
  act: KeyAct;
  detail: Readonly<Record<string, string | number>>;
  at: Date;
}

/** Notes an act in the transaction that does it, to be told to credentials, whose audit log and notices it belongs to. */
export async function noteKeyAct(em: EntityManager, { personId, byId, act, detail, at }: NotedAct): Promise<void> {
  await em.execute('insert into security_key_acts (person_id, by_id, act, detail, at) values (?, ?, ?, ?::jsonb, ?)', [
    personId,
    byId,
    act,
    JSON.stringify(detail),
    at,
  ]);
}
