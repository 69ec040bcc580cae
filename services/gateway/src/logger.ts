import { createLogger } from '@portal/service-kit/process';

/** The gateway's log. */
export const logger = createLogger('gateway');
