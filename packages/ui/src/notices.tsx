import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useLocation } from 'react-router';
import { Disclosure } from './disclosure.tsx';
import { Message, type MessageTone } from './message.tsx';

export interface Notice {
  /** What it is about, by an id: what is told of the same thing later takes its place. */
  about: string;
  tone: MessageTone;
  /** One sentence. */
  text: string;
}

interface Told extends Notice {
  id: number;
  at: Date;
}

interface NoticesValue {
  /** What is on show. */
  notices: readonly Told[];
  /** What was told in this visit, newest first. */
  told: readonly Told[];
  notify: (notice: Notice) => void;
  dismiss: (about: string) => void;
}

const NoticesContext = createContext<NoticesValue | null>(null);
const MOST_TOLD = 10;

function useNotices(): NoticesValue {
  const value = useContext(NoticesContext);
  if (!value) throw new Error('Notices need a NoticesProvider above them');
  return value;
}

/** What went wrong stays until it is closed or mended; the rest only confirms what the page shows, and leaves by itself. */
function stays({ tone }: Notice): boolean {
  return tone === 'danger' || tone === 'warning';
}

/** Keeps the notices; `<Notices />` shows them and `<PastNotices />` repeats them. */
export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Told[]>([]);
  const [told, setTold] = useState<readonly Told[]>([]);
  const nextId = useRef(1);
  const { pathname } = useLocation();
  const dismiss = useCallback((about: string) => setNotices((now) => now.filter((one) => one.about !== about)), []);
  const notify = useCallback((notice: Notice) => {
    const next = { ...notice, id: nextId.current++, at: new Date() };
    // One confirmation at a time: the page itself shows what the one before said.
    const others = (one: Told) => one.about !== next.about && (stays(one) || stays(next));
    setNotices((now) => [...now.filter(others), next]);
    setTold((now) => [next, ...now].slice(0, MOST_TOLD));
  }, []);
  // What failed on a page is of no use on another.
  useEffect(() => () => setNotices((now) => now.filter((one) => !stays(one))), [pathname]);
  const value = useMemo(() => ({ notices, told, notify, dismiss }), [notices, told, notify, dismiss]);
  return <NoticesContext value={value}>{children}</NoticesContext>;
}

/**
 * The notices, on top of the page and in sight while one scrolls; each is said once to assistive technology. The page keeps
 * room for them, so that they never cover what has focus. None leaves while the pointer or the focus is on them.
 */
export function Notices() {
  const { notices, told, dismiss } = useNotices();
  const stack = useRef<HTMLElement>(null);
  const [held, setHeld] = useState({ pointer: false, focus: false });
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
  // A notice that leaves takes pointer and focus with it, and the browser tells neither.
  useEffect(() => {
    if (notices.length === 0) setHeld({ pointer: false, focus: false });
  }, [notices]);
  const [last] = told;
  return (
    <>
      <section
        ref={stack}
        className="notices container"
        aria-label="Avisos"
        onPointerEnter={() => setHeld((now) => ({ ...now, pointer: true }))}
        onPointerLeave={() => setHeld((now) => ({ ...now, pointer: false }))}
        onFocus={() => setHeld((now) => ({ ...now, focus: true }))}
        onBlur={() => setHeld((now) => ({ ...now, focus: false }))}
      >
        {notices.map((notice) => (
          <ShownNotice
            key={notice.id}
            notice={notice}
            held={held.pointer || held.focus}
            onClose={() => dismiss(notice.about)}
          />
        ))}
      </section>
      <p role="status" className="visually-hidden">
        {last && last.tone !== 'danger' && <span key={last.id}>{last.text}</span>}
      </p>
      <p role="alert" className="visually-hidden">
        {last?.tone === 'danger' && <span key={last.id}>{last.text}</span>}
      </p>
    </>
  );
}

const SHORTEST_MS = 10_000;
const MS_PER_CHARACTER = 120;

function ShownNotice({ notice, held, onClose }: { notice: Told; held: boolean; onClose: () => void }) {
  const leaves = !stays(notice) && !held;
  const { length } = notice.text;
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    if (!leaves) return;
    const timer = setTimeout(() => close.current(), Math.max(SHORTEST_MS, length * MS_PER_CHARACTER));
    return () => clearTimeout(timer);
  }, [leaves, length]);
  return (
    <Message tone={notice.tone} role="none" onClose={onClose}>
      {notice.text}
    </Message>
  );
}

const hours = new Intl.DateTimeFormat('pt-BR', { hour: '2-digit', minute: '2-digit' });

/** What the notices of this visit said, for who was too late to read one; nothing before the first. */
export function PastNotices() {
  const { told } = useNotices();
  if (told.length === 0) return null;
  return (
    <section className="past-notices container" aria-label="Avisos recentes">
      <Disclosure summary={`Avisos recentes (${told.length})`}>
        <ul>
          {told.map(({ id, at, text }) => (
            <li key={id}>
              <time dateTime={at.toISOString()}>{hours.format(at)}</time> {text}
            </li>
          ))}
        </ul>
      </Disclosure>
    </section>
  );
}

/**
 * `const { notify, dismiss } = useNotify()`: shows a notice, or takes away what is said about something. Needs a
 * NoticesProvider above, which the console's frame has.
 */
export function useNotify(): Pick<NoticesValue, 'notify' | 'dismiss'> {
  return useNotices();
}
