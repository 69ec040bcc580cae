import { rewrapKeys } from '@portal/service-kit/database';
import { runService } from '@portal/service-kit/process';
import { readGatewayConfig } from './config.ts';
import { startGateway } from './gateway.ts';
import { migrateGateway, migrateGatewayBack } from './gateway-parts.ts';
import { onDatabase } from './on-database.ts';
import { openPeople } from './personal-data/seal-people.ts';
import { sealPersonalData } from './seal-personal-data.ts';

const config = () => readGatewayConfig(process.env);

await runService('gateway', async () => startGateway(config()), {
  migrate: () => migrateGateway(config()),
  'migrate-back': async ([last]) => migrateGatewayBack(config(), last),
  'reset-security-keys': async ([email]) =>
    (await import('./reset-security-keys.ts')).resetSecurityKeys(config(), email),
  'find-people': async ([email]) => {
    const { findPeople, readTyped } = await import('./find-people.ts');
    return findPeople(config(), { email, typed: () => readTyped(process.stdin) });
  },
  'end-sessions': async ([whose]) => (await import('./end-sessions.ts')).endSessions(config(), whose),
  'seal-personal-data': () => onDatabase(config(), (em) => sealPersonalData(em)),
  'unseal-personal-data': () => onDatabase(config(), openPeople),
  'rewrap-personal-keys': () => onDatabase(config(), (em) => rewrapKeys(em, config().personalData)),
  doctor: async () => (await import('./doctor.ts')).doctor(config),
});
