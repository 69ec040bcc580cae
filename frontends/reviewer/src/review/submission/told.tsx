import { useUploads, useViewer } from '@portal/console';
import { Conversation, type Erased } from '@portal/console/conversation';
import { unreadWord } from '@portal/domain';
import { Tabs } from '@portal/ui';
import { replyValuesOf } from '../templates/reply-values.ts';
import { WithTemplates } from '../templates/with-templates.tsx';
import { isCompared } from './changes.ts';
import type { ReviewRequest } from './fields.ts';
import { RequestHistory } from './request-history.tsx';
import { Submission } from './submission.tsx';
import { WhatChanged } from './what-changed.tsx';

/** What one reads of a request. */
export type ToldReading = 'mudou' | 'enviado' | 'historico' | 'mensagens';

interface ToldProps {
  request: ReviewRequest;
  /** Undefined until one chose. */
  reading: ToldReading | undefined;
  onRead: (reading: ToldReading) => void;
  erased: Erased;
  onOpenEvidence: (id: string) => void;
}

/** What was submitted; a resubmission and an alteration open on what changed. */
export function Told({ request, reading: chosen, onRead, erased, onOpenEvidence }: ToldProps) {
  const compared = isCompared(request);
  const reading = chosen ?? (compared ? 'mudou' : 'enviado');
  const viewer = useViewer();
  const { messageFiles } = useUploads();
  const { unreadMessages: unread } = request;
  return (
    <div className="review-told">
      <Tabs
        label="O que foi enviado"
        tabs={[
          ...(compared ? [{ id: 'mudou' as const, label: 'O que mudou' }] : []),
          { id: 'enviado', label: 'Tudo o que foi enviado' },
          { id: 'historico', label: 'Histórico' },
          { id: 'mensagens', label: unread === 0 ? 'Mensagens' : `Mensagens (${unreadWord(unread)})` },
        ]}
        selected={reading}
        onSelect={onRead}
      >
        {reading === 'mudou' && <WhatChanged {...{ request, onOpenEvidence }} />}
        {reading === 'enviado' && <Submission request={request} />}
        {reading === 'historico' && <RequestHistory request={request} />}
        {reading === 'mensagens' && viewer && (
          <Conversation
            {...{ request, erased }}
            viewerId={viewer.id}
            around={(areaId, area) => (
              <WithTemplates areaId={areaId} values={replyValuesOf(request)}>
                {area}
              </WithTemplates>
            )}
            files={messageFiles(request.id)}
          />
        )}
      </Tabs>
    </div>
  );
}
