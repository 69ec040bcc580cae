import { runService } from '@portal/service-kit';
import { migrateCatalogue, migrateCatalogueBack, startCatalogue } from './catalogue.ts';
import { readCatalogueConfig } from './config.ts';

const config = () => readCatalogueConfig(process.env);

await runService('catalogue', async () => startCatalogue(config()), {
  migrate: async () => migrateCatalogue(config()),
  'migrate-back': async ([last]) => migrateCatalogueBack(await config(), last),
  doctor: async () => (await import('./doctor.ts')).doctor(config),
});
