import type { EntityManager } from '@mikro-orm/postgresql';
import { openDatabase } from '@portal/service-kit/database';
import { ConfigError } from '@portal/service-kit/process';
import type { GatewayConfig } from './config.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { peopleOfEmail } from './personal-data/emails.ts';

/** An operator's command on the database; as its owner where the owner is named, for not all tables may be changed by the gateway. */
export async function onDatabase<Done>(
  { databaseUrl, databaseOwnerUrl, personalData }: GatewayConfig,
  work: (em: EntityManager) => Promise<Done>,
): Promise<Done> {
  const url = databaseOwnerUrl ?? databaseUrl;
  const orm = await openDatabase({ url, entities: [], migrations: MIGRATIONS, personalData });
  try {
    return await work(orm.em.fork());
  } finally {
    await orm.close(true);
  }
}

/** The same about whoever has an e-mail. */
export function onPeopleOf<Done>(
  config: GatewayConfig,
  { command, email }: { command: string; email: string | undefined },
  work: (em: EntityManager, people: { id: string; verified: boolean }[]) => Promise<Done>,
): Promise<Done> {
  if (!email?.includes('@')) throw new ConfigError(`name the e-mail: ${command} elis@saude.example`);
  return onDatabase(config, async (em) => work(em, await peopleOfEmail(em, email)));
}
