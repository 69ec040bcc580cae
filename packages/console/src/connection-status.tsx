import { Icon, untilReleased } from '@portal/ui';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { useConsole, useSession } from './console-context.tsx';

/** A short cut is nobody's business. */
const patience = 2_000;
const relief = 5_000;

/** "Reconectando…" when live changes have been missing for a while, then "Conectado" for a moment. Otherwise nothing. */
export function ConnectionStatus() {
  const { graph } = useConsole();
  const connectivity = useSyncExternalStore(graph.onConnectivity, graph.connectivity);
  const signedIn = useSession().status === 'signed-in';
  const lost = connectivity === 'lost' && signedIn;
  const [shown, setShown] = useState<'nothing' | 'reconnecting' | 'connected'>('nothing');

  useEffect(() => {
    let current = true;
    // It stands above all else on the page, which must not move under a press.
    const show = async (next: typeof shown) => {
      await untilReleased();
      if (current) setShown(next);
    };
    if (!lost) setShown((now) => (now === 'reconnecting' ? 'connected' : now));
    const timer = lost
      ? setTimeout(() => void show('reconnecting'), patience)
      : setTimeout(() => void show('nothing'), relief);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [lost]);

  return (
    <div className="connection-status" role="status" data-status={shown}>
      {shown === 'reconnecting' && (
        <>
          <Icon name="offline" /> Reconectando… As mudanças de agora podem demorar a aparecer.
        </>
      )}
      {shown === 'connected' && (
        <>
          <Icon name="success" /> Conectado.
        </>
      )}
    </div>
  );
}
