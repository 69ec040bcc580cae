import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react';
import { Message, type MessageTone } from './message.tsx';

export interface Notice {
  tone: MessageTone;
  /** One sentence. */
  text: string;
  title?: string;
  /** A link or button. */
  action?: ReactNode;
}

interface Notify {
  /** Shows a notice that stays until it is closed. Returns what closes it. */
  notify: (notice: Notice) => () => void;
}

const NoticesContext = createContext<Notify | null>(null);

/** Shows notices on top of the page, each until it is closed, and says each once to assistive technology. */
export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<(Notice & { id: number })[]>([]);
  const [spoken, setSpoken] = useState('');
  const nextId = useRef(1);
  const close = useCallback((id: number) => setNotices((now) => now.filter((notice) => notice.id !== id)), []);
  const notify = useCallback(
    (notice: Notice) => {
      const id = nextId.current++;
      setNotices((now) => [...now, { ...notice, id }]);
      setSpoken([notice.title, notice.text].filter(Boolean).join('. '));
      return () => close(id);
    },
    [close],
  );
  const value = useMemo(() => ({ notify }), [notify]);
  return (
    <NoticesContext value={value}>
      {children}
      <section className="notices" aria-label="Avisos">
        {notices.map((notice) => (
          <Message
            key={notice.id}
            tone={notice.tone}
            title={notice.title}
            actions={notice.action}
            role="none"
            onClose={() => close(notice.id)}
          >
            {notice.text}
          </Message>
        ))}
      </section>
      <p role="status" className="visually-hidden">
        {spoken}
      </p>
    </NoticesContext>
  );
}

/** `const { notify } = useNotify()`; needs a NoticesProvider above, which the console's frame has. */
export function useNotify(): Notify {
  const value = useContext(NoticesContext);
  if (!value) throw new Error('useNotify needs a NoticesProvider above it');
  return value;
}
