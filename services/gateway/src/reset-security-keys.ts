import { openDatabase } from '@portal/service-kit/database';
import { ConfigError } from '@portal/service-kit/process';
import type { GatewayConfig } from './config.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { resetKeys } from './second-factor/reset-keys.ts';

/** An operator's command, for who lost their keys where no other ADMIN is left: takes them away, by verified e-mail. */
export async function resetSecurityKeys(config: GatewayConfig, email: string | undefined): Promise<{ people: number }> {
  if (!email?.includes('@')) throw new ConfigError('name the e-mail: reset-security-keys elis@saude.example');
  const orm = await openDatabase({ url: config.databaseUrl, entities: [], migrations: MIGRATIONS });
  try {
    const people = await orm.em
      .fork()
      .execute<{ id: string }[]>('select id from people where email_verified and lower(email) = lower(?)', [email]);
    return { people: await resetKeys(orm, { personIds: people.map(({ id }) => id), byId: null, at: new Date() }) };
  } finally {
    await orm.close(true);
  }
}
