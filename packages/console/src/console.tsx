import { Loading } from '@portal/ui';
import { useEffect, useMemo } from 'react';
import { createBrowserRouter, type RouteObject, RouterContextProvider, RouterProvider } from 'react-router';
import { Provider } from 'urql';
import { AccessibilityPage } from './accessibility-page.tsx';
import { ConsoleContext } from './console-context.tsx';
import type { ConsoleRemote } from './console-remote.ts';
import { Frame } from './frame.tsx';
import type { GraphClient } from './graph-client.ts';
import { useForgetDrafts } from './kept-draft.ts';
import { createLiveSubscriptions } from './live-subscriptions.ts';
import { NoticesChanged } from './notices/notices.documents.ts';
import { readAheadContext } from './read-ahead.ts';
import { useSessionState } from './session.ts';
import { SessionResumedPage } from './session-resumed-page.tsx';
import { SiteMapPage } from './site-map-page.tsx';
import { NotFoundPage, RouteErrorPage } from './status-pages.tsx';

export interface ConsoleProps {
  remote: ConsoleRemote;
  /** Made once, before the first render. */
  graph: GraphClient;
  /** What its addresses stand under: `/` in the shell, `import.meta.env.BASE_URL` alone. */
  basename?: string;
}

/** A console in its frame: the whole page. */
export function Console({ remote, graph, basename = '/' }: ConsoleProps) {
  const value = useMemo(
    () => ({ remote, graph, basename, lines: createLiveSubscriptions(graph, [...remote.live, NoticesChanged]) }),
    [remote, graph, basename],
  );
  const router = useMemo(() => {
    const getContext = () => new RouterContextProvider(new Map([[readAheadContext, graph.readAhead]]));
    return createBrowserRouter(framed(remote), { basename, getContext });
  }, [remote, graph, basename]);
  const session = useSessionState(graph.session);
  const signedIn = session.status === 'signed-in' || session.status === 'over';

  useEffect(() => {
    if (graph.session.state.status === 'asking') void graph.session.ask();
  }, [graph]);
  useEffect(() => {
    if (!signedIn) return;
    value.lines.start();
    return () => value.lines.stop();
  }, [signedIn, value]);

  useForgetDrafts(session);
  useAskAgain(graph, session.status === 'unreachable');

  // No page reads before the cursor is there from which live changes continue.
  if (session.status === 'asking') return <Loading />;
  return (
    <ConsoleContext value={value}>
      <Provider value={graph.client}>
        <RouterProvider router={router} />
      </Provider>
    </ConsoleContext>
  );
}

const ASK_AGAIN_MS = 15_000;

/**
 * While it is not known who is here, pages that are open to all go on, and the question is asked again. What they show may
 * depend on the answer, and is read anew with it.
 */
function useAskAgain(graph: GraphClient, unknown: boolean): void {
  useEffect(() => {
    if (!unknown) return;
    const ask = () => void graph.session.ask();
    const timer = setInterval(ask, ASK_AGAIN_MS);
    window.addEventListener('online', ask);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', ask);
      graph.refreshActive();
    };
  }, [graph, unknown]);
}

/** What stands there when head, menu or foot break themselves, as a console's own menu may. */
function BrokenFrame() {
  return (
    <main className="portal-main container">
      <RouteErrorPage />
    </main>
  );
}

/** The remote's pages and those that every console has, in the frame. */
function framed(remote: ConsoleRemote): RouteObject[] {
  return [
    {
      element: <Frame />,
      errorElement: <BrokenFrame />,
      hydrateFallbackElement: <Loading />,
      children: [
        {
          // Within the frame, so that a page that breaks leaves head, menu and foot.
          errorElement: <RouteErrorPage />,
          children: [
            ...remote.routes,
            { path: '/acessibilidade', element: <AccessibilityPage /> },
            { path: '/avisos', lazy: () => import('./notices/notices-page.tsx') },
            { path: '/avisos/preferencias', lazy: () => import('./notices/preferences-page.tsx') },
            { path: '/meus-dados', lazy: () => import('./own-data/own-data-page.tsx') },
            { path: '/mapa-do-site', element: <SiteMapPage /> },
            { path: '/sessao-retomada', element: <SessionResumedPage /> },
            { path: '*', element: <NotFoundPage /> },
          ],
        },
      ],
    },
  ];
}
