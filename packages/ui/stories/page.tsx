import '../src/styles.css';
import './page.css';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { MemoryRouter } from 'react-router';
import { AppearanceChoice, restoreAppearance } from '../src/index.ts';
import { stories } from './stories.ts';

/** Every story, one at a time: the address says which. */
function Page() {
  const chosen = useSyncExternalStore(onHashChange, () => decodeURIComponent(location.hash.slice(1)));
  const { name, Story } = stories.find((story) => story.name === chosen) ?? stories[0] ?? {};
  return (
    <div className="stories">
      <nav aria-label="Componentes">
        <MemoryRouter>
          <AppearanceChoice />
        </MemoryRouter>
        <ul>
          {stories.map((story) => (
            <li key={story.name}>
              <a href={`#${story.name}`} aria-current={story.name === name ? 'page' : undefined}>
                {story.name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <div className="story">
        <MemoryRouter key={name}>{Story && <Story />}</MemoryRouter>
      </div>
    </div>
  );
}

function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

restoreAppearance();
createRoot(document.getElementById('root') ?? document.body).render(<Page />);
