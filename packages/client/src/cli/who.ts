import { ASSURANCE_LEVEL_LABELS, ENVIRONMENT_LABELS } from '@portal/domain';
import {
  type CredentialSummaryFragment,
  CredentialsDocument,
  ViewerDocument,
  type ViewerQuery,
} from '../gql/graphql.ts';
import { present } from '../present.ts';
import type { Session } from './command.ts';
import { NotLoggedIn } from './command-errors.ts';

/** Who the portal takes somebody for: a person, or a system by its credential. */
export type Who =
  | ({ kind: 'person' } & NonNullable<ViewerQuery['viewer']>)
  | ({ kind: 'system' } & CredentialSummaryFragment);

/** Asks the portal who is asking it. */
export async function whoAsks({ identity, portal }: Session): Promise<Who> {
  if (identity && 'clientId' in identity) {
    const { credentials } = await portal.request(CredentialsDocument, { first: 1 });
    const own = present(credentials).edges[0]?.node;
    if (own) return { kind: 'system', ...own };
  } else {
    const { viewer } = await portal.request(ViewerDocument);
    if (viewer) return { kind: 'person', ...viewer };
  }
  throw new NotLoggedIn('O portal não reconhece quem entrou.');
}

export function whoText(who: Who): string {
  if (who.kind === 'person') {
    const { name, email, assuranceLevel } = who;
    return [name, email, `conta gov.br ${ASSURANCE_LEVEL_LABELS[assuranceLevel]}`].filter(Boolean).join(' · ');
  }
  const { system, environment, requesterIdentifier } = who;
  return [system.name, ENVIRONMENT_LABELS[environment], `identificador do solicitante ${requesterIdentifier}`].join(
    ' · ',
  );
}
