import { Tabs } from '@portal/ui';
import { useState } from 'react';
import type { ReviewRequest } from './fields.ts';
import { RequestHistory } from './request-history.tsx';
import { Submission } from './submission.tsx';
import { WhatChanged } from './what-changed.tsx';

type Reading = 'mudou' | 'enviado' | 'historico';

/** What was submitted; a resubmission opens on what changed. */
export function Told({ request }: { request: ReviewRequest }) {
  const resubmitted = request.submissions > 1;
  const [reading, setReading] = useState<Reading>(resubmitted ? 'mudou' : 'enviado');
  return (
    <div className="review-told">
      <Tabs
        label="O que foi enviado"
        tabs={[
          ...(resubmitted ? [{ id: 'mudou' as const, label: 'O que mudou' }] : []),
          { id: 'enviado', label: 'Tudo o que foi enviado' },
          { id: 'historico', label: 'Histórico' },
        ]}
        selected={reading}
        onSelect={setReading}
      >
        {reading === 'mudou' && <WhatChanged request={request} />}
        {reading === 'enviado' && <Submission request={request} />}
        {reading === 'historico' && <RequestHistory request={request} />}
      </Tabs>
    </div>
  );
}
