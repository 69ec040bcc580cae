export {
  type ClusterPlace,
  clusterPlace,
  type Postgres,
  type PostgresOptions,
  postgresVersion,
  runningPostgresUrl,
  startPostgres,
} from './cluster.ts';
export { freePorts, isFree } from './free-ports.ts';
export { lookAtProcess, type SeenProcess } from './look-at-process.ts';
