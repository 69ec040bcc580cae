import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';

function somebody(place: number, name: string, ...roles: Person['roles']): Person {
  return testPerson({ id: `01900000-0000-7000-8000-00000000000${place}`, name, roles: ['INTEGRATOR', ...roles] });
}

// The people of the local issuer, as the gateway tells of them.
export const ana = somebody(1, 'Ana');
export const bruno = somebody(2, 'Bruno');
export const clara = somebody(3, 'Clara', 'REVIEWER');
export const elis = somebody(4, 'Elis', 'ADMIN');
