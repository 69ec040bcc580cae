import { useCallback, useEffect, useState } from 'react';
import { readReference } from './read-reference.ts';
import type { Reference } from './reference.ts';

/** The reference as it is known so far. */
export type ReferenceState =
  | { status: 'loading' }
  | { status: 'failed'; retry: () => void }
  | { status: 'ready'; reference: Reference };

/** Read once for all pages: it changes with a new version of the portal only. */
let reading: Promise<Reference> | undefined;

function read(): Promise<Reference> {
  reading ??= fetchReference().catch((cause) => {
    reading = undefined;
    throw cause;
  });
  return reading;
}

async function fetchReference(): Promise<Reference> {
  const response = await fetch('/schema.graphql');
  if (!response.ok) throw new Error(`/schema.graphql answered ${response.status}`);
  return readReference(await response.text());
}

/** The API's reference, out of the schema that the portal serves. */
export function useReference(): ReferenceState {
  const [state, setState] = useState<ReferenceState>({ status: 'loading' });
  const load = useCallback(() => {
    let wanted = true;
    const show = (next: ReferenceState) => wanted && setState(next);
    show({ status: 'loading' });
    read().then(
      (reference) => show({ status: 'ready', reference }),
      (cause) => {
        console.error(cause);
        show({ status: 'failed', retry: load });
      },
    );
    return () => {
      wanted = false;
    };
  }, []);
  useEffect(load, [load]);
  return state;
}
