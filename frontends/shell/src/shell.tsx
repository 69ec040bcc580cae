import { Console, type GraphClient } from '@portal/console';
import { Loading } from '@portal/ui';
import { useEffect, useMemo, useState } from 'react';
import { type Loaded, loadConsole } from './load-console.ts';
import { standIn } from './stand-in.tsx';

export interface ShellProps {
  graph: GraphClient;
  /** The first try, under way since before React started. */
  first: Promise<Loaded>;
}

/** The host: loads this origin's console into its frame, and stands without it. */
export function Shell({ graph, first }: ShellProps) {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<Loaded | null>(null);

  useEffect(() => {
    let wanted = true;
    (attempt === 0 ? first : loadConsole()).then((result) => wanted && setLoaded(result));
    return () => {
      wanted = false;
    };
  }, [attempt, first]);

  const remote = useMemo(() => {
    if (!loaded) return null;
    if (loaded.status === 'ready') return loaded.remote;
    const stuck = loaded.status === 'failed' && loaded.stuck;
    return standIn(loaded, () => (stuck ? location.reload() : setAttempt((now) => now + 1)));
  }, [loaded]);

  if (!remote) return <Loading />;
  return <Console remote={remote} graph={graph} />;
}
