import { formatDateTime, TEAM_ROLE_LABELS } from '@portal/domain';
import { TeamDocument, type TeamQuery, TeamsDocument } from '../gql/graphql.ts';
import type { Command } from './command.ts';
import { NotFound } from './command-errors.ts';
import { EXIT } from './exit-code.ts';
import { LIMIT, listUpToLimit, noteMore } from './list-options.ts';
import { table } from './table.ts';

export const teamsList: Command = {
  name: 'teams list',
  positionals: [],
  summary: 'Lista as equipes de que você faz parte.',
  examples: ["portal teams list --json | jq -r '.[].id'"],
  options: { limit: LIMIT },
  async run(invocation) {
    const { terminal, session } = invocation;
    const { portal } = await session();
    const { nodes, more } = await listUpToLimit(
      invocation,
      async (page) => (await portal.request(TeamsDocument, page)).teams,
    );
    const rows = nodes.map(({ id, name, viewerRole }) => [id, name, viewerRole ? TEAM_ROLE_LABELS[viewerRole] : '—']);
    terminal.result(nodes, () =>
      nodes.length > 0 ? table([['Equipe', 'Nome', 'Seu papel'], ...rows], headsBold(terminal)) : 'Nenhuma equipe.',
    );
    noteMore(invocation, more);
    return EXIT.OK;
  },
};

export const teamsShow: Command = {
  name: 'teams show',
  positionals: ['<equipe>'],
  summary: 'Mostra uma equipe: quem faz parte dela, com que papel, e os convites.',
  details: 'Convidar, mudar papéis e remover alguém é feito no Portal, por quem entrou com a conta gov.br.',
  options: {},
  async run({ terminal, session, positionals: [id = ''] }) {
    const { team } = await (await session()).portal.request(TeamDocument, { id });
    if (!team) throw new NotFound(`A equipe ${id} não foi encontrada entre as suas.`);
    terminal.result(team, () => teamText(team, headsBold(terminal)));
    return EXIT.OK;
  },
};

type Paint = Parameters<typeof table>[1];

function headsBold(terminal: Parameters<Command['run']>[0]['terminal']): Paint {
  return (cell, _column, row) => (row === 0 ? terminal.paint('bold', cell) : cell);
}

function teamText({ name, members, invitations }: NonNullable<TeamQuery['team']>, paint: Paint): string {
  const people = (members ?? []).map((member) => [
    member.name,
    TEAM_ROLE_LABELS[member.role],
    formatDateTime(member.since),
    member.email ?? '—',
  ]);
  const invited = (invitations ?? []).map(({ email, role, expiresAt }) => [
    email,
    TEAM_ROLE_LABELS[role],
    formatDateTime(expiresAt),
  ]);
  return [
    name,
    table([['Nome', 'Papel', 'Desde', 'E-mail'], ...people], paint),
    ...(invited.length > 0 ? [table([['Convite a', 'Papel', 'Vale até'], ...invited], paint)] : []),
  ].join('\n\n');
}
