import type { DatabaseOptions } from '@portal/service-kit';

/** Of the database `homologation`, in order. */
export const MIGRATIONS: DatabaseOptions['migrations'] = [];
