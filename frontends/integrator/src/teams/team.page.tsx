import { NotFoundPage, QueryView, RequireViewer, useRead } from '@portal/console';
import { TEAM_ROLE_LABELS, TEAM_ROLE_SENTENCES, teamMay } from '@portal/domain';
import { Breadcrumb, Message, PageTitle, Tag } from '@portal/ui';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { TeamViewFragment } from '../gql/graphql.ts';
import { TeamTokensSection } from '../team-tokens/team-tokens.tsx';
import { TeamWebhooks } from '../webhooks/team-webhooks.tsx';
import { establishmentCode } from './establishment-code.ts';
import { type DrawnLink, InvitationLink } from './invitation-link.tsx';
import { Invitations } from './invitations.tsx';
import { InviteForm } from './invite-form.tsx';
import { LeaveTeamButton } from './leave-team.tsx';
import { Members } from './members.tsx';
import { TeamPage } from './team.documents.ts';

/** /equipes/:id */
export function Component() {
  const { id = '' } = useParams();
  return (
    <RequireViewer>
      <TeamById key={id} id={id} />
    </RequireViewer>
  );
}

function TeamById({ id }: { readonly id: string }) {
  const team = useRead({ query: TeamPage, variables: { id }, pick: (data) => data.team });
  return (
    <QueryView of={team} title="Equipe" empty={<NotFoundPage />}>
      {(found) => <TeamDetail team={found} />}
    </QueryView>
  );
}

function TeamDetail({ team }: { readonly team: TeamViewFragment }) {
  const { viewerRole, invitations } = team;
  const [link, setLink] = useState<DrawnLink | null>(null);
  const manages = teamMay(viewerRole ?? null, 'MANAGE_MEMBERS');
  return (
    <>
      <Breadcrumb crumbs={[{ label: 'Equipes', to: '/equipes' }, { label: team.name }]} />
      <PageTitle
        documentTitle={`Equipe ${team.name}`}
        aside={viewerRole && <Tag>Você: {TEAM_ROLE_LABELS[viewerRole]}</Tag>}
      >
        {team.name}
      </PageTitle>
      <p className="lead">{establishmentCode(team)}</p>
      {viewerRole && !manages && (
        <Message tone="info" role="none">
          O seu papel é {TEAM_ROLE_LABELS[viewerRole]}: {TEAM_ROLE_SENTENCES[viewerRole].toLowerCase()} Quem é gestor
          convida pessoas e muda papéis.
        </Message>
      )}
      <h2 id="members">Quem está na equipe</h2>
      <Members team={team} manages={manages} />
      {manages && (
        <>
          {invitations && invitations.length > 0 && (
            <Invitations teamId={team.id} invitations={invitations} onLink={setLink} />
          )}
          <InviteForm teamId={team.id} onInvited={setLink} />
        </>
      )}
      <TeamWebhooks team={team} />
      <TeamTokensSection team={team} />
      <LeaveTeamButton team={team} />
      {link && <InvitationLink {...link} onClose={() => setLink(null)} />}
    </>
  );
}
