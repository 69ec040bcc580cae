import type { Person } from '@portal/service-kit';
import { testPerson } from '@portal/service-kit/testing';

function person(place: number, name: string, more: Partial<Person> = {}): Person {
  return testPerson({ id: `01900000-0000-7000-8000-0000000000a${place}`, name, email: null, ...more });
}

// The people of the local issuer, as the gateway tells of them.
export const ana = person(1, 'Ana Souza');
export const bruno = person(2, 'Bruno Lima', { assuranceLevel: 'SILVER' });
export const clara = person(3, 'Clara Nunes', { roles: ['INTEGRATOR', 'REVIEWER'] });
export const davi = person(4, 'Davi Rocha', { roles: ['INTEGRATOR', 'REVIEWER'] });
export const elis = person(5, 'Elis Prado', { roles: ['INTEGRATOR', 'ADMIN'] });
export const gilda = person(7, 'Gilda Matos', { roles: ['INTEGRATOR', 'MANAGER'] });
export const hugo = person(8, 'Hugo Tavares', { roles: ['INTEGRATOR', 'AUDITOR'] });
export const fabio = person(6, 'Fabio Reis', { assuranceLevel: 'BRONZE' });
