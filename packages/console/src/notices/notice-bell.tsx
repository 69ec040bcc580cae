import { MOST_UNREAD_NOTICES, unreadNoticesWord } from '@portal/domain';
import { Dropdown, Icon, Loading, VisuallyHidden } from '@portal/ui';
import { lazy, Suspense, useState } from 'react';
import { useLive, useSession } from '../console-context.tsx';
import type { Viewer } from '../session.ts';
import { NoticesChanged } from './notices.documents.ts';
import { useSide } from './use-side.ts';

/** Nobody needs it before the bell is pressed. */
const NoticePanel = lazy(() => import('./notice-panel.tsx'));

/** How many notices of this console are unread, and the latest of them. */
export function NoticeBell() {
  const state = useSession();
  if (state.status !== 'signed-in' && state.status !== 'over') return null;
  return <Bell viewer={state.viewer} />;
}

function Bell({ viewer }: { viewer: Viewer }) {
  const side = useSide();
  const [live, setLive] = useState<number | null>();
  const [said, setSaid] = useState('');
  const unread = live ?? viewer.unread[side] ?? 0;
  useLive(NoticesChanged, ({ noticesChanged: { notice, viewer: now } }) => {
    setLive(now[side]);
    // What it says, the page's own confirmation may say as well: here that there is one, and how many.
    if (notice?.side === side) setSaid(`Aviso novo: ${unreadNoticesWord(now[side] ?? 0)}.`);
  });
  return (
    <>
      <Dropdown
        className="notice-bell"
        accessibleLabel={`Avisos, ${unreadNoticesWord(unread)}`}
        label={
          <>
            <Icon name="bell" />
            {unread > 0 && <span className="notice-count">{unread > MOST_UNREAD_NOTICES ? '99+' : unread}</span>}
          </>
        }
      >
        {() => (
          <Suspense fallback={<Loading />}>
            <NoticePanel />
          </Suspense>
        )}
      </Dropdown>
      <VisuallyHidden>
        <span role="status">{said}</span>
      </VisuallyHidden>
    </>
  );
}
