import { QueryView } from '@portal/console';
import type { WebhookCardFragment } from '../gql/graphql.ts';
import { useAnsweredTeams } from './use-answered-teams.ts';
import { WebhookForm } from './webhook-form.tsx';

interface WebhookDialogProps {
  /** One's own, that is edited; without it a new one is made. */
  readonly webhook?: WebhookCardFragment;
  readonly onClose: () => void;
}

/** The form of a webhook, with the teams that it may be given to. */
export function WebhookDialog({ webhook, onClose }: WebhookDialogProps) {
  const teams = useAnsweredTeams();
  const form = { onClose, ...(webhook && { webhook }) };
  return (
    <QueryView of={teams} lines={2} empty={<WebhookForm {...form} teams={[]} />}>
      {(choices) => <WebhookForm {...form} teams={choices} />}
    </QueryView>
  );
}
