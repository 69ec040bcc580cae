import type { ReactNode, Ref } from 'react';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';

export type MessageTone = 'success' | 'info' | 'warning' | 'danger';

export interface MessageProps {
  tone: MessageTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons or links under the text. */
  actions?: ReactNode;
  /** Shows a button that closes it. */
  onClose?: () => void;
  /** Default: alert for danger, status for the rest; `none` for what stands there from the start. */
  role?: 'alert' | 'status' | 'none';
  id?: string;
  /** Lets a script move focus to it. */
  tabIndex?: -1;
  ref?: Ref<HTMLDivElement>;
}

const words: Record<MessageTone, string> = {
  success: 'Sucesso',
  info: 'Informação',
  warning: 'Atenção',
  danger: 'Erro',
};

/** What happened, in the page. */
export function Message(props: MessageProps) {
  const { tone, title, children, actions, onClose, id, tabIndex, ref } = props;
  const role = props.role ?? (tone === 'danger' ? 'alert' : 'status');
  return (
    <div
      ref={ref}
      id={id}
      tabIndex={tabIndex}
      className={classNames('br-message', tone)}
      role={role === 'none' ? undefined : role}
    >
      <div className="message-icon">
        <Icon name={tone} label={words[tone]} />
      </div>
      <div className="content">
        {title && <p className="message-title">{title}</p>}
        {children && <div className="message-body">{children}</div>}
        {actions && <div className="message-actions">{actions}</div>}
      </div>
      {onClose && (
        <div className="close">
          <IconButton icon="close" label="Fechar mensagem" size="small" onClick={onClose} />
        </div>
      )}
    </div>
  );
}
