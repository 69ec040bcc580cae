import type { EntityManager } from '@mikro-orm/postgresql';
import { rewrapKeys, runService } from '@portal/service-kit';
import { type CredentialsConfig, readCredentialsConfig } from './config.ts';
import { startCredentials } from './credentials.ts';
import { migrateCredentials, migrateCredentialsBack, openCredentialsDatabase } from './database.ts';
import { beginByLetter, readLetter } from './erasure/begin-by-letter.ts';
import { eraseAgain } from './erasure/keep-erased.ts';
import { moveEvidenceOf } from './evidence/move-evidence.ts';
import { openEvidenceStorage } from './evidence/open-storage.ts';
import { sealPersonalData } from './personal-data/seal-plain.ts';

const config = () => readCredentialsConfig(process.env);

async function onDatabase<Done>(work: (em: EntityManager, config: CredentialsConfig) => Promise<Done>): Promise<Done> {
  const read = await config();
  const keys = { ...read, sealing: read.sealing.current };
  await using opened = new AsyncDisposableStack();
  const orm = opened.adopt(await openCredentialsDatabase(read.databaseUrl, keys, read.waits), (open) =>
    open.close(true),
  );
  return await work(orm.em.fork(), read);
}

await runService('credentials', async () => startCredentials(await config()), {
  async migrate() {
    const { databaseUrl, databaseOwnerUrl, sealing } = await config();
    await migrateCredentials(databaseUrl, databaseOwnerUrl, sealing.current);
  },
  'migrate-back': async ([last]) => {
    const { databaseUrl, databaseOwnerUrl, sealing } = await config();
    return migrateCredentialsBack(databaseUrl, databaseOwnerUrl, sealing.current, last);
  },
  doctor: async () => (await import('./doctor.ts')).doctor(config),
  'move-evidence': async ([to]) => moveEvidenceOf(await config(), to),
  'erase-again': (people) =>
    onDatabase(async (em, read) => {
      const now = new Date();
      return eraseAgain(em, await openEvidenceStorage(read), { people, now });
    }),
  'begin-erasure': (args) => onDatabase((em) => beginByLetter(em, { ...readLetter(args), now: new Date() })),
  'seal-personal-data': () => onDatabase((em) => sealPersonalData(em)),
  'rewrap-personal-keys': () => onDatabase((em, { personalData }) => rewrapKeys(em, personalData)),
});
