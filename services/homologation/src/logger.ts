import { createLogger } from '@portal/service-kit';

/** Of the whole service. */
export const logger = createLogger('homologation');
