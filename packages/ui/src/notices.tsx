import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { Message, type MessageTone } from './message.tsx';

export interface Notice {
  tone: MessageTone;
  /** One sentence. */
  text: string;
  title?: string;
  /** A link or button. */
  action?: ReactNode;
}

interface NoticesValue {
  notices: readonly (Notice & { id: number })[];
  /** What assistive technology was told last. */
  spoken: string;
  notify: (notice: Notice) => () => void;
  close: (id: number) => void;
}

const NoticesContext = createContext<NoticesValue | null>(null);

function useNotices(): NoticesValue {
  const value = useContext(NoticesContext);
  if (!value) throw new Error('Notices need a NoticesProvider above them');
  return value;
}

/** Keeps the notices; `<Notices />` shows them. */
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
  const value = useMemo(() => ({ notices, spoken, notify, close }), [notices, spoken, notify, close]);
  return <NoticesContext value={value}>{children}</NoticesContext>;
}

/**
 * The notices, on top of the page and in sight while one scrolls, each until it is closed; each is said once to assistive
 * technology. The page keeps room for them, so that they never cover what has focus.
 */
export function Notices() {
  const { notices, spoken, close } = useNotices();
  const stack = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = stack.current;
    if (!element) return;
    const root = document.documentElement;
    const observer = new ResizeObserver(() => {
      root.style.scrollPaddingTop = element.offsetHeight > 0 ? `${element.offsetHeight + 16}px` : '';
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <>
      <section ref={stack} className="notices container" aria-label="Avisos">
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
    </>
  );
}

/**
 * `const { notify } = useNotify()`: shows a notice that stays until it is closed, and returns what closes it. Needs a
 * NoticesProvider above, which the console's frame has.
 */
export function useNotify(): Pick<NoticesValue, 'notify'> {
  return useNotices();
}
