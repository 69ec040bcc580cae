import { runService } from '@portal/service-kit';
import { migrateCatalogue, startCatalogue } from './catalogue.ts';
import { readCatalogueConfig } from './config.ts';

const config = () => readCatalogueConfig(process.env);

await runService('catalogue', async () => startCatalogue(config()), {
  migrate: async () => migrateCatalogue(config()),
  doctor: async () => (await import('./doctor.ts')).doctor(config),
});
