import { useEffect, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { STAGE_ADDRESSES } from '../addresses.ts';

/** The stage, kept in the address so that back, forward and reload stay where one is. */
export function useStage() {
  const [params, setParams] = useSearchParams();
  const heading = useRef<HTMLHeadingElement>(null);
  const moved = useRef(false);
  const named = params.get('etapa');
  const stage = STAGE_ADDRESSES.flatMap((address, index) => (address === named ? [index] : []))[0] ?? 0;

  function go(to: number, focus: 'heading' | 'left' = 'heading'): void {
    moved.current = focus === 'heading';
    setParams(to === 0 ? {} : { etapa: STAGE_ADDRESSES[to] ?? STAGE_ADDRESSES[0] });
  }

  // The stage is what changed on the page: focus goes to its heading, unless a summary of errors is to take it.
  useEffect(() => {
    if (moved.current && stage >= 0) heading.current?.focus();
    moved.current = false;
  }, [stage]);

  return { stage, go, heading };
}
