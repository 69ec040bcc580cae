import type { PathName } from './paths.ts';
import type { SystemName } from './systems.ts';

/** How a request went: its path, and how many days ago its last act was. */
export interface Course {
  path: PathName;
  daysAgo: number;
  /** Hours that it lay in the queue before it was claimed; otherwise a day or so. */
  queueHours?: number;
  /** Which of the reviewers' texts. */
  words?: ReviewWords;
}

/** The reviewers' texts, by what they are about. */
export type ReviewWords =
  | 'wideRange'
  | 'managerEmail'
  | 'vagueDescription'
  | 'wrongEstablishment'
  | 'otherHolder'
  | 'noErrors'
  | 'illegible'
  | 'personalData'
  | 'notConvincing';

/** What was done with a credential after it was issued, so many days ago. */
export interface CredentialAct {
  act: 'drawSecret' | 'suspend' | 'suspendForMinistry' | 'reinstate' | 'revoke' | 'expire';
  daysAgo: number;
}

/** One system on its way through the portal. */
export interface Story {
  owner: 'ana' | 'bruno' | 'fabio';
  /** Index into PLACES. */
  place: number;
  system: SystemName;
  /** Set apart from the others of its kind at the same place. */
  version?: string;
  certificate?: 'e-CNPJ' | 'e-CPF';
  homologation: Course;
  credential?: CredentialAct[];
  production?: Course;
  /** After a refusal, once more from the same homologation credential. */
  productionAgain?: Course;
  productionCredential?: CredentialAct[];
}

const drawn = (daysAgo: number): CredentialAct => ({ act: 'drawSecret', daysAgo });

/** The month: every state of requests and credentials, some late, some sent back, one with a patient's data. */
export const STORIES: readonly Story[] = [
  // Homologation and production granted.
  {
    owner: 'ana',
    place: 0,
    system: 'laboratory',
    certificate: 'e-CNPJ',
    homologation: { path: 'approved', daysAgo: 27 },
    credential: [drawn(26.5), drawn(12)],
    production: { path: 'approved', daysAgo: 17 },
    productionCredential: [drawn(16.8)],
  },
  {
    owner: 'bruno',
    place: 1,
    system: 'hospital',
    certificate: 'e-CPF',
    homologation: { path: 'approvedAtSecond', daysAgo: 24, words: 'wideRange' },
    credential: [drawn(23)],
    production: { path: 'approvedAtSecond', daysAgo: 11, words: 'noErrors' },
    productionCredential: [drawn(10.5), { act: 'suspendForMinistry', daysAgo: 3 }],
  },
  {
    owner: 'ana',
    place: 4,
    system: 'laboratory',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 26 },
    credential: [drawn(25)],
    production: { path: 'approved', daysAgo: 15 },
    productionCredential: [drawn(14)],
  },
  {
    owner: 'bruno',
    place: 8,
    system: 'vaccination',
    certificate: 'e-CNPJ',
    homologation: { path: 'approved', daysAgo: 25 },
    credential: [drawn(24.8)],
    production: { path: 'approvedAtSecond', daysAgo: 9, words: 'personalData' },
    productionCredential: [drawn(8.5)],
  },
  {
    owner: 'ana',
    place: 2,
    system: 'registry',
    homologation: { path: 'approved', daysAgo: 23 },
    credential: [drawn(22)],
    production: { path: 'approved', daysAgo: 13 },
    productionCredential: [drawn(12.5), { act: 'suspend', daysAgo: 5 }, { act: 'reinstate', daysAgo: 4 }],
  },
  {
    owner: 'bruno',
    place: 12,
    system: 'citizens',
    homologation: { path: 'approved', daysAgo: 22 },
    credential: [drawn(21)],
    production: { path: 'approved', daysAgo: 12 },
    productionCredential: [drawn(11.5), { act: 'revoke', daysAgo: 2 }],
  },
  {
    owner: 'ana',
    place: 9,
    system: 'procedures',
    homologation: { path: 'approved', daysAgo: 21 },
    credential: [drawn(20)],
    production: { path: 'approved', daysAgo: 8 },
  },
  // Production under way.
  {
    owner: 'ana',
    place: 3,
    system: 'hospital',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 20 },
    credential: [drawn(19.5)],
    production: { path: 'submitted', daysAgo: 0.6 },
  },
  {
    owner: 'bruno',
    place: 5,
    system: 'pharmacy',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 19 },
    credential: [drawn(18)],
    production: { path: 'submitted', daysAgo: 4.1 },
  },
  {
    owner: 'ana',
    place: 7,
    system: 'laboratory',
    certificate: 'e-CNPJ',
    homologation: { path: 'approved', daysAgo: 18 },
    credential: [drawn(17)],
    production: { path: 'inReview', daysAgo: 0.2 },
  },
  {
    owner: 'bruno',
    place: 10,
    system: 'laboratory',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 18.5 },
    credential: [drawn(17)],
    production: { path: 'inReview', daysAgo: 0.1, queueHours: 79 },
  },
  {
    owner: 'ana',
    place: 6,
    system: 'vaccination',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 17 },
    credential: [drawn(16)],
    production: { path: 'changesRequested', daysAgo: 1.4, words: 'illegible' },
  },
  {
    owner: 'bruno',
    place: 13,
    system: 'registry',
    homologation: { path: 'approved', daysAgo: 17.5 },
    credential: [drawn(17)],
    production: { path: 'mending', daysAgo: 0.4, words: 'noErrors' },
  },
  {
    owner: 'ana',
    place: 12,
    system: 'hospital',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 16 },
    credential: [drawn(15)],
    production: { path: 'submittedAgain', daysAgo: 0.9, words: 'noErrors' },
  },
  {
    owner: 'ana',
    place: 4,
    system: 'citizens',
    homologation: { path: 'approved', daysAgo: 15 },
    credential: [drawn(14)],
    production: { path: 'draft', daysAgo: 1.1 },
  },
  {
    owner: 'bruno',
    place: 9,
    system: 'vaccination',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 13 },
    credential: [drawn(12)],
    production: { path: 'empty', daysAgo: 0.3 },
  },
  // Production refused, one of them asked for again.
  {
    owner: 'bruno',
    place: 7,
    system: 'procedures',
    homologation: { path: 'approved', daysAgo: 20.5 },
    credential: [drawn(20)],
    production: { path: 'rejected', daysAgo: 10, words: 'notConvincing' },
    productionAgain: { path: 'submitted', daysAgo: 1.2 },
  },
  {
    owner: 'ana',
    place: 11,
    system: 'hospital',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 16.5 },
    credential: [drawn(16)],
    production: { path: 'rejected', daysAgo: 4, words: 'notConvincing' },
  },
  {
    owner: 'bruno',
    place: 2,
    system: 'pharmacy',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 14 },
    credential: [drawn(13)],
    production: { path: 'cancelledInQueue', daysAgo: 3 },
  },
  // Homologation credentials that go on, or came to an end.
  { owner: 'ana', place: 5, system: 'citizens', homologation: { path: 'approved', daysAgo: 2 } },
  {
    owner: 'bruno',
    place: 3,
    system: 'laboratory',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 6 },
    credential: [drawn(5.5)],
  },
  {
    owner: 'ana',
    place: 1,
    system: 'stock',
    homologation: { path: 'approved', daysAgo: 12.5 },
    credential: [drawn(12), { act: 'suspend', daysAgo: 6 }],
  },
  {
    owner: 'bruno',
    place: 6,
    system: 'hospital',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 19.5 },
    credential: [drawn(19), { act: 'expire', daysAgo: 1.5 }],
  },
  {
    owner: 'ana',
    place: 13,
    system: 'vaccination',
    certificate: 'e-CPF',
    homologation: { path: 'approved', daysAgo: 22.5 },
    credential: [drawn(22), { act: 'expire', daysAgo: 8 }],
  },
  {
    owner: 'bruno',
    place: 11,
    system: 'registry',
    homologation: { path: 'approved', daysAgo: 11 },
    credential: [drawn(10.5), { act: 'revoke', daysAgo: 7 }],
  },
  // Homologation under way.
  { owner: 'fabio', place: 13, system: 'pharmacy', homologation: { path: 'draft', daysAgo: 9 } },
  { owner: 'fabio', place: 10, system: 'registry', homologation: { path: 'empty', daysAgo: 2.5 } },
  { owner: 'ana', place: 8, system: 'stock', homologation: { path: 'draft', daysAgo: 0.5 } },
  { owner: 'bruno', place: 4, system: 'hospital', homologation: { path: 'draft', daysAgo: 14 } },
  { owner: 'bruno', place: 0, system: 'procedures', homologation: { path: 'submitted', daysAgo: 0.2 } },
  {
    owner: 'ana',
    place: 10,
    system: 'vaccination',
    certificate: 'e-CPF',
    homologation: { path: 'submitted', daysAgo: 1 },
  },
  { owner: 'bruno', place: 8, system: 'stock', homologation: { path: 'submitted', daysAgo: 2.7 } },
  {
    owner: 'ana',
    place: 7,
    system: 'hospital',
    certificate: 'e-CPF',
    homologation: { path: 'submitted', daysAgo: 3.4 },
  },
  { owner: 'bruno', place: 9, system: 'citizens', homologation: { path: 'submitted', daysAgo: 5 } },
  {
    owner: 'ana',
    place: 2,
    system: 'pharmacy',
    version: '2',
    certificate: 'e-CNPJ',
    homologation: { path: 'released', daysAgo: 0.7 },
  },
  { owner: 'bruno', place: 10, system: 'citizens', homologation: { path: 'inReview', daysAgo: 0.15 } },
  {
    owner: 'ana',
    place: 12,
    system: 'laboratory',
    certificate: 'e-CNPJ',
    homologation: { path: 'inReview', daysAgo: 0.3 },
  },
  {
    owner: 'bruno',
    place: 1,
    system: 'vaccination',
    certificate: 'e-CPF',
    homologation: { path: 'inReview', daysAgo: 0.1, queueHours: 77 },
  },
  {
    owner: 'ana',
    place: 9,
    system: 'laboratory',
    certificate: 'e-CPF',
    homologation: { path: 'changesRequested', daysAgo: 0.8, words: 'wideRange' },
  },
  {
    owner: 'bruno',
    place: 5,
    system: 'hospital',
    certificate: 'e-CPF',
    homologation: { path: 'changesRequested', daysAgo: 6.5, words: 'managerEmail' },
  },
  {
    owner: 'ana',
    place: 6,
    system: 'procedures',
    homologation: { path: 'mending', daysAgo: 0.35, words: 'vagueDescription' },
  },
  {
    owner: 'bruno',
    place: 12,
    system: 'pharmacy',
    certificate: 'e-CPF',
    homologation: { path: 'submittedAgain', daysAgo: 0.4, words: 'managerEmail' },
  },
  {
    owner: 'ana',
    place: 3,
    system: 'registry',
    homologation: { path: 'submittedAgain', daysAgo: 3.2, words: 'vagueDescription' },
  },
  {
    owner: 'bruno',
    place: 4,
    system: 'pharmacy',
    certificate: 'e-CNPJ',
    homologation: { path: 'rejected', daysAgo: 10.5, words: 'wrongEstablishment' },
  },
  {
    owner: 'ana',
    place: 1,
    system: 'citizens',
    certificate: 'e-CNPJ',
    homologation: { path: 'rejected', daysAgo: 5.5, words: 'otherHolder' },
  },
  {
    owner: 'bruno',
    place: 3,
    system: 'stock',
    homologation: { path: 'rejected', daysAgo: 15.5, words: 'wrongEstablishment' },
  },
  { owner: 'ana', place: 0, system: 'pharmacy', homologation: { path: 'cancelled', daysAgo: 13.5 } },
  { owner: 'bruno', place: 2, system: 'procedures', homologation: { path: 'cancelledInQueue', daysAgo: 7.5 } },
];
