import { runService } from '@portal/service-kit/process';
import { readIdentityConfig } from './config.ts';
import { startIdentity } from './identity.ts';

await runService('identity', async () => startIdentity(readIdentityConfig(process.env)));
