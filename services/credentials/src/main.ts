import { runService } from '@portal/service-kit';
import { readCredentialsConfig } from './config.ts';
import { startCredentials } from './credentials.ts';

await runService('credentials', async () => startCredentials(await readCredentialsConfig(process.env)));
