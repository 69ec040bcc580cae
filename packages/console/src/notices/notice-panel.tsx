import { EmptyState, LinkButton } from '@portal/ui';
import { QueryView } from '../reading/query-view.tsx';
import { useRead } from '../reading/reading.ts';
import { NoticeLine } from './notice-line.tsx';
import { ViewerNotices } from './notices.documents.ts';
import { useSide } from './use-side.ts';

/** As many as fit under the bell. */
const LATEST = 6;

/** The latest notices, under the bell. */
export default function NoticePanel() {
  const side = useSide();
  const latest = useRead({
    query: ViewerNotices,
    variables: { side, first: LATEST },
    requestPolicy: 'cache-and-network',
    pick: (data) => data.viewer?.notices.edges,
  });
  return (
    <div className="notice-panel">
      <h2>Últimos avisos</h2>
      <QueryView of={latest} lines={4} empty={<EmptyState title="Você ainda não tem avisos" icon="bell" />}>
        {(edges) => (
          <ul className="notice-lines">
            {edges.map(({ node }) => (
              <li key={node.id}>
                <NoticeLine notice={node} />
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <LinkButton to="/avisos" variant="tertiary" block>
        Todos os avisos
      </LinkButton>
    </div>
  );
}
