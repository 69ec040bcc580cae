import { runService } from '@portal/service-kit';
import { readHomologationConfig } from './config.ts';
import { migrateHomologation, migrateHomologationBack, startHomologation } from './homologation.ts';

const config = () => readHomologationConfig(process.env);

await runService('homologation', async () => startHomologation(await config()), {
  migrate: async () => migrateHomologation(await config()),
  'migrate-back': async ([last]) => migrateHomologationBack(await config(), last),
  doctor: async () => (await import('./doctor.ts')).doctor(config),
});
