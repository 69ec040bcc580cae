import type { ComponentType } from 'react';

/** A component in a state, by itself. */
export interface Story {
  /** "fields/Dates". */
  name: string;
  Story: ComponentType;
}

const files = import.meta.glob<Record<string, ComponentType>>('./*.stories.tsx', { eager: true });

/** What the files `*.stories.tsx` export, each a story. */
export const stories: readonly Story[] = Object.entries(files).flatMap(([path, file]) =>
  Object.entries(file).map(([name, Story]) => ({
    name: `${path.replace('./', '').replace('.stories.tsx', '')}/${name}`,
    Story,
  })),
);
