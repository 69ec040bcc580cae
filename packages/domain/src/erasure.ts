import { formatDateTime, type Moment } from './date-time.ts';
import type { EnumDescription } from './enum-description.ts';

/** How many days somebody may take back that their account is to be erased. */
export const ERASURE_DAYS = 15;

/** What stands in the place of the name of somebody who was erased. */
export const ERASED_NAME = 'Pessoa removida';

/** What has to be done before an account is erased. */
export const ErasureObstacleKind = {
  OPEN_REQUEST: 'OPEN_REQUEST',
  LAST_GESTOR: 'LAST_GESTOR',
  CREDENTIAL_MANAGER: 'CREDENTIAL_MANAGER',
  HELD_REVIEW: 'HELD_REVIEW',
  MINISTRY_ROLE: 'MINISTRY_ROLE',
} as const;

/** What has to be done before an account is erased. */
export type ErasureObstacleKind = keyof typeof ErasureObstacleKind;

/** Its words in the API. */
export const ERASURE_OBSTACLE_KIND_ENUM: EnumDescription<ErasureObstacleKind> = {
  name: 'ErasureObstacleKind',
  description: 'What has to be done before an account is erased.',
  valuesConfig: {
    OPEN_REQUEST: {
      description:
        'A request that they sent, or one of their teams that names them as manager, waits for an answer, or for changes.',
    },
    LAST_GESTOR: { description: 'They are the only GESTOR of a team that has others in it, or something that runs.' },
    CREDENTIAL_MANAGER: { description: 'They answer, as manager, for a credential that is not over.' },
    HELD_REVIEW: { description: 'They hold a request under review.' },
    MINISTRY_ROLE: { description: 'They have a role of the Ministry.' },
  },
};

/** When an account is erased, said to its person: its day, or where that has passed what it still waits for. */
export function erasureHeading(dueAt: Moment, { keptBack, now }: { keptBack: boolean; now: Date }): string {
  if (new Date(dueAt) > now) return `A sua conta será apagada em ${formatDateTime(dueAt)}`;
  return keptBack
    ? 'A sua conta será apagada um dia depois que nada mais impedir'
    : 'A sua conta será apagada dentro de instantes';
}

/** What stands in the way, and what to do first: `about` names it, where it is something. */
export function erasureObstacleText(kind: ErasureObstacleKind, about: string | null): string {
  return OBSTACLE_TEXTS[kind](about ?? '');
}

const OBSTACLE_TEXTS: Readonly<Record<ErasureObstacleKind, (about: string) => string>> = {
  OPEN_REQUEST: (protocol) =>
    `A solicitação ${protocol}, que você enviou ou em que você é a pessoa gestora responsável, está em andamento. Espere a resposta ou, com a sua equipe, cancele a solicitação.`,
  LAST_GESTOR: (team) =>
    `Você é a única pessoa gestora da equipe ${team}. Dê antes esse papel a outra pessoa; se não houver outra, revogue as credenciais e os tokens da equipe e cancele as solicitações dela.`,
  CREDENTIAL_MANAGER: (identifier) =>
    `Você é a pessoa gestora responsável pela credencial ${identifier}, que ainda vale. Peça antes uma alteração com outra pessoa responsável, ou revogue a credencial.`,
  HELD_REVIEW: (protocol) =>
    `A análise da solicitação ${protocol} está com você. Devolva-a à fila ou passe-a a outra pessoa.`,
  MINISTRY_ROLE: () =>
    'Você tem um papel do Ministério da Saúde no Portal. Peça antes à administração do Portal que o retire.',
};
