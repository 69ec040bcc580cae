import { readEach } from '@portal/console/forms';
import { invalid, TEAM_ROLE_LABELS, type TeamRole, valid } from '@portal/domain';
import { TOKEN_FIELDS } from '../tokens/token-form.ts';

/** What a token may be in a team. */
export type TokenRole = Exclude<TeamRole, 'GESTOR'>;

/** The roles of a token, in words. */
export const ROLES: readonly { value: TokenRole; label: string; help: string }[] = [
  { value: 'LEITURA', label: TEAM_ROLE_LABELS.LEITURA, help: 'Consulta tudo da equipe e não muda nada.' },
  {
    value: 'INTEGRADOR',
    label: TEAM_ROLE_LABELS.INTEGRADOR,
    help: 'Também prepara solicitações, testa e gera segredos. Quem envia uma solicitação é sempre uma pessoa.',
  },
];

/** Reads the form into what is sent. */
export const TEAM_TOKEN_FORM = readEach({
  ...TOKEN_FIELDS,
  role: (chosen: TokenRole | undefined) => (chosen ? valid(chosen) : invalid('Escolha o papel.')),
});
