import { QueryView, useRead } from '@portal/console';
import { teamMay } from '@portal/domain';
import { Button, Tag } from '@portal/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TeamViewFragment } from '../gql/graphql.ts';
import { WebhooksOfTeam } from './webhook.documents.ts';
import { WebhookForm } from './webhook-form.tsx';
import { WebhookTag } from './webhook-state.tsx';

/** The webhooks of a team, on its page: all of its people see them, and who answers for it makes more. */
export function TeamWebhooks({ team }: { readonly team: TeamViewFragment }) {
  const [creating, setCreating] = useState(false);
  const webhooks = useRead({
    query: WebhooksOfTeam,
    variables: { teamId: team.id },
    pick: (data) => data.webhooks?.edges,
  });
  return (
    <section aria-labelledby="team-webhooks">
      <h2 id="team-webhooks">Webhooks da equipe</h2>
      <p>
        Avisam um sistema do que muda nas solicitações e credenciais desta equipe, mesmo que quem os criou saia dela.
      </p>
      <QueryView of={webhooks} lines={2} empty={<p>A equipe não tem webhooks.</p>}>
        {(edges) => (
          <ul className="team-things">
            {edges.map(({ node: { id, url, description, state, createdBy } }) => (
              <li key={id}>
                <Link to={`/webhooks/${id}`} className="webhook-url">
                  {description || url}
                </Link>{' '}
                <WebhookTag state={state} />{' '}
                {createdBy == null && <Tag tone="yellow">criado por alguém que saiu da equipe</Tag>}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      {teamMay(team.viewerRole ?? null, 'MANAGE_WEBHOOKS') && (
        <p>
          <Button icon="add" onClick={() => setCreating(true)}>
            Novo webhook da equipe
          </Button>
        </p>
      )}
      {creating && <WebhookForm teams={[team]} onClose={() => setCreating(false)} />}
    </section>
  );
}
