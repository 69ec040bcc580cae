import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { examples } from './examples.ts';
import { examplesPlugin } from './examples-plugin.tsx';

const root = document.getElementById('graphiql');
if (!root) throw new Error('The page has no element with id "graphiql"');

// Both at the address of this page, with the cookie of the person who is signed in.
const fetcher = createGraphiQLFetcher({
  url: '/graphql',
  wsClient: createClient({ url: new URL('/graphql', location.href.replace(/^http/, 'ws')).href }),
});

createRoot(root).render(
  <GraphiQL
    fetcher={fetcher}
    initialQuery={examples[0]?.query}
    plugins={[examplesPlugin, HISTORY_PLUGIN]}
    visiblePlugin={examplesPlugin}
    isHeadersEditorEnabled
  />,
);
