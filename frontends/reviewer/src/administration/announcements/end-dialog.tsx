import { actMessage, useAct } from '@portal/console/acts';
import { spanWords } from '@portal/domain';
import { ConfirmDialog, Message } from '@portal/ui';
import { useState } from 'react';
import type { AnnouncementViewFragment } from '../../gql/graphql.ts';
import { EndAnnouncementMutation } from './announcement-documents.ts';

interface EndDialogProps {
  announcement: AnnouncementViewFragment;
  begun: boolean;
  onClose: () => void;
  onEnded: () => void;
}

/** Asks once more before a maintenance is taken back, or let end now. */
export function EndDialog({ announcement, begun, onClose, onEnded }: EndDialogProps) {
  const { announcementId, version } = announcement;
  const [end, busy] = useAct(EndAnnouncementMutation);
  const [problem, setProblem] = useState<string>();

  async function confirm() {
    const { data, error } = await end({ announcementId, version });
    const payload = data?.endAnnouncement;
    if (payload?.problems.length === 0) onEnded();
    else setProblem(actMessage(payload?.problems, error));
  }

  return (
    <ConfirmDialog
      open
      danger
      title={begun ? 'Encerrar a manutenção agora?' : 'Retirar a manutenção?'}
      confirmLabel={begun ? 'Encerrar agora' : 'Retirar'}
      busy={busy}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <p>{spanWords(announcement)}.</p>
      <p>
        {begun
          ? 'Tudo volta a contar como de costume, e ela fica na lista com este fim.'
          : 'Ela some desta lista, e em até um minuto da página de situação e dos consoles abertos.'}
      </p>
      {problem !== undefined && <Message tone="danger">{problem}</Message>}
    </ConfirmDialog>
  );
}
