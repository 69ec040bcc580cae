import { useMonaco } from '@graphiql/react';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import { useMemo, useState } from 'react';
import { type AskedAddress, addressOf } from './asked-address.ts';
import { type Asker, type Askers, firstAsker } from './askers.ts';
import { examples } from './examples.ts';
import { examplesPlugin } from './examples-plugin.tsx';
import { fetcherAs } from './fetcher-as.ts';
import { RunAs } from './run-as.tsx';

const PLUGINS = [examplesPlugin, HISTORY_PLUGIN];

/** Where it is narrower the editor needs the room. */
const ROOM_FOR_EXAMPLES = '(min-width: 900px)';

interface PageProps {
  readonly askers: Askers;
  readonly asked: AskedAddress;
}

/** GraphiQL, run as whom one chooses. */
export function Page({ askers, asked }: PageProps) {
  const [asker, setAsker] = useState(() => firstAsker(askers, asked.token));
  const fetcher = useMemo(() => fetcherAs(asker), [asker]);
  const editorThere = useMonaco(({ monaco }) => monaco !== undefined);

  function choose(next: Asker): void {
    setAsker(next);
    history.replaceState(null, '', addressOf(next.kind === 'token' ? next.id : null));
  }

  return (
    <>
      <RunAs askers={askers} asker={asker} tokenMissing={asked.token !== null} onChoose={choose} />
      {/* Its buttons do nothing before its editor is there, and say nothing of it. */}
      <main className="graphiql-place" inert={!editorThere}>
        <GraphiQL
          fetcher={fetcher}
          initialQuery={asked.query ?? examples[0]?.query}
          initialVariables={asked.query === null ? undefined : (asked.variables ?? undefined)}
          plugins={PLUGINS}
          visiblePlugin={matchMedia(ROOM_FOR_EXAMPLES).matches ? examplesPlugin : undefined}
          isHeadersEditorEnabled
        />
      </main>
    </>
  );
}
