export { build } from './build.ts';
export { ConfigError, type PortalConfig, type Ports, readPortalConfig } from './config.ts';
export { databaseUsers } from './database.ts';
export { type Portal, startPortal } from './portal.ts';
export { portalPorts } from './ports.ts';
export { startService } from './process.ts';
export { loadSecrets, makeSecrets, publicKeys } from './secrets.ts';
export type { Part } from './supervise.ts';
export { startThrowawayPortal, throwawayConfig } from './throwaway.ts';
