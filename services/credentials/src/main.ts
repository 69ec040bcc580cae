import { runService } from '@portal/service-kit';
import { readCredentialsConfig } from './config.ts';
import { startCredentials } from './credentials.ts';
import { migrateCredentials } from './database.ts';
import { moveEvidenceOf } from './evidence/move-evidence.ts';

const config = () => readCredentialsConfig(process.env);

await runService('credentials', async () => startCredentials(await config()), {
  async migrate() {
    const { databaseUrl, databaseOwnerUrl, sealing } = await config();
    await migrateCredentials(databaseUrl, databaseOwnerUrl, sealing.current);
  },
  doctor: async () => (await import('./doctor.ts')).doctor(config),
  'move-evidence': async ([to]) => moveEvidenceOf(await config(), to),
});
