import type { Role } from '@portal/domain';
import type { ReactNode } from 'react';
import { useViewer } from './console-context.tsx';
import { ForbiddenPage, SignInPage } from './status-pages.tsx';

/** Shows its children to signed-in people (with one of `roles`, where given), and a way to sign in to others. */
export function RequireViewer({ roles, children }: { roles?: readonly Role[]; children: ReactNode }) {
  const viewer = useViewer();
  if (!viewer) return <SignInPage />;
  if (roles && !roles.some((role) => viewer.roles.includes(role))) return <ForbiddenPage />;
  return children;
}
