import { runService } from '@portal/service-kit';
import { readCredentialsConfig } from './config.ts';
import { startCredentials } from './credentials.ts';
import { migrateCredentials } from './database.ts';

const config = () => readCredentialsConfig(process.env);

await runService(
  'credentials',
  async () => startCredentials(await config()),
  async () => {
    const { databaseUrl, databaseOwnerUrl, sealing } = await config();
    await migrateCredentials(databaseUrl, databaseOwnerUrl, sealing.current);
  },
);
