import { Migration20261124PeopleAndSessions } from './migration-20261124-people-and-sessions.ts';

/** The migrations of the database `gateway`, in order. */
export const MIGRATIONS = [Migration20261124PeopleAndSessions];
