import type { Permission } from '@portal/domain';
import type { ReactNode } from 'react';
import { useConsole, useSession } from './console-context.tsx';
import { FailurePage, ForbiddenPage, SignInPage } from './status-pages.tsx';

/**
 * Shows its children to signed-in people (who have `permission`, where given), and a way to sign in to others. While nobody
 * can tell who is here, it says so: asking somebody who is signed in to sign in would be false.
 */
export function RequireViewer({ permission, children }: { permission?: Permission; children: ReactNode }) {
  const { graph } = useConsole();
  const session = useSession();
  if (session.status === 'unreachable') {
    return <FailurePage traceId={session.traceId} onRetry={() => void graph.session.ask()} />;
  }
  if (session.status === 'anonymous' || session.status === 'asking') return <SignInPage />;
  const { viewer } = session;
  if (permission && !viewer.permissions.includes(permission)) return <ForbiddenPage />;
  return children;
}
