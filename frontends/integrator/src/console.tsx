import './integrator.css';
import { type ConsoleRemote, readsAhead } from '@portal/console';
import { CONSOLE_CONTRACT } from '@portal/console/contract';
import { CredentialChanged, CredentialQuery } from './credentials/credential.documents.ts';
import { MANUAL_ADDRESS } from './manual/chapter.ts';
import { useMenu } from './menu.ts';
import { MessageChanged, RequestChanged, RequestQuery } from './requests/request.documents.ts';

/** The console of those who ask for access. Every page is fetched when it is gone to. */
const remote: ConsoleRemote = {
  contract: CONSOLE_CONTRACT,
  name: 'integrator',
  title: 'Integração com a RNDS',
  useMenu,
  search: {
    label: 'Buscar no Portal',
    to: (text) => `/busca?texto=${encodeURIComponent(text)}`,
    suggestions: () => import('./find/suggestions.ts'),
  },
  routes: [
    { path: '/', lazy: () => import('./home/home.page.tsx') },
    { path: '/portfolios', lazy: () => import('./portfolios/portfolios.page.tsx') },
    { path: '/portfolios/:slug', lazy: () => import('./portfolios/portfolio.page.tsx') },
    { path: '/busca', lazy: () => import('./find/find.page.tsx') },
    { path: '/manual/:chapter?', lazy: () => import('./manual/manual.page.tsx') },
    { path: '/servicos', lazy: () => import('./services/service-search.page.tsx') },
    { path: '/servicos/:slug', lazy: () => import('./services/service.page.tsx') },
    { path: '/solicitacoes', lazy: () => import('./requests/list.page.tsx') },
    {
      path: '/solicitacoes/:id',
      lazy: () => import('./requests/detail.page.tsx'),
      ...readsAhead(RequestQuery, ({ id = '' }) => ({ id })),
    },
    { path: '/solicitacoes/:id/editar', lazy: () => import('./requests/form/form.page.tsx') },
    { path: '/solicitacoes/:id/evidencias', lazy: () => import('./evidence/evidence.page.tsx') },
    { path: '/tokens', lazy: () => import('./tokens/tokens.page.tsx') },
    { path: '/credenciais', lazy: () => import('./credentials/credentials.page.tsx') },
    {
      path: '/credenciais/:id',
      lazy: () => import('./credentials/credential.page.tsx'),
      ...readsAhead(CredentialQuery, ({ id = '' }) => ({ id })),
    },
    { path: '/credenciais/:id/testes', lazy: () => import('./trials/trial.page.tsx') },
    { path: '/credenciais/:id/conformidade', lazy: () => import('./conformance/conformance.page.tsx') },
    { path: '/equipes', lazy: () => import('./teams/teams.page.tsx') },
    { path: '/equipes/:id', lazy: () => import('./teams/team.page.tsx') },
    { path: '/transferencia', lazy: () => import('./credentials/take-over.page.tsx') },
    { path: '/convite', lazy: () => import('./teams/accept.page.tsx') },
    { path: '/webhooks', lazy: () => import('./webhooks/webhooks.page.tsx') },
    { path: '/webhooks/:id', lazy: () => import('./webhooks/webhook.page.tsx') },
    { path: '/roteiros', lazy: () => import('./suites/suites.page.tsx') },
    { path: '/roteiros/:key', lazy: () => import('./suites/suite.page.tsx') },
    { path: '/validar-documento', lazy: () => import('./validation/validation.page.tsx') },
    { path: '/verificar/:id?', lazy: () => import('./conformance-reports/verify.page.tsx') },
    { path: '/conferir/:code?', lazy: () => import('./credential-check/check.page.tsx') },
    { path: '/posso-pedir', lazy: () => import('./may-i-ask/may-i-ask.page.tsx') },
    { path: '/situacao', lazy: () => import('./status/status.page.tsx') },
    { path: '/transparencia', lazy: () => import('./transparency/transparency.page.tsx') },
    { path: '/desenvolvedores/:page?/:item?', lazy: () => import('./developers/developers.page.tsx') },
  ],
  live: [RequestChanged, CredentialChanged, MessageChanged],
  footer: [
    { label: 'Manual de apoio', to: MANUAL_ADDRESS },
    { label: 'Conferir credencial', to: '/conferir' },
    { label: 'Transparência', to: '/transparencia' },
    { label: 'Situação do Portal', to: '/situacao' },
    { label: 'Para desenvolvedores', to: '/desenvolvedores' },
  ],
};

export default remote;
