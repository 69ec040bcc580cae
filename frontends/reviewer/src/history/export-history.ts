import { toCsv } from '@portal/console/csv';
import { ACCESS_REQUEST_STATE_LABELS, ENVIRONMENT_LABELS, formatCnpj, formatDateTime } from '@portal/domain';
import type { Client } from 'urql';
import type { ReviewHistoryQuery } from '../gql/graphql.ts';
import { establishmentOf } from '../queue/establishment-of.ts';
import { deciderOf, type HistoryRow, waitedOf } from './history-columns.tsx';
import { ReviewHistoryQuery as ReviewHistoryDocument } from './history-documents.ts';
import { type HistoryFilter, toHistoryGraphFilter } from './history-filter.ts';

const HEADER = [
  'Protocolo',
  'Estabelecimento',
  'CNES',
  'CNPJ',
  'Sistema',
  'Portfólio',
  'Ambiente',
  'Resultado',
  'Enviada em',
  'Decidida em',
  'Tempo',
  'Decidida por',
  'Envios',
];

const PAGE = 100;

/** Reads the whole history that the filter leaves, page by page, and writes it as CSV. Throws where a page cannot be read. */
export async function exportHistory(
  client: Client,
  filter: HistoryFilter,
  progress: (read: number) => void,
): Promise<string> {
  const rows: HistoryRow[] = [];
  let after: string | null = null;
  do {
    const page: Page = await readPage(client, filter, after);
    rows.push(...page.edges.map(({ node }) => node));
    progress(rows.length);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  return toCsv(HEADER, rows.map(cells));
}

type Page = NonNullable<ReviewHistoryQuery['reviewHistory']>;

async function readPage(client: Client, filter: HistoryFilter, after: string | null): Promise<Page> {
  const variables = { filter: toHistoryGraphFilter(filter), first: PAGE, after };
  const { data, error } = await client
    .query(ReviewHistoryDocument, variables, { requestPolicy: 'network-only' })
    .toPromise();
  if (!data?.reviewHistory) throw error ?? new Error('A page of the history had no data');
  return data.reviewHistory;
}

function cells(row: HistoryRow): string[] {
  const { establishment } = row;
  return [
    row.protocol,
    establishmentOf(row),
    establishment?.cnes ?? '',
    establishment?.cnpj ? formatCnpj(establishment.cnpj) : '',
    row.system?.name ?? '',
    row.portfolio.name,
    ENVIRONMENT_LABELS[row.environment],
    ACCESS_REQUEST_STATE_LABELS[row.state].label,
    row.submittedAt ? formatDateTime(row.submittedAt) : '',
    row.decidedAt ? formatDateTime(row.decidedAt) : '',
    waitedOf(row),
    deciderOf(row),
    String(row.submissions),
  ];
}
