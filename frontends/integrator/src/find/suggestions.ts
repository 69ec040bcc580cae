import { type Suggested, type Suggestion, useRead, useViewer } from '@portal/console';
import { ENVIRONMENT_LABELS } from '@portal/domain';
import type { FindRequestsQuery } from '../gql/graphql.ts';
import { chapterAddress } from '../manual/chapter.ts';
import { CHAPTERS } from '../manual/chapters.ts';
import { searchManual } from '../manual/search-manual.ts';
import { FindCredentials, FindRequests, FindServices } from './find.documents.ts';
import { IDENTIFIER } from './identifier.ts';

/** Of each kind; the rest is on the page of results. */
const SHOWN = 4;

type Found = NonNullable<FindRequestsQuery['accessRequests']>['edges'][number]['node'];

/** One's own requests and credentials, services of every portfolio, and parts of the manual. */
export function useSuggestions(words: string | null): Suggested {
  const signedIn = useViewer() !== null;
  const text = words ?? '';
  const isNumber = IDENTIFIER.test(text);
  // What was asked for once is not asked for again while one goes on writing.
  const kept = { requestPolicy: 'cache-first' } as const;
  const services = useRead({
    ...kept,
    query: FindServices,
    variables: { text },
    pause: words === null || isNumber,
    pick: (data) => data.services?.edges,
  });
  const requests = useRead({
    ...kept,
    query: FindRequests,
    variables: { text },
    pause: words === null || !signedIn,
    pick: (data) => data.accessRequests?.edges,
  });
  const credentials = useRead({
    ...kept,
    query: FindCredentials,
    pause: words === null || !signedIn || !isNumber,
    pick: (data) => data.credentials?.edges,
  });
  const all = [requests, credentials, services];
  const found = (requests.value ?? []).map(({ node }) => node);
  const ofRequests = found.flatMap(({ credential, environment, system }) =>
    credential ? [{ ...credential, environment, system }] : [],
  );
  const byNumber = (isNumber ? (credentials.value ?? []) : [])
    .map(({ node }) => node)
    .filter(({ requesterIdentifier }) => requesterIdentifier.startsWith(text));
  const groups = [
    {
      title: 'Solicitações',
      suggestions: found.slice(0, SHOWN).map((request) => ({
        to: `/solicitacoes/${request.id}`,
        label: request.protocol,
        detail: detailOf(request),
      })),
    },
    {
      title: 'Credenciais',
      suggestions: [...byNumber, ...ofRequests.filter(({ id }) => byNumber.every((other) => other.id !== id))]
        .slice(0, SHOWN)
        .map((credential) => ({
          to: `/credenciais/${credential.id}`,
          label: credential.requesterIdentifier,
          detail: detailOf(credential),
        })),
    },
    {
      title: 'Serviços',
      suggestions: (services.value ?? []).slice(0, SHOWN).map(({ node: { slug, name, portfolio } }) => ({
        to: `/servicos/${slug}`,
        label: name,
        detail: portfolio.name,
      })),
    },
    { title: 'Manual de apoio', suggestions: words === null ? [] : manualFor(words) },
  ];
  return {
    groups: groups.filter(({ suggestions }) => suggestions.length > 0),
    reading: all.some(({ reading, value }) => reading && value === undefined),
    error: all.find(({ error }) => error)?.error,
  };
}

function detailOf({ system, environment }: Pick<Found, 'system' | 'environment'>): string {
  return [system?.name, ENVIRONMENT_LABELS[environment]].filter(Boolean).join(', ');
}

function manualFor(words: string): Suggestion[] {
  return searchManual(CHAPTERS, words)
    .slice(0, SHOWN)
    .map(({ chapter, part }) => ({
      to: chapterAddress(chapter.slug, part.id),
      label: part.title,
      detail: chapter.title,
    }));
}
