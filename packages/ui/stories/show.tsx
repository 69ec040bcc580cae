import '../src/styles.css';
import { flushSync } from 'react-dom';
import { createRoot, type Root } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { stories } from './stories.ts';

let root: Root | undefined;

/** Puts a story into the page, in the place of the one before. */
export function show(name: string): void {
  const found = stories.find((story) => story.name === name);
  if (!found) throw new Error(`No story ${name}; there are: ${stories.map((story) => story.name).join(', ')}`);
  root?.unmount();
  document.body.innerHTML = '<div></div>';
  root = createRoot(document.body.firstElementChild ?? document.body);
  flushSync(() =>
    root?.render(
      <MemoryRouter>
        <found.Story />
      </MemoryRouter>,
    ),
  );
}
