import type { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { openDatabase } from '@portal/service-kit/database';
import { ConfigError } from '@portal/service-kit/process';
import type { GatewayConfig } from './config.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { peopleOfEmail } from './personal-data/emails.ts';

/** An operator's command on the database; as its owner where the owner is named, for not all tables may be changed by the gateway. */
export async function onDatabase<Done>(
  { databaseUrl, databaseOwnerUrl, personalData }: GatewayConfig,
  work: (em: EntityManager, opened: { orm: MikroORM; url: string }) => Promise<Done>,
): Promise<Done> {
  const url = databaseOwnerUrl ?? databaseUrl;
  const orm = await openDatabase({ url, entities: [], migrations: MIGRATIONS, personalData });
  try {
    return await work(orm.em.fork(), { orm, url });
  } finally {
    await orm.close(true);
  }
}

/** The same about whoever has an e-mail, verified: anybody may say of themselves that they have it. */
export function onPeopleOf<Done>(
  config: GatewayConfig,
  { command, email }: { command: string; email: string | undefined },
  work: (em: EntityManager, personIds: string[]) => Promise<Done>,
): Promise<Done> {
  if (!email?.includes('@')) throw new ConfigError(`name the e-mail: ${command} elis@saude.example`);
  return onDatabase(config, async (em) => {
    const people = await peopleOfEmail(em, email);
    return work(
      em,
      people.filter(({ verified }) => verified).map(({ id }) => id),
    );
  });
}
