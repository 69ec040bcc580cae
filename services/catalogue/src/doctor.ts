import { databaseChecks, examine } from '@portal/service-kit/doctor';
import { MIGRATIONS } from './catalogue.ts';
import type { CatalogueConfig } from './config.ts';

/** Says what is wrong with this service's part of an installation, and what to do. */
export function doctor(config: () => CatalogueConfig): Promise<void> {
  return examine('catalogue', config, ({ databaseUrl }) =>
    databaseChecks({ url: databaseUrl, migrations: MIGRATIONS }),
  );
}
