import { runService } from '@portal/service-kit';
import { readHomologationConfig } from './config.ts';
import { migrateHomologation, startHomologation } from './homologation.ts';

const config = () => readHomologationConfig(process.env);

await runService('homologation', async () => startHomologation(await config()), {
  migrate: async () => migrateHomologation(await config()),
  doctor: async () => (await import('./doctor.ts')).doctor(config),
});
