import type { ConsoleRemote } from '@portal/console';
import { PageTitle } from '@portal/ui';

const remote: ConsoleRemote = {
  name: 'reviewer',
  title: 'Análise de solicitações',
  useMenu: () => [{ label: 'Fila', to: '/', end: true }],
  routes: [{ path: '/', element: <PageTitle>Fila de análise</PageTitle> }],
  live: [],
};

export default remote;
