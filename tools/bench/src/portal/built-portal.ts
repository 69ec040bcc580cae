import { build, type Portal, startThrowawayPortal } from '@portal/start';

/** A whole portal for one benchmark, of the services as they are written now. */
export async function startBuiltPortal(): Promise<Portal> {
  await build('build:services');
  return startThrowawayPortal();
}
