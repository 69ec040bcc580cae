import './reviewer.css';
import { type ConsoleRemote, RequireViewer, useViewer } from '@portal/console';
import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router';
import { ReviewQueueChangedSubscription } from './queue/queue-documents.ts';
import { QueuePage } from './queue/queue-page.tsx';

/** The pages are for the Ministry's people; what each of them may do, the graph says. */
function ReviewersOnly({ children }: { children: ReactNode }) {
  return <RequireViewer roles={['REVIEWER', 'ADMIN']}>{children}</RequireViewer>;
}

function Queue() {
  const viewer = useViewer();
  return <ReviewersOnly>{viewer && <QueuePage viewerId={viewer.id} />}</ReviewersOnly>;
}

/** The queue is the first thing that everybody sees; the other pages come when they are asked for. */
const routes: RouteObject[] = [
  { path: '/', element: <Queue /> },
  {
    path: '/solicitacoes/:id',
    lazy: async () => {
      const { ReviewPage } = await import('./review/review-page.tsx');
      return {
        element: (
          <ReviewersOnly>
            <ReviewPage />
          </ReviewersOnly>
        ),
      };
    },
  },
  {
    path: '/historico',
    lazy: async () => {
      const { HistoryPage } = await import('./history/history-page.tsx');
      return {
        element: (
          <ReviewersOnly>
            <HistoryPage />
          </ReviewersOnly>
        ),
      };
    },
  },
];

const reviewer: ConsoleRemote = {
  name: 'reviewer',
  title: 'Análise de solicitações',
  useMenu: () => [
    { label: 'Fila', to: '/', end: true },
    { label: 'Histórico', to: '/historico' },
  ],
  search: { label: 'Buscar na fila', to: (text) => `/?busca=${encodeURIComponent(text)}` },
  routes,
  live: [ReviewQueueChangedSubscription],
};

export default reviewer;
