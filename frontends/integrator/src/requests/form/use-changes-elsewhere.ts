import { useEffect } from 'react';
import { useClient } from 'urql';
import { RequestForm } from './form.documents.ts';
import type { FormStore } from './form-store.ts';

/** Drafts are no news on the live line; so often is looked after one that is open. */
const LOOK_AGAIN_MS = 20_000;

/** Looks whether another tab or device changed the draft: when one comes back to the page, and while it is in view. */
export function useChangesElsewhere(id: string, store: FormStore): void {
  const client = useClient();
  useEffect(() => {
    let gone = false;
    async function look() {
      if (document.visibilityState !== 'visible' || store.state().queue.pending.length > 0) return;
      const { data } = await client.query(RequestForm, { id }, { requestPolicy: 'network-only' }).toPromise();
      const draft = data?.accessRequest;
      // A save that is under way tells by itself when it was overtaken.
      if (gone || !draft || draft.version <= store.version() || store.state().queue.pending.length > 0) return;
      store.adopt(draft);
    }
    const timer = setInterval(look, LOOK_AGAIN_MS);
    window.addEventListener('focus', look);
    document.addEventListener('visibilitychange', look);
    return () => {
      gone = true;
      clearInterval(timer);
      window.removeEventListener('focus', look);
      document.removeEventListener('visibilitychange', look);
    };
  }, [client, id, store]);
}
