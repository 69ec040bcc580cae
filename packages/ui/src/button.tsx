import type { ButtonHTMLAttributes, ComponentProps, ReactNode, Ref } from 'react';
import { Link, type To } from 'react-router';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import type { IconName } from './icons.ts';

interface Look {
  /** One primary action a page. Default: secondary. */
  variant?: 'primary' | 'secondary' | 'tertiary';
  /** Height: 32, 40 or 48 px. Default: medium. */
  size?: 'small' | 'medium' | 'large';
  /** For what cannot be undone. */
  danger?: boolean;
  /** Stands before the text. */
  icon?: IconName;
  /** Takes the whole width of where it stands. */
  block?: boolean;
  children?: ReactNode;
}

export interface ButtonProps extends Look, ButtonHTMLAttributes<HTMLButtonElement> {
  /** What was asked for is under way: shown turning, presses are ignored, focus stays. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

function lookClass({ variant = 'secondary', size = 'medium', danger, block }: Look, className?: string) {
  return classNames('br-button', variant, size, danger && 'is-dangerous', block && 'block', className);
}

/** A button. Its type is `button` unless told otherwise. */
export function Button({
  variant,
  size,
  danger,
  icon,
  block,
  busy,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={lookClass({ variant, size, danger, block }, className)}
      aria-busy={busy || undefined}
      aria-disabled={busy || rest['aria-disabled']}
      onClick={busy ? (event) => event.preventDefault() : onClick}
    >
      {busy ? <Icon name="busy" spin /> : icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

export interface IconButtonProps extends Omit<ButtonProps, 'icon' | 'children' | 'block'> {
  icon: IconName;
  /** What the button does, read aloud and shown as a tooltip. */
  label: string;
}

/** A round button with an icon alone. */
export function IconButton({ icon, label, variant = 'tertiary', className, ...rest }: IconButtonProps) {
  return (
    <Button
      {...rest}
      variant={variant}
      className={classNames('circle', className)}
      icon={icon}
      aria-label={label}
      title={label}
    />
  );
}

export interface LinkButtonProps extends Look, Omit<ComponentProps<'a'>, 'href'> {
  /** An address of the console. */
  to?: To;
  /** An address outside of the console, or a file. */
  href?: string;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function LinkButton({
  to,
  href,
  variant,
  size,
  danger,
  icon,
  block,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  const look = lookClass({ variant, size, danger, block }, className);
  const content = (
    <>
      {icon && <Icon name={icon} />}
      {children}
    </>
  );
  if (to === undefined) {
    return (
      <a {...rest} href={href} className={look}>
        {content}
      </a>
    );
  }
  return (
    <Link {...rest} to={to} className={look}>
      {content}
    </Link>
  );
}
