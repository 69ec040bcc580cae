import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

/** The colours of tags. Colour never speaks alone: a tag has its word and icon. */
export type Tone = 'grey' | 'blue' | 'dark-blue' | 'yellow' | 'green' | 'red';

export interface TagProps {
  tone?: Tone;
  icon?: IconName;
  children: ReactNode;
}

/** A short label. */
export function Tag({ tone = 'grey', icon, children }: TagProps) {
  return (
    <span className={classNames('br-tag', `tone-${tone}`)}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </span>
  );
}
