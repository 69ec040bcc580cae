import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';
import { createRoot } from 'react-dom/client';
import { addressOf, askedAddress } from './asked-address.ts';
import { firstAsker, readAskers } from './askers.ts';
import { Page } from './page.tsx';

const root = document.getElementById('graphiql');
if (!root) throw new Error('The page has no element with id "graphiql"');

const asked = askedAddress(location.search);
const askers = await readAskers();
const first = firstAsker(askers, asked.token);
history.replaceState(null, '', addressOf(first.kind === 'token' ? first.id : null));
createRoot(root).render(<Page askers={askers} asked={asked} />);
