import { useSyncExternalStore } from 'react';
import { useConsole } from '../console-context.tsx';

/** Stands in the frame for the dialog that asks for a key, while it does. */
export function AsksSecondFactor() {
  const { secondFactor } = useConsole().graph;
  const Dialog = useSyncExternalStore(secondFactor.subscribe, () => secondFactor.Dialog);
  return Dialog && <Dialog onEnd={secondFactor.end} />;
}
