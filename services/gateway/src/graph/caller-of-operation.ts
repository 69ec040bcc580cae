import { type Person, requirePerson } from '@portal/service-kit/identity';
import { forbidden } from '@portal/service-kit/serving';
import type { GatewayContext } from './gateway-context.ts';

/** A person in a browser: what a program must not do in their name, such as making tokens that outlive its own. */
export function requirePersonInBrowser({ caller, grant }: Pick<GatewayContext, 'caller' | 'grant'>): Person {
  if (grant) throw forbidden();
  return requirePerson(caller);
}
