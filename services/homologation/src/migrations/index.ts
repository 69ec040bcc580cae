import type { DatabaseOptions } from '@portal/service-kit';
import { Homologation0001hosts } from './Homologation0001hosts.ts';

/** Of the database `homologation`, in order. */
export const MIGRATIONS: DatabaseOptions['migrations'] = [Homologation0001hosts];
