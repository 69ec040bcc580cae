import { runService } from '@portal/service-kit/process';
import { readGatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { migrateGateway } from './gateway-parts.ts';

const config = () => readGatewayConfig(process.env);

await runService('gateway', async () => startGateway(config()), {
  migrate: () => migrateGateway(config()),
  'reset-security-keys': async ([email]) =>
    (await import('./reset-security-keys.ts')).resetSecurityKeys(config(), email),
  doctor: async () => (await import('./doctor.ts')).doctor(config),
});
