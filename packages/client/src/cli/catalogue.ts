import { ENVIRONMENT_LABELS, SERVICE_KIND_LABELS } from '@portal/domain';
import { ServicesDocument, type ServicesQuery } from '../gql/graphql.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { LIMIT, listUpToLimit, noteMore } from './list-options.ts';
import type { Terminal } from './terminal.ts';

type Service = NonNullable<ServicesQuery['services']>['edges'][number]['node'];

export const catalogueSearch: Command = {
  name: 'catalogue search',
  positionals: ['[palavras…]'],
  summary: 'Procura serviços no catálogo; não é preciso entrar.',
  details: 'Sem palavras, mostra todos.',
  examples: ['portal catalogue search vacina', 'portal catalogue search --portfolio rnds --limit 100'],
  options: {
    portfolio: { type: 'string', short: 'p', value: 'nome', help: 'só deste portfólio, como rnds ou cnes' },
    limit: LIMIT,
  },
  async run(invocation) {
    const { terminal, anySession, positionals, option } = invocation;
    const filter = { text: positionals.join(' ') || undefined, portfolio: option('portfolio') };
    const { portal } = await anySession();
    const { nodes, more } = await listUpToLimit(
      invocation,
      async (page) => (await portal.request(ServicesDocument, { filter, ...page })).services,
    );
    terminal.result(nodes, () =>
      nodes.length > 0 ? nodes.map((service) => serviceText(terminal, service)).join('\n\n') : 'Nenhum serviço.',
    );
    noteMore(invocation, more);
    return EXIT.OK;
  },
};

/** 27 states have an address each: the first tells how they look. */
const MOST_ENDPOINTS = 3;

function serviceText(terminal: Terminal, { slug, name, portfolio, kind, standard, endpoints }: Service): string {
  const facts = [portfolio.name, SERVICE_KIND_LABELS[kind], standard].filter(Boolean).join(' · ');
  const addresses = endpoints.slice(0, MOST_ENDPOINTS).map(({ environment, url, uf }) => {
    return `  ${ENVIRONMENT_LABELS[environment]}${uf ? ` (${uf})` : ''}: ${url}`;
  });
  const more = endpoints.length - addresses.length;
  return [
    `${terminal.paint('bold', slug)}  ${name}`,
    `  ${facts}`,
    ...addresses,
    ...(more > 0 ? [`  e mais ${more} endereços, com --json`] : []),
  ].join('\n');
}
