import { restoreAppearance } from '@portal/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { watchErrors } from './client-errors.ts';
import { Console } from './console.tsx';
import type { ConsoleRemote } from './console-remote.ts';
import { createGraphClient } from './graph-client.ts';
import { trustOwnWorkers } from './trusted-workers.ts';

/** Runs a console as an app of its own, in the element with id `root`. */
export function mountConsole(remote: ConsoleRemote, basename: string) {
  const root = document.getElementById('root');
  if (!root) throw new Error('The page has no element with id "root"');
  watchErrors();
  trustOwnWorkers();
  restoreAppearance();
  const graph = createGraphClient();
  createRoot(root).render(
    <StrictMode>
      <Console remote={remote} graph={graph} basename={basename} />
    </StrictMode>,
  );
}
