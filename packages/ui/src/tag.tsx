import type { Tone } from '@portal/domain';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

export type { Tone };

export interface TagProps {
  /** Its colour. Colour never speaks alone: the word does, and an icon with it. */
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
