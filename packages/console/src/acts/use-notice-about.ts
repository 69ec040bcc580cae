import { type Notice, useNotify } from '@portal/ui';

/** What closes the notice that is shown about something, by its id. */
const shown = new Map<string, () => void>();

/** Shows a notice in the place of the last one about the same thing, so that old news does not pile up over new. */
export function useNoticeAbout(): (id: string, notice: Notice) => void {
  const { notify } = useNotify();
  return (id, notice) => {
    shown.get(id)?.();
    shown.set(id, notify(notice));
  };
}
