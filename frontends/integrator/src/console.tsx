import type { ConsoleRemote } from '@portal/console';
import { PageTitle } from '@portal/ui';

const remote: ConsoleRemote = {
  name: 'integrator',
  title: 'Integração com a RNDS',
  useMenu: () => [{ label: 'Início', to: '/', end: true }],
  search: { label: 'Buscar serviços', to: (text) => `/servicos?texto=${encodeURIComponent(text)}` },
  routes: [{ path: '/', element: <PageTitle>Portal de Serviços</PageTitle> }],
  live: [],
};

export default remote;
