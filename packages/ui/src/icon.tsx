import { type IconName, icons } from './icons.ts';

export interface IconProps {
  /** Which icon. */
  name: IconName;
  /** What a screen reader says. Without it the icon is decoration, and is hidden from assistive technology. */
  label?: string;
  /** Turns, for something that is under way. Stands still under prefers-reduced-motion. */
  spin?: boolean;
  className?: string;
}

/** An inline SVG the size of the text around it, in the text's colour. */
export function Icon({ name, label, spin, className }: IconProps) {
  const [width, height, , , path] = icons[name].icon;
  return (
    <svg
      className={['glyph', spin && 'glyph-spin', className].filter(Boolean).join(' ')}
      viewBox={`0 0 ${width} ${height}`}
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      focusable="false"
    >
      <path d={String(path)} fill="currentColor" />
    </svg>
  );
}
