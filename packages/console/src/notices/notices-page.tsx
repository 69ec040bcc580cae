import { NOTICE_KIND_LABELS, NOTICE_KINDS_OF, type NoticeKind } from '@portal/domain';
import { Breadcrumb, Button, Checkbox, EmptyState, LinkButton, LoadMore, Message, PageTitle, Select } from '@portal/ui';
import { useSearchParams } from 'react-router';
import { useMutation } from 'urql';
import { useLive } from '../console-context.tsx';
import type { ViewerNoticesQuery } from '../gql/graphql.ts';
import { QueryView } from '../reading/query-view.tsx';
import { usePages } from '../reading/use-pages.ts';
import { RequireViewer } from '../require-viewer.tsx';
import { NoticeLine } from './notice-line.tsx';
import { MarkNoticesRead, NoticesChanged, ViewerNotices } from './notices.documents.ts';
import { useSide } from './use-side.ts';

const PAGE = 20;

/** /avisos */
export function Component() {
  return (
    <RequireViewer>
      <Breadcrumb crumbs={[{ label: 'Avisos' }]} />
      <PageTitle>Avisos</PageTitle>
      <History />
    </RequireViewer>
  );
}

const pageOf = (data: ViewerNoticesQuery) => data.viewer?.notices;

function History() {
  const side = useSide();
  const { kind, unread, choose } = useFilter(NOTICE_KINDS_OF[side]);
  const pages = usePages({ query: ViewerNotices, variables: { side, kind, unread, first: PAGE }, pageOf });
  const [marking, mark] = useMutation(MarkNoticesRead);
  useLive(NoticesChanged, pages.readAgain);
  const failed = marking.error && 'Não foi possível marcar os avisos agora. Tente de novo.';
  const problem = failed ?? marking.data?.markNoticesRead?.problems[0]?.message;
  return (
    <>
      <div className="notice-filters">
        <Select
          label="Tipo"
          placeholder="Todos"
          value={kind ?? ''}
          options={NOTICE_KINDS_OF[side].map((value) => ({ value, label: NOTICE_KIND_LABELS[value] }))}
          onChange={(event) => choose('tipo', event.target.value)}
        />
        <Checkbox
          label="Só os não lidos"
          checked={unread}
          onChange={(event) => choose('naoLidos', event.target.checked ? 'sim' : '')}
        />
        <Button icon="check" busy={marking.fetching} onClick={() => void mark({ input: { side, kind } })}>
          {kind ? 'Marcar os deste tipo como lidos' : 'Marcar todos como lidos'}
        </Button>
        <LinkButton to="/avisos/preferencias" variant="tertiary" icon="bell">
          Preferências de aviso
        </LinkButton>
      </div>
      {problem && <Message tone="danger">{problem}</Message>}
      <QueryView
        of={pages}
        empty={
          <EmptyState title={kind || unread ? 'Não há avisos assim' : 'Você ainda não tem avisos'} icon="bell">
            <p>Aqui fica o que acontece com o que é seu e da sua equipe, por 180 dias.</p>
          </EmptyState>
        }
      >
        {(notices) => (
          <>
            <ul className="notice-lines">
              {notices.map((notice) => (
                <li key={notice.id}>
                  <NoticeLine notice={notice} />
                </li>
              ))}
            </ul>
            <LoadMore
              shown={notices.length}
              total={pages.total}
              what="avisos"
              hasMore={pages.hasMore}
              loading={pages.reading}
              onLoadMore={pages.readMore}
            />
          </>
        )}
      </QueryView>
    </>
  );
}

/** What is shown stands in the address: it stays when one comes back. */
function useFilter(kinds: readonly NoticeKind[]) {
  const [params, setParams] = useSearchParams();
  function choose(name: string, value: string) {
    setParams(
      (now) => {
        if (value) now.set(name, value);
        else now.delete(name);
        return now;
      },
      { replace: true },
    );
  }
  const kind = kinds.find((one) => one === params.get('tipo')) ?? null;
  return { kind, unread: params.get('naoLidos') === 'sim', choose };
}
