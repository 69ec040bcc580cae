import type { EntityManager } from '@mikro-orm/postgresql';
import { arrayLiteral } from '@portal/service-kit/database';
import { z } from 'zod';
import type { GatewayConfig } from './config.ts';
import { onDatabase, onPeopleOf } from './on-database.ts';
import { sessionsEndedByOperator } from './security-events.ts';
import { SESSION_ENDED_CHANNEL } from './sessions/sessions.ts';
import { TOKEN_ENDED_CHANNEL } from './tokens/personal-tokens.ts';

/**
 * An operator's command: ends all sessions and personal tokens of who has a verified e-mail, or an id, at all gateways and on
 * open pages.
 */
export async function endSessions(
  config: GatewayConfig,
  whose: string | undefined,
): Promise<{ sessions: number; tokens: number }> {
  const id = z.uuid().safeParse(whose);
  return id.success
    ? onDatabase(config, (em) => endAll(em, [id.data]))
    : onPeopleOf(config, { command: 'end-sessions', email: whose }, endAll);
}

async function endAll(em: EntityManager, personIds: string[]): Promise<{ sessions: number; tokens: number }> {
  const end = async (table: string, hash: string, channel: string) => {
    const ended = await em.execute<object[]>(
      `with ended as (delete from ${table} where person_id = any(?::uuid[]) returning ${hash} as hash)
       select pg_notify('${channel}', hash) from ended`,
      [arrayLiteral(personIds)],
    );
    return ended.length;
  };
  const ended = {
    sessions: await end('sessions', 'id_hash', SESSION_ENDED_CHANNEL),
    tokens: await end('personal_access_tokens', 'token_hash', TOKEN_ENDED_CHANNEL),
  };
  sessionsEndedByOperator(personIds, ended);
  return ended;
}
