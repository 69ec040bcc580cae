import { createLogger } from '@portal/service-kit';

/** The catalogue's log. */
export const logger = createLogger('catalogue');
