import { QueryView, RequireViewer, useConnection } from '@portal/console';
import { TEAM_ROLE_LABELS } from '@portal/domain';
import { Breadcrumb, Card, EmptyState, LoadMore, PageTitle, Tag } from '@portal/ui';
import { establishmentCode } from './establishment-code.ts';
import { TeamList } from './team.documents.ts';

/** /equipes */
export function Component() {
  return (
    <RequireViewer>
      <Breadcrumb crumbs={[{ label: 'Equipes' }]} />
      <PageTitle>Equipes</PageTitle>
      <p className="lead">
        Uma equipe cuida das solicitações e credenciais de um estabelecimento. Convide quem trabalha com você e escolha
        o que cada pessoa pode fazer.
      </p>
      <Teams />
    </RequireViewer>
  );
}

function Teams() {
  const teams = useConnection({ document: TeamList, variables: {}, pick: (data) => data.teams });
  return (
    <QueryView
      of={teams}
      empty={
        <EmptyState title="Você ainda não está em uma equipe" icon="person">
          <p>A sua equipe é criada quando você escolhe o estabelecimento em uma solicitação.</p>
        </EmptyState>
      }
    >
      {(nodes) => (
        <>
          {nodes.map(({ id, name, members, viewerRole, cnes, cnpj }) => (
            <Card
              key={id}
              title={name}
              to={`/equipes/${id}`}
              aside={viewerRole && <Tag>{TEAM_ROLE_LABELS[viewerRole]}</Tag>}
            >
              <p>
                {establishmentCode({ cnes, cnpj })}, {people(members?.length ?? 0)}
              </p>
            </Card>
          ))}
          <LoadMore
            shown={nodes.length}
            total={teams.total}
            what="equipes"
            hasMore={teams.hasMore}
            loading={teams.loadingMore}
            onLoadMore={teams.loadMore}
          />
        </>
      )}
    </QueryView>
  );
}

function people(count: number): string {
  return count === 1 ? '1 pessoa' : `${count} pessoas`;
}
