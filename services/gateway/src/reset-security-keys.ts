import type { GatewayConfig } from './config.ts';
import { onPeopleOf } from './on-database.ts';
import { resetKeys } from './second-factor/reset-keys.ts';

/** An operator's command, for who lost their keys where no other ADMIN is left: takes them away, by verified e-mail. */
export async function resetSecurityKeys(config: GatewayConfig, email: string | undefined): Promise<{ people: number }> {
  return onPeopleOf(config, { command: 'reset-security-keys', email }, async (em, personIds) => ({
    people: await resetKeys(em, { personIds, byId: null, at: new Date() }),
  }));
}
