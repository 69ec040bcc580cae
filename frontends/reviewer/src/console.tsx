import './reviewer.css';
import { type ConsoleRemote, RequireViewer, readsAhead, useViewer } from '@portal/console';
import { CONSOLE_CONTRACT } from '@portal/console/contract';
import { SECURITY_KEYS_PATH } from '@portal/domain';
import type { MenuItem } from '@portal/ui';
import type { ReactNode } from 'react';
import type { RouteObject } from 'react-router';
import { useAwaitingCount } from './conformance/use-awaiting-count.ts';
import { ReviewMessageChangedSubscription, ReviewQueueChangedSubscription } from './queue/queue-documents.ts';
import { QueuePage } from './queue/queue-page.tsx';
import { ReviewRequestQuery } from './review/review-documents.ts';

/** The pages are for the Ministry's people; what each of them may do, the graph says. */
function ReviewersOnly({ children }: { children: ReactNode }) {
  return <RequireViewer permission="READ_REQUESTS">{children}</RequireViewer>;
}

/** Credentials of the whole country. */
function CredentialReadersOnly({ children }: { children: ReactNode }) {
  return <RequireViewer permission="READ_CREDENTIALS">{children}</RequireViewer>;
}

/** What the Ministry keeps by itself. */
function AdministrationOnly({ children }: { children: ReactNode }) {
  return <RequireViewer permission="READ_ADMINISTRATION">{children}</RequireViewer>;
}

/** What portfolios say, which MANAGER reads as well. */
function ContentReadersOnly({ children }: { children: ReactNode }) {
  return <RequireViewer permission="READ_CONTENT">{children}</RequireViewer>;
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
    ...readsAhead(ReviewRequestQuery, ({ id = '' }) => ({ id })),
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
    path: '/solicitacoes',
    lazy: async () => {
      const { SearchPage } = await import('./search/search-page.tsx');
      return {
        element: (
          <ReviewersOnly>
            <SearchPage />
          </ReviewersOnly>
        ),
      };
    },
  },
  {
    path: '/conformidade',
    lazy: async () => {
      const { AwaitingPage } = await import('./conformance/awaiting-page.tsx');
      return {
        element: (
          <ReviewersOnly>
            <AwaitingPage />
          </ReviewersOnly>
        ),
      };
    },
  },
  {
    path: '/conformidade/:id',
    lazy: async () => {
      const { RunPage } = await import('./conformance/run-page.tsx');
      return {
        element: (
          <ReviewersOnly>
            <RunPage />
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
  {
    path: '/painel',
    lazy: async () => {
      const { PanelPage } = await import('./panel/panel-page.tsx');
      return {
        element: (
          <RequireViewer permission="READ_PANEL">
            <PanelPage />
          </RequireViewer>
        ),
      };
    },
  },
  {
    path: '/credenciais',
    lazy: async () => {
      const { CredentialsPage } = await import('./credentials/credentials-page.tsx');
      return {
        element: (
          <CredentialReadersOnly>
            <CredentialsPage />
          </CredentialReadersOnly>
        ),
      };
    },
  },
  {
    path: '/credenciais/:id',
    lazy: async () => {
      const { CredentialPage } = await import('./credentials/credential-page.tsx');
      return {
        element: (
          <CredentialReadersOnly>
            <CredentialPage />
          </CredentialReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao',
    lazy: async () => {
      const { AdministrationPage } = await import('./administration/administration-page.tsx');
      return {
        element: (
          <ContentReadersOnly>
            <AdministrationPage />
          </ContentReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/regras',
    lazy: async () => {
      const { RulesPage } = await import('./administration/review-rules/rules-page.tsx');
      return {
        element: (
          <ContentReadersOnly>
            <RulesPage />
          </ContentReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/motivos',
    lazy: async () => {
      const { ReasonsPage } = await import('./administration/reasons/reasons-page.tsx');
      return {
        element: (
          <ContentReadersOnly>
            <ReasonsPage />
          </ContentReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/manutencoes',
    lazy: async () => {
      const { AnnouncementsPage } = await import('./administration/announcements/announcements-page.tsx');
      return {
        element: (
          <ContentReadersOnly>
            <AnnouncementsPage />
          </ContentReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/guarda',
    lazy: async () => {
      const { RetentionPage } = await import('./administration/retention/retention-page.tsx');
      return {
        element: (
          <ContentReadersOnly>
            <RetentionPage />
          </ContentReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/portfolios',
    lazy: async () => {
      const { PortfoliosPage } = await import('./administration/portfolios/portfolios-page.tsx');
      return {
        element: (
          <ContentReadersOnly>
            <PortfoliosPage />
          </ContentReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/portfolios/:slug',
    lazy: async () => {
      const { PortfolioPage } = await import('./administration/portfolios/portfolio-page.tsx');
      return {
        element: (
          <ContentReadersOnly>
            <PortfolioPage />
          </ContentReadersOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/pessoas',
    lazy: async () => {
      const { PeoplePage } = await import('./administration/people/people-page.tsx');
      return {
        element: (
          <AdministrationOnly>
            <PeoplePage />
          </AdministrationOnly>
        ),
      };
    },
  },
  {
    path: SECURITY_KEYS_PATH,
    lazy: async () => {
      const { KeysPage } = await import('./administration/keys/keys-page.tsx');
      return {
        element: (
          <RequireViewer permission="ADMINISTER">
            <KeysPage />
          </RequireViewer>
        ),
      };
    },
  },
  {
    path: '/administracao/registro',
    lazy: async () => {
      const { AuditPage } = await import('./audit/audit-page.tsx');
      return {
        element: (
          <AdministrationOnly>
            <AuditPage />
          </AdministrationOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/modelos',
    lazy: async () => {
      const { TemplatesPage } = await import('./administration/templates/templates-page.tsx');
      return {
        element: (
          <AdministrationOnly>
            <TemplatesPage />
          </AdministrationOnly>
        ),
      };
    },
  },
  {
    path: '/administracao/modelos/novo',
    lazy: async () => {
      const { NewTemplatePage } = await import('./administration/templates/template-page.tsx');
      return {
        element: (
          <RequireViewer permission="ADMINISTER">
            <NewTemplatePage />
          </RequireViewer>
        ),
      };
    },
  },
  {
    path: '/administracao/modelos/:id',
    lazy: async () => {
      const { TemplatePage } = await import('./administration/templates/template-page.tsx');
      return {
        element: (
          <AdministrationOnly>
            <TemplatePage />
          </AdministrationOnly>
        ),
      };
    },
  },
];

function useMenu(): MenuItem[] {
  const permissions = useViewer()?.permissions ?? [];
  const awaiting = useAwaitingCount(permissions.includes('REVIEW_RUNS'));
  return [
    { label: 'Fila', to: '/', end: true },
    { label: 'Todas as solicitações', to: '/solicitacoes', end: true },
    { label: awaiting > 0 ? `Conformidade (${awaiting})` : 'Conformidade', to: '/conformidade' },
    { label: 'Histórico', to: '/historico' },
    ...(permissions.includes('READ_PANEL') ? [{ label: 'Painel', to: '/painel' }] : []),
    ...(permissions.includes('READ_CREDENTIALS') ? [{ label: 'Credenciais', to: '/credenciais' }] : []),
    ...(permissions.includes('READ_CONTENT') ? [{ label: 'Administração', to: '/administracao' }] : []),
  ];
}

const reviewer: ConsoleRemote = {
  contract: CONSOLE_CONTRACT,
  name: 'reviewer',
  title: 'Análise de solicitações',
  useMenu,
  search: {
    label: 'Buscar solicitações',
    to: (text) => `/solicitacoes?busca=${encodeURIComponent(text)}`,
    suggestions: () => import('./search/suggestions.ts'),
  },
  routes,
  live: [ReviewQueueChangedSubscription, ReviewMessageChangedSubscription],
};

export default reviewer;
