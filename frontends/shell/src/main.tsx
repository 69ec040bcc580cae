import '@portal/ui/styles.css';
import { createGraphClient, trustOwnWorkers, watchErrors } from '@portal/console';
import { restoreAppearance } from '@portal/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { loadConsole } from './load-console.ts';
import { Shell } from './shell.tsx';

watchErrors();
trustOwnWorkers();
restoreAppearance();
const root = document.getElementById('root');
if (!root) throw new Error('The page has no element with id "root"');
// Who is here and which console to show are asked for at once, before React starts.
const first = loadConsole();
const graph = createGraphClient();
void graph.session.ask();
createRoot(root).render(
  <StrictMode>
    <Shell graph={graph} first={first} />
  </StrictMode>,
);
