import { useViewer } from '@portal/console';
import type { MenuItem } from '@portal/ui';
import { useQuery } from 'urql';
import { HomePortfolios } from './home/home.documents.ts';

/** The main menu: the portfolios to choose from, and what is one's own once signed in. */
export function useMenu(): readonly MenuItem[] {
  const [{ data }] = useQuery({ query: HomePortfolios, requestPolicy: 'cache-first' });
  const signedIn = useViewer() !== null;
  const portfolios = (data?.portfolios ?? []).map(({ slug, name, summary }) => ({
    label: name,
    to: `/portfolios/${slug}`,
    description: summary,
  }));
  return [
    { label: 'Início', to: '/', end: true },
    // A menu from the start: were it a link until they are known, what stands beside it would move.
    { label: 'Portfólios', items: [...portfolios, { label: 'Todos os portfólios', to: '/portfolios' }] },
    { label: 'Serviços', to: '/servicos' },
    ...(signedIn
      ? [
          { label: 'Solicitações', to: '/solicitacoes' },
          { label: 'Gerenciar Credenciais', to: '/credenciais' },
          { label: 'Equipes', to: '/equipes' },
          { label: 'Tokens de acesso', to: '/tokens' },
          { label: 'Webhooks', to: '/webhooks' },
        ]
      : []),
    { label: 'Validador', to: '/validar-documento' },
    { label: 'Para desenvolvedores', to: '/desenvolvedores' },
  ];
}
