import { runService } from '@portal/service-kit';
import { startCatalogue } from './catalogue.ts';
import { readCatalogueConfig } from './config.ts';

await runService('catalogue', async () => startCatalogue(readCatalogueConfig(process.env)));
