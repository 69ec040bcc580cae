export { type Postgres, type PostgresOptions, runningPostgresUrl, startPostgres } from './cluster.ts';
