import { useViewer } from '@portal/console';
import { useEffect } from 'react';
import { forgetOthers } from './unsaved-keep.ts';

/** As soon as a person is here, what others left unsaved in this tab is gone. */
export function useForgetOthers(): void {
  const person = useViewer()?.id;
  useEffect(() => {
    if (person !== undefined) forgetOthers(sessionStorage, person);
  }, [person]);
}
