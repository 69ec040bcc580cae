import { arrayLiteral } from '@portal/service-kit/database';
import type { GatewayConfig } from './config.ts';
import { onPeopleOf } from './on-database.ts';
import { SESSION_ENDED_CHANNEL } from './sessions/sessions.ts';
import { TOKEN_ENDED_CHANNEL } from './tokens/personal-tokens.ts';

/** An operator's command: ends all sessions and personal tokens of who has an e-mail, at all gateways and on open pages. */
export async function endSessions(
  config: GatewayConfig,
  email: string | undefined,
): Promise<{ sessions: number; tokens: number }> {
  return onPeopleOf(config, { command: 'end-sessions', email }, async (em, people) => {
    const end = async (table: string, hash: string, channel: string) => {
      const ended = await em.execute<object[]>(
        `with ended as (delete from ${table} where person_id = any(?::uuid[]) returning ${hash} as hash)
         select pg_notify('${channel}', hash) from ended`,
        [arrayLiteral(people.map(({ id }) => id))],
      );
      return ended.length;
    };
    return {
      sessions: await end('sessions', 'id_hash', SESSION_ENDED_CHANNEL),
      tokens: await end('personal_access_tokens', 'token_hash', TOKEN_ENDED_CHANNEL),
    };
  });
}
