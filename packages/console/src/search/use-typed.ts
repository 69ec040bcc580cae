import { useCallback, useEffect, useRef, useState } from 'react';

/** Nothing is asked for while somebody still types. */
const PAUSE_MS = 250;
/** Fewer letters suggest anything. */
const LEAST_LETTERS = 3;

/** The words in a field once their writer has paused, and whether a list for them is to be open. */
export function useTyped(field: HTMLInputElement) {
  const [words, setWords] = useState('');
  const [isOpen, setIsOpen] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const close = useCallback(() => {
    clearTimeout(timer.current);
    setIsOpen(false);
  }, []);

  useEffect(() => {
    const open = () => {
      const written = field.value.trim();
      setWords(written);
      setIsOpen(written.length >= LEAST_LETTERS);
    };
    const typed = () => {
      clearTimeout(timer.current);
      if (field.value.trim().length < LEAST_LETTERS) setIsOpen(false);
      timer.current = setTimeout(open, PAUSE_MS);
    };
    const pressed = (event: KeyboardEvent) => {
      const isShown = field.getAttribute('aria-expanded') === 'true';
      if (event.key === 'Escape' && isShown) {
        // The browser's own way of clearing a search field is for the next press.
        event.preventDefault();
        close();
      } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !isShown) open();
    };
    field.addEventListener('input', typed);
    field.addEventListener('keydown', pressed);
    field.addEventListener('blur', close);
    field.form?.addEventListener('submit', close);
    // What was written while this was loaded.
    if (field.value !== '' && document.activeElement === field) typed();
    return () => {
      clearTimeout(timer.current);
      field.removeEventListener('input', typed);
      field.removeEventListener('keydown', pressed);
      field.removeEventListener('blur', close);
      field.form?.removeEventListener('submit', close);
    };
  }, [field, close]);

  return { words, isOpen, close };
}
